// The quick fixes and source actions for a place in a cell.
import {
  CodeActionKind,
  CodeActionTriggerKind,
  type CodeAction,
  type CodeActionParams,
  type Diagnostic as LspDiagnostic,
  type Range,
} from "vscode-languageserver";
import { chooseAnyFix } from "../fixes/chooseFix";
import { combineFixes } from "../fixes/combineFixes";
import { firstOfEach } from "../util/groupBy";
import { rememberFor } from "../util/rememberFor";
import type { Diagnostic } from "../lint/lint";
import type { Fix } from "../notebook/edits";
import { isSameRange } from "../notebook/positions";
import { fixAllKind, notebookFixAllKind } from "./capabilities";
import type { Checked } from "./checker";
import type { EditorEdit } from "./describeEdit";
import { extractActions, extractFixes } from "./extractCells";
import { fixAllOf } from "./fixAllOf";
import { ignoreChoices } from "./ignoreActions";
import { applyNotebookEditCommand, showRulePageCommand } from "./protocol";
import { scriptIgnoreChoices } from "./scriptIgnoreActions";
import type { Result } from "./session";
import type { Placed } from "./translate";
import type { Trial } from "./trial";

/** A checked notebook as an editor has it open. */
export interface Actionable extends Checked {
  /** The notebook's URI; also that of the document its cells are in, where an editor shows the file's text. */
  readonly uri: string;
  readonly placed: readonly Placed[];
  /** A fix in the editor's terms; null where it cannot take it. */
  describe(fix: Pick<Fix, "title" | "edits" | "files">): EditorEdit | null;
  /** Begins to try fixes. */
  startTrial(): Trial;
}

/**
 * The actions that an editor asked for.
 * @param ours the same notebook where the client understands nbready's own commands: edits of the notebook's structure, the page of a rule
 */
export function codeActions(params: CodeActionParams, result: Actionable, ours: Result | null): readonly CodeAction[] {
  const wanted = (kind: string): boolean =>
    !params.context.only || params.context.only.some((only) => kind === only || kind.startsWith(`${only}.`));
  const onlyFor = (kind: string): boolean => params.context.only?.some((only) => kind === only || kind.startsWith(`${only}.`)) ?? false;
  const make = (fix: Fix, kind: string, more: Partial<CodeAction> = {}): readonly CodeAction[] =>
    toAction(fix, kind, result.describe(fix), ours !== null, more);
  const { uri } = params.textDocument;
  const here = result.placed.filter((placed) => placed.uri === uri && touches(placed.lsp.range, params.range));
  return [
    ...(wanted(CodeActionKind.QuickFix) ? quickFixes(here, params.context.diagnostics, result, ours, make) : []),
    // An editor asks for fixAll while saving; unasked it would be in every menu.
    ...(onlyFor(notebookFixAllKind) ? fixAll(fixAllOf(result), notebookFixAllKind, make) : []),
    ...(onlyFor(fixAllKind)
      ? fixAll(uri === result.uri ? fixAllOf(result) : fixesInside(cellOf(uri, result), result), fixAllKind, make)
      : []),
    // Asked for by hand: the bulb would otherwise burn on every line.
    ...(ours
      ? extractActions(uri, ours).filter(
          ({ kind }) => onlyFor(kind) || (wanted(kind) && params.context.triggerKind === CodeActionTriggerKind.Invoked),
        )
      : []),
  ];
}

type Make = (fix: Fix, kind: string, more?: Partial<CodeAction>) => readonly CodeAction[];

/** Fixes come first, those of the most severe finding before all others; then what hides findings, then what explains them. */
function quickFixes(
  here: readonly Placed[],
  shown: readonly LspDiagnostic[],
  result: Actionable,
  ours: Result | null,
  make: Make,
): readonly CodeAction[] {
  const bySeverity = [...here].sort((a, b) => (a.lsp.severity ?? 0) - (b.lsp.severity ?? 0));
  const offers = bySeverity.map((placed) => offersFor(placed, shown, result, make));
  return [
    ...offers.flatMap(({ fixes }) => fixes),
    ...onlyOnce(firstOfEach(bySeverity, ({ diagnostic }) => diagnostic.code).flatMap((placed) => fixesOfRule(placed, shown, result, make))),
    ...(ours
      ? onlyOnce(
          bySeverity.flatMap(({ diagnostic, lsp }) =>
            extractFixes(diagnostic, ours).map((action) => ({ ...action, diagnostics: [shownOf(lsp, shown)] })),
          ),
        )
      : []),
    ...onlyOnce(offers.flatMap(({ ignores }) => ignores)),
    ...(ours ? onlyOnce(offers.map(({ page }) => page)) : []),
  ];
}

/** Two findings of one rule at one place call for the same comment. */
const onlyOnce = (actions: readonly CodeAction[]): readonly CodeAction[] =>
  firstOfEach(actions, ({ edit, command }) => JSON.stringify([edit, command]));

/** The editor's own copy of a finding, so that it knows the action fixes it. */
const shownOf = (lsp: LspDiagnostic, shown: readonly LspDiagnostic[]): LspDiagnostic =>
  shown.find((one) => one.code === lsp.code && isSameRange(one.range, lsp.range)) ?? lsp;

function offersFor({ diagnostic, lsp }: Placed, shown: readonly LspDiagnostic[], result: Actionable, make: Make) {
  const diagnostics = [shownOf(lsp, shown)];
  const single = diagnostic.fixes.filter((fix) => fix.safe).length === 1;
  const page: CodeAction = {
    title: `Explain ${ruleOf(diagnostic)}`,
    kind: CodeActionKind.QuickFix,
    diagnostics,
    command: { title: "Show Rule Page", command: showRulePageCommand, arguments: [diagnostic.code] },
  };
  return {
    fixes: diagnostic.fixes.flatMap((fix) => make(fix, CodeActionKind.QuickFix, { diagnostics, isPreferred: fix.safe && single })),
    ignores: (result.python
      ? ignoreChoices(diagnostic, result.python)
      : result.script
        ? scriptIgnoreChoices(diagnostic, result.script)
        : []
    ).flatMap(({ title, edits }) => make({ title, edits, safe: true }, CodeActionKind.QuickFix, { diagnostics })),
    page,
  };
}

/** What fixes all findings of the rule. */
function fixesOfRule({ diagnostic, lsp }: Placed, shown: readonly LspDiagnostic[], result: Actionable, make: Make): readonly CodeAction[] {
  const ofRule = result.diagnostics.filter(({ code }) => code === diagnostic.code).flatMap((one) => chooseAnyFix(one) ?? []);
  const every = combineFixes(ofRule, (fix) => fix);
  const all = {
    ...every,
    title: `Fix all ${ruleOf(diagnostic)} in this notebook: ${every.taken.length}`,
    safe: ofRule.every((fix) => fix.safe),
  };
  return every.taken.length > 1 ? make(all, CodeActionKind.QuickFix, { diagnostics: [shownOf(lsp, shown)] }) : [];
}

const ruleOf = ({ code, name }: Placed["diagnostic"]): string => `${code} (${name})`;

const fixAll = ({ edits, files }: Pick<Fix, "edits" | "files">, kind: string, make: Make): readonly CodeAction[] =>
  edits.length + (files?.length ?? 0) > 0
    ? make({ title: "Fix everything that is safe to fix (nbready)", safe: true, edits, files }, kind)
    : [];

/** The cell of a document in which something is found; undefined where nothing is. */
const cellOf = (document: string, { placed }: Actionable): number | undefined =>
  placed.find(({ uri, diagnostic }) => uri === document && diagnostic.cell >= 0)?.diagnostic.cell;

/** `source.fixAll` is asked cell by cell, so a fix that reaches into other cells might be made twice. */
const fixesInside = (cell: number | undefined, result: Actionable): Pick<Fix, "edits"> => ({
  edits: fixesInsideCells(result).filter((edit) => edit.kind === "replaceText" && edit.cell === cell),
});

/** Those of all cells: an editor that saves asks for one cell after the other. */
const fixesInsideCells = rememberFor((result: Actionable) => fixAllOf(result, isInsideCell).edits);

const isInsideCell = ({ cell, fixes }: Diagnostic): boolean =>
  fixes.every(({ edits, files }) => !files?.length && edits.every((edit) => edit.kind === "replaceText" && edit.cell === cell));

function toAction(
  { title }: Fix,
  kind: string,
  described: EditorEdit | null,
  isOurClient: boolean,
  more: Partial<CodeAction>,
): readonly CodeAction[] {
  if (!described) return [];
  if (described.kind === "text") return [{ title, kind, ...more, edit: described.edit }];
  return isOurClient
    ? [{ title, kind, ...more, command: { title, command: applyNotebookEditCommand, arguments: [described.request] } }]
    : [];
}

const isBefore = (a: Range["start"], b: Range["start"]): boolean => a.line < b.line || (a.line === b.line && a.character < b.character);
const touches = (a: Range, b: Range): boolean => !isBefore(a.end, b.start) && !isBefore(b.end, a.start);
