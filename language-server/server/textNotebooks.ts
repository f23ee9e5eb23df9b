// Notebooks in an editor that knows none and shows their files as the JSON they are: findings are in that text, fixes change it.
import {
  type Connection,
  type DidChangeTextDocumentParams,
  type DidCloseTextDocumentParams,
  type DidOpenTextDocumentParams,
  type Hover,
  type Position,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { CellRuns } from "../lint/cellRuns";
import type { Fix } from "../notebook/edits";
import { readNotebook, type NotebookFile } from "../notebook/read";
import type { ReadProblem } from "../notebook/readProblem";
import { trimEdit } from "../notebook/sourceEdits";
import { sourcePlaces, type SourcePlaces } from "../notebook/sourcePlaces";
import { applyEdits } from "../notebook/write";
import { createAnalyser, type Analyser } from "../python/analyse";
import type { Steps } from "../util/steps";
import type { Checker } from "./checker";
import type { Actionable } from "./codeActions";
import { textEdit, type EditorEdit } from "./describeEdit";
import type { ConfigurationProblems } from "./configurationProblems";
import { describeError } from "./guard";
import { hoverAt } from "./hover";
import { LiveCheck } from "./liveCheck";
import { rangeIn } from "./rangeInFile";
import type { EditorSettings } from "./settings";
import { placeDiagnostics, unreadableDiagnostic } from "./translate";
import { startTrial } from "./trial";
import { pathOf, uriOf } from "./uris";

/** What was found in the text of a notebook's file. */
export interface TextResult extends Actionable {
  readonly document: TextDocument;
  readonly places: SourcePlaces;
}

/** What is found in a version of a text, or why it is no notebook. */
interface Found {
  readonly version: number;
  readonly result: TextResult | ReadProblem;
}

interface OpenText {
  readonly document: TextDocument;
  /** null until the editor has told them. */
  settings: EditorSettings | null;
  readonly analyser: Analyser;
  readonly cellRuns: CellRuns;
  readonly live: LiveCheck<Found>;
}

export class TextNotebooks {
  private readonly texts = new Map<string, OpenText>();

  /** @param settingsOf the editor's settings for a notebook; does not fail */
  constructor(
    private readonly connection: Connection,
    private readonly checker: Checker,
    private readonly configurations: ConfigurationProblems,
    private readonly settingsOf: (uri: string) => Promise<EditorSettings>,
  ) {}

  async open({ textDocument: { uri, languageId, version, text } }: DidOpenTextDocumentParams): Promise<void> {
    // JupyterLab hands over the cells of a notebook joined, under its name, in the language of its kernel.
    if (!uri.endsWith(".ipynb") || languageId === "python") return;
    this.texts.get(uri)?.live.close();
    this.texts.set(uri, this.attend(TextDocument.create(uri, languageId, version, text)));
    await this.refreshSettings(uri);
  }

  change({ textDocument: { uri, version }, contentChanges }: DidChangeTextDocumentParams): void {
    const open = this.texts.get(uri);
    if (!open) return;
    TextDocument.update(open.document, contentChanges, version);
    open.live.edited();
  }

  close({ textDocument: { uri } }: DidCloseTextDocumentParams): void {
    this.texts.get(uri)?.live.close();
    this.configurations.drop(uri);
    if (this.texts.delete(uri)) void this.connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  async refreshAllSettings(): Promise<void> {
    await Promise.all([...this.texts.keys()].map((uri) => this.refreshSettings(uri)));
  }

  /** Checks all again, because something around them has changed. */
  recheckAll(): void {
    this.texts.forEach(({ live }) => live.changedAround());
  }

  /** What is found in a text as it stands, once it has been checked; undefined where it is not open here, or is no notebook at the moment. */
  async checked(uri: string): Promise<TextResult | undefined> {
    const live = this.texts.get(uri)?.live;
    await live?.whenReady();
    const result = live?.now()?.result;
    return result && "placed" in result ? result : undefined;
  }

  async hoverAt(uri: string, position: Position): Promise<Hover | null> {
    const result = await this.checked(uri);
    const at = result?.places.inSource(result.document.offsetAt(position));
    const hover = result && at ? hoverAt(result, at.cell, at.offset) : null;
    return result && at && hover?.range ? { ...hover, range: rangeIn(result, at.cell, hover.range) } : null;
  }

  dispose(): void {
    this.texts.forEach(({ live }) => live.close());
  }

  private attend(document: TextDocument): OpenText {
    const { uri } = document;
    const open: OpenText = {
      document,
      settings: null,
      analyser: createAnalyser(),
      cellRuns: new CellRuns(),
      live: new LiveCheck<Found>({
        check: () => open.settings && this.check(open, open.settings),
        publish: ({ version, result }) => {
          const diagnostics = "placed" in result ? result.placed.map(({ lsp }) => lsp) : [unreadableDiagnostic(result)];
          void this.connection.sendDiagnostics({ uri, version, diagnostics });
          if ("placed" in result) this.configurations.use(uri, result.configuration);
        },
        fail: (error) => this.connection.console.error(`checking ${uri}: ${describeError(error)}`),
      }),
    };
    return open;
  }

  private async refreshSettings(uri: string): Promise<void> {
    const open = this.texts.get(uri);
    await open?.live.restart(
      this.settingsOf(uri).then((settings) => {
        open.settings = settings;
      }),
    );
  }

  private *check({ document, analyser, cellRuns }: OpenText, settings: EditorSettings): Steps<Found> {
    const { uri, languageId, version } = document;
    const path = pathOf(uri);
    const read = readNotebook(document.getText(), path ?? uri);
    if (!read.ok) return { version, result: read.error };
    const checked = yield* this.checker.checkInSteps({ ...read.file.notebook, path }, settings, analyser, cellRuns);
    const places = sourcePlaces(read.file);
    // The document goes on changing; what was found is about the current text.
    const now = TextDocument.create(uri, languageId, version, read.file.text);
    const describe = (fix: Pick<Fix, "edits" | "files">): EditorEdit | null =>
      describeInText(fix, read.file, now, (path) => checked.project.readText(path));
    const placed = placeDiagnostics(checked.diagnostics, (cell, range) => ({
      uri,
      range: rangeIn({ ...checked, places, document: now }, cell, range),
    }));
    return {
      version,
      result: { ...checked, uri, document: now, places, placed, describe, startTrial: () => startTrial(checked, settings, this.checker) },
    };
  }
}

/** A fix as one change of the file's text; null where it cannot be made. */
function describeInText(
  { edits, files = [] }: Pick<Fix, "edits" | "files">,
  file: NotebookFile,
  document: TextDocument,
  readText: (path: string) => string | undefined,
): EditorEdit | null {
  const written = applyEdits(file, edits);
  if ("problem" in written) return null;
  const change = trimEdit(file.text, { start: 0, end: file.text.length, text: written.text });
  const range = change && { start: document.positionAt(change.start), end: document.positionAt(change.end) };
  const texts = range ? [{ textDocument: { uri: document.uri, version: document.version }, edits: [{ range, newText: change.text }] }] : [];
  return textEdit(files, texts, { uriOf, readText });
}
