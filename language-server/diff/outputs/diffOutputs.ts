// Compares the outputs of a cell: equal ones in order first, then those of the same type between them.
import type { JsonValue } from "../../notebook/jsonStyle";
import { isEqual, isJsonObject } from "../canonical";
import { heaviestChain } from "../cells/chains";
import type { Change, ItemChange, Part } from "../delta";
import { diffValues } from "../diffValues";

/** More outputs than this are paired by place alone. */
const mostCompared = 60;

/** The change of the list of outputs: none or one. */
export function diffOutputs(before: readonly JsonValue[], after: readonly JsonValue[], ignore: ReadonlySet<Part>): readonly Change[] {
  const items: ItemChange[] = [];
  const pairs = pairOutputs(before, after);
  const kept = new Set(pairs.map((pair) => pair.before));
  before.forEach((value, index) => {
    if (!kept.has(index)) items.push({ kind: "removed", before: index, value });
  });
  const partnerOf = new Map(pairs.map((pair) => [pair.after, pair.before]));
  after.forEach((value, index) => {
    const partner = partnerOf.get(index);
    if (partner === undefined) return void items.push({ kind: "added", after: index, value });
    const changes = diffValues(before[partner], value, []).filter(({ path }) => !(path[0] === "execution_count" && ignore.has("counts")));
    if (changes.length > 0) items.push({ kind: "changed", before: partner, after: index, changes });
  });
  return items.length === 0 ? [] : [{ kind: "list", path: ["outputs"], items }];
}

function pairOutputs(
  before: readonly JsonValue[],
  after: readonly JsonValue[],
): readonly { readonly before: number; readonly after: number }[] {
  if (before.length > mostCompared || after.length > mostCompared) {
    return before
      .slice(0, after.length)
      .flatMap((one, index) => (likeness(one, after[index]) > 0 ? [{ before: index, after: index }] : []));
  }
  return heaviestChain(
    before.flatMap((one, first) =>
      after.flatMap((other, second) => {
        const weight = likeness(one, other);
        return weight > 0 ? [{ before: first, after: second, weight: weight - Math.abs(first - second) / 1000 }] : [];
      }),
    ),
  );
}

/** 0 for outputs that have nothing to do with each other, more where type, stream and kinds of data agree, most where all is equal. */
function likeness(a: JsonValue, b: JsonValue): number {
  if (!isJsonObject(a) || !isJsonObject(b)) return isEqual(a, b) ? 2 : 0;
  if (isEqual(a, b)) return 4;
  if (kindOf(a.output_type) !== kindOf(b.output_type)) return 0;
  if (a.output_type === "stream") return a.name === b.name ? 1 : 0;
  if (a.output_type === "error") return a.ename === b.ename ? 1.5 : 1;
  const mimes = isJsonObject(a.data) ? Object.keys(a.data) : [];
  const others = isJsonObject(b.data) ? Object.keys(b.data) : [];
  const rich = mimes.filter((mime) => others.includes(mime));
  if (rich.length === 0) return 0;
  const equal = isJsonObject(a.data) && isJsonObject(b.data) && isEqual(a.data, b.data) ? 2 : 0;
  return 1 + equal + (rich.length === mimes.length && mimes.length === others.length ? 0.5 : 0);
}

/** A result and a display show the same way. */
const kindOf = (type: JsonValue): JsonValue => (type === "execute_result" ? "display_data" : type);
