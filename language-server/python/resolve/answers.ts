// Answers about the expressions of a notebook's cells, each computed once. An analysis after an edit takes over those of
// the cells for which nothing has changed that the answers depend on. Every answer is the same whichever question is asked
// first: what depends on itself, as the name of `x` does in a loop over `x = x.next()`, counts as unknown, and so
// does everything on the way round (Tarjan's strongly connected components).
import { groupsOf, isSameList } from "../../util/rememberEach";
import { finish, type Steps } from "../../util/steps";
import type { Definition, PythonCell } from "../analysis";
import type { ReadsByPlace } from "../flow/records";
import type { Expr } from "../syntax";
import {
  isSameAnswer,
  makeVolatile,
  newAnswers,
  outgrow,
  summarise,
  upToDate,
  type Answerable,
  type AnswerGroup,
  type AnswerMemory,
  type CellAnswers,
  type Question,
} from "./cellAnswers";
import { cellsUsing, type UseKind } from "./uses";

/**
 * Code cells of the longest notebook in which calls are looked for. A function's cell asks about those that call it, and they
 * about it: all of them depend on each other, and after each edit all have to be asked again whether their answers hold.
 */
const longestFollowed = 100;

/** What else an analysis knows. */
export interface AnswerSource {
  readonly cells: readonly PythonCell[];
  cellAt(index: number): PythonCell | undefined;
  standingIn(cell: number): ReadsByPlace;
  definitionsNamed(name: string): readonly Definition[];
  /** Of each name at its place, which it keeps. */
  readonly definitionsByName: readonly (readonly Definition[])[];
  /** Asks a question again. */
  answer(about: keyof Answerable, expr: Expr, cell: number): Answerable[keyof Answerable];
  /** Called for each cell whose answers could not be taken over, in document order. */
  prepare(cell: PythonCell): void;
}

/** One question under way. */
interface Step {
  /** null of a step that only tries whether answers of before hold. */
  readonly answers: CellAnswers | null;
  /** The outermost step to which a question inside it has led back. */
  back: number;
}

/** A question that leads back to one around it. */
interface OnRound {
  readonly answers: CellAnswers;
  /** Says that the way round is known as a whole. */
  readonly close: () => void;
  readonly forget: () => void;
}

/** The answers of one analysis. */
export class Answers {
  /** By cell; null while it is being settled. */
  private readonly settled: (CellAnswers | null | undefined)[] = [];
  /** Innermost last. */
  private readonly steps: Step[] = [];
  /** Questions on a way round that is not closed yet, in the order in which they were answered. */
  private readonly round: OnRound[] = [];
  private isPrepared = false;
  /** Names that the cells bind elsewhere, or in other places, than in the last analysis. */
  private readonly rebound: readonly string[];

  constructor(
    private readonly source: AnswerSource,
    private readonly memory: AnswerMemory,
  ) {
    this.rebound = namesOfDifferent(memory.definitionsByName, source.definitionsByName);
  }

  /** The known answer, else the computed one; `cyclic` where the computation comes back to the question. */
  get<About extends keyof Answerable>(
    about: About,
    expr: Expr,
    cell: number,
    cyclic: Answerable[About],
    compute: () => Answerable[About],
  ): Answerable[About] {
    const answers = this.of(cell);
    let answer = (answers[about] as Map<Expr, Answerable[About]>).get(expr);
    if (answer === undefined) answer = this.compute(answers, about, expr, cyclic, compute);
    else this.leadBack(answers.under[about].get(expr));
    const asking = this.steps.at(-1)?.answers;
    if (asking && asking !== answers) {
      asking.questions.push({ about, expr, cell, answer });
      asking.asked.add(cell);
      outgrow(asking);
    }
    return answer;
  }

  private compute<About extends keyof Answerable>(
    answers: CellAnswers,
    about: About,
    expr: Expr,
    cyclic: Answerable[About],
    compute: () => Answerable[About],
  ): Answerable[About] {
    const known = answers[about] as Map<Expr, Answerable[About]>;
    const under = answers.under[about];
    const place = this.steps.length;
    const { length } = this.round;
    const step: Step = { answers, back: Infinity };
    known.set(expr, cyclic);
    under.set(expr, place);
    this.steps.push(step);
    const answer = compute();
    this.steps.pop();
    if (step.back === Infinity) {
      under.delete(expr);
      known.set(expr, answer);
      return answer;
    }
    this.round.push({ answers, close: () => under.delete(expr), forget: () => known.delete(expr) });
    if (step.back === place) this.endRound(length);
    else {
      under.set(expr, step.back);
      this.leadBack(step.back);
    }
    return cyclic;
  }

  /** Notes that the step under way leads back to one around it. */
  private leadBack(place: number | undefined): void {
    const step = this.steps.at(-1);
    if (step && place !== undefined) step.back = Math.min(step.back, place);
  }

  /** Ends the way round that began with the question at a place. In several cells, none of them alone shows that it is one. */
  private endRound(from: number): void {
    const questions = this.round.splice(from);
    const isInOne = questions.every(({ answers }) => answers === questions[0]!.answers);
    for (const { answers, close } of questions) {
      close();
      if (!isInOne) makeVolatile(answers);
    }
  }

  /** The definitions of a name; the answer under way depends on them. */
  definitionsNamed(name: string): readonly Definition[] {
    const definitions = this.source.definitionsNamed(name);
    const asking = this.steps.at(-1)?.answers;
    if (asking) {
      asking.named.add(name);
      outgrow(asking);
    }
    return definitions;
  }

  /** The cells that use a name, null where calls are not looked for in so long a notebook; the answer under way depends on them. */
  cellsUsing(kind: UseKind, name: string): readonly PythonCell[] | null {
    const cells = this.findUsers(kind, name);
    const asking = this.steps.at(-1)?.answers;
    if (asking) {
      asking.used.set(`${kind} ${name}`, { kind, name, cells });
      outgrow(asking);
    }
    return cells;
  }

  /** The answers under way hold for this analysis only. */
  distrust(): void {
    for (const { answers } of this.steps) if (answers) makeVolatile(answers);
  }

  /** The answers of a cell, taken over where they hold. */
  of(cell: number): CellAnswers {
    if (!this.isPrepared) finish(this.prepare());
    return this.settled[cell] ?? this.settle(cell);
  }

  /**
   * Takes over what depends on nothing that has changed, even in a circle: a function's cell asks about those that call it, and
   * they about it. Then cells in document order, a group of them a step: each builds on those before it, however long the chain.
   * Done at the first question where it was not begun before.
   */
  *prepare(): Steps<void> {
    this.isPrepared = true;
    const { memory, settled } = this;
    const groups = groupsOf(this.source.cells).map((cells, at) => ({ cells, known: this.unmoved(cells, memory.groups[at]) }));
    const doubtful = this.doubtfulCells(groups);
    for (const { cells } of groups) for (const { index } of cells) if (!doubtful.has(index)) settled[index] = memory.cells[index];
    const taken: AnswerGroup[] = [];
    for (const { cells, known } of groups) {
      taken.push(known && !cells.some(({ index }) => doubtful.has(index)) ? known : this.takeOver(cells));
      yield;
    }
    Object.assign(memory, {
      groups: taken,
      cells: settled.map((answers) => answers ?? undefined),
      definitionsByName: this.source.definitionsByName,
    });
  }

  /** Takes over what holds of the answers about neighbouring cells, and prepares the others. */
  private takeOver(cells: readonly PythonCell[]): AnswerGroup {
    for (const cell of cells) {
      const before = this.memory.cells[cell.index];
      if (this.of(cell.index) !== before) this.source.prepare(cell);
    }
    return summarise(
      cells,
      cells.map(({ index }) => this.of(index)),
    );
  }

  /** The earlier group, if nothing has changed that its answers depend on except what was answered about other cells. */
  private unmoved(cells: readonly PythonCell[], before: AnswerGroup | undefined): AnswerGroup | null {
    const known = before && upToDate(before);
    if (!known || known.cells !== cells || known.isVolatile || !this.areNamed(known.named) || !this.areUsed(known.used)) return null;
    return cells.every(({ index }, place) => known.answers[place]!.standing === this.source.standingIn(index)) ? known : null;
  }

  /** Cells whose answers may no longer hold: those that depend on something which has changed, and those that asked about such cells. */
  private doubtfulCells(
    groups: readonly { readonly cells: readonly PythonCell[]; readonly known: AnswerGroup | null }[],
  ): ReadonlySet<number> {
    const doubtful = new Set<number>();
    const moved = groups.filter(({ known }) => !known).flatMap(({ cells }) => cells);
    for (const { index } of moved) if (!this.isUnmoved(this.memory.cells[index], index)) doubtful.add(index);
    const asksDoubtful = (asked: ReadonlySet<number>): boolean => {
      for (const cell of asked) if (doubtful.has(cell) || !this.source.cellAt(cell)) return true;
      return false;
    };
    let watched = moved;
    let closed = groups.filter(({ known }) => known);
    for (let size = -1; size !== doubtful.size;) {
      size = doubtful.size;
      watched = [...watched, ...closed.filter(({ known }) => asksDoubtful(known!.asked)).flatMap(({ cells }) => cells)];
      closed = closed.filter(({ known }) => !asksDoubtful(known!.asked));
      for (const { index } of watched) if (!doubtful.has(index) && asksDoubtful(this.memory.cells[index]!.asked)) doubtful.add(index);
    }
    return doubtful;
  }

  private settle(index: number): CellAnswers {
    const before = this.memory.cells[index];
    const module = this.source.cellAt(index)?.module ?? null;
    // While it is being settled, a cell that depends on this one cannot be taken over.
    if (this.settled[index] === null) return this.keep(index, newAnswers(module, this.source.standingIn(index)));
    this.settled[index] = null;
    const holds = this.holds(before, index);
    return this.settled[index] ?? this.keep(index, holds ? before : newAnswers(module, this.source.standingIn(index)));
  }

  private keep(index: number, answers: CellAnswers): CellAnswers {
    this.settled[index] = answers;
    return answers;
  }

  /** True if nothing has changed that a cell's answers depend on except what was answered about other cells. */
  private isUnmoved(before: CellAnswers | undefined, index: number): before is CellAnswers {
    if (!before || before.isVolatile || before.module !== (this.source.cellAt(index)?.module ?? null)) return false;
    return before.standing === this.source.standingIn(index) && this.areNamed(before.named) && this.areUsed(before.used);
  }

  private holds(before: CellAnswers | undefined, index: number): before is CellAnswers {
    if (!this.isUnmoved(before, index)) return false;
    return this.allHold(before.asked) || this.stillAnswered(before.questions);
  }

  /** Asks questions again. Where one leads back to a question under way, which need not depend on it at all, nothing is known yet: what was answered on the way is forgotten. */
  private stillAnswered(questions: readonly Question[]): boolean {
    const { length } = this.round;
    const step: Step = { answers: null, back: Infinity };
    this.steps.push(step);
    const isSame = questions.every(({ about, expr, cell, answer }) => isSameAnswer(this.source.answer(about, expr, cell), answer));
    this.steps.pop();
    if (step.back === Infinity) return isSame;
    for (const { close, forget } of this.round.splice(length)) {
      close();
      forget();
    }
    return false;
  }

  private areNamed(named: AnswerGroup["named"]): boolean {
    return !this.rebound.some((name) => named.has(name));
  }

  private areUsed(used: AnswerGroup["used"]): boolean {
    for (const { kind, name, cells } of used.values()) {
      const now = this.findUsers(kind, name);
      if (now && cells ? !isSameList(now, cells) : now !== cells) return false;
    }
    return true;
  }

  private findUsers(kind: UseKind, name: string): readonly PythonCell[] | null {
    const { cells } = this.source;
    return kind !== "bound attribute" && cells.length > longestFollowed ? null : cellsUsing(groupsOf(cells), kind, name);
  }

  /** True where the answers of all these cells are known to have been taken over: then each question keeps its earlier answer. */
  private allHold(cells: ReadonlySet<number>): boolean {
    for (const cell of cells) {
      const settled = this.settled[cell];
      if (!settled || settled !== this.memory.cells[cell]) return false;
    }
    return true;
  }
}

/** The names whose definitions are another list at their place. Lists only ever come to the end. */
function namesOfDifferent(before: AnswerSource["definitionsByName"], now: AnswerSource["definitionsByName"]): readonly string[] {
  const names: string[] = [];
  for (let place = 0; place < now.length; place++) {
    if (now[place] === before[place]) continue;
    const definition = now[place]![0] ?? before[place]?.[0];
    if (definition) names.push(definition.name);
  }
  return names;
}
