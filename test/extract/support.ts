// What the tests of extraction share: extract cells of a notebook in memory, and run notebooks in IPython.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { extractToModule } from "../../language-server/extract/extractToModule";
import type { ExtractRequest, ExtractResult } from "../../language-server/extract/plan";
import type { FileEdit, NotebookEdit } from "../../language-server/notebook/edits";
import type { Notebook } from "../../language-server/notebook/model";
import { isStandardLibrary } from "../../language-server/project/stdlib";
import { analysePython } from "../../language-server/python/analyse";
import { notebookOf } from "../python/notebookOf";

const python = join(__dirname, "../../.venv/bin/python");

export const hasPython = existsSync(python);

/** A cell as a text; one that begins with "md:" is Markdown. */
export function makeNotebook(cells: readonly string[]): Notebook {
  const notebook = notebookOf(cells.map((source) => source.replace(/^md:/, "")));
  return { ...notebook, cells: notebook.cells.map((cell, at) => (cells[at].startsWith("md:") ? { ...cell, kind: "markdown" as const, language: "" } : cell)) };
}

export function extract(cells: readonly string[], chosen: readonly number[], options: Partial<ExtractRequest> = {}): ExtractResult {
  const notebook = makeNotebook(cells);
  return extractToModule(notebook, analysePython(notebook), requestFor(chosen, options));
}

/** A request for a module beside the notebook. */
export const requestFor = (cells: readonly number[], options: Partial<ExtractRequest> = {}): ExtractRequest => ({
  cells, functionName: null, together: false, moveCalled: false, existing: null, testPath: null, format: (text) => text,
  target: { path: "/project/nbready_module.py", importName: "nbready_module", sysPath: null, note: null },
  isStandardLibrary: (module) => isStandardLibrary(module, { major: 3, minor: 11 }), isFirstParty: () => false,
  ...options,
});

/** The cells after the edits; removed ones are left out. */
export function applyToCells(cells: readonly string[], edits: readonly NotebookEdit[]): readonly string[] {
  return cells.flatMap((source, cell) => {
    const own = edits.filter((edit) => "cell" in edit && edit.cell === cell);
    if (own.some(({ kind }) => kind === "deleteCell")) return [];
    const texts = own.flatMap((edit) => (edit.kind === "replaceText" ? [edit] : [])).sort((a, b) => b.start - a.start);
    assert.equal(texts.length, own.length);
    return [texts.reduce((text, edit) => text.slice(0, edit.start) + edit.text + text.slice(edit.end), source)];
  });
}

/** The module's text after the edits. */
export function moduleAfter(edits: readonly FileEdit[], before = ""): string {
  return edits.toReversed().reduce((text, edit) => (edit.kind === "createFile" ? edit.text : text.slice(0, edit.start) + edit.text + text.slice(edit.end)), before);
}

export interface RunResult {
  readonly stdout: string;
  readonly displayed: readonly string[];
  readonly error: string | null;
  readonly names: Readonly<Record<string, string>>;
}

/** Runs notebooks (cells and files beside them), each in a process of its own. */
export function runNotebooks(notebooks: readonly { readonly cells: readonly string[]; readonly files: Readonly<Record<string, string>> }[]): readonly RunResult[] {
  const run = spawnSync(python, [join(__dirname, "run_notebooks.py")], {
    input: JSON.stringify(notebooks), encoding: "utf8", maxBuffer: 1 << 28, env: { ...process.env, IPYTHONDIR: join(__dirname, "../../.venv/ipython") },
  });
  assert.equal(run.status, 0, run.stderr.slice(-2000));
  return JSON.parse(run.stdout) as readonly RunResult[];
}

/** A name that is not bound is a NameError at the top and its subclass UnboundLocalError in a function, with another text. */
const plainError = (error: string | null): string | null => error?.replace(/^(?:NameError|UnboundLocalError): .*?'([^']*)'.*$/, "NameError: $1") ?? null;

/** What differs between a notebook's run and that of the extracted one; null where nothing does. */
export function findDifference(before: RunResult, after: RunResult, locals: readonly string[]): string | null {
  if (plainError(before.error) !== plainError(after.error)) return `error ${before.error} → ${after.error}`;
  if (before.stdout !== after.stdout) return `stdout ${JSON.stringify(before.stdout)} → ${JSON.stringify(after.stdout)}`;
  if (JSON.stringify(before.displayed) !== JSON.stringify(after.displayed)) return `displayed ${JSON.stringify(before.displayed)} → ${JSON.stringify(after.displayed)}`;
  if (before.error !== null) return null;
  for (const [name, value] of Object.entries(before.names)) {
    if (locals.includes(name)) continue;
    if (after.names[name] !== value) return `${name} = ${value} → ${after.names[name]}`;
  }
  const added = Object.keys(after.names).find((name) => !(name in before.names) && !name.startsWith("shown"));
  return added === undefined ? null : `${added} is new`;
}
