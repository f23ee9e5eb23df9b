// Finds out what a test of a function can assert: the saved outputs of the notebook, where its inputs are known literals
// and its code gives the same each time; or why it can assert nothing.
import type { FunctionDef } from "../../python/syntax";
import { isBelow, type Chunk } from "../cut/chunks";
import { displayedStatement } from "../cut/looks";
import { isLiteral } from "../define/constants";
import type { Named } from "../naming/nameFunctions";
import type { Survey } from "../survey";
import { isMentionedBetween, knownInput, type KnownInput } from "./knownInputs";
import { judgeReproducible } from "./reproducible";
import { savedRun } from "./savedResults";

/** Why a test cannot be written, as a clause. */
export interface Unknown {
  readonly why: string;
}

/** A call of the function with literal values, and what it gave. */
export interface Example {
  /** By name, the literals that it takes. */
  readonly inputs: readonly { readonly name: string; readonly text: string }[];
  /** Variables whose value is known after the call, with the literal. */
  readonly values: readonly { readonly name: string; readonly text: string }[];
  /** The displayed value, which the function gives back after the others; a literal, or null where it is not known. */
  readonly shown: string | null;
  /** What it prints; "" where it prints nothing. */
  readonly stdout: string;
}

/** The example that the notebook itself is, of a function made of its statements. */
export function exampleOf(survey: Survey, { shape }: Named): Example | Unknown {
  const { step, parameters } = shape;
  const judged = judgeReproducible(survey, step.chunks);
  if (judged.why !== null) return { why: judged.why };
  const known = new Map(parameters.map((name) => [name, knownInput(survey, name, step.chunks[0])]));
  const unknown = [...known.values()].find((one) => "why" in one);
  if (unknown) return unknown as Unknown;
  const inputs = [...known].map(([name, input]) => ({ name, ...(input as KnownInput) }));
  const idle = inputs.find(({ definition }) => survey.python.notebook.cells[definition.cell].executionCount === null);
  if (idle) return { why: `cell ${idle.definition.cell} has no saved run` };
  const run = savedRun(survey, step.cells);
  if ("why" in run) return run;
  const hasEscapes = survey.chunks.some(
    ({ cell, statements }) => step.cells.includes(cell) && statements.some(({ kind }) => kind === "EscapeStmt"),
  );
  if (run.stdout !== "" && !hasEscapes && !judged.prints) return { why: "it prints nothing, and its saved run did" };
  // How frames and arrays are printed depends on the terminal's width and the library's version.
  const isLaidOut = judged.modules.has("pandas") || (judged.modules.has("numpy") && run.stdout.includes("["));
  const stdout = hasEscapes || isLaidOut ? "" : run.stdout;
  const shown = step.shown ? run.shown : null;
  const values = [...new Set([...shape.returns, ...inputs.filter(({ isMutable }) => isMutable).map(({ name }) => name)])].flatMap(
    (name) => {
      const text = valueAfter(survey, name, step.chunks, shape.returns.includes(name));
      return text === null ? [] : [{ name, text }];
    },
  );
  if (stdout === "" && shown === null && values.length === 0) return { why: "no saved output says what it gives" };
  return { inputs, values, shown, stdout };
}

/** The literal that a later display of a name says it holds after some statements; null where none does. */
function valueAfter(survey: Survey, name: string, own: readonly Chunk[], isReturned: boolean): string | null {
  const last = own[own.length - 1];
  for (const cell of survey.python.cells) {
    const statement = displayedStatement(cell);
    const chunk = statement && survey.chunkOf(cell.index, statement.start);
    if (!statement || !chunk || !isBelow(chunk, last) || statement.value.kind !== "Name" || statement.value.name !== name) continue;
    const definitions = survey.python.document.readsAt(cell.index, statement.value.start).flatMap((read) => read.definitions);
    const isOwn =
      definitions.length === 1 &&
      own.some(
        ({ cell: at, start, end }) => at === definitions[0].cell && start <= definitions[0].at.start && definitions[0].at.start <= end,
      );
    if (isOwn !== isReturned || isMentionedBetween(survey, name, last, chunk)) return null;
    const run = savedRun(survey, [cell.index]);
    return "why" in run ? null : run.shown;
  }
  return null;
}

/** A displayed call of a function that moves as it is, with literal arguments. */
export interface DisplayedCall {
  /** `area(2, unit="m")` */
  readonly call: string;
  readonly shown: string;
}

/** More would say little more. */
const mostCalls = 3;

/** Calls that the notebook displays, with the literals they gave; or why there are none. */
export function displayedCalls(survey: Survey, node: FunctionDef, cell: number): readonly DisplayedCall[] | Unknown {
  if (survey.definitionsOf(node.name.name).length > 1)
    return { why: "its name is bound more than once, so it is not known which of them the notebook called" };
  const { why } = judgeReproducible(survey, [{ cell, statements: [node] }]);
  if (why !== null) return { why };
  const found = survey.python.cells.flatMap((one): readonly DisplayedCall[] => {
    const statement = displayedStatement(one);
    if (statement?.value.kind !== "Call" || statement.value.func.kind !== "Name" || statement.value.func.name !== node.name.name) return [];
    const { args, keywords } = statement.value;
    if (![...args, ...keywords.map(({ value }) => value)].every((value) => isLiteral(value)) || keywords.some(({ name }) => name === null))
      return [];
    const run = savedRun(survey, [one.index]);
    if ("why" in run || run.shown === null) return [];
    return [
      { call: survey.sourceOf(one.index).slice(statement.value.start, statement.value.end).replace(/\r\n?/g, "\n"), shown: run.shown },
    ];
  });
  const distinct = found.filter(({ call }, at) => found.findIndex((one) => one.call === call) === at).slice(0, mostCalls);
  return distinct.length > 0 ? distinct : { why: "the notebook displays no call of it with literal values" };
}
