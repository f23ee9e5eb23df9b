// The messages that nbready's server and its VS Code client exchange beyond the Language Server Protocol.
import type { TextEdit } from "vscode-languageserver-protocol";
import type { DiffPage } from "../diff/diffPage";
import type { CellGraph } from "../graph/graph";
import type { Position, Range } from "../notebook/model";
import type { Severity } from "../rules/rule";

/** A notification's method with the type of what it carries. Not a class of the protocol's package: client and server bring different versions of it. */
export interface NotificationName<P> {
  readonly method: string;
  /** Never there; holds the type. */
  readonly params?: P;
}

/** A request's method with the types of what it carries and what is answered. */
export interface RequestName<P, R> extends NotificationName<P> {
  readonly answer?: R;
}

/** What a client may say about itself in `initialize`; every part may be missing (other editors send nothing). */
export interface InitializationOptions {
  /** False in an untrusted workspace: text rules only, no file outside the notebook's folder, no interpreter. Default true. */
  readonly trusted?: boolean;
  /** True where the client turns `applyNotebookEdit` commands into edits of the notebook's structure. Default false. */
  readonly notebookEdits?: boolean;
}

/** One representation of an output as the editor holds it. */
export interface EditorOutputItem {
  readonly mime: string;
  readonly bytes: number;
  /** The text, or its first part where it is long; null for what is not text. */
  readonly text: string | null;
}

/** One output of a cell. `type` is nbformat's output_type where the editor knows it. */
export interface EditorOutput {
  readonly type: string | null;
  readonly items: readonly EditorOutputItem[];
}

export interface OutputsParams {
  readonly notebook: string;
  /** Only the cells whose outputs changed; each with all its outputs. */
  readonly cells: readonly { readonly cell: string; readonly outputs: readonly EditorOutput[] }[];
}

/** Client to server: the outputs of cells, which LSP does not carry. */
export const outputsNotification: NotificationName<OutputsParams> = { method: "nbready/outputs" };

/** Client to server: the user has granted (or the window has) trust in the workspace. */
export const trustNotification: NotificationName<{ readonly trusted: boolean }> = { method: "nbready/trust" };

export interface SeverityCounts {
  readonly error: number;
  readonly warning: number;
  readonly info: number;
  readonly hint: number;
}

/** What the status bar says about one notebook. */
export interface NotebookStatus {
  readonly notebook: string;
  readonly counts: SeverityCounts;
  /** A to F, and the points (0 to 100) behind it. */
  readonly grade: string;
  readonly score: number;
  /** What kept the notebook from being checked (a mistake in the configuration, say), else null. */
  readonly problem: string | null;
  /** The configuration file that the problem is in; null where there is none, or the editor's settings are to be mended. */
  readonly configuration: string | null;
  /** Which rules apply, where the notebook's language is one that not all of them know; else null. */
  readonly coverage: string | null;
}

/** Server to client: after every check of an open notebook, and of one on disk that a check of the workspace has come by. */
export const statusNotification: NotificationName<NotebookStatus> = { method: "nbready/status" };

/** Why a file cannot be read as a notebook, as a sentence, and where it stops being one; its beginning where the whole file is meant. */
export interface Unreadable {
  readonly unreadable: string;
  readonly at: Position;
}

/** Client to server: check one notebook now (open or on disk); null where there is no such notebook. */
export const checkNotebookRequest: RequestName<{ readonly notebook: string }, NotebookStatus | Unreadable | null> = {
  method: "nbready/checkNotebook",
};

export interface WorkspaceSummary {
  /** How many were looked at; those that could not be read among them. */
  readonly notebooks: number;
  readonly counts: SeverityCounts;
  /** Each notebook that was checked and could be read. */
  readonly statuses: readonly NotebookStatus[];
  /** Notebooks that could not be read: path, why, and where the file stops being a notebook. */
  readonly errors: readonly { readonly path: string; readonly message: string; readonly at: Position }[];
  readonly cancelled: boolean;
}

/** Client to server: check every notebook of the workspace; reports work-done progress and can be cancelled. */
export const checkWorkspaceRequest: RequestName<{ readonly workDoneToken?: string | number }, WorkspaceSummary> = {
  method: "nbready/checkWorkspace",
};

/** What has become of notebooks since a check of the workspace has listed them. */
export interface WorkspaceChange extends Pick<WorkspaceSummary, "statuses" | "errors"> {
  /** Paths of those that left the workspace, or are excluded now. */
  readonly gone: readonly string[];
}

/** Server to client, after a check of the workspace: notebooks came, went, or can be read no longer. */
export const workspaceChangeNotification: NotificationName<WorkspaceChange> = { method: "nbready/workspaceChange" };

/** One finding where the editor shows it. */
export interface PlacedFinding {
  /** Code and name of the rule. */
  readonly code: string;
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** "cell 3 [7], line 2"; "the notebook" of one on the notebook as a whole. */
  readonly place: string;
  /** Document of the cell, and where in it. */
  readonly document: string;
  readonly range: Range;
}

/** One concern with what speaks against the notebook. */
export interface ReadinessConcern {
  readonly id: string;
  readonly title: string;
  /** What is asked, for people. */
  readonly question: string;
  /** Points that it takes from the score. */
  readonly lost: number;
  /** In the notebook's order. */
  readonly findings: readonly PlacedFinding[];
}

/** One step on the way up: all findings of a rule are fixed, after those of the steps before. */
export interface ReadinessStep {
  readonly rule: string;
  /** Points that it brings, and what the notebook then has. */
  readonly gain: number;
  readonly score: number;
  readonly grade: string;
  /** The rule's findings, at least one. */
  readonly findings: readonly PlacedFinding[];
}

/** How far an open notebook is from production. */
export interface NotebookReadiness extends NotebookStatus {
  /** Every concern, those without findings too. */
  readonly concerns: readonly ReadinessConcern[];
  /** What to fix first because it lifts the grade most. */
  readonly steps: readonly ReadinessStep[];
}

/** Client to server: an open notebook's readiness as it stands now; null where it is not open. */
export const readinessRequest: RequestName<{ readonly notebook: string }, NotebookReadiness | null> = { method: "nbready/readiness" };

/** The graph of an open notebook's cells. */
export interface NotebookGraph extends CellGraph {
  readonly notebook: string;
  /** Document URIs of all cells of the notebook, by the index that the graph names them by. */
  readonly documents: readonly string[];
}

/** Client to server: who defines and who reads in an open notebook as it stands now; null where it is not open. */
export const graphRequest: RequestName<{ readonly notebook: string }, NotebookGraph | null> = { method: "nbready/graph" };

/** One side of a diff. */
export interface DiffSide {
  /** How messages call it. */
  readonly name: string;
  /** The text of the .ipynb file; null where there is no such file, as on the old side of a new one (of one side alone). */
  readonly text: string | null;
}

export interface DiffParams {
  readonly before: DiffSide;
  readonly after: DiffSide;
  /** Tells what every run changes, too. */
  readonly showAll: boolean;
}

export type DiffResult = { readonly ok: true; readonly page: DiffPage } | { readonly ok: false; readonly problems: readonly string[] };

/** Client to server: what changed from one notebook to another; neither has to be open. null where the server fails. */
export const diffRequest: RequestName<DiffParams, DiffResult | null> = { method: "nbready/diff" };

/** The command whose argument is a `NotebookEditRequest`; the client makes an edit of it before the user sees the action. */
export const applyNotebookEditCommand = "nbready.applyNotebookEdit";
/** The command that shows a rule's page; its argument is the rule's code or name. */
export const showRulePageCommand = "nbready.showRulePage";

/** A cell to put in. */
export interface EditorCell {
  readonly kind: "code" | "markup";
  readonly language: string;
  readonly text: string;
  readonly tags: readonly string[];
}

/**
 * One change of a notebook's structure. Cells are named by their document URI, because numbers go stale; `before` null
 * means the end. `text` replaces the cell's text where it is not null.
 */
export type NotebookOperation =
  | { readonly op: "insert"; readonly before: string | null; readonly cell: EditorCell }
  | { readonly op: "delete"; readonly cell: string }
  | { readonly op: "move"; readonly cell: string; readonly before: string | null; readonly text: string | null }
  | { readonly op: "clearOutputs"; readonly cell: string; readonly text: string | null }
  | { readonly op: "setTags"; readonly cell: string; readonly tags: readonly string[]; readonly text: string | null };

/** A change that LSP cannot say: cells moved, put in, taken out, with text and file changes of the same act. */
export interface NotebookEditRequest {
  readonly notebook: string;
  readonly title: string;
  readonly operations: readonly NotebookOperation[];
  readonly texts: readonly { readonly document: string; readonly edits: readonly TextEdit[] }[];
  readonly createFiles: readonly { readonly uri: string; readonly text: string }[];
}

/** Every fix of a notebook that is safe, and what they call for, as one edit. */
export interface SafeFixes {
  readonly edit: NotebookEditRequest;
  /** How many findings it fixes. */
  readonly fixed: number;
  /** Why that is not all, as a sentence; null where it is. */
  readonly problem: string | null;
}

/** Client to server: what fixes all that is safe to fix in an open notebook as it stands now; null where it is not open. */
export const fixAllRequest: RequestName<{ readonly notebook: string }, SafeFixes | null> = { method: "nbready/fixAll" };

/** The command that extracts cells to a module; its argument, if any, is an `ExtractOfferParams`. */
export const extractCellsCommand = "nbready.extractCells";
/** The same with a file of tests beside the module. */
export const extractCellsWithTestCommand = "nbready.extractCellsWithTest";

/** The command that makes functions of cells in the notebook itself; its argument, if any, is an `ExtractOfferParams`. */
export const extractCellsToFunctionCommand = "nbready.extractCellsToFunction";

/** Cells of an open notebook, by the URIs of their documents. */
export interface ChosenCells {
  readonly notebook: string;
  readonly cells: readonly string[];
}

export interface ExtractOfferParams extends ChosenCells {
  /** Functions are made in the notebook itself, and no module. */
  readonly inNotebook?: boolean;
}

/** Why cells are not extracted, where the editor can lead to it. */
export interface ExtractRefusal {
  readonly reason: string;
  /** What is in the way and what the user can do; names the cell and the line. */
  readonly message: string;
  /** The cell's document and the line in it, zero-based; null where it is no cell. */
  readonly document: string | null;
  readonly line: number;
}

/** What to propose to the user who wants to extract cells. */
export interface ExtractOffer {
  /** Path of the module from the notebook's folder, with forward slashes; "" where none is made. */
  readonly modulePath: string;
  /** Names of the functions that would be made of the cells' statements; none where only definitions move. */
  readonly functionNames: readonly string[];
  /** Why nothing can come of it, whatever the user answers. */
  readonly refusals: readonly ExtractRefusal[];
}

/** Client to server: what to propose for these cells; null where the notebook is not open. */
export const extractOfferRequest: RequestName<ExtractOfferParams, ExtractOffer | null> = { method: "nbready/extractOffer" };

export interface ExtractParams extends ChosenCells {
  /** From the notebook's folder, or absolute. */
  readonly modulePath: string;
  /** Makes one function of all cells; null finds a name for each cell's. */
  readonly functionName: string | null;
  readonly withTest: boolean;
  /** Functions that the cells call move along, even where other cells call them. */
  readonly moveCalled: boolean;
  /** The notebook may get a sys.path line. */
  readonly allowSysPath: boolean;
  /** Names that hold a literal become keyword parameters with that default. */
  readonly keywordParameters?: boolean;
  /** The notebook reads the module again when its file changes. */
  readonly autoreload?: boolean;
  /** A pyproject.toml may be made, so that the module is importable once the project is installed. */
  readonly makePackage?: boolean;
}

/** What the user can have besides, where it applies to this extraction. Each is the name of an answer in `ExtractParams`. */
export interface ExtractionOption {
  readonly option: "withTest" | "keywordParameters" | "autoreload" | "makePackage";
  readonly isOn: boolean;
  /** What it would add: a file's name, or the parameters with their defaults. */
  readonly detail: string;
}

/** An answer that the user has not given, and with which what is in the way would not be. */
export type ExtractionWayOut = "moveCalled" | "makePackage" | "allowSysPath";

/** All changes of an extraction. */
export interface ExtractionPlan {
  readonly ok: true;
  readonly options: readonly ExtractionOption[];
  readonly edit: NotebookEditRequest;
  /** Every file beside the notebook that comes or changes. */
  readonly files: readonly string[];
  readonly messages: readonly string[];
}

export type Extraction =
  ExtractionPlan | { readonly ok: false; readonly refusals: readonly ExtractRefusal[]; readonly waysOut: readonly ExtractionWayOut[] };

/** Client to server: plans the extraction of cells of an open notebook; nothing is changed. null where the notebook is not open. */
export const extractRequest: RequestName<ExtractParams, Extraction | null> = { method: "nbready/extract" };

export interface ExtractToFunctionParams extends ChosenCells {
  /** Makes one function of all cells; null finds a name for each cell's. */
  readonly functionName: string | null;
}

/** Client to server: plans functions in the notebook itself; nothing is changed. null where the notebook is not open. */
export const extractToFunctionRequest: RequestName<ExtractToFunctionParams, Extraction | null> = { method: "nbready/extractToFunction" };

/** The version that both sides come from (its text null where there is none), and both sides. */
export type MergeParams = Readonly<Record<"base" | "ours" | "theirs", DiffSide>>;

/** The merged notebook's text, conflicts marked in it; or which of the texts cannot be read, and why. */
export type MergeResult = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly problems: readonly string[] };

/** Client to server: merge by cell. */
export const mergeRequest: RequestName<MergeParams, MergeResult | null> = { method: "nbready/merge" };
