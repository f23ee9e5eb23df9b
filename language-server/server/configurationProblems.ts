// Publishes the mistakes in configuration files on these files: each once, however many notebooks use it.
import { DiagnosticSeverity, type Connection, type Diagnostic } from "vscode-languageserver";
import type { FileProblem } from "../config/read";
import { pathOf, uriOf } from "./uris";

/** A configuration file that a notebook was checked with. */
export interface UsedConfiguration {
  /** Absolute path. */
  readonly path: string;
  readonly problems: readonly FileProblem[];
}

interface Used {
  readonly notebooks: Set<string>;
  /** What the editor shows. */
  published: string;
}

const nothing = "[]";

export class ConfigurationProblems {
  /** By path. */
  private readonly files = new Map<string, Used>();
  /** The path that each notebook uses, by the notebook's own path or else its URI: one that is opened stays the same. */
  private readonly paths = new Map<string, string>();

  constructor(private readonly connection: Connection) {}

  /**
   * A notebook (URI) was checked: what it used now counts for the file, whichever notebook told of the file before.
   * @param used null: no file
   */
  use(uri: string, used: UsedConfiguration | null): void {
    const notebook = nameOf(uri);
    if (this.paths.get(notebook) !== used?.path) this.drop(uri);
    if (used === null) return;
    const file = this.files.get(used.path) ?? { notebooks: new Set(), published: nothing };
    this.files.set(used.path, file);
    this.paths.set(notebook, used.path);
    file.notebooks.add(notebook);
    this.publish(used.path, file, used.problems.map(diagnosticOf));
  }

  /** A notebook is no longer kept up to date: what only it used is taken back. */
  drop(uri: string): void {
    const notebook = nameOf(uri);
    const path = this.paths.get(notebook);
    const file = path === undefined ? undefined : this.files.get(path);
    this.paths.delete(notebook);
    file?.notebooks.delete(notebook);
    if (path === undefined || file === undefined || file.notebooks.size > 0) return;
    this.files.delete(path);
    this.publish(path, file, []);
  }

  private publish(path: string, file: Used, diagnostics: Diagnostic[]): void {
    const text = JSON.stringify(diagnostics);
    if (text === file.published) return;
    file.published = text;
    void this.connection.sendDiagnostics({ uri: uriOf(path), diagnostics });
  }
}

const nameOf = (uri: string): string => pathOf(uri) ?? uri;

/** A list of problems shows the place beside the message. */
const diagnosticOf = ({ message, range }: FileProblem): Diagnostic => ({
  range,
  severity: DiagnosticSeverity.Error,
  source: "nbready",
  message: message.replace(/^line \d+, column \d+: /, ""),
});
