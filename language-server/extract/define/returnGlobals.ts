// Functions that set variables of the notebook by `global` take and give them back instead: the same notebook, written so that
// these functions can move, and so that code which calls them can.
import type { CallExpr, Expr, FunctionDef, Global, NameExpr, Node, Return, Stmt } from "../../python/syntax";
import { walkNodes } from "../../python/walk";
import type { Chunk } from "../cut/chunks";
import { boundBeforeChunks } from "../follow/boundBefore";
import { reachedFrom } from "../follow/reached";
import { keepsNames } from "../follow/runsLater";
import { isHandedOver } from "../refuse/hazards";
import type { Survey } from "../survey";
import { mentionsOf, type HandedOver, type Mention } from "./handOver";
import { argumentInsertion, byOwnNames, parameterInsertion, writeSources, type TextChange } from "./handOverText";
import { isPlainFunction } from "./moveDefinitions";

/** A function that says `global` at its top, and nowhere else. */
interface Setter {
  readonly chunk: Chunk;
  readonly func: FunctionDef;
  readonly statements: readonly Global[];
  /** Names that it declares global and uses. */
  readonly takes: readonly string[];
  /** Of these, the ones that it binds. */
  readonly gives: readonly string[];
  readonly returns: readonly Return[];
}

/**
 * Rewrites a function, and all its calls: `tick()` becomes `n = tick(n=n)`, `x = tick()` becomes `x, n = tick(n=n)`.
 * That is the same where each call is a statement at the top of a cell which no handler surrounds, the variables are bound there,
 * and nothing that the function calls touches them.
 * @returns null where it might change something
 */
export function returnGlobals(survey: Survey, name: string): HandedOver | null {
  const setter = findSetter(survey, name);
  if (!setter || isTouchedMeanwhile(survey, setter)) return null;
  const bound = boundBeforeChunks(survey);
  const changes = rewriteFunction(survey, setter);
  if (!changes) return null;
  for (const mention of mentionsOf(survey, name)) {
    const own = setter.takes.every((one) => bound(mention.chunk).has(one)) ? rewriteCall(survey, setter, mention) : null;
    if (!own) return null;
    changes.push(...own);
  }
  const sources = writeSources(survey, changes);
  return sources && { sources, takes: new Map([[name, setter.takes]]), gives: new Map([[name, setter.gives]]), asks: new Map() };
}

function findSetter(survey: Survey, name: string): Setter | null {
  const chunk = survey.chunks.find((one) => isPlainFunction(one) && (one.statements[0] as FunctionDef).name.name === name);
  if (!chunk || survey.definitionsOf(name).length !== 1 || survey.removed.has(name) || survey.removed.has("*")) return null;
  const func = chunk.statements[0] as FunctionDef;
  const scope = survey.python.cellAt(chunk.cell)!.scope.children.find(({ node }) => node === func);
  const statements = func.body.filter((one): one is Global => one.kind === "Global");
  const { returns, isPlain } = lookThrough(func, statements);
  if (!scope || !isPlain || func.isAsync || func.decorators.length > 0 || func.body.length === statements.length) return null;
  const declared = [...new Set(statements.flatMap(({ names }) => names.map((one) => one.name)))];
  const takes = declared.filter((one) => scope.symbols.get(one)?.isReferenced || scope.symbols.get(one)?.isAssigned);
  const gives = takes.filter((one) => scope.symbols.get(one)!.isAssigned);
  if (takes.length === 0 || takes.some((one) => survey.removed.has(one)) || keepsNames(survey, chunk.cell, func, takes)) return null;
  return { chunk, func, statements, takes, gives, returns };
}

/** The function's own `return`s; and whether it is free of what would end it in other ways, bind otherwise, or say `global` elsewhere. */
function lookThrough(
  { body }: FunctionDef,
  declarations: readonly Global[],
): { readonly returns: readonly Return[]; readonly isPlain: boolean } {
  const returns: Return[] = [];
  let isPlain = true;
  walkNodes(body, (node) => {
    if (node.kind === "Return") returns.push(node);
    if (node.kind === "FunctionDef" || node.kind === "ClassDef" || node.kind === "Lambda") {
      walkNodes(node.body, (inner) => void (isPlain &&= inner.kind !== "Global" && inner.kind !== "Yield"));
      return false;
    }
    const isStrange =
      node.kind === "Yield" ||
      node.kind === "Delete" ||
      node.kind === "Import" ||
      node.kind === "ImportFrom" ||
      node.kind === "EscapeStmt" ||
      node.kind === "EscapeExpr" ||
      node.kind === "InvalidStmt" ||
      (node.kind === "Global" && !declarations.includes(node)) ||
      (node.kind === "Try" && (node.finalbody.length > 0 || node.handlers.some(({ name }) => name !== null)));
    if (isStrange) isPlain = false;
    return isPlain;
  });
  return { returns, isPlain };
}

/** Whether something that may run while the function does reads or sets what it sets: that would see the value from before. */
function isTouchedMeanwhile(survey: Survey, { chunk, takes }: Setter): boolean {
  const reached = reachedFrom(survey, [chunk], (name) => !takes.includes(name));
  return survey.functions.some(({ cell, start, name, reads }) => {
    const own = survey.chunkOf(cell, start);
    if (own === chunk || !takes.some((one) => reads.has(one))) return false;
    return name === null || (own !== undefined && reached.has(own) && isPlainFunction(own)) || isHandedOver(survey, name);
  });
}

function rewriteFunction(survey: Survey, { chunk: { cell }, func, statements, takes, gives, returns }: Setter): TextChange[] | null {
  const source = survey.sourceOf(cell);
  const parameters = parameterInsertion(source, cell, func, takes);
  const bodyLine = source.lastIndexOf("\n", func.body[0].start) + 1;
  const indent = source.slice(bodyLine, func.body[0].start);
  if (!parameters || bodyLine <= func.start || indent.trim() !== "") return null;
  const changes: TextChange[] = [parameters];
  for (const { start, end } of statements) {
    const line = source.lastIndexOf("\n", start) + 1;
    const behind = /^[^\S\r\n]*(#[^\r\n]*)?(?:\r\n|\r|\n|$)/.exec(source.slice(end));
    if (!behind || source.slice(line, start).trim() !== "") return null;
    changes.push(
      behind[1] === undefined
        ? { cell, at: line, end: end + behind[0].length, text: "" }
        : { cell, at: start, end: end + behind[0].indexOf("#"), text: "" },
    );
  }
  if (gives.length === 0) return changes;
  const given = gives.join(", ");
  const hasValue = returns.some(({ value }) => value !== null);
  const last = func.body[func.body.length - 1];
  const lineEnd = last.end + source.slice(last.end).search(/\r|\n|$/);
  // In front of what comes at the same place, for changes are made from the end.
  if (last.kind !== "Return") changes.push({ cell, at: lineEnd, text: `\n${indent}return ${hasValue ? `None, ${given}` : given}` });
  for (const { start, end, value } of returns) {
    if (value === null)
      changes.push({ cell, at: Math.max(end, start + "return".length), text: hasValue ? ` None, ${given}` : ` ${given}` });
    else changes.push({ cell, at: value.start, text: "(" }, { cell, at: value.end, text: `), ${given}` });
  }
  return changes;
}

/** The call with the variables handed over, and the names that take what it gives back; null where it is more than a statement of its own. */
function rewriteCall(
  survey: Survey,
  { takes, gives, returns }: Setter,
  { chunk: { cell }, node, parents }: Mention,
): readonly TextChange[] | null {
  const call = parents[parents.length - 1];
  const statement = parents[parents.length - 2];
  if (
    call?.kind !== "Call" ||
    call.func !== node ||
    !statement ||
    !isOwnStatement(statement, call) ||
    !parents.slice(0, -2).every(runsAtOnce)
  )
    return null;
  const given = argumentInsertion(survey.sourceOf(cell), cell, call, byOwnNames(takes));
  if (!given || gives.length === 0) return given;
  const hasValue = returns.some(({ value }) => value !== null);
  if (statement.kind === "ExprStmt") return hasValue ? null : [...given, { cell, at: statement.start, text: `${gives.join(", ")} = ` }];
  const [target] = statement.targets;
  const names = namesOfTarget(target);
  if (!hasValue || names === null || names.some((name) => takes.includes(name))) return null;
  const isOne = target.kind === "Name";
  return [
    ...given,
    ...(isOne ? [] : [{ cell, at: target.start, text: "(" }]),
    { cell, at: target.end, text: `${isOne ? "" : ")"}, ${gives.join(", ")}` },
  ];
}

const runsAtOnce = ({ kind }: Node): boolean => kind === "If" || kind === "For" || kind === "While";

const isOwnStatement = (node: Node, call: CallExpr): node is Extract<Stmt, { kind: "ExprStmt" | "Assign" }> =>
  (node.kind === "ExprStmt" || (node.kind === "Assign" && node.targets.length === 1)) && node.value === call;

/** The names of `a` and of `a, b`; null of other targets. */
function namesOfTarget(target: Expr): readonly string[] | null {
  const elements = target.kind === "Tuple" ? target.elements : [target];
  return elements.every((one): one is NameExpr => one.kind === "Name") ? elements.map(({ name }) => name) : null;
}
