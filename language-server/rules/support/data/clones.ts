// Repositories that a notebook clones as a branch stands that day.
import type { Span } from "../../../notebook/model";
import type { PythonNotebook } from "../../../python/analysis";
import { placeIn, shellTexts } from "../shellTexts";
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
  const runs = shellTexts(python).flatMap((shell) => splitCommands(shell.text, 0).flatMap((words) => {
    const texts = words.map(({ text }) => text);
    return texts[0] === "git" ? [{ shell, words, texts }] : [];
  }));
  if (runs.some(({ texts }) => texts.some((text) => /^(?:checkout|reset|switch)$/.test(text)) && texts.some((text) => fixed.test(text)))) return [];
  return runs.flatMap(({ shell, words, texts }) => {
    const named = words.find(({ text }) => address.test(text));
    if (!texts.includes("clone") || !named || texts.some((text, at) => isBranchOption(texts[at - 1]) && fixed.test(text) || /^--branch=/.test(text) && fixed.test(text.slice(9)))) return [];
    return [{ cell: shell.cell, span: placeIn(shell, named.start, named.end), address: named.text.replace(/(?:\.git)?\/?$/, "") }];
  });
}

const isBranchOption = (text: string | undefined): boolean => text === "-b" || text === "--branch";
