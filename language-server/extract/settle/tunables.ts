// Values that a user tunes: names bound once to a literal, which a function takes as a keyword parameter with that default.
import type { FunctionShape } from "../cut/step";
import type { Survey } from "../survey";
import { parameterNames } from "./parameterNames";

export interface Tunable {
  /** The notebook's name, as THRESHOLD. */
  readonly name: string;
  /** The parameter, as threshold. */
  readonly parameter: string;
  /** The literal, as 0.3. */
  readonly value: string;
}

/** What of a function's parameters could be tunable. */
export function findTunables(survey: Survey, shape: FunctionShape): readonly Tunable[] {
  const literals = new Map(shape.parameters.flatMap((name): [string, string][] => {
    const value = shape.returns.includes(name) || shape.use.binds.has(name) ? null : literalOf(survey, name);
    return value === null ? [] : [[name, value]];
  }));
  const names = parameterNames(survey, shape, (name) => literals.has(name));
  return [...literals].map(([name, value]) => ({ name, parameter: names.get(name) ?? name, value }));
}

/** The text of the number, text or truth value that a name is bound to, once. */
function literalOf(survey: Survey, name: string): string | null {
  const [definition, ...others] = survey.definitionsOf(name);
  if (!definition || others.length > 0 || definition.kind !== "assign" || !definition.value) return null;
  const { value, cell } = definition;
  const isLiteral = value.kind === "Number" || (value.kind === "String" && !value.isBytes) || (value.kind === "Constant" && typeof value.value === "boolean") || (value.kind === "Unary" && value.op !== "not" && value.operand.kind === "Number");
  const text = survey.sourceOf(cell).slice(value.start, value.end);
  return isLiteral && !/[\r\n]/.test(text) ? text : null;
}

/** The function with its tunable parameters last, as they have defaults. */
export function withTunables(shape: FunctionShape, tunables: readonly Tunable[]): FunctionShape {
  const isTunable = (name: string): boolean => tunables.some((one) => one.name === name);
  return { ...shape, tunables, parameters: [...shape.parameters.filter((name) => !isTunable(name)), ...tunables.map(({ name }) => name)] };
}
