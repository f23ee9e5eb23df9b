// Values that a user tunes: names bound once to a literal, which a function takes as a keyword parameter with that default.
import type { FunctionShape } from "../cut/step";
import type { Survey } from "../survey";
import { isConstantName, parameterNames } from "./parameterNames";

export interface Tunable {
  /** The notebook's name, as THRESHOLD. */
  readonly name: string;
  /** The parameter, as threshold. */
  readonly parameter: string;
  /** The literal, as 0.3. */
  readonly value: string;
}

/** A function with its parameters as they are in its text, and those of them that could be tunable. */
export interface Tuned {
  readonly shape: FunctionShape;
  readonly tunables: readonly Tunable[];
}

/** Settles what the parameters are called in the function; with `areKeywords` those that hold a literal get it as default, and come last. */
export function settleParameters(survey: Survey, shape: FunctionShape, areKeywords: boolean): Tuned {
  const literals = new Map(
    shape.parameters.flatMap((name): [string, string][] => {
      const value = shape.returns.includes(name) || shape.use.binds.has(name) ? null : literalOf(survey, name);
      return value === null ? [] : [[name, value]];
    }),
  );
  const names = parameterNames(survey, shape, (name) => literals.has(name) || isConstantName(name));
  const tunables = [...literals].map(([name, value]): Tunable => ({ name, parameter: names.get(name) ?? name, value }));
  if (!areKeywords) return { shape: { ...shape, renamed: new Map([...names].filter(([name]) => isConstantName(name))) }, tunables };
  const parameters = [...shape.parameters.filter((name) => !literals.has(name)), ...literals.keys()];
  return { shape: { ...shape, parameters, tunables, renamed: names }, tunables };
}

/** The text of the number, text or truth value that a name is bound to, once. */
function literalOf(survey: Survey, name: string): string | null {
  const [definition, ...others] = survey.definitionsOf(name);
  if (!definition || others.length > 0 || definition.kind !== "assign" || !definition.value) return null;
  const { value, cell } = definition;
  const isLiteral =
    value.kind === "Number" ||
    (value.kind === "String" && !value.isBytes) ||
    (value.kind === "Constant" && typeof value.value === "boolean") ||
    (value.kind === "Unary" && value.op !== "not" && value.operand.kind === "Number");
  const text = survey.sourceOf(cell).slice(value.start, value.end);
  return isLiteral && !/[\r\n]/.test(text) ? text : null;
}
