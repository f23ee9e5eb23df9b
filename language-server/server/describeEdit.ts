// Says an engine's fix in the editor's terms: a WorkspaceEdit where only texts change, else a described edit of the notebook.
import { TextDocumentEdit, type CreateFile, type Position, type TextEdit, type WorkspaceEdit } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { addTo } from "../util/groupBy";
import { replaceSpans } from "../util/replaceSpans";
import type { FileEdit, Fix, NewCell, NotebookEdit } from "../notebook/edits";
import type { OpenCell, OpenNotebook } from "./notebookStore";
import type { NotebookEditRequest, NotebookOperation } from "./protocol";

/** What a fix becomes. */
export type EditorEdit =
  { readonly kind: "text"; readonly edit: WorkspaceEdit } | { readonly kind: "structure"; readonly request: NotebookEditRequest };

/** The files around a notebook. */
export interface Around {
  /** URI of an absolute path. */
  readonly uriOf: (path: string) => string;
  /** Present text of a file by absolute path; undefined where there is none. */
  readonly readText: (path: string) => string | undefined;
}

export interface EditTarget extends Around {
  readonly open: OpenNotebook;
  /** Language of new code cells. */
  readonly language: string;
}

type TextReplacement = Extract<NotebookEdit, { kind: "replaceText" }>;

/** The editor's form of a fix; null where an open notebook cannot take it (a repair of the file's own format). */
export function describeEdit(fix: Pick<Fix, "title" | "edits" | "files">, target: EditTarget): EditorEdit | null {
  if (fix.edits.some((edit) => edit.kind === "repair" || edit.kind === "upgrade")) return null;
  if (fix.edits.some((edit) => edit.kind !== "replaceText")) return { kind: "structure", request: describeRequest(fix, target) };
  const cells = [...textsByCell(fix.edits)].map(([cell, edits]) => textEdits(target.open.cells[cell], edits));
  return textEdit(fix.files ?? [], cells, target);
}

/** The form of a fix that changes nothing but texts: files beside the notebook, and open documents. */
export function textEdit(fileEdits: readonly FileEdit[], documents: readonly TextDocumentEdit[], around: Around): EditorEdit {
  const files = describeFiles(fileEdits, around);
  const created = files.created.flatMap(({ uri, text }): (CreateFile | TextDocumentEdit)[] => [
    // Without options the edit fails where the file is there by now, rather than write into it.
    { kind: "create", uri },
    { textDocument: { uri, version: null }, edits: [{ range: { start: origin, end: origin }, newText: text }] },
  ]);
  return { kind: "text", edit: { documentChanges: [...created, ...files.changed, ...documents] } };
}

/** The described edit for nbready's own client, whatever changes; repairs of the file's format are left out. */
export function describeRequest(
  { title, edits, files: fileEdits = [] }: Pick<Fix, "title" | "edits" | "files">,
  target: EditTarget,
): NotebookEditRequest {
  const files = describeFiles(fileEdits, target);
  const texts = textsByCell(edits);
  const { operations, folded } = describeOperations(
    edits.filter((edit) => edit.kind !== "replaceText"),
    texts,
    target,
  );
  const loose = [...texts].filter(([cell]) => !folded.has(cell)).map(([cell, changes]) => textEdits(target.open.cells[cell], changes));
  return {
    notebook: target.open.uri,
    title,
    operations,
    texts: [...files.changed, ...loose].map(({ textDocument, edits: changes }) => ({
      document: textDocument.uri,
      edits: changes as TextEdit[],
    })),
    createFiles: files.created,
  };
}

const origin: Position = { line: 0, character: 0 };

function textsByCell(edits: readonly NotebookEdit[]): ReadonlyMap<number, readonly TextReplacement[]> {
  const byCell = new Map<number, TextReplacement[]>();
  for (const edit of edits) if (edit.kind === "replaceText") addTo(byCell, edit.cell, edit);
  return byCell;
}

function textEdits({ document }: OpenCell, edits: readonly TextReplacement[]): TextDocumentEdit {
  return {
    textDocument: { uri: document.uri, version: document.version },
    edits: edits.map(({ start, end, text }) => ({
      range: { start: document.positionAt(start), end: document.positionAt(end) },
      newText: text,
    })),
  };
}

/** A cell that is moved, loses its outputs or gets other tags is made anew, so its text changes go with it. */
function describeOperations(
  edits: readonly NotebookEdit[],
  texts: ReadonlyMap<number, readonly TextReplacement[]>,
  { open, language }: EditTarget,
) {
  const folded = new Set<number>();
  const uri = (cell: number): string => open.cells[cell].uri;
  const before = (cell: number): string | null => open.cells[cell]?.uri ?? null;
  const newText = (cell: number): string | null => {
    const changes = texts.get(cell);
    if (!changes) return null;
    folded.add(cell);
    return replaceSpans(open.cells[cell].document.getText(), changes);
  };
  const operations = edits.flatMap((edit): NotebookOperation[] => {
    switch (edit.kind) {
      case "insertCell":
        return [{ op: "insert", before: before(edit.before), cell: newCell(edit.cell, language) }];
      case "deleteCell":
        folded.add(edit.cell);
        return [{ op: "delete", cell: uri(edit.cell) }];
      case "moveCell":
        return [{ op: "move", cell: uri(edit.cell), before: before(edit.before), text: newText(edit.cell) }];
      case "clearOutputs":
        return [{ op: "clearOutputs", cell: uri(edit.cell), text: newText(edit.cell) }];
      case "setTags":
        return [{ op: "setTags", cell: uri(edit.cell), tags: edit.tags, text: newText(edit.cell) }];
      default:
        return [];
    }
  });
  return { operations, folded };
}

const newCell = ({ kind, source, tags = [] }: NewCell, language: string) => ({
  kind: kind === "markdown" ? ("markup" as const) : ("code" as const),
  language: kind === "code" ? language : kind,
  text: source,
  tags,
});

function describeFiles(edits: readonly FileEdit[], { uriOf, readText }: Around) {
  const created = edits.flatMap((edit) => (edit.kind === "createFile" ? [{ uri: uriOf(edit.path), text: edit.text }] : []));
  const byPath = new Map<string, TextEdit[]>();
  for (const edit of edits)
    if (edit.kind === "replaceFileText") {
      const document = TextDocument.create(edit.path, "", 0, readText(edit.path) ?? "");
      const range = { start: document.positionAt(edit.start), end: document.positionAt(edit.end) };
      addTo(byPath, edit.path, { range, newText: edit.text });
    }
  const changed = [...byPath].map(([path, changes]): TextDocumentEdit => ({
    textDocument: { uri: uriOf(path), version: null },
    edits: changes,
  }));
  return { created, changed };
}
