// When a piece of a notebook first runs, top to bottom: code inside a function runs where the function is first used.
import type { Span } from "../../../notebook/model";
import { holds } from "../../../notebook/positions";
import type { Definition, PythonNotebook } from "../../../python/analysis";
import type { Stmt } from "../../../python/syntax";
import { rememberFor } from "../../../util/rememberFor";
import { readsOf } from "../definitions";

/** A place in the order of running. */
export interface Moment {
  readonly cell: number;
  readonly at: number;
  /** Of code in a function, that function and the place in it: several places run at one call. */
  readonly inside?: { readonly holder: Stmt; readonly cell: number; readonly at: number };
}

export const isBefore = (one: Moment, other: Moment): boolean => one.cell < other.cell || (one.cell === other.cell && one.at < other.at);

/**
 * As `isBefore`; of two places that run at one call, too: in one function the upper one is first; of two functions either
 * may be, unless the other one calls the first below its place.
 */
export function mayBeBefore(one: Moment, other: Moment, python: PythonNotebook): boolean {
  if (isBefore(one, other)) return true;
  if (one.cell !== other.cell || one.at !== other.at || !one.inside || !other.inside) return false;
  const { holder, cell, at } = other.inside;
  if (one.inside.holder === holder) return one.inside.at < at;
  const definition = definitionsByStatement(python).get(one.inside.holder);
  const uses = definition ? readsOf(definition, python).filter((read) => read.cell === cell && holds(holder, read.at)) : [];
  return uses.length === 0 || uses.some((read) => read.at.start < at);
}

/**
 * When the code at a place first runs: there, at the top level; inside a function or class, where its name is first
 * read (called, handed on); null where nothing visible uses it.
 */
export function firstRun(cell: number, place: Span, python: PythonNotebook): Moment | null {
  const holder = python
    .cellAt(cell)
    ?.module.body.map((statement) => functionAround(statement, place))
    .find((found) => found !== null);
  if (!holder) return { cell, at: place.start };
  const definition = definitionsByStatement(python).get(holder);
  if (!definition) return null;
  // Of a function that another one calls, the outermost call.
  const read = firstReads(python).get(definition);
  return read ? { ...read, inside: { holder, cell, at: place.start } } : null;
}

/** The outermost function around a place inside a statement; of a method, its class. */
function functionAround(statement: Stmt, place: Span): Stmt | null {
  if (statement.start > place.start || statement.end < place.end) return null;
  switch (statement.kind) {
    case "FunctionDef": {
      const body = statement.body[0];
      return body && place.start >= body.start ? statement : null;
    }
    case "ClassDef":
      return statement.body.some((inner) => functionAround(inner, place) !== null) ? statement : null;
    case "If":
    case "For":
    case "While":
      return [...statement.body, ...statement.orelse].map((inner) => functionAround(inner, place)).find((found) => found !== null) ?? null;
    case "With":
      return statement.body.map((inner) => functionAround(inner, place)).find((found) => found !== null) ?? null;
    case "Try":
      return (
        [...statement.body, ...statement.handlers.flatMap((handler) => handler.body), ...statement.orelse, ...statement.finalbody]
          .map((inner) => functionAround(inner, place))
          .find((found) => found !== null) ?? null
      );
    default:
      return null;
  }
}

const definitionsByStatement = rememberFor(
  (python: PythonNotebook): ReadonlyMap<Stmt, Definition> =>
    new Map(
      python.definitions
        .filter(({ kind }) => kind === "function" || kind === "class")
        .map((definition): [Stmt, Definition] => [definition.node, definition]),
    ),
);

/** Where each function or class is first used. */
const firstReads = rememberFor((python: PythonNotebook): ReadonlyMap<Definition, Moment> => {
  const first = new Map<Definition, Moment>();
  for (const read of python.document.reads) {
    const [call] = read.calledFrom;
    const moment = call ? { cell: call.cell, at: call.at.start } : { cell: read.cell, at: read.at.start };
    for (const definition of read.definitions) {
      const before = first.get(definition);
      if (!before || isBefore(moment, before)) first.set(definition, moment);
    }
  }
  return first;
});

/** True for code that %timeit measures: its results are thrown away. */
export function isOnlyTimed(cell: number, place: Span, python: PythonNotebook): boolean {
  const escapes = python.cellAt(cell)?.module.escapes ?? [];
  return escapes.some(({ name, args, body }) => name === "timeit" && [args, body].some((part) => part && holds(part, place)));
}
