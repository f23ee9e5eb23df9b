// The literal values that variables of a script notebook are known to hold when a step begins, for tests that hand them over.
import { ts } from "ts-morph";
import type { Unknown } from "../../tests/judge";
import { collectionIn, isPlainValue, withoutType } from "../literals";
import type { Unit } from "../names";
import type { Step } from "../steps";
import type { ScriptSurvey } from "../survey";
import { mayChange } from "./mayChange";

export interface KnownInput {
  readonly name: string;
  /** The literal as the notebook writes it; lines end with \n. */
  readonly text: string;
  /** The type that its declaration says; null where it says none. */
  readonly type: ts.TypeNode | null;
  /** Lists and objects that the step may change. */
  readonly isChanged: boolean;
}

/** What is larger makes a test that nobody reads. */
const longestLiteral = 500;

/** The literal that a name holds whenever a step begins, cells run from the top; or why none is known, as a clause. */
export function knownInput(survey: ScriptSurvey, name: string, step: Step): KnownInput | Unknown {
  const [callCell] = step.cells as [number];
  const declared = survey
    .declaring(name)
    .findLast((unit) => unit.cell < callCell || (unit.cell === callCell && !step.units.includes(unit)));
  if (!declared) return { why: `no cell above gives ${name} a value` };
  const cell = `cell ${declared.cell}`;
  const declaration = ts.isVariableStatement(declared.statement)
    ? declared.statement.declarationList.declarations.find((one) => ts.isIdentifier(one.name) && one.name.text === name)
    : undefined;
  if (!declaration?.initializer || !isPlainValue(declaration.initializer)) return { why: `${cell} computes ${name}` };
  const value = withoutType(declaration.initializer);
  const text = value.getText().replace(/\r\n?/g, "\n");
  if (text.length > longestLiteral) return { why: `${name} of ${cell} is long` };
  const isCollection = collectionIn(value) !== null;
  const changes = (unit: Unit): boolean =>
    unit.uses.some((use) => use.name === name && use.from !== "unbound" && (isCollection ? mayChange(use, survey.checker) : use.writes));
  // What is below may have run before only where cells ran in another order, which `ranFromTop` rules out; but a function may be called anywhere.
  const other = survey.units.find(
    (unit) =>
      unit !== declared &&
      !step.units.includes(unit) &&
      changes(unit) &&
      (unit.cell <= callCell || unit.uses.some((use) => use.name === name && use.isCaptured)),
  );
  if (other) return { why: `${name} may have changed after ${cell}` };
  const isChanged = step.units.some(changes);
  if (isChanged && ranTwice(survey, declared.cell, callCell))
    return { why: `cells between ${cell} and cell ${callCell} ran more than once, and ${name} may have changed` };
  return { name, text, type: declaration.type ?? null, isChanged: isChanged && isCollection };
}

/** Whether run numbers leave room for a run that was followed by another one of the same cell. */
function ranTwice({ notebook: { cells } }: ScriptSurvey, from: number, to: number): boolean {
  const [first, last] = [cells[from]!.executionCount, cells[to]!.executionCount];
  const runs = cells.slice(from + 1, to + 1).filter(({ executionCount }) => executionCount !== null).length;
  return first === null || last === null || last - first !== runs;
}

/** Whether the saved runs went from the top downwards. */
export function ranFromTop({ notebook: { cells } }: ScriptSurvey): boolean {
  const counts = cells.flatMap(({ executionCount }) => executionCount ?? []);
  return counts.every((count, at) => at === 0 || count > counts[at - 1]!);
}
