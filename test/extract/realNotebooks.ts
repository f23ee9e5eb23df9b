// Real notebooks, cut down to what runs here: without network, with the libraries of the test environment, and without their data unless it lies beside them.
import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { readNotebook } from "../../language-server/notebook/read";
import { askLoadedPython } from "../support/python";
import { cellsAndHeadings } from "./choices";
import type { Trial } from "./proof";

export interface RealNotebook {
  readonly name: string;
  /** Texts of its cells as `makeNotebook` takes them; code that fails here is left out. */
  readonly cells: readonly string[];
  /** Folder whose files it finds beside it; null for none. */
  readonly beside: string | null;
  /** Whether all of its code is there. */
  readonly isWhole: boolean;
}

/** With fewer cells of code there is nothing to learn. */
const fewest = 3;

/** What runs of Python notebooks, `withData` among the files of their folders; those that take longer than `seconds` of the processor, or have hardly a cell that runs, are left out. */
export function readRealNotebooks(paths: readonly string[], seconds: number, withData = false): readonly RealNotebook[] {
  const read = paths.flatMap((path) => {
    const result = readNotebook(readFileSync(path), path);
    if (!result.ok) return [];
    const { notebook } = result.file;
    if (notebook.language !== "python" && notebook.language !== "") return [];
    return [
      {
        name: join(basename(dirname(path)), basename(path)),
        cells: notebook.cells.filter(({ kind }) => kind !== "raw"),
        beside: withData ? dirname(path) : null,
      },
    ];
  });
  const jobs = read.map(({ cells, beside }) => ({
    cells: cells.filter(({ kind }) => kind === "code").map(({ source }) => source),
    beside,
  }));
  const parts = askLoadedPython(join(__dirname, "runnable_part.py"), jobs, [String(seconds)]) as readonly (
    readonly (string | null)[] | null
  )[];
  return read.flatMap(({ name, cells, beside }, at) => {
    const part = parts[at];
    if (part === null || part.filter((source) => source !== null && !isSetting(source)).length < fewest) return [];
    let code = 0;
    const kept = cells.flatMap(({ kind, source }) => (kind === "markdown" ? [`md:${source}`] : (part[code++] ?? [])));
    return [{ name, cells: kept, beside, isWhole: jobs[at].cells.every((source, index) => source === part[index]) }];
  });
}

/** Nothing but imports, magics and comments. */
const isSetting = (source: string): boolean => source.split("\n").every((line) => /^\s*(?:#|%|import\s|from\s|$)/.test(line));

/** Each cell of the notebooks, and each heading's run of cells. */
export const trialsOf = (notebooks: readonly RealNotebook[]): readonly Trial[] =>
  notebooks.flatMap(({ name, cells, beside }) =>
    cellsAndHeadings(cells).map(({ chosen, together }) => ({
      notebook: name,
      cells,
      beside,
      chosen,
      options: { together, moveCalled: true },
    })),
  );
