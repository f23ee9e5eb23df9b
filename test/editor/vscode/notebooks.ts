// Writes notebooks and whole folders for the tests.
import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { removeAtExit } from "../../support/removeAtExit";

export interface Cell {
  readonly source: string;
  readonly kind?: "code" | "markdown";
  /** The execution count saved with the cell. */
  readonly run?: number;
  /** Text that the cell printed. */
  readonly printed?: string;
  /** The error with which the cell ended. */
  readonly failed?: { readonly name: string; readonly text: string };
  readonly tags?: readonly string[];
  /** nbformat's id; without it the cell's place gives one. */
  readonly id?: string;
  /** More outputs, as nbformat has them. */
  readonly outputs?: readonly object[];
}

/** The text of a notebook of nbformat 4.5 with a Python kernel. Plain strings are code cells that never ran. */
export function notebookText(...cells: readonly (Cell | string)[]): string {
  const json = {
    cells: cells
      .map((cell) => (typeof cell === "string" ? { source: cell } : cell))
      .map((cell: Cell, index) => {
        const common = { id: cell.id ?? `cell-${index}`, metadata: cell.tags ? { tags: cell.tags } : {}, source: lines(cell.source) };
        if (cell.kind === "markdown") return { cell_type: "markdown", ...common };
        return { cell_type: "code", execution_count: cell.run ?? null, ...common, outputs: outputsOf(cell) };
      }),
    metadata: {
      kernelspec: { display_name: "Python 3", language: "python", name: "python3" },
      language_info: { name: "python", version: "3.11.4" },
    },
    nbformat: 4,
    nbformat_minor: 5,
  };
  return JSON.stringify(json, null, 1) + "\n";
}

const lines = (text: string): string[] => text.split(/(?<=\n)/);

function outputsOf({ printed, failed, outputs = [] }: Cell): readonly object[] {
  const stream = printed === undefined ? [] : [{ name: "stdout", output_type: "stream", text: lines(printed) }];
  const error =
    failed === undefined
      ? []
      : [{ ename: failed.name, evalue: failed.text, output_type: "error", traceback: [`${failed.name}: ${failed.text}`] }];
  return [...stream, ...error, ...outputs];
}

/** An output that a cell displayed, by type. */
export const displayed = (data: Readonly<Record<string, unknown>>): object => ({ output_type: "display_data", metadata: {}, data });

/** Makes a new temporary folder with these files, by path from it, and gives its path. It goes when this process ends. */
export function makeFolder(files: Readonly<Record<string, string>>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "nbready-work-")));
  removeAtExit(folder);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}
