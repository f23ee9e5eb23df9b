// Fixes a notebook in rounds: makes the fixes that go together, checks again, and so on until nothing is left to fix.
import type { Diagnostic } from "../lint/lint";
import type { Fix, NotebookEdit } from "../notebook/edits";
import { pushAll } from "../util/pushAll";
import { chainOrigins, originsAfter, unmoved, type Origins } from "./cellOrder";
import { combineFixes } from "./combineFixes";
import { applyFileEdits } from "./fileEdits";

/** A notebook as data: as the text of its file, or as the cells that an editor has open. */
export interface Form<N> {
  cellCount(now: N): number;
  /** The notebook after the edits, or why they cannot be made, as a sentence without its full stop. */
  edit(now: N, edits: readonly NotebookEdit[]): { readonly edited: N } | { readonly problem: string };
  /** Equal for two notebooks only if they are the same. */
  textOf(now: N): string;
}

/** What fixing needs of its surroundings. */
export interface FixWorld<N> {
  /** Checks the notebook among the files as they are now. */
  lint(now: N): Linted;
  readText(path: string): string | undefined;
  /** Puts new texts of files beside the notebook in place for the next `lint`; null takes a file away again. */
  writeTexts(texts: ReadonlyMap<string, string | null>): void;
}

export interface Linted {
  readonly diagnostics: readonly Diagnostic[];
  /** Number of cells that do not parse. */
  readonly brokenCells: number;
}

export interface FixResult<N> {
  readonly after: N;
  /** The findings that are left. */
  readonly diagnostics: readonly Diagnostic[];
  /** The findings whose fixes were made, in order. What a later fix brings back is in it all the same, once for each time that it was fixed. */
  readonly fixed: readonly Diagnostic[];
  /** For each cell, where it comes from. */
  readonly origins: Origins;
  /** Why fixing ended early, as a sentence; null if it did not. */
  readonly problem: string | null;
}

/** Rounds after which fixes that keep calling for new fixes are left alone. */
const maxRounds = 20;

/** @param choose the fix of a finding that is to be made; undefined where none is */
export function fixInRounds<N>(
  start: N,
  form: Form<N>,
  choose: (diagnostic: Diagnostic) => Fix | undefined,
  world: FixWorld<N>,
): FixResult<N> {
  let now = start;
  let origins = unmoved(form.cellCount(start));
  let linted = world.lint(now);
  const fixed: Diagnostic[] = [];
  const seen = new Set<string>();
  const end = (problem: string | null): FixResult<N> => ({ after: now, diagnostics: linted.diagnostics, fixed, origins, problem });
  for (let round = 0; round < maxRounds; round++) {
    const choices = linted.diagnostics.flatMap((diagnostic) => {
      const fix = choose(diagnostic);
      return fix ? [{ diagnostic, fix }] : [];
    });
    if (choices.length === 0) return end(null);
    seen.add(form.textOf(now));
    const { edits, files, taken } = combineFixes(choices, ({ fix }) => fix);
    const result = form.edit(now, edits);
    if ("problem" in result) return end(`A fix could not be applied: ${result.problem}.`);
    const { edited } = result;
    const written = applyFileEdits(files, world.readText);
    if ("problem" in written) return end(`A fix could not be applied: ${written.problem}.`);
    const text = form.textOf(edited);
    if (written.texts.size === 0 && seen.has(text))
      return end(text === form.textOf(now) ? null : "The fixes undo each other, so fixing stopped there.");
    const before = new Map([...written.texts.keys()].map((path) => [path, world.readText(path) ?? null]));
    world.writeTexts(written.texts);
    const after = world.lint(edited);
    if (after.brokenCells > linted.brokenCells) {
      world.writeTexts(before);
      return end("A fix would have broken the code of a cell, so it was not applied. This is a bug in nbready: please report it.");
    }
    origins = chainOrigins(origins, originsAfter(edits, form.cellCount(now)));
    now = edited;
    linted = after;
    pushAll(
      fixed,
      taken.map((choice) => choice.diagnostic),
    );
  }
  return end(`After ${maxRounds} rounds there was still something to fix; run it again.`);
}
