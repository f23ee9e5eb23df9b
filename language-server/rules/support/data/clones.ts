// Repositories that a notebook clones as a branch stands that day.
import type { Span } from "../../../notebook/model";
import type { PythonNotebook } from "../../../python/analysis";
import { pickCalls } from "../pickCalls";
import { commandWords, placeIn, shellTexts } from "../shellTexts";
import { splitCommands } from "../shellWords";

export interface Clone {
  readonly cell: number;
  readonly span: Span;
  readonly address: string;
}

/** A release or a commit; everything else is taken for a branch. */
const fixed = /\d\.\d|^(?=.*\d)[0-9a-f]{7,40}$/;
const address = /^(?:https?:\/\/|ssh:\/\/|git:\/\/|git@)[^\s{}<>$]+$/;

/** The clones of a notebook that checks no release and no commit out. */
export function clonedBranches(python: PythonNotebook): readonly Clone[] {
  const runs = [...typedCommands(python), ...startedCommands(python)].filter(([first]) => first?.text === "git");
  if (
    runs.some((words) => words.some(({ text }) => /^(?:checkout|reset|switch)$/.test(text)) && words.some(({ text }) => fixed.test(text)))
  )
    return [];
  return runs.flatMap((words) => {
    const named = words.find(({ text }) => address.test(text));
    if (
      !words.some(({ text }) => text === "clone") ||
      !named ||
      words.some(
        ({ text }, at) =>
          (isBranchOption(words[at - 1]?.text) && fixed.test(text)) || (/^--branch=/.test(text) && fixed.test(text.slice(9))),
      )
    )
      return [];
    return [{ cell: named.cell, span: named.span, address: named.text.replace(/(?:\.git)?\/?$/, "") }];
  });
}

interface CommandWord {
  readonly cell: number;
  readonly span: Span;
  readonly text: string;
}

/** Commands in lines and texts that a shell runs. */
const typedCommands = (python: PythonNotebook): readonly (readonly CommandWord[])[] =>
  shellTexts(python).flatMap((shell) =>
    splitCommands(shell.text, 0).map((words) =>
      words.map(({ text, start, end }) => ({ cell: shell.cell, span: placeIn(shell, start, end), text })),
    ),
  );

/** Commands that Python starts word by word; "" stands for a word that is not known. */
const startedCommands = (python: PythonNotebook): readonly (readonly CommandWord[])[] =>
  startingCalls(python).map((call) =>
    (commandWords(call) ?? []).map((word) => ({
      cell: call.cell,
      span: { start: word.start, end: word.end },
      text: python.constantText(word, call.cell) ?? "",
    })),
  );

const startingCalls = pickCalls((call) => commandWords(call) !== null);

const isBranchOption = (text: string | undefined): boolean => text === "-b" || text === "--branch";
