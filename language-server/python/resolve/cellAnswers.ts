// What is known about the expressions of one cell and what that depends on, kept from one analysis to the next.
import type { Definition, PlacedExpr, PythonCell, ResolvedCall } from "../analysis";
import type { ReadsByPlace } from "../flow/records";
import type { ClassDef, Expr, Module } from "../syntax";
import type { UseKind } from "./uses";

/** What can be asked about an expression, with what is answered. */
export interface Answerable {
  readonly name: string | null;
  readonly value: PlacedExpr;
  readonly text: string | null;
  readonly owner: Owner | null;
}

/** One of the notebook's classes, as an expression is it or an instance of it. */
export interface Owner {
  readonly node: ClassDef;
  readonly cell: number;
  readonly isInstance: boolean;
}

/** A question that an answer about another cell depends on. */
export interface Question extends PlacedExpr {
  readonly about: keyof Answerable;
  readonly answer: Answerable[keyof Answerable];
}

/** The cells that were found to use a name. */
interface Used {
  readonly kind: UseKind;
  readonly name: string;
  readonly cells: readonly PythonCell[] | null;
}

/** All that was answered about the expressions of one cell. The same object as long as the answers hold. */
export interface CellAnswers {
  /** null where there is no Python at that place. */
  readonly module: Module | null;
  readonly standing: ReadsByPlace;
  readonly name: Map<Expr, string | null>;
  readonly value: Map<Expr, PlacedExpr>;
  readonly text: Map<Expr, string | null>;
  readonly owner: Map<Expr, Owner | null>;
  /** Questions under way, and those on a way round that is not closed yet: the place among the steps to which each leads back. */
  readonly under: { readonly [About in keyof Answerable]: Map<Expr, number> };
  /** What the answers depend on in other cells. */
  readonly questions: Question[];
  /** The cells of the questions. */
  readonly asked: Set<number>;
  /** Definitions by name that they depend on, in any cell. */
  readonly named: Set<string>;
  /** The cells that use a name in a certain way. */
  readonly used: Map<string, Used>;
  /** They depend on more than is noted here. */
  isVolatile: boolean;
  /** The group for which their dependencies were noted. */
  group: AnswerGroup | null;
  calls: readonly ResolvedCall[] | null;
}

/** The answers about neighbouring cells, with what they depend on together. */
export interface AnswerGroup {
  readonly cells: readonly PythonCell[];
  readonly answers: readonly CellAnswers[];
  /** They depend on more by now: answers grow while the analysis is asked. */
  isOutgrown: boolean;
  /** Cells outside of the group. */
  readonly asked: ReadonlySet<number>;
  readonly named: ReadonlySet<string>;
  readonly used: ReadonlyMap<string, Used>;
  readonly isVolatile: boolean;
}

/** The answers of the last analysis, by cell, and the analysis that they belong to. */
export interface AnswerMemory {
  cells: readonly (CellAnswers | undefined)[];
  groups: readonly AnswerGroup[];
  /** Those that the analysis knew, by name. */
  definitionsByName: readonly (readonly Definition[])[];
  owner: object | null;
}

export const newAnswerMemory = (): AnswerMemory => ({ cells: [], groups: [], definitionsByName: [], owner: null });

/** The answers about neighbouring cells as a group, with all that they depend on. */
export function summarise(cells: readonly PythonCell[], answers: readonly CellAnswers[]): AnswerGroup {
  const own = new Set(cells.map(({ index }) => index));
  const group: AnswerGroup = {
    cells,
    answers,
    isOutgrown: false,
    asked: new Set(answers.flatMap(({ asked }) => [...asked].filter((cell) => !own.has(cell)))),
    named: new Set(answers.flatMap(({ named }) => [...named])),
    used: new Map(answers.flatMap(({ used }) => [...used])),
    isVolatile: answers.some(({ isVolatile }) => isVolatile),
  };
  for (const one of answers) one.group = group;
  return group;
}

/** The group as its answers are now. */
export const upToDate = (group: AnswerGroup): AnswerGroup => (group.isOutgrown ? summarise(group.cells, group.answers) : group);

/** Notes that a cell's answers depend on more than is noted, so that no later analysis takes them over. */
export function makeVolatile(answers: CellAnswers): void {
  answers.isVolatile = true;
  outgrow(answers);
}

/** Notes that the answers of a cell depend on more than their group knows. */
export function outgrow({ group }: CellAnswers): void {
  if (group) group.isOutgrown = true;
}

/** No answers yet. */
export const newAnswers = (module: Module | null, standing: ReadsByPlace): CellAnswers => ({
  module,
  standing,
  name: new Map(),
  value: new Map(),
  text: new Map(),
  owner: new Map(),
  under: { name: new Map(), value: new Map(), text: new Map(), owner: new Map() },
  questions: [],
  asked: new Set(),
  named: new Set(),
  used: new Map(),
  isVolatile: false,
  group: null,
  calls: null,
});

export function isSameAnswer(one: Answerable[keyof Answerable], other: Answerable[keyof Answerable]): boolean {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null || one.cell !== other.cell) return false;
  return "expr" in one
    ? "expr" in other && one.expr === other.expr
    : "node" in other && one.node === other.node && one.isInstance === other.isInstance;
}
