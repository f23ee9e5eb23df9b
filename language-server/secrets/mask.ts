// Hides credentials wherever text of a notebook is shown: excerpts, reports, diffs, hovers.
import type { Cell, Notebook, Span } from "../notebook/model";
import { namedSecrets } from "./named";
import { secretShapes } from "./shapes";

/** Stands for each UTF-16 unit of a secret, so that places in the text stay where they are. */
const mark = "•";

/** The text with every credential in it masked; the text itself where there is none. Its length stays. */
export const maskSecrets = (text: string): string => hide(text, [...secretShapes(text), ...namedSecrets(text)]);

/** A notebook for showing: sources masked, also at places that only the analysis knows to be secret. Outputs stay: nothing shows them. */
export function maskNotebook(notebook: Notebook, secrets: readonly { readonly cell: number; readonly span: Span }[] = []): Notebook {
  const cells = notebook.cells.map((cell) =>
    maskCell(
      cell,
      secrets.filter((one) => one.cell === cell.index).map(({ span }) => span),
    ),
  );
  return cells.every((cell, index) => cell === notebook.cells[index]) ? notebook : { ...notebook, cells };
}

/** One cell for showing; `known` are places that the analysis knows to be secret. */
export function maskCell(cell: Cell, known: readonly Span[]): Cell {
  const source = maskSecrets(hide(cell.source, known));
  return source === cell.source ? cell : { ...cell, source };
}

/** Line ends stay, so that lines can still be counted. */
function hide(text: string, spans: readonly Span[]): string {
  if (spans.length === 0) return text;
  const units = text.split("");
  for (const { start, end } of spans) for (let at = start; at < end; at++) if (units[at] !== "\n" && units[at] !== "\r") units[at] = mark;
  return units.join("");
}
