// What the resolver adds to the analysis of a notebook: its calls, texts and definitions, and what expressions refer to.
import { groupsOf, itemsOf, rememberGroups } from "../../util/rememberEach";
import { rememberFor } from "../../util/rememberFor";
import type { Steps } from "../../util/steps";
import type { Definition, PythonCell, PythonNotebook, ResolvedCall, StringUse } from "../analysis";
import { placesIn } from "./places";
import { Resolution, type ResolverInput } from "./resolution";

/** The comments are at `PythonNotebook`. */
export type Resolver = Pick<
  PythonNotebook,
  | "definitions"
  | "calls"
  | "callGroups"
  | "stringGroups"
  | "callsIn"
  | "stringsIn"
  | "answers"
  | "answersAbout"
  | "strings"
  | "qualifiedName"
  | "valueOf"
  | "placedValueOf"
  | "constantText"
>;

/** Resolves the names of one notebook, in steps; lists are made when they are first asked for. */
export function* createResolver(input: ResolverInput): Steps<Resolver> {
  const { cells, cellAt, placed } = input;
  const resolution = new Resolution(input);
  const callsOf: InCell<ResolvedCall> = ({ index, module, scope }) =>
    (resolution.answersAbout(index).calls ??= placesIn(module, scope).calls.map((place) => ({
      cell: index,
      name: resolution.nameOf(place.node.func, index),
      ...place,
    })));
  const ofCell = <Item>(index: number, itemsIn: InCell<Item>): readonly Item[] => {
    const cell = cellAt(index);
    return cell ? itemsIn(cell) : nothing;
  };

  let definitions: readonly Definition[] | null = null;
  let calls: readonly ResolvedCall[] | null = null;
  let strings: readonly StringUse[] | null = null;
  let listed: readonly object[] | null = null;
  const answersInOrder = (): readonly object[] => (listed ??= cells.map(({ index }) => resolution.answersAbout(index)));
  const callGroups = () => callsInGroups(cells, callsOf, answersInOrder());
  const stringGroups = () => groupsOf(cells).map(stringsInGroup);
  yield* resolution.prepare();
  return {
    get definitions() {
      return (definitions ??= itemsOf(placed.definitionGroups));
    },
    get calls() {
      return (calls ??= itemsOf(callGroups()));
    },
    get strings() {
      return (strings ??= itemsOf(stringGroups()));
    },
    get callGroups() {
      return callGroups();
    },
    get stringGroups() {
      return stringGroups();
    },
    callsIn: (index) => ofCell(index, callsOf),
    stringsIn: (index) => ofCell(index, stringsOf),
    get answers() {
      return answersInOrder();
    },
    answersAbout: (cell) => resolution.answersAbout(cell),
    qualifiedName: (expr, cell) => resolution.nameOf(expr, cell),
    valueOf: (expr, cell) => resolution.valueOf(expr, cell).expr,
    placedValueOf: (expr, cell) => resolution.valueOf(expr, cell),
    constantText: (expr, cell) => resolution.constantText(expr, cell),
  };
}

const nothing: readonly never[] = [];

type InCell<Item> = (cell: PythonCell) => readonly Item[];
const callsInGroups = rememberGroups((cell: PythonCell, callsOf: InCell<ResolvedCall>) => callsOf(cell));

/** Strings depend on nothing but the text of their cell. */
const stringsOf = rememberFor(({ index, module, scope }: PythonCell): readonly StringUse[] =>
  placesIn(module, scope).strings.map((place) => ({ cell: index, ...place })),
);
const stringsInGroup = rememberFor((cells: readonly PythonCell[]): readonly StringUse[] => cells.flatMap(stringsOf));
