// Where a place of a cell is in the text of the notebook's file.
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Notebook, Position, Range } from "../notebook/model";
import { offsetAt } from "../notebook/positions";
import type { SourcePlaces } from "../notebook/sourcePlaces";

/** A notebook in the text that it was read from. */
export interface InFile {
  readonly document: TextDocument;
  readonly notebook: Notebook;
  readonly places: SourcePlaces;
}

/** A range of a cell as it is in the file; of the notebook as a whole, the file's beginning. */
export function rangeIn({ document, notebook, places }: InFile, index: number, { start, end }: Range): Range {
  const cell = notebook.cells[index];
  const inFile = (position: Position): Position => document.positionAt(cell ? places.inFile(index, offsetAt(cell, position)) : 0);
  return { start: inFile(start), end: inFile(end) };
}
