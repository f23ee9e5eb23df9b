// Fixes a notebook: makes the fixes that go together, checks again, and so on until nothing is left to fix.
import type { Diagnostic } from "../lint/lint";
import type { NotebookFile } from "../notebook/read";
import { editNotebook } from "../notebook/write";
import { chainOrigins, originsAfter, unmoved, type Origins } from "./cellOrder";
import { chooseFix } from "./chooseFix";
import { combineFixes } from "./combineFixes";
import { pushAll } from "../util/pushAll";
import { applyFileEdits } from "./fileEdits";

/** What fixing needs of its surroundings. */
export interface FixWorld {
  /** Checks the notebook among the files as they are now. */
  lint(file: NotebookFile): Linted;
  readText(path: string): string | undefined;
  /** Puts new texts of files beside the notebook in place for the next `lint`; null takes a file away again. */
  writeTexts(texts: ReadonlyMap<string, string | null>): void;
}

export interface Linted {
  readonly diagnostics: readonly Diagnostic[];
  /** Number of cells that are not valid Python. */
  readonly brokenCells: number;
}

export interface FixResult {
  readonly file: NotebookFile;
  /** What is left to tell. */
  readonly diagnostics: readonly Diagnostic[];
  /** The findings whose fixes were made, in order. */
  readonly fixed: readonly Diagnostic[];
  /** Where the cells come from. */
  readonly origins: Origins;
  /** Why fixing ended early, as a sentence; null where all went well. */
  readonly problem: string | null;
}

/** Rounds after which fixes that keep calling for new fixes are left alone. */
export const maxRounds = 20;

/** Applies safe fixes, with `unsafe` the others too. Of a finding's fixes the first that may be applied is. */
export function fixNotebook(start: NotebookFile, unsafe: boolean, world: FixWorld): FixResult {
  let file = start;
  let origins = unmoved(start.notebook.cells.length);
  let linted = world.lint(file);
  const fixed: Diagnostic[] = [];
  const seen = new Set([file.text]);
  const end = (problem: string | null): FixResult => ({ file, diagnostics: linted.diagnostics, fixed, origins, problem });
  for (let round = 0; round < maxRounds; round++) {
    const choices = linted.diagnostics.flatMap((diagnostic) => {
      const fix = chooseFix(diagnostic, unsafe);
      return fix ? [{ diagnostic, fix }] : [];
    });
    if (choices.length === 0) return end(null);
    const { edits, files, taken } = combineFixes(choices, ({ fix }) => fix);
    const edited = editNotebook(file, edits);
    if ("problem" in edited) return end(`A fix could not be made: ${edited.problem}.`);
    const written = applyFileEdits(files, world.readText);
    if ("problem" in written) return end(`A fix could not be made: ${written.problem}.`);
    if (written.texts.size === 0 && seen.has(edited.file.text)) return end(edited.file.text === file.text ? null : "The fixes undo each other, so they were left there.");
    const before = new Map([...written.texts.keys()].map((path) => [path, world.readText(path) ?? null]));
    world.writeTexts(written.texts);
    const after = world.lint(edited.file);
    if (after.brokenCells > linted.brokenCells) {
      world.writeTexts(before);
      return end("A fix would have broken the code of a cell, so it was not made. This is a mistake in nbready: please report it.");
    }
    seen.add(edited.file.text);
    origins = chainOrigins(origins, originsAfter(edits, file.notebook.cells.length));
    ({ file } = edited);
    linted = after;
    pushAll(fixed, taken.map((choice) => choice.diagnostic));
  }
  return end(`After ${maxRounds} rounds there was still something to fix; run it again.`);
}
