// Fitting on the rows that were set aside to judge.
import { roleOfName, type Role } from "../knowledge/splitters";
import type { Fix } from "../notebook/edits";
import { cellLabel } from "../notebook/label";
import type { PythonNotebook } from "../python/analysis";
import type { CallExpr, Expr, NameExpr } from "../python/syntax";
import { defineRule, type Finding } from "./rule";
import { appliedFits } from "./support/learning/applied";
import { figureName, isScaling } from "./support/learning/figures";
import { refits } from "./support/learning/refits";
import { traceLearning, type Trace } from "./support/learning/trace";
import { roleOf, rolesBySplit, type Data, type Fit } from "./support/learning/values";

/** What may be fitted to a part of its own: to draw it, or to look for groups in it. */
const alsoForLooking: ReadonlySet<Fit["transformer"]["kind"]> = new Set<Fit["transformer"]["kind"]>(["projection", "vectoriser", "labels"]);

export default defineRule({
  code: "NBR602",
  name: "fit-on-test",
  severity: "warning",
  summary: "Something is fitted to the test rows",
  *check({ python }) {
    if (!python) return;
    const trace = traceLearning(python);
    // A function may be called many times: its fit is one mistake.
    const reported = new Set<string>();
    const isNew = ({ cell, node }: Pick<Fit, "cell" | "node">): boolean =>
      reported.size < reported.add(`${cell}:${node.start}:${node.end}`).size;
    for (const fit of trace.fits) {
      const isRefitted = isRefittedByName(fit, trace, python);
      if (roleOf(fit.data) !== "test" && !isRefitted) continue;
      const isFittedAgain = isRefitted || fittedElsewhere(fit, trace, python);
      // Fitted to both sides, it is wrong whatever they are called.
      if ((!isTest(fit.data) && !isFittedAgain) || !isNew(fit)) continue;
      if (alsoForLooking.has(fit.transformer.kind) && !isFittedAgain) continue;
      yield {
        ...place(fit.node, fit.cell),
        message: describe(fit, isFittedAgain),
        fixes: transformFix(fit, isFittedAgain),
      };
    }
    for (const fit of fitsToBothSides(trace)) {
      if (fit.transformer.kind === "labels" || !isNew(fit)) continue;
      yield {
        ...place(fit.node, fit.cell),
        // Many take the words of all texts on purpose.
        severity: fit.transformer.kind === "vectoriser" ? "info" : fit.transformer.severity,
        message: `${fit.className} learns from the training and the test rows together and then transforms the test rows, so they can no longer show how well the model handles new rows. Fit it to the training rows only.`,
      };
    }
    for (const fit of testByHand(trace)) {
      const [what, mend] = isScaling(fit) ? ["The test rows are scaled", "scale"] : ["Gaps in the test rows are filled", "fill"];
      yield {
        ...place(fit.node, fit.cell),
        severity: fit.transformer.severity,
        message: `${what} with figures of the test rows themselves: a single row in production has no ${figureName(fit.className)} of its own, so the model is judged on rows as it will never see them. Keep the figures of the training rows, and ${mend} both sides with them.`,
      };
    }
    for (const { fit, use, learned } of refits(trace)) {
      if (!isNew(fit)) continue;
      yield {
        ...place(fit.node, fit.cell),
        severity: "info",
        message: `${fit.className} is fitted again, to the rows that ${use.className} predicts${use.cell === fit.cell ? "" : ` in ${cellLabel(python.notebook.cells[use.cell])}`}: the same value gets another number than in the rows that ${use.className} was trained on, and a single row in production cannot be fitted to at all. Keep the transformer that was fitted to the training rows, and only transform these.`,
        related: [{ ...place(learned.node, learned.cell), message: "the training rows were transformed by this fit" }],
        fixes: transformFix(fit, fit.object !== null && fit.object === learned.object, "these rows"),
      };
    }
    for (const use of trace.modelFits) {
      if (!isTest(use.data) || use.data.predictions.size > 0 || use.explains || !isNew(use)) continue;
      yield {
        ...place(use.node, use.cell),
        message: `${use.className} is trained on the test rows, so a score on them says nothing about new rows. Train it on the training rows.`,
      };
    }
  },
});

/** Methods that add to what was learned before. */
const learnsOn: ReadonlySet<string> = new Set(["partial_fit", "fit_on_texts"]);

function describe({ className, transformer, method }: Fit, isFittedAgain: boolean): string {
  if (transformer.kind === "resampler")
    return `${className} changes the class balance of the test rows, so the score is for a mix that production does not have. Resample the training rows only.`;
  return isFittedAgain && !learnsOn.has(method)
    ? `${className} is fitted again, to the test rows: it transforms them differently from the training rows and from rows in production. Only transform them.`
    : `${className} learns from the test rows, so they can no longer show how well the model handles new rows. Fit it to the training rows, and only transform the test rows.`;
}

const isTest = (data: Data): boolean => roleOf(data) === "test" && [...data.parts].some(({ role, isNamed }) => isNamed && role === "test");

/** Fits like `scaler.fit(pd.concat([X_train, X_test]))` before `scaler.transform(X_test)`. Who joins both sides for the model that goes to production transforms no side alone. */
const fitsToBothSides = (trace: Trace): ReadonlySet<Fit> =>
  new Set(appliedFits(trace).flatMap(({ transform, fit }) => (sawTestSide(fit.data, transform.data) ? [fit] : [])));

/** Fits like `X_test.fillna(X_test.mean())`, the first of each cell: columns that are filled one after the other are one mistake. Rows that are called otherwise may hold a fold for a moment only. */
const testByHand = ({ byHand }: Trace): Iterable<Fit> =>
  new Map(
    byHand
      .filter(({ data, node }) => roleOf(data) === "test" && isTest(data) && roleOfName(ownerOf(node.func)) === "test")
      .toReversed()
      .map((fit) => [fit.cell, fit]),
  ).values();

/** The name at the beginning of `X_test["a"].fillna`. */
function ownerOf(expr: Expr): string {
  let owner = expr;
  while (owner.kind === "Attribute" || owner.kind === "Subscript") owner = owner.value;
  return owner.kind === "Name" ? owner.name : "";
}

/** True where rows are the test side alone of a split that others come from both sides of. */
function sawTestSide(seen: Data, rows: Data): boolean {
  const seenRoles = rolesBySplit(seen);
  const roles = rolesBySplit(rows);
  return [...seen.parts].some(
    ({ split, role, isNamed }) => role === "test" && isNamed && seenRoles.get(split)?.has("train") && isOnlyTest(roles.get(split)),
  );
}

const isOnlyTest = (roles: ReadonlySet<Role> | undefined): boolean => roles?.size === 1 && roles.has("test");

const place = (call: CallExpr, cell: number): Pick<Finding, "cell" | "span"> => ({ cell, span: { start: call.func.start, end: call.end } });

const fittedElsewhere = (fit: Fit, { fits }: Trace, python: PythonNotebook): boolean =>
  fit.object !== null &&
  fits.some(
    (one) =>
      one !== fit && one.object === fit.object && one.order < fit.order && roleOf(one.data) !== "test" && isOfSameColumn(one, fit, python),
  );

/** Rows that come apart, `train` and `test` from files of their own: their names tell, where one transformer is fitted to the one and then to the other. */
const isRefittedByName = (fit: Fit, { fits }: Trace, python: PythonNotebook): boolean =>
  fit.object !== null &&
  fit.data.parts.size === 0 &&
  roleByName(fit) === "test" &&
  fits.some(
    (one) =>
      one.object === fit.object &&
      one.order < fit.order &&
      (roleOf(one.data) ?? roleByName(one)) === "train" &&
      isOfSameColumn(one, fit, python),
  );

/** What `X_cv` ends in is a count vectoriser's as often as a validation part's. */
function roleByName(fit: Fit): Role | null {
  const frame = frameOf(fit);
  return frame ? roleOfName(frame.name.replace(/_?cv$/i, "")) : null;
}

/** One label encoder numbers one column after another: only what it says of the same column can disagree. */
const isOfSameColumn = (one: Fit, other: Fit, python: PythonNotebook): boolean =>
  other.transformer.kind !== "labels" || columnOf(one, python) === columnOf(other, python);

/** The text after the frame's name: `["city"]`. */
function columnOf(fit: Fit, { notebook }: PythonNotebook): string {
  const frame = frameOf(fit);
  return frame ? notebook.cells[fit.cell].source.slice(frame.end, fit.node.args[0].end) : "";
}

/** The name that the rows are taken from. */
function frameOf({ node }: Fit): NameExpr | null {
  let frame: Expr | undefined = node.args[0];
  while (frame && frame.kind !== "Name")
    frame =
      frame.kind === "Subscript" || frame.kind === "Attribute"
        ? frame.value
        : frame.kind === "Call" && frame.func.kind === "Attribute"
          ? frame.func.value
          : undefined;
  return frame ?? null;
}

/** `fit_transform(X_test)` → `transform(X_test)`, where the object has learned from other rows before. */
function transformFix({ node, cell, method }: Fit, isFittedAgain: boolean, rows = "the test rows"): readonly Fix[] {
  if (
    !isFittedAgain ||
    method !== "fit_transform" ||
    node.args.length !== 1 ||
    node.keywords.length > 0 ||
    node.func.kind !== "Attribute" ||
    node.func.value.kind !== "Name"
  )
    return [];
  const { start, end } = node.func.attr;
  return [{ title: `Only transform ${rows}`, safe: false, edits: [{ kind: "replaceText", cell, start, end, text: "transform" }] }];
}
