// Values that a user tunes: names bound once to a literal, which a function takes as a keyword parameter with that default.
import { isBuiltin } from "../../python/builtins";
import { walkNodes } from "../../python/walk";
import type { FunctionShape } from "../cut/step";
import type { Survey } from "../survey";

export interface Tunable {
  /** The notebook's name, as THRESHOLD. */
  readonly name: string;
  /** The parameter, as threshold. */
  readonly parameter: string;
  /** The literal, as 0.3. */
  readonly value: string;
}

/** What of a function's parameters could be tunable. */
export const findTunables = (survey: Survey, { step, use, parameters, returns }: FunctionShape): readonly Tunable[] => parameters.flatMap((name) => {
  const value = returns.includes(name) || use.binds.has(name) ? null : literalOf(survey, name);
  if (value === null) return [];
  const small = name.toLowerCase();
  const isFree = small === name || (!isBuiltin(small) && !parameters.includes(small) && step.chunks.every((chunk) => !survey.mentions(chunk).has(small)));
  return [{ name, parameter: isFree && canRename(survey, step.chunks, name) ? small : name, value }];
});

/** The text of the number, text or truth value that a name is bound to, once. */
function literalOf(survey: Survey, name: string): string | null {
  const [definition, ...others] = survey.definitionsOf(name);
  if (!definition || others.length > 0 || definition.kind !== "assign" || !definition.value) return null;
  const { value, cell } = definition;
  const isLiteral = value.kind === "Number" || (value.kind === "String" && !value.isBytes) || (value.kind === "Constant" && typeof value.value === "boolean") || (value.kind === "Unary" && value.op !== "not" && value.operand.kind === "Number");
  const text = survey.sourceOf(cell).slice(value.start, value.end);
  return isLiteral && !/[\r\n]/.test(text) ? text : null;
}

/** False where the name stands in a place that cannot be rewritten: a string that pandas reads, or a lambda's own parameter. */
function canRename(survey: Survey, chunks: FunctionShape["step"]["chunks"], name: string): boolean {
  return chunks.every((chunk) => {
    let isPlain = survey.hiddenReads(chunk).known.every((one) => one.name !== name);
    walkNodes(chunk.statements, (node) => {
      if (node.kind === "Name" && node.name === name) isPlain &&= survey.sourceOf(chunk.cell).startsWith(name, node.start) && node.end - node.start === name.length;
      if (node.kind === "Lambda") isPlain &&= node.params.every((param) => param.name.name !== name);
    });
    return isPlain;
  });
}

/** The function with its tunable parameters last, as they have defaults. */
export function withTunables(shape: FunctionShape, tunables: readonly Tunable[]): FunctionShape {
  const isTunable = (name: string): boolean => tunables.some((one) => one.name === name);
  return { ...shape, tunables, parameters: [...shape.parameters.filter((name) => !isTunable(name)), ...tunables.map(({ name }) => name)] };
}
