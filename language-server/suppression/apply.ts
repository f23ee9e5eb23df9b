// Hides the findings that suppressions ask for, and says which suppressions had nothing to hide.
import { specificity, selectorProblem } from "../config/selection";
import { groupBy } from "../util/groupBy";
import type { Fix, NotebookEdit } from "../notebook/edits";
import type { Cell, Notebook, Span } from "../notebook/model";
import { lineAt, positionAt } from "../notebook/positions";
import type { Finding, Rule } from "../rules/rule";
import { wordList } from "../util/wordList";
import { suppressionTag, type Reach, type Suppression } from "./read";

/** A finding with the rule that made it. */
export interface Raised {
  readonly rule: Rule;
  readonly finding: Finding;
}

export interface SuppressionInput {
  readonly notebook: Notebook;
  readonly suppressions: readonly Suppression[];
  readonly rules: readonly Rule[];
  /** Rules that did not run: nothing can be said of suppressions that name them. */
  readonly idle: readonly Rule[];
  /** The rule that reports unused suppressions, or undefined where it does not run. */
  readonly unused: Rule | undefined;
}

/** The findings that stay, with one more for each suppression, or name in one, that hides nothing. */
export function applySuppressions(raised: readonly Raised[], input: SuppressionInput): readonly Raised[] {
  const { suppressions, unused } = input;
  if (suppressions.length === 0) return raised;
  const used = new Map<Suppression, Set<string | null>>(suppressions.map((suppression) => [suppression, new Set()]));
  const reaching = byReach(suppressions, input.notebook);
  /** `own`: the suppression that the finding is about. */
  const isHidden = (one: Raised, own?: Suppression): boolean => {
    const by = reaching(one.finding).filter((suppression) => suppression !== own || suppression.selectors !== null);
    const covering = by.flatMap((suppression) => covers(suppression, one).map((selector) => ({ suppression, selector })));
    for (const { suppression, selector } of covering) used.get(suppression)?.add(selector);
    return covering.length > 0;
  };
  const kept = raised.filter((one) => !isHidden(one));
  if (!unused) return kept;
  const reports = suppressions.flatMap((suppression) => {
    const finding = describeUnused(suppression, used.get(suppression) ?? new Set(), unused, input);
    return finding ? [{ suppression, raised: { rule: unused, finding } }] : [];
  });
  // A suppression of everything does not hide that it hides nothing; one that names the rule does.
  const silenced = new Set(reports.filter(({ raised: report, suppression }) => isHidden(report, suppression)));
  return [...kept, ...reports.filter((report) => !silenced.has(report)).map((report) => report.raised)];
}

/** The selectors of a suppression that hide a rule's finding, where it reaches it; [null] where it hides everything. */
function covers(suppression: Suppression, { rule }: Raised): readonly (string | null)[] {
  return suppression.selectors === null ? [null] : suppression.selectors.filter((selector) => specificity(selector, rule) > 0);
}

/** Gives the suppressions that reach a finding. */
function byReach(suppressions: readonly Suppression[], notebook: Notebook): (finding: Finding) => readonly Suppression[] {
  const known = groupBy(suppressions, ({ reach }) => placeOf(reach));
  return ({ cell, span }) => {
    const places: Reach[] = [{ kind: "notebook" }, { kind: "cell", cell }];
    const holder = notebook.cells[cell];
    // A finding over several lines is hidden from its first line and from its last, where formatters put the comment.
    if (holder)
      for (const at of [span.start, Math.max(span.start, span.end - 1)])
        places.push({ kind: "line", cell, line: positionAt(holder, at).line });
    return [...new Set(places.map(placeOf))].flatMap((place) => known.get(place) ?? []);
  };
}

function placeOf(reach: Reach): string {
  switch (reach.kind) {
    case "cell":
      return `cell ${reach.cell}`;
    case "line":
      return `line ${reach.cell} ${reach.line}`;
    case "notebook":
    case "nothing":
      return reach.kind;
  }
}

function describeUnused(suppression: Suppression, used: ReadonlySet<string | null>, unused: Rule, input: SuppressionInput): Finding | null {
  const place = { cell: suppression.cell, span: suppression.span };
  const cell = input.notebook.cells[suppression.cell];
  if (suppression.reach.kind === "nothing")
    return { ...place, message: `${suppression.reach.problem} As it stands, it hides nothing.`, fixes: removal(suppression, null, cell) };
  if (suppression.selectors === null) {
    if (used.size > 0 || input.idle.length > 0) return null;
    return {
      ...place,
      message: `No rule finds anything here, so this suppression hides nothing. ${whyRemove}`,
      fixes: removal(suppression, null, cell),
    };
  }
  if (suppression.selectors.length === 0)
    return {
      ...place,
      message: "This suppression names no rule, so it hides nothing. Name the rules, or remove the brackets to hide all.",
      fixes: removal(suppression, null, cell),
    };
  const idleSelectors = suppression.selectors.filter((selector) => !used.has(selector) && !mayBeUseful(selector, unused, input.idle));
  if (idleSelectors.length === 0) return null;
  const rest = suppression.selectors.filter((selector) => !idleSelectors.includes(selector));
  return {
    ...place,
    message: sentenceFor(idleSelectors, input.rules),
    fixes: removal(suppression, rest.length > 0 ? { rest, removed: idleSelectors } : null, cell),
  };
}

const whyRemove = "Remove it: otherwise it would hide a later finding by mistake.";

/** True where a selector names a rule that did not run, or the rule for unused suppressions itself. */
const mayBeUseful = (selector: string, unused: Rule, idle: readonly Rule[]): boolean =>
  specificity(selector, unused) > 0 || idle.some((rule) => specificity(selector, rule) > 0);

function sentenceFor(selectors: readonly string[], rules: readonly Rule[]): string {
  const unknown = selectors.find((selector) => selectorProblem(selector, rules) !== null);
  if (unknown !== undefined)
    return `"${unknown}" ${selectorProblem(unknown, rules)}${/\?$/.test(selectorProblem(unknown, rules) ?? "") ? "" : "."} As it stands, it hides nothing.`;
  const names = selectors.map((selector) => nameOf(selector, rules));
  return `${wordList(names)} ${names.length === 1 ? "finds" : "find"} nothing here, so this suppression hides nothing. ${whyRemove}`;
}

function nameOf(selector: string, rules: readonly Rule[]): string {
  const rule = rules.find((one) => specificity(selector, one) === 2);
  return rule ? `${rule.code} (${rule.name})` : `${selector.toUpperCase()} (a family of rules)`;
}

/** The fix that takes a suppression out, or leaves `rest` of its names. Metadata has none: no edit reaches it. */
function removal(
  suppression: Suppression,
  partly: { readonly rest: readonly string[]; readonly removed: readonly string[] } | null,
  cell: Cell,
): readonly Fix[] {
  const title = partly ? `Remove ${partly.removed.join(", ")} from the suppression` : "Remove the suppression";
  const edit = removalEdit(suppression, partly?.rest ?? null, cell);
  return edit ? [{ title, safe: true, edits: [edit] }] : [];
}

function removalEdit({ form, span }: Suppression, rest: readonly string[] | null, cell: Cell): NotebookEdit | null {
  if (form === "metadata") return null;
  if (form === "tag") return { kind: "setTags", cell: cell.index, tags: cell.tags.filter((tag) => tag !== suppressionTag) };
  if (rest) {
    const open = cell.source.indexOf("[", span.start) + 1;
    return { kind: "replaceText", cell: cell.index, start: open, end: cell.source.indexOf("]", open), text: rest.join(", ") };
  }
  return { kind: "replaceText", cell: cell.index, ...withSpace(span, cell), text: "" };
}

/** The directive with the space before it; with the whole line, line end included, if there is nothing else on it. */
function withSpace(span: Span, cell: Cell): Span {
  const { source } = cell;
  const line = lineAt(cell, positionAt(cell, span.start).line) ?? span;
  const before = source.slice(line.start, span.start);
  const after = source.slice(span.end, line.end);
  if (after.trim() !== "") return { start: span.start, end: span.end + (after.length - after.trimStart().length) };
  if (before.trim() !== "") return { start: line.start + before.trimEnd().length, end: line.end };
  const next = /^(?:\r\n?|\n)/.exec(source.slice(line.end))?.[0].length ?? 0;
  if (next > 0) return { start: line.start, end: line.end + next };
  const previous = /(?:\r\n?|\n)$/.exec(source.slice(0, line.start))?.[0].length ?? 0;
  return { start: line.start - previous, end: line.end };
}
