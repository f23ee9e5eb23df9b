// Names that a call takes from its caller by a text: `df.query("price > @limit")`, `ols("sales ~ np.log(price)", data=df)`.
import type { PythonNotebook } from "../../python/analysis";
import { calledName } from "../../python/calledName";
import { isComprehension } from "../../python/children";
import type { CallExpr, Expr, Identifier, Node } from "../../python/syntax";
import { walkExpressions, walkNodes } from "../../python/walk";
import { rememberFor } from "../../util/rememberFor";
import { boundAnotherWay, isStarImport } from "./anotherWay";
import { targetNames } from "./nameExpressions";

export interface TextReads {
  readonly names: readonly Identifier[];
  /** Whether the text is unknown and may hold names. */
  readonly mayHide: boolean;
}

/** Functions that look into their caller's frame, by dotted name (their documentation says so), with what they give where that looks into it as well. */
export const frameReaders =
  /^(?:(?:duckdb\.(?:connect\(\)\.)?(?:sql|query|execute|from_query)|inspect\.(?:currentframe|stack|getframeinfo)|sys\._getframe|IPython\.(?:embed|get_ipython))\b|(?:pandas\.eval|sympy\.(?:var|init_session)|numexpr\.(?:necompiler\.)?(?:evaluate|re_evaluate|validate)|(?:patsy|pandasql|varname)\.[\w.]+)$)/;

/** Of these, the ones whose result may look again, later. */
export const keepsFrame = /^(?:duckdb|inspect|sys|IPython|patsy|pandasql|varname)\b/;

/** Functions that evaluate a formula in their caller's variables (patsy's `EvalEnvironment`, formulaic's `context`; statsmodels and linearmodels hand theirs to these). */
const readsFormula =
  /^(?:patsy\.(?:dmatrix|dmatrices|incr_dbuilders?)|formulaic\.model_matrix|statsmodels\.(?:api\.)?formula\.(?:api\.)?[a-z]\w*)$/;
/** Arguments that are formulas as well, or say in whose variables they are evaluated. */
const formulaKeywords = /formula/;
const environmentKeywords = /^(?:eval_env|context)$/;

/** What a call takes from its caller by a text; null where it reads none. `isLate`: in a function, which may run below its cell. */
export function textReads(python: PythonNotebook, call: CallExpr, cell: number, isLate = false): TextReads | null {
  return isFormulaCall(python, call, cell) ? readsOfFormula(python, call, cell, isLate) : readsOfQuery(python, call, cell);
}

const isFormulaCall = (python: PythonNotebook, call: CallExpr, cell: number): boolean =>
  calledName(call) === "from_formula" || readsFormula.test(python.qualifiedName(call.func, cell) ?? "");

/** What pandas' query and eval take: the names after an @. */
function readsOfQuery(python: PythonNotebook, call: CallExpr, cell: number): TextReads | null {
  const text = call.args[0] ?? call.keywords[0]?.value;
  const isQuery = call.func.kind === "Attribute" && /^(?:query|eval)$/.test(call.func.attr.name);
  if (!isQuery || !text || frameReaders.test(python.qualifiedName(call.func, cell) ?? "")) return null;
  const whole = python.constantText(text, cell);
  const pieces =
    whole !== null
      ? [whole]
      : text.kind === "FString"
        ? text.values.flatMap((value) => (value.kind === "Text" ? [value.value] : []))
        : null;
  const names = (pieces ?? []).flatMap(atNames).map((name) => ({ name, start: text.start, end: text.end }));
  return { names, mayHide: pieces === null && python.strings.some(({ node }) => node.kind === "String" && atNames(node.value).length > 0) };
}

/** The names that pandas' query takes from its caller: `price > @limit` → "limit". */
export const atNames = (text: string): readonly string[] =>
  [...text.matchAll(/(?<![\w.])@([\p{L}_][\p{L}\p{N}_]*)/gu)].map((match) => match[1]);

/** What a formula takes: of its names those that the notebook binds, for columns of the data come first. */
function readsOfFormula(python: PythonNotebook, call: CallExpr, cell: number, isLate: boolean): TextReads {
  const formulas = [
    ...call.args.slice(0, 1),
    ...call.keywords.filter(({ name }) => name !== null && formulaKeywords.test(name.name)).map(({ value }) => value),
  ];
  const texts = formulas.map((expr) => python.constantText(expr, cell));
  const isClear =
    texts.length > 0 &&
    !texts.includes(null) &&
    call.keywords.every(({ name }) => name !== null && !environmentKeywords.test(name.name)) &&
    !bindsUnnamed(python);
  const names = texts.flatMap((text, at) =>
    formulaNames(text ?? piecesOf(formulas[at])).map((name) => ({ name, start: formulas[at].start, end: formulas[at].end })),
  );
  return {
    names: names.filter(({ name }) => python.definitionsNamed(name).some((definition) => isLate || definition.cell <= cell)),
    mayHide: !isClear,
  };
}

/** What is known of a text that is put together. */
function piecesOf(expr: Expr): string {
  const pieces: string[] = [];
  walkExpressions(expr, (node) => {
    if (node.kind === "String") pieces.push(node.value);
    if (node.kind === "FString") pieces.push(...node.values.flatMap((value) => (value.kind === "Text" ? [value.value] : [])));
  });
  return pieces.join(" ");
}

/** The names in a formula, once each; words in quotes may be names of columns, or of nothing. */
const formulaNames = (formula: string): readonly string[] => [
  ...new Set([...formula.matchAll(/(?<![\w.])[\p{L}_][\p{L}\p{N}_]*/gu)].map(([name]) => name)),
];

/** Whether code binds names that its text does not have, so that a formula may take these. */
const bindsUnnamed = rememberFor((python: PythonNotebook): boolean => {
  let found = false;
  for (const { module } of python.cells) {
    walkNodes(module.body, (node) => {
      found ||=
        isStarImport(node) || boundAnotherWay(node) !== null || (node.kind === "EscapeStmt" && /^(?:run|pylab)$/.test(node.escape.name));
      return !found;
    });
  }
  return found;
});

/**
 * The lambdas, comprehensions and functions around a call, from the outside: each has variables of its own, and a text that is evaluated
 * in it finds those and the module's, not those of functions around it.
 */
export function framesAround(call: CallExpr, parents: readonly Node[]): readonly Node[] {
  return parents.filter((node, at) => {
    if (node.kind === "Lambda" || node.kind === "FunctionDef" || node.kind === "ClassDef") return true;
    // What a comprehension goes through first is evaluated outside of it.
    return isComprehension(node) && (parents[at + 1] ?? call) !== node.generators[0].iter;
  });
}

/** The names that such a frame takes or loops over. */
export function namesOfFrame(frame: Node): readonly string[] {
  if (isComprehension(frame)) return frame.generators.flatMap(({ target }) => targetNames(target));
  return frame.kind === "Lambda" || frame.kind === "FunctionDef" ? frame.params.map(({ name }) => name.name) : [];
}
