// What the tests of extraction from script notebooks share.
import assert from "node:assert/strict";
import { extractScript, type ScriptRequest } from "../../../language-server/extract/typescript/extractScript";
import type { ExtractResult } from "../../../language-server/extract/plan";
import { applyToCells, moduleAfter } from "../support";
import { deno, scriptNotebook } from "../../typescript/scriptNotebook";
import type { NotebookRunner } from "./runScripts";

export const extractFrom = (
  cells: readonly string[],
  chosen: readonly number[],
  options: Partial<ScriptRequest> = {},
  kernel: unknown = deno,
): ExtractResult => extractScript(scriptNotebook(cells, kernel), requestFor(chosen, options));

/** A request for a module beside the notebook. */
export const requestFor = (chosen: readonly number[], options: Partial<ScriptRequest> = {}): ScriptRequest => ({
  cells: chosen,
  functionName: null,
  together: false,
  moveCalled: false,
  existing: null,
  test: null,
  folder: "/project",
  modulePath: "/project/features.ts",
  ...options,
});

/** What an extraction leaves: the cells and the module's text. */
export function applied(
  cells: readonly string[],
  result: ExtractResult,
  existing = "",
): { readonly cells: readonly string[]; readonly module: string } {
  assert.ok(result.ok, JSON.stringify(result));
  return { cells: applyToCells(cells, result.edits), module: moduleAfter(result.files, existing) };
}

/** Runs both notebooks and compares all that can be seen; names that the extraction says are gone may be. */
export async function assertSameRun(
  runner: NotebookRunner,
  before: readonly string[],
  result: ExtractResult,
  files: Readonly<Record<string, string>> = {},
  existing = "",
): Promise<void> {
  const after = applied(before, result, existing);
  assert.ok(result.ok);
  const names = [...new Set(before.join("\n").match(/\b[A-Za-z_]\w*\b/g) ?? [])].filter(
    (name) =>
      !/^(?:globalThis|await|async|break|case|catch|class|const|continue|default|delete|do|else|export|extends|finally|for|function|if|import|in|instanceof|interface|let|new|null|of|return|static|super|switch|this|throw|true|false|try|type|typeof|undefined|var|void|while|yield|enum|as)$/.test(
        name,
      ),
  );
  const original = await runner.run(before, { ...files, "./features.ts": existing }, names);
  const extracted = await runner.run(after.cells, { ...files, "./features.ts": after.module }, names);
  const describe = (): string => `${before.join("\n---\n")}\n======\n${after.cells.join("\n---\n")}\n====== module\n${after.module}`;
  assert.equal(extracted.error, original.error, describe());
  assert.deepEqual(extracted.shown, original.shown, describe());
  const imported =
    before
      .join("\n")
      .match(/^import [^;]*/gm)
      ?.join(" ")
      .match(/\w+/g) ?? [];
  const gone = new Set([...imported, ...result.functions.flatMap(({ locals }) => locals), ...result.moved]);
  for (const [name, value] of Object.entries(original.values))
    if (!gone.has(name) || (result.moved.includes(name) && extracted.values[name] !== undefined))
      assert.equal(extracted.values[name], value, `${name}\n${describe()}`);
}
