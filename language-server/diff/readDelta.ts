// Reads and writes a diff as a JSON file.
import type { JsonValue } from "../notebook/jsonStyle";
import { isJsonObject, isList } from "./canonical";
import type { Change, ItemChange, LineEdit, NotebookDelta } from "./delta";
import { parseExactly, revealNumbers } from "./exactNumbers";
import { deepest, nestingOf } from "./nesting";

/** The text of a diff; numbers are written as the notebooks have them. */
export const deltaText = (delta: NotebookDelta): string => `${revealNumbers(JSON.stringify(delta, null, 1))}\n`;

/** Reads the text of a diff: the diff, or a sentence that says why it is none. */
export function readDelta(text: string): { readonly delta: NotebookDelta } | { readonly problem: string } {
  // A diff adds some levels to those of the notebooks.
  if (nestingOf(text) > deepest + 20) return { problem: `It is nested deeper than ${deepest} levels.` };
  let json: JsonValue;
  try {
    json = parseExactly(text);
  } catch (error) {
    return { problem: `It is not valid JSON (${error instanceof Error ? error.message : String(error)}).` };
  }
  if (!isJsonObject(json) || json.format !== "nbready-diff")
    return { problem: 'It is not a diff of notebooks: make one with "nbready diff A B --format json".' };
  if (json.version !== 1) return { problem: `It is a diff of version ${JSON.stringify(json.version)}; this nbready knows version 1.` };
  if (!isList(json.notebook) || !json.notebook.every(isChange))
    return { problem: 'Its "notebook" is not a list of changes, so the file is damaged: make the diff again.' };
  if (!isList(json.cells) || !json.cells.every(isItemChange))
    return { problem: 'Its "cells" is not a list of changed cells, so the file is damaged: make the diff again.' };
  return { delta: { format: "nbready-diff", version: 1, notebook: json.notebook, cells: json.cells } };
}

function isChange(value: JsonValue): value is JsonValue & Change {
  if (!isJsonObject(value) || !isList(value.path) || !value.path.every((step) => typeof step === "string" || isIndex(step))) return false;
  if (value.kind === "text") return isList(value.edits) && value.edits.every(isLineEdit);
  if (value.kind === "list") return isList(value.items) && value.items.every(isItemChange);
  return value.kind === "value";
}

function isLineEdit(value: JsonValue): value is JsonValue & LineEdit {
  return isJsonObject(value) && isIndex(value.before) && isIndex(value.after) && isTexts(value.removed) && isTexts(value.added);
}

function isItemChange(value: JsonValue): value is JsonValue & ItemChange {
  if (!isJsonObject(value)) return false;
  if (value.kind === "added") return isIndex(value.after) && value.value !== undefined;
  if (value.kind === "removed") return isIndex(value.before) && value.value !== undefined;
  return (
    (value.kind === "changed" || value.kind === "moved") &&
    isIndex(value.before) &&
    isIndex(value.after) &&
    isList(value.changes) &&
    value.changes.every(isChange)
  );
}

const isIndex = (value: JsonValue | undefined): value is number => typeof value === "number" && Number.isInteger(value) && value >= 0;
const isTexts = (value: JsonValue | undefined): value is readonly string[] =>
  isList(value) && value.every((item) => typeof item === "string");
