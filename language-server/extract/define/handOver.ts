// Functions that read variables of the notebook get them as parameters, those with a variable as a default lose that, and every call
// hands them over: the same notebook, written so that these functions can move.
import type { Scope } from "../../python/scopes/scopes";
import type { FunctionDef, NameExpr, Node } from "../../python/syntax";
import { walkNodes } from "../../python/walk";
import type { Chunk } from "../cut/chunks";
import { boundBeforeChunks, type BoundNames } from "../follow/boundBefore";
import { findCallback } from "../follow/callbacks";
import { isOwnName } from "../follow/ownNames";
import { runsLater } from "../follow/runsLater";
import type { Refusal } from "../plan";
import type { Survey } from "../survey";
import {
  argumentInsertion,
  asLambda,
  byOwnNames,
  parameterInsertion,
  withoutDefaults,
  writeSources,
  type Given,
  type TextChange,
} from "./handOverText";
import { hasValueAt, keepsValue, whatElseBinds } from "./inPlace";
import { isPlainFunction, variablesOf } from "./moveDefinitions";

export interface HandedOver {
  /** New sources of the cells that change. */
  readonly sources: ReadonlyMap<number, string>;
  /** By function, the variables that it takes now, and those that it gives back. */
  readonly takes: ReadonlyMap<string, readonly string[]>;
  readonly gives: ReadonlyMap<string, readonly string[]>;
  /** By function, the parameters that have no default any more. */
  readonly asks: ReadonlyMap<string, readonly string[]>;
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
  for (const need of needs.values()) {
    const func = need.chunk.statements[0] as FunctionDef;
    if (
      [...need.variables].some((variable) => !mayBeHandedOver(survey, need.chunk, func, variable)) ||
      !mayLoseDefaults(survey, need, func, bound(need.chunk))
    )
      return null;
    const header = rewriteHeader(survey, need, func);
    if (header === null) return null;
    insertions.push(...header);
    for (const mention of mentionsOfDefinition(survey, need.chunk, func)) {
      const insertion = handOverAt(survey, func, mention, need);
      const isBoundThere = (variable: string): boolean =>
        needs.get(callerOf(mention) ?? "")?.variables.has(variable) === true || bound(mention.chunk).has(variable);
      if (insertion === null || ![...need.variables].every(isBoundThere)) return null;
      insertions.push(...insertion);
    }
  }
  const sources = writeSources(survey, insertions);
  const entries = <Value>(of: (need: Need) => Iterable<Value>): ReadonlyMap<string, readonly Value[]> =>
    new Map([...needs].map(([name, need]) => [name, [...of(need)]]));
  return (
    sources && { sources, takes: entries(({ variables }) => variables), gives: new Map(), asks: entries(({ defaults }) => defaults.keys()) }
  );
}

/** What a function is to get from its calls. */
interface Need {
  readonly chunk: Chunk;
  readonly variables: Set<string>;
  /** Parameters whose default is a variable, with its name. */
  readonly defaults: ReadonlyMap<string, string>;
}

type Needs = Map<string, Need>;

/** Functions of these cells, with the variables that they and the functions that they call read, and those that stay, with what refusals say. */
function findNeeds(survey: Survey, cells: readonly number[], refusals: readonly Refusal[]): Needs | null {
  const needs: Needs = new Map();
  for (const { reason, reader, name } of refusals) {
    if (reason !== "used-by-staying-function" || name === null) continue;
    const chunk = survey.chunks.find((one) => isPlainFunction(one) && (one.statements[0] as FunctionDef).name.name === reader);
    if (!chunk || reader === undefined || survey.definitionsOf(reader).length > 1) return null;
    needs.set(reader, { chunk, variables: new Set([...(needs.get(reader)?.variables ?? []), name]), defaults: new Map() });
  }
  const queue = survey.chunks.filter((chunk) => cells.includes(chunk.cell) && isPlainFunction(chunk));
  for (const chunk of queue) {
    const func = chunk.statements[0] as FunctionDef;
    // Of two definitions of one name only one can be told by it.
    if (queue.some((other) => other !== chunk && (other.statements[0] as FunctionDef).name.name === func.name.name)) return null;
    const read = variablesOf(survey, chunk, func);
    needs.set(func.name.name, {
      chunk,
      variables: new Set([...(needs.get(func.name.name)?.variables ?? []), ...read.variables]),
      defaults: read.defaults,
    });
    for (const called of read.functions) if (!queue.includes(called)) queue.push(called);
  }
  for (let isSettled = false; !isSettled;) {
    isSettled = true;
    for (const { chunk, variables } of needs.values()) {
      for (const name of survey.mentions(chunk)) {
        for (const variable of askedBy(survey, chunk, needs.get(name))) {
          if (variables.has(variable)) continue;
          variables.add(variable);
          isSettled = false;
        }
      }
    }
  }
  for (const [name, { variables, defaults }] of needs) if (variables.size + defaults.size === 0) needs.delete(name);
  return needs;
}

/** The variables that code hands over to a function which it calls. */
function askedBy(survey: Survey, caller: Chunk, need: Need | undefined): ReadonlySet<string> {
  if (!need || need.chunk === caller) return need?.variables ?? new Set();
  const func = need.chunk.statements[0] as FunctionDef;
  const calls = mentionsOf(survey, func.name.name).filter(({ chunk }) => chunk === caller);
  return new Set([
    ...need.variables,
    ...calls.flatMap((mention) => missingIn(func, mention, need.defaults) ?? []).map(({ variable }) => variable),
  ]);
}

/** The function's parameters with those that it gets, and without the defaults that it loses; null where the text has no place for that. */
function rewriteHeader(survey: Survey, { chunk: { cell }, variables, defaults }: Need, func: FunctionDef): readonly TextChange[] | null {
  const source = survey.sourceOf(cell);
  const lost = withoutDefaults(source, cell, func, new Set(defaults.keys()));
  if (!lost || variables.size === 0) return lost && lost.changes;
  const more = parameterInsertion(source, cell, { ...func, params: lost.params }, [...variables]);
  return more && [...lost.changes, more];
}

/** Whether a variable's value at the call is the one that the function would read while it runs. */
function mayBeHandedOver(survey: Survey, chunk: Chunk, func: FunctionDef, variable: string): boolean {
  if (survey.hiddenReads(chunk).outOfSight.some(({ name }) => name === variable)) return false;
  if (func.decorators.length > 0 || !isKnownEverywhere(survey, chunk, func) || survey.removed.has(variable) || survey.removed.has("*"))
    return false;
  if (survey.functions.some(({ writes }) => writes.has(variable))) return false;
  return isSetOnce(survey, variable) || !runsLater(survey, chunk.cell, func, [variable]);
}

/** True of a variable that one assignment at the top of a cell sets. */
function isSetOnce(survey: Survey, variable: string): boolean {
  const [definition, ...others] = survey.definitionsOf(variable);
  return (
    definition?.node.kind === "Assign" &&
    others.length === 0 &&
    (survey.chunkOf(definition.cell, definition.at.start)?.statements.includes(definition.node) ?? false)
  );
}

/** Where the notebook's name is read; one that a function or comprehension has itself is another. */
export function mentionsOf(survey: Survey, name: string): readonly Mention[] {
  const found: Mention[] = [];
  for (const chunk of survey.chunks) {
    if (!survey.mentions(chunk).has(name)) continue;
    walkNodes(chunk.statements, (node, parents) => {
      if (node.kind === "Name" && node.name === name && !isOwnName(survey.python.cellAt(chunk.cell)!.scope, node, parents))
        found.push({ chunk, node, parents: [...parents] });
    });
  }
  return found;
}

/** Where this definition of the name is read: of one that is defined again, the mentions that it reaches. */
const mentionsOfDefinition = (survey: Survey, chunk: Chunk, { name: { name } }: FunctionDef): readonly Mention[] =>
  mentionsOf(survey, name).filter((mention) => survey.definitionsOf(name).length === 1 || reaches(survey, chunk, mention) !== false);

/** Whether each mention of a function is known to mean this definition, or another one. */
function isKnownEverywhere(survey: Survey, chunk: Chunk, { name: { name } }: FunctionDef): boolean {
  const definitions = survey.definitionsOf(name);
  if (definitions.length === 1) return true;
  if (definitions.some(({ node }) => node.kind !== "FunctionDef") || mayMeanSomethingElse(survey, name)) return false;
  return mentionsOf(survey, name).every((mention) => reaches(survey, chunk, mention) !== null);
}

const mayMeanSomethingElse = (survey: Survey, name: string): boolean =>
  survey.removed.has(name) || survey.removed.has("*") || whatElseBinds(survey, name) !== null;

/** Whether a mention at the top of a cell means this definition of its name, however the cells ran; null where that is not certain, as in functions. */
function reaches(survey: Survey, { statements: [own] }: Chunk, { chunk, node, parents }: Mention): boolean | null {
  if (parents.some(({ kind }) => kind === "FunctionDef" || kind === "ClassDef" || kind === "Lambda" || kind === "GeneratorExp"))
    return null;
  const { document, recorded } = survey.python;
  const found = [document, ...(recorded ? [recorded] : [])]
    .flatMap((flow) => flow.readsAt(chunk.cell, node.start))
    .flatMap(({ definitions }) => definitions);
  const isOwn = found.map((definition) => definition.node === own);
  return isOwn.length === 0 || (isOwn.includes(true) && isOwn.includes(false)) ? null : isOwn[0];
}

/** What hands variables over at a mention of the function; null where it is no call that can. */
function handOverAt(survey: Survey, func: FunctionDef, mention: Mention, need: Need): readonly TextChange[] | null {
  const { chunk, node, parents } = mention;
  const missing = missingIn(func, mention, need.defaults);
  if (parents.some(isForeign) || missing === null) return null;
  const variables = [...need.variables];
  const given = [...missing, ...byOwnNames(variables)];
  if (
    isHidden(
      survey,
      chunk.cell,
      node.start,
      given.map(({ variable }) => variable),
    )
  )
    return null;
  const isInFunction = parents.some(({ kind }) => kind === "FunctionDef" || kind === "Lambda" || kind === "GeneratorExp");
  const isSameThere =
    (isLater: boolean) =>
    ({ variable }: Given): boolean =>
      isLater ? keepsValue(survey, need.chunk, variable) : hasValueAt(survey, need.chunk, variable, { cell: chunk.cell, at: chunk.end });
  const parent = parents[parents.length - 1];
  if (parent?.kind === "Call" && parent.func === node)
    return missing.every(isSameThere(isInFunction)) ? argumentInsertion(survey.sourceOf(chunk.cell), chunk.cell, parent, given) : null;
  const callback = findCallback(survey, func, chunk.cell, node, parents);
  // At the top of a cell a lambda sees what the notebook's variables are when it runs, as the function did; in a function, what they were when that was called.
  // And it finds the function that has the name then.
  if (callback?.isKept && survey.definitionsOf(func.name.name).length > 1) return null;
  if (!callback || (callback.isKept && isInFunction && !variables.every((variable) => isSetOnce(survey, variable)))) return null;
  if (need.defaults.has(callback.parameters[0]) || !missing.every(isSameThere(isInFunction || callback.isKept))) return null;
  return asLambda(chunk.cell, node, callback.parameters, given, parent.kind === "Call");
}

/** True where the function may lose its defaults: nothing wraps it or has its name, their variables are bound where it is defined, and none is removed again. */
const mayLoseDefaults = (survey: Survey, { defaults }: Need, { name, decorators }: FunctionDef, bound: BoundNames): boolean =>
  defaults.size === 0 ||
  (decorators.length === 0 &&
    survey.definitionsOf(name.name).length === 1 &&
    [...defaults.values()].every((variable) => bound.has(variable) && !survey.removed.has(variable) && !survey.removed.has("*")));

/** Of the parameters that lose their defaults, those that a call does not give, all where the function is handed over; null where it is not known, or one is given that can be given by keyword only. */
function missingIn({ params }: FunctionDef, { node, parents }: Mention, defaults: ReadonlyMap<string, string>): readonly Given[] | null {
  const parent = parents[parents.length - 1];
  const call = parent?.kind === "Call" && parent.func === node ? parent : null;
  const positional = params.filter(({ kind }) => kind === "positional");
  const stays = positional.findIndex((param) => param.default !== null && !defaults.has(param.name.name));
  const star = call?.args.findIndex(({ kind }) => kind === "Starred") ?? -1;
  const missing: Given[] = [];
  for (const [parameter, variable] of defaults) {
    const place = positional.findIndex(({ name }) => name.name === parameter);
    const count = call?.args.length ?? 0;
    const isByKeyword = call?.keywords.some(({ name }) => name?.name === parameter) ?? false;
    const isByPlace = place >= 0 && place < (star < 0 ? count : star);
    if (isByPlace && stays >= 0 && stays < place) return null;
    if (isByKeyword || isByPlace) continue;
    if ((star >= 0 && place >= 0) || call?.keywords.some(({ name }) => name === null)) return null;
    missing.push({ parameter, variable });
  }
  return missing;
}

/** Text that is not Python alone; what `%time` runs is. */
const isForeign = (node: Node): boolean =>
  node.kind === "EscapeExpr" || (node.kind === "EscapeStmt" && !/^time(?:it)?$/.test(node.escape.name));

/** True where a function, lambda, class or comprehension around a place has one of these names itself. */
function isHidden(survey: Survey, cell: number, at: number, names: readonly string[]): boolean {
  const isAround = ({ node }: Scope): boolean => "start" in node && node.start <= at && at < node.end;
  const hides = (scope: Scope): boolean =>
    isAround(scope) &&
    (names.some((name) => {
      const place = scope.symbols.get(name)?.place;
      return place === "local" || place === "cell" || place === "free";
    }) ||
      scope.children.some(hides));
  return survey.python.cellAt(cell)!.scope.children.some(hides);
}

/** The function at the top of a cell that holds a mention. */
const callerOf = ({
  chunk: {
    statements: [statement],
  },
}: Mention): string | null => (statement.kind === "FunctionDef" ? statement.name.name : null);
