// Functions that read variables of the notebook get them as parameters, and every call hands them over: the same notebook,
// written so that these functions can move.
import type { Scope } from "../../python/scopes/scopes";
import type { FunctionDef, NameExpr } from "../../python/syntax";
import { walkNodes, type Node } from "../../python/walk";
import type { Chunk } from "../cut/chunks";
import { boundBeforeChunks } from "../follow/boundBefore";
import { findCallback } from "../follow/callbacks";
import { runsLater } from "../follow/runsLater";
import type { Refusal } from "../plan";
import type { Survey } from "../survey";
import { argumentInsertion, asLambda, parameterInsertion, writeSources, type TextChange } from "./handOverText";
import { isPlainFunction, variablesOf } from "./moveDefinitions";

export interface HandedOver {
  /** New sources of the cells that change. */
  readonly sources: ReadonlyMap<number, string>;
  /** By function, the variables that it takes now, and those that it gives back. */
  readonly takes: ReadonlyMap<string, readonly string[]>;
  readonly gives: ReadonlyMap<string, readonly string[]>;
}

/** A function's name, read somewhere. */
export interface Mention {
  readonly chunk: Chunk;
  readonly node: NameExpr;
  readonly parents: readonly Node[];
}

/**
 * Rewrites the functions that refusals are about, where that changes nothing: those that the chosen cells define, and those that they call,
 * because they read variables; and those that stay and would see an old value. Each is called by name only, and at each call the variables
 * are bound and no name nearer hides them.
 * @returns null where there is nothing to hand over, or it might change something
 */
export function handOverVariables(survey: Survey, cells: readonly number[], refusals: readonly Refusal[]): HandedOver | null {
  const needs = findNeeds(survey, refusals.some(({ reason }) => reason === "reads-variable") ? cells : [], refusals);
  if (needs === null || needs.size === 0) return null;
  const bound = boundBeforeChunks(survey);
  const insertions: TextChange[] = [];
  for (const [name, { chunk, variables }] of needs) {
    const func = chunk.statements[0] as FunctionDef;
    const given = [...variables];
    if (given.some((variable) => !mayBeHandedOver(survey, chunk, func, variable))) return null;
    const parameters = parameterInsertion(survey.sourceOf(chunk.cell), chunk.cell, func, given);
    if (parameters === null) return null;
    insertions.push(parameters);
    for (const mention of mentionsOf(survey, name)) {
      const insertion = handOverAt(survey, func, mention, given);
      const isBoundThere = (variable: string): boolean => needs.get(callerOf(mention) ?? "")?.variables.has(variable) === true || bound(mention.chunk).has(variable);
      if (insertion === null || !given.every(isBoundThere)) return null;
      insertions.push(...insertion);
    }
  }
  const sources = writeSources(survey, insertions);
  return sources && { sources, takes: new Map([...needs].map(([name, { variables }]) => [name, [...variables]])), gives: new Map() };
}

type Needs = Map<string, { readonly chunk: Chunk; readonly variables: Set<string> }>;

/** Functions of these cells, with the variables that they and the functions that they call read, and those that stay, with what refusals say. */
function findNeeds(survey: Survey, cells: readonly number[], refusals: readonly Refusal[]): Needs | null {
  const needs: Needs = new Map();
  for (const { reason, reader, name } of refusals) {
    if (reason !== "used-by-staying-function" || name === null) continue;
    const chunk = survey.chunks.find((one) => isPlainFunction(one) && (one.statements[0] as FunctionDef).name.name === reader);
    if (!chunk || reader === undefined) return null;
    needs.set(reader, { chunk, variables: new Set([...(needs.get(reader)?.variables ?? []), name]) });
  }
  const queue = survey.chunks.filter((chunk) => cells.includes(chunk.cell) && isPlainFunction(chunk));
  for (const chunk of queue) {
    const func = chunk.statements[0] as FunctionDef;
    const read = variablesOf(survey, chunk, func);
    needs.set(func.name.name, { chunk, variables: new Set([...(needs.get(func.name.name)?.variables ?? []), ...read.variables]) });
    for (const called of read.functions) if (!queue.includes(called)) queue.push(called);
  }
  for (let isSettled = false; !isSettled;) {
    isSettled = true;
    for (const { chunk, variables } of needs.values()) {
      for (const name of survey.mentions(chunk)) {
        for (const variable of needs.get(name)?.variables ?? []) {
          if (variables.has(variable)) continue;
          variables.add(variable);
          isSettled = false;
        }
      }
    }
  }
  for (const [name, { variables }] of needs) if (variables.size === 0) needs.delete(name);
  return needs;
}

/** Whether a variable's value at the call is the one that the function would read while it runs. */
function mayBeHandedOver(survey: Survey, { cell }: Chunk, func: FunctionDef, variable: string): boolean {
  if (func.decorators.length > 0 || survey.definitionsOf(func.name.name).length !== 1 || survey.removed.has(variable) || survey.removed.has("*")) return false;
  if (survey.functions.some(({ writes }) => writes.has(variable))) return false;
  return isSetOnce(survey, variable) || !runsLater(survey, cell, func, [variable]);
}

/** True of a variable that one assignment at the top of a cell sets. */
function isSetOnce(survey: Survey, variable: string): boolean {
  const [definition, ...others] = survey.definitionsOf(variable);
  return definition?.node.kind === "Assign" && others.length === 0 && (survey.chunkOf(definition.cell, definition.at.start)?.statements.includes(definition.node) ?? false);
}

export function mentionsOf(survey: Survey, name: string): readonly Mention[] {
  const found: Mention[] = [];
  for (const chunk of survey.chunks) {
    if (!survey.mentions(chunk).has(name)) continue;
    walkNodes(chunk.statements, (node, parents) => {
      if (node.kind === "Name" && node.name === name) found.push({ chunk, node, parents: [...parents] });
    });
  }
  return found;
}

/** What hands variables over at a mention of the function; null where it is no call that can. */
function handOverAt(survey: Survey, func: FunctionDef, { chunk, node, parents }: Mention, variables: readonly string[]): readonly TextChange[] | null {
  if (parents.some(isForeign) || isHidden(survey, chunk.cell, node.start, variables)) return null;
  const parent = parents[parents.length - 1];
  if (parent?.kind === "Call" && parent.func === node) return argumentInsertion(survey.sourceOf(chunk.cell), chunk.cell, parent, variables);
  const callback = findCallback(survey, func, chunk.cell, node, parents);
  // At the top of a cell a lambda sees what the notebook's variables are when it runs, as the function did; in a function, what they were when that was called.
  const isInFunction = parents.some(({ kind }) => kind === "FunctionDef" || kind === "Lambda");
  if (!callback || (callback.isKept && isInFunction && !variables.every((variable) => isSetOnce(survey, variable)))) return null;
  return asLambda(chunk.cell, node, callback.parameters, variables, parent.kind === "Call");
}

/** Text that is not Python alone; what `%time` runs is. */
const isForeign = (node: Node): boolean => node.kind === "EscapeExpr" || (node.kind === "EscapeStmt" && !/^time(?:it)?$/.test(node.escape.name));

/** True where a function, lambda, class or comprehension around a place has one of these names itself. */
function isHidden(survey: Survey, cell: number, at: number, names: readonly string[]): boolean {
  const isAround = ({ node }: Scope): boolean => "start" in node && node.start <= at && at < node.end;
  const hides = (scope: Scope): boolean => isAround(scope) && (names.some((name) => {
    const place = scope.symbols.get(name)?.place;
    return place === "local" || place === "cell" || place === "free";
  }) || scope.children.some(hides));
  return survey.python.cellAt(cell)!.scope.children.some(hides);
}

/** The function at the top of a cell that holds a mention. */
const callerOf = ({ chunk: { statements: [statement] } }: Mention): string | null => (statement.kind === "FunctionDef" ? statement.name.name : null);
