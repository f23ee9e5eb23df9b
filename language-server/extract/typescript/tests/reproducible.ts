// Whether script code gives the same each time it runs with the same values: it uses only what is known to be so.
import { ts } from "ts-morph";
import { collectionIn } from "../literals";
import { isFunctionValue, isImport } from "../moves";
import type { NameUse, Unit } from "../names";
import type { ScriptSurvey } from "../survey";
import { isPlainType, mayChange } from "./mayChange";

/** Globals of the language (ECMA-262) and of all runtimes whose values depend on their arguments alone. */
const pureGlobals: ReadonlySet<string> = new Set(
  (
    "Array ArrayBuffer BigInt BigInt64Array BigUint64Array Boolean DataView Error EvalError Float32Array Float64Array Infinity Int16Array Int32Array Int8Array Iterator JSON Map Math NaN Number " +
    "Object Promise RangeError ReferenceError Reflect RegExp Set String Symbol SyntaxError TypeError URIError URL URLSearchParams Uint16Array Uint32Array Uint8Array Uint8ClampedArray WeakMap WeakSet TextEncoder TextDecoder atob btoa " +
    "console decodeURI decodeURIComponent encodeURI encodeURIComponent escape isFinite isNaN parseFloat parseInt structuredClone unescape undefined"
  ).split(" "),
);

/** Modules of Node whose functions depend on their arguments alone. */
const pureModules = /^(?:node:)?(?:assert(?:\/strict)?|path(?:\/posix)?|querystring|url)$/;

/** Properties that read random numbers, clocks, the machine's language, the working folder, or say where code stands; and those that change what values are. */
const impure =
  /^(?:random|now|toLocale\w+|localeCompare|resolve|relative|stack|constructor|__proto__|setPrototypeOf|create|defineProperty|defineProperties|getTimezoneOffset)$/;

export interface Judgement {
  /** What may differ from run to run, as a clause; null where nothing does. */
  readonly why: string | null;
  /** What it prints: "plain" where all of it are numbers and text by console.log, which every runtime prints alike. */
  readonly prints: "nothing" | "plain" | "other";
}

/**
 * Looks through statements, and through the notebook's functions and classes that they use.
 * @param moved what is in the module; the statements find its lists and objects there
 */
export function judgeReproducible(survey: ScriptSurvey, units: readonly Unit[], moved: ReadonlySet<Unit>): Judgement {
  const { checker } = survey;
  const seen = new Set<Unit>(units);
  let prints: Judgement["prints"] = "nothing";
  if (/customInspect|inspect\.custom|Jupyter\.display/.test(survey.cells.map(({ cell }) => cell.source).join("\n")))
    return { why: "the notebook displays values in a way of its own", prints };
  for (const unit of seen) {
    const doubt = doubtOfNode(unit.statement) ?? unit.uses.map(doubtOfUse).find((why) => why !== null) ?? null;
    if (doubt !== null) return { why: doubt, prints };
  }
  return { why: null, prints };

  function doubtOfUse(use: NameUse): string | null {
    const { name, from, isType } = use;
    if (isType) return null;
    if (from === "unbound") return pureGlobals.has(name) ? doubtOfGlobal(use) : `${name} may give something else each time`;
    for (const unit of survey.declaring(name)) {
      if (isImport(unit)) {
        const address =
          ts.isImportDeclaration(unit.statement) && ts.isStringLiteral(unit.statement.moduleSpecifier)
            ? unit.statement.moduleSpecifier.text
            : "";
        if (!pureModules.test(address)) return `${name} of ${address} may give something else each time`;
      } else if (!ts.isVariableStatement(unit.statement)) seen.add(unit);
      else
        for (const { initializer } of unit.statement.declarationList.declarations) {
          if (initializer && isFunctionValue(initializer)) seen.add(unit);
          if (moved.has(unit) && initializer && collectionIn(initializer) && isShared(unit)) return `${name} may have changed`;
        }
    }
    return null;
  }

  /** A list or object that functions use by its name, and something changes. */
  function isShared(unit: Unit): boolean {
    return survey.units.some(
      (one) => one !== unit && one.uses.some((use) => unit.binds.has(use.name) && use.from !== "unbound" && mayChange(use, checker)),
    );
  }

  function doubtOfGlobal({ name, node }: NameUse): string | null {
    const { parent } = node;
    const member = ts.isPropertyAccessExpression(parent) && parent.expression === node ? parent : null;
    // `Math[name]`, `const { random } = Math`.
    if ((name === "Math" || name === "console") && member === null) return `${name} may give something else each time`;
    if (name !== "console") return null;
    if (!/^(?:error|warn|trace)$/.test(member!.name.text) && !(member!.name.text === "log" && isPlainCall(member!))) prints = "other";
    else if (member!.name.text === "log" && prints === "nothing") prints = "plain";
    return null;
  }

  function isPlainCall(callee: ts.Node): boolean {
    const { parent } = callee;
    return (
      ts.isCallExpression(parent) &&
      parent.expression === callee &&
      parent.arguments.every((one) => !ts.isSpreadElement(one) && isPlainType(checker.getTypeAtLocation(one)))
    );
  }

  function doubtOfNode(root: ts.Node): string | null {
    if (ts.isTypeNode(root)) return null;
    if (ts.isJsxElement(root) || ts.isJsxSelfClosingElement(root) || ts.isJsxFragment(root)) return "it makes elements";
    if (ts.isCallExpression(root) && root.expression.kind === ts.SyntaxKind.ImportKeyword) return "it imports something";
    const name = ts.isPropertyAccessExpression(root)
      ? root.name.text
      : ts.isBindingElement(root)
        ? (root.propertyName ?? root.name).getText()
        : ts.isStringLiteralLike(root) && ts.isElementAccessExpression(root.parent)
          ? root.text
          : null;
    const isPromise = ts.isPropertyAccessExpression(root) && root.expression.getText() === "Promise";
    if (name !== null && impure.test(name) && !isPromise) return `${name} may give something else each time`;
    return ts.forEachChild(root, (child) => doubtOfNode(child) ?? undefined) ?? null;
  }
}
