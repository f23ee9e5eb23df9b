// Splits by hand: `train, test = rows[:n], rows[n:]`, `train, test = rows[mask], rows[~mask]`.
import { roleOfName } from "../../../knowledge/splitters";
import type { Expr, SubscriptExpr } from "../../../python/syntax";
import { keyOf } from "./calls";
import { evaluateReceiver } from "./run";
import type { Tracer } from "./tracer";
import { partOf, withoutPartial, withPart, type Split } from "./values";

/** One half that was cut off, waiting for the other. */
export interface Half {
  readonly name: string;
  readonly role: "train" | "test";
  readonly isUpper: boolean;
}

/** Looks at one assignment; where it takes the other half of rows that were cut before, the two are a split. */
export function noteSlice(target: Expr, value: Expr, tracer: Tracer): void {
  if (
    (target.kind === "Tuple" || target.kind === "List") &&
    (value.kind === "Tuple" || value.kind === "List") &&
    target.elements.length === value.elements.length
  ) {
    return target.elements.forEach((element, index) => noteSlice(element, value.elements[index], tracer));
  }
  if (target.kind !== "Name" || value.kind !== "Subscript") return;
  const role = roleOfName(target.name);
  const cut = cutOf(value, tracer);
  if (role === null || !cut || sameName(target.name, value)) return;
  const other = tracer.slots.halves.get(cut.key);
  if (!other || other.isUpper === cut.isUpper || other.role === role) {
    tracer.slots.halves.set(cut.key, { name: target.name, role, isUpper: cut.isUpper });
    return;
  }
  const rows = evaluateReceiver(baseOf(value), tracer);
  const split: Split = {
    cell: tracer.cell,
    node: value,
    order: ++tracer.clock,
    label: cut.label,
    isInside: false,
    inputs: [withoutPartial(rows)],
  };
  tracer.events.splits.push(split);
  for (const half of [other, { name: target.name, role }]) {
    const present = tracer.names.get(half.name);
    if (present) tracer.names.set(half.name, withPart(present, partOf(split, half.role, true)));
  }
}

interface Cut {
  /** Equal keys are cuts of the same rows at the same place. */
  readonly key: string;
  readonly isUpper: boolean;
  /** What cuts, for messages. */
  readonly label: string;
}

/** `rows[:n]`, `rows.iloc[n:]`, `rows[:n, 1:]`, `rows[n:len(rows)]`: the rows with the place of the cut, and the side that is taken; of `rows[~mask]` the mask in the place's stead. */
function cutOf(value: SubscriptExpr, tracer: Tracer): Cut | null {
  const slice = value.index.kind === "Tuple" ? value.index.elements[0] : value.index;
  const isNegated = slice?.kind === "Unary" && slice.op === "~";
  const mask = isNegated ? slice.operand : slice;
  if (mask?.kind === "Name")
    return { key: `${keyOf(baseOf(value), tracer)}|~${mask.name}${keyOf(mask, tracer)}`, isUpper: isNegated, label: "a mask" };
  if (slice?.kind !== "Slice" || slice.step) return null;
  const rows = keyOf(baseOf(value), tracer);
  const lower = isZero(slice.lower) ? null : slice.lower;
  const upper = slice.upper && (isLengthOf(slice.upper, rows, tracer) || (lower && isFromEnd(slice.upper))) ? null : slice.upper;
  const bound = lower ?? upper;
  return bound && (lower === null || upper === null)
    ? { key: `${rows}|${keyOf(bound, tracer)}`, isUpper: lower !== null, label: "a slice" }
    : null;
}

/** `rows[n:-1]` leaves out the last row of those below the cut. */
const isFromEnd = (bound: Expr): boolean => bound.kind === "Unary" && bound.op === "-" && bound.operand.kind === "Number";

const isZero = (bound: Expr | null): boolean => bound?.kind === "Number" && bound.value === 0;

/** `len(rows)` at the end of `rows[n:len(rows)]`. */
const isLengthOf = (bound: Expr, rows: string, tracer: Tracer): boolean =>
  bound.kind === "Call" &&
  bound.args.length === 1 &&
  tracer.python.qualifiedName(bound.func, tracer.cell) === "builtins.len" &&
  keyOf(bound.args[0]!, tracer) === rows;

/** What is sliced: of `rows.iloc[…]` the rows. */
const baseOf = ({ value }: SubscriptExpr): Expr =>
  value.kind === "Attribute" && /^(?:i?loc|values)$/.test(value.attr.name) ? value.value : value;

/** `rows = rows[:n]` changes what is cut. */
const sameName = (name: string, value: SubscriptExpr): boolean => {
  const base = baseOf(value);
  return base.kind === "Name" && base.name === name;
};
