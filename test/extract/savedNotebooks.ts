// Notebooks as Jupyter saves them after a run from the top: with run numbers and outputs.
import type { Notebook, Output } from "../../language-server/notebook/model";
import { makeNotebook } from "./support";

/** What one cell left; null of a cell that did not run. */
export type SavedCell = { readonly stdout?: string; readonly shown?: string | null; readonly error?: boolean } | null;

export const withOutputs = (cells: readonly string[], saved: readonly SavedCell[]): Notebook => saveRuns(makeNotebook(cells), saved);

/** A notebook after a run from the top that left this. */
export function saveRuns(notebook: Notebook, saved: readonly SavedCell[]): Notebook {
  return {
    ...notebook,
    cells: notebook.cells.map((cell, at) => ({ ...cell, executionCount: saved[at] ? at + 1 : null, outputs: outputsOf(saved[at] ?? {}) })),
  };
}

const outputsOf = ({ stdout = "", shown = null, error = false }: NonNullable<SavedCell>): readonly Output[] => [
  ...(stdout === "" ? [] : [textOutput("stream", "stdout", stdout)]),
  ...(shown === null ? [] : [textOutput("execute_result", "", shown)]),
  ...(error ? [{ kind: "error" as const, name: "", data: [], error: { name: "Error", message: "", traceback: "" } }] : []),
];

const textOutput = (kind: Output["kind"], name: string, text: string): Output => ({
  kind,
  name,
  error: null,
  data: [{ mime: "text/plain", bytes: text.length, text }],
});
