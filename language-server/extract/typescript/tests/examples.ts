// Finds out what a test of an extracted script function can assert: what the notebook has saved, where the inputs are known literals and
// the code gives the same each time; or why it can assert nothing.
import { ts } from "ts-morph";
import type { Unknown } from "../../tests/judge";
import { isPlainValue } from "../literals";
import type { Named } from "../moduleText";
import { isImport } from "../moves";
import type { Unit } from "../names";
import type { Step } from "../steps";
import type { ScriptSurvey } from "../survey";
import { knownInput, ranFromTop, type KnownInput } from "./inputs";
import { isPlainType, mayChange } from "./mayChange";
import { judgeReproducible } from "./reproducible";
import { printedLiteral, savedValue } from "./savedValue";

/** A call of the function with literal values, and what it gave. */
export interface Example {
  readonly inputs: readonly KnownInput[];
  /** Names that it gives back, or inputs that it changes, whose value is known after the call, with the literal. */
  readonly values: ReadonlyMap<string, string>;
  /** The displayed value that it gives back, a literal; null where it is not known, or nothing is displayed. */
  readonly returned: string | null;
  /** What it prints; "" where it prints nothing, or that is not known. */
  readonly stdout: string;
}

/** The example that the notebook itself is, of a function made of its statements. `moved`: what the module has besides. */
export function exampleOf(survey: ScriptSurvey, { shape }: Named, moved: ReadonlySet<Unit>): Example | Unknown {
  const { step, body, shown, returned, parameters, declares, assigns, isSilent } = shape;
  if (!ranFromTop(survey)) return { why: "the cells ran in another order than they stand" };
  const judged = judgeReproducible(survey, shown ? [...body, shown] : body, moved);
  if (judged.why !== null) return { why: judged.why };
  const inputs: KnownInput[] = [];
  for (const { name } of parameters) {
    const input = knownInput(survey, name, step);
    if ("why" in input) return input;
    inputs.push(input);
  }
  const last = step.units.at(-1)!.statement;
  const run = savedValue(survey, step.cells, !isSilent && ts.isExpressionStatement(last) ? last.expression : null, judged.prints);
  if ("why" in run) return run;
  // What the function can give or change; the rest is as the test writes it down.
  const results = [...declares.map(({ name }) => name), ...assigns, ...inputs.filter(({ isChanged }) => isChanged).map(({ name }) => name)];
  const displayed =
    shown && ts.isExpressionStatement(shown.statement) && ts.isIdentifier(shown.statement.expression)
      ? shown.statement.expression.text
      : null;
  // `total = total + 1` displays what it assigns.
  const known = displayed ?? (!shown && !returned && assigns.length === 1 ? assigns[0]! : null);
  const values = new Map(
    [...new Set(results)].flatMap((name): readonly (readonly [string, string])[] => {
      const text = (name === known ? run.shown : null) ?? valueAfter(survey, name, step);
      return text === null ? [] : [[name, text]];
    }),
  );
  const example: Example = { inputs, values, returned: returned ? run.shown : null, stdout: run.stdout ?? "" };
  return example.stdout === "" && example.returned === null && values.size === 0 ? { why: "no saved output says what it gives" } : example;
}

/** The literal that a later display of a name says it holds after a step; null where none does, or something may change it before. */
function valueAfter(survey: ScriptSurvey, name: string, step: Step): string | null {
  const changes = (unit: Unit): boolean =>
    unit.binds.has(name) || unit.uses.some((use) => use.name === name && mayChange(use, survey.checker));
  const kept = survey.units.some(
    (unit) => !step.units.includes(unit) && unit.uses.some((use) => use.name === name && use.isCaptured && mayChange(use, survey.checker)),
  );
  if (kept) return null;
  for (const unit of survey.units.filter(({ cell }) => cell > step.cells.at(-1)!)) {
    const { statement, cell } = unit;
    if (
      ts.isExpressionStatement(statement) &&
      ts.isIdentifier(statement.expression) &&
      statement.expression.text === name &&
      survey.unitsOf(cell).at(-1) === unit
    ) {
      const others = judgeReproducible(
        survey,
        survey.unitsOf(cell).filter((one) => !isImport(one)),
        new Set(),
      );
      const run = savedValue(survey, [cell], statement.expression, others.prints);
      return "why" in run ? null : run.shown;
    }
    if (changes(unit)) return null;
  }
  return null;
}

/** A displayed call of a function that moves as it is, with literal arguments. */
export interface DisplayedCall {
  /** Text of the arguments with their parentheses: `(2, "m")`. */
  readonly args: string;
  readonly isAwaited: boolean;
  readonly shown: string;
}

/** More would say little more. */
const mostCalls = 3;

/** Calls that the notebook displays or prints, with the literals they gave; or why there are none. */
export function displayedCalls(
  survey: ScriptSurvey,
  name: string,
  unit: Unit,
  moved: ReadonlySet<Unit>,
): readonly DisplayedCall[] | Unknown {
  const judged = judgeReproducible(survey, [unit], moved);
  if (judged.why !== null) return { why: judged.why };
  const found = survey.cells.flatMap(({ index }): readonly DisplayedCall[] => {
    const units = survey.unitsOf(index).filter((one) => !isImport(one));
    const statement = units.at(-1)?.statement;
    if (!statement || !ts.isExpressionStatement(statement)) return [];
    const printed = units.length === 1 && judged.prints === "nothing" ? printedBy(statement.expression) : null;
    const value = printed ?? statement.expression;
    const call = ts.isAwaitExpression(value) ? value.expression : value;
    if (
      !ts.isCallExpression(call) ||
      !ts.isIdentifier(call.expression) ||
      call.expression.text !== name ||
      !call.arguments.every(isPlainValue)
    )
      return [];
    const prints = judgeReproducible(survey, units, moved).prints;
    const run = savedValue(survey, [index], printed ? null : value, prints);
    if ("why" in run) return [];
    const shown = printed
      ? isPlainType(survey.checker.getTypeAtLocation(printed)) && run.stdout !== null
        ? printedLiteral(survey, printed, run.stdout)
        : null
      : run.shown;
    const args = call
      .getText()
      .slice(call.expression.end - call.getStart())
      .replace(/\r\n?/g, "\n");
    return shown === null ? [] : [{ args, isAwaited: value !== call, shown }];
  });
  const distinct = found.filter(({ args }, at) => found.findIndex((one) => one.args === args) === at).slice(0, mostCalls);
  return distinct.length > 0 ? distinct : { why: "the notebook displays no call of it with literal values" };
}

/** The one value that `console.log(value)` prints. */
function printedBy(node: ts.Expression): ts.Expression | null {
  if (!ts.isCallExpression(node) || node.expression.getText() !== "console.log" || node.arguments.length !== 1) return null;
  return node.arguments[0]!;
}
