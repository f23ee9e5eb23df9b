// The literal values that names of the notebook are known to hold when a statement begins, for tests that hand them over.
import type { Definition } from "../../python/analysis";
import type { Expr, Stmt } from "../../python/syntax";
import { isBelow, type Chunk } from "../cut/chunks";
import { isLiteral } from "../define/constants";
import { whatElseBinds } from "../define/inPlace";
import type { Survey } from "../survey";

export interface KnownInput {
  /** The literal as the notebook writes it; lines end with \n. */
  readonly text: string;
  readonly definition: Definition;
  /** True of lists, sets and dicts. */
  readonly isMutable: boolean;
}

/** What is larger makes a test that nobody reads. */
const longestLiteral = 500;

/** The literal that a name holds whenever `chunk` begins, cells run from the top; or why none is known, as a clause. */
export function knownInput(survey: Survey, name: string, chunk: Chunk): KnownInput | { readonly why: string } {
  const definitions = definitionsBefore(survey, name, chunk);
  const [definition] = definitions;
  if (definitions.length !== 1) return { why: `${name} has no single value` };
  const other = whatElseBinds(survey, name);
  if (other !== null) return { why: `${other} may bind ${name}, too` };
  const origin = survey.chunkOf(definition.cell, definition.at.start);
  const value = valueIn(definition.node, name);
  const cell = `cell ${definition.cell}`;
  if (!origin || origin.statements.length !== 1 || origin.statements[0] !== definition.node || !value || !isLiteral(value))
    return { why: `${cell} computes ${name}` };
  const text = survey.sourceOf(definition.cell).slice(value.start, value.end).replace(/\r\n?/g, "\n");
  if (text.length > longestLiteral) return { why: `${name} of ${cell} is long` };
  const isMutable = !isLiteral(value, true);
  if (isMutable && mayChange(survey, name, origin, chunk)) return { why: `${name} may have changed after ${cell}` };
  return { text, definition, isMutable };
}

function definitionsBefore({ python, definitionsOf }: Survey, name: string, chunk: Chunk): readonly Definition[] {
  const own = definitionsOf(name).filter(({ cell, at }) => cell === chunk.cell && at.start < chunk.start);
  const above = python.document.before(chunk.cell, name);
  const recorded = python.recorded?.before(chunk.cell, name) ?? above;
  return own.length > 0 ? own : [...new Set([...above, ...recorded])];
}

/** The one expression whose value a statement gives a name: also of `a, b = 1, 2`. */
function valueIn(node: Stmt, name: string): Expr | null {
  const isName = (target: Expr): boolean => target.kind === "Name" && target.name === name;
  if (node.kind === "AnnAssign") return isName(node.target) ? node.value : null;
  if (node.kind !== "Assign" || node.targets.length !== 1) return null;
  const [target] = node.targets;
  if (isName(target)) return node.value;
  if (target.kind !== "Tuple" || node.value.kind !== "Tuple" || target.elements.length !== node.value.elements.length) return null;
  return target.elements.every(({ kind }) => kind === "Name") ? (node.value.elements[target.elements.findIndex(isName)] ?? null) : null;
}

/** Whether code between two chunks, or a function, may change the object that a name stands for. */
const mayChange = (survey: Survey, name: string, origin: Chunk, chunk: Chunk): boolean =>
  isMentionedBetween(survey, name, origin, chunk) || survey.functions.some(({ reads }) => reads.has(name));

/** Whether code that runs after one chunk and in front of another mentions a name. */
export const isMentionedBetween = (survey: Survey, name: string, from: Chunk, to: Chunk): boolean =>
  survey.chunks.some((one) => isBelow(one, from) && isBelow(to, one) && survey.mentions(one).has(name));
