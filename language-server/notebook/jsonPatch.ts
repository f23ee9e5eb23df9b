// Sets values inside a JSON text by splicing: what is not set keeps its bytes.
import { groupBy } from "../util/groupBy";
import { pushAll } from "../util/pushAll";
import type { Replacement } from "../util/replaceSpans";
import { isArrayAt, isObjectAt, memberOf, scanArray, scanObject, type JsonMember, type JsonObject, type JsonSpan } from "./jsonSpans";
import { formatJson, formatString, type JsonStyle, type JsonValue } from "./jsonStyle";

/** A value to set; `undefined` removes the member. Keys name members, numbers items. */
export interface JsonSet {
  readonly path: readonly (string | number)[];
  readonly value: JsonValue | undefined;
}

/**
 * Patches that set the values below the container at `span`.
 * @param sets paths from that container; none a prefix of another. Objects on the way that are missing are made
 * @param depth number of containers around the container
 */
export function setValues(text: string, span: JsonSpan, sets: readonly JsonSet[], style: JsonStyle, depth: number): readonly Replacement[] {
  if (sets.length === 0) return [];
  const byStep = groupBy(sets, (set) => set.path[0]);
  if (isArrayAt(text, span)) {
    const { items } = scanArray(text, span);
    return [...byStep].flatMap(([step, inner]) =>
      typeof step === "number" && items[step] ? setInside(text, items[step], inner, style, depth + 1) : [],
    );
  }
  if (!isObjectAt(text, span)) return [];
  const object = scanObject(text, span);
  const patches: Replacement[] = [];
  const added: Record<string, JsonValue> = {};
  const removed = new Set<JsonMember>();
  for (const [step, inner] of byStep) {
    const member = memberOf(object, String(step));
    const whole = inner.find((set) => set.path.length === 1);
    if (whole && whole.value === undefined) object.members.filter((one) => one.key === step).forEach((one) => removed.add(one));
    else if (member) pushAll(patches, setInside(text, member.value, inner, style, depth + 1));
    else {
      const value = nest(inner);
      if (value !== undefined) added[String(step)] = value;
    }
  }
  if (removed.size === object.members.length && removed.size > 0)
    return [{ start: object.start, end: object.end, text: formatJson(added, style, depth) }];
  return [...patches, ...removeMembers(object, removed), ...addMembers(text, { object, removed, added }, style, depth)];
}

function setInside(text: string, span: JsonSpan, sets: readonly JsonSet[], style: JsonStyle, depth: number): readonly Replacement[] {
  const whole = sets.find((set) => set.path.length === 1);
  if (whole) return whole.value === undefined ? [] : [{ start: span.start, end: span.end, text: formatJson(whole.value, style, depth) }];
  const inner = sets.map((set) => ({ path: set.path.slice(1), value: set.value }));
  if (isArrayAt(text, span) || isObjectAt(text, span)) return setValues(text, span, inner, style, depth);
  const value = nest(sets);
  return value === undefined ? [] : [{ start: span.start, end: span.end, text: formatJson(value, style, depth) }];
}

/** The value that holds all the sets below their shared first step. */
function nest(sets: readonly JsonSet[]): JsonValue | undefined {
  const whole = sets.find((set) => set.path.length === 1);
  if (whole) return whole.value;
  const result: Record<string, JsonValue> = {};
  for (const [step, inner] of groupBy(
    sets.map((set) => ({ path: set.path.slice(1), value: set.value })),
    (set) => set.path[0],
  )) {
    const value = nest(inner);
    if (value !== undefined) result[String(step)] = value;
  }
  return Object.keys(result).length > 0 ? result : undefined;
}

function removeMembers(object: JsonObject, removed: ReadonlySet<JsonMember>): readonly Replacement[] {
  const { members } = object;
  const patches: Replacement[] = [];
  for (let at = 0; at < members.length; at++) {
    if (!removed.has(members[at])) continue;
    const first = at;
    while (removed.has(members[at + 1])) at++;
    const next = members[at + 1];
    patches.push(
      next
        ? { start: members[first].whole.start, end: next.whole.start, text: "" }
        : { start: members[first - 1].whole.end, end: members[at].whole.end, text: "" },
    );
  }
  return patches;
}

/** What becomes of an object's members. */
interface MemberChanges {
  readonly object: JsonObject;
  readonly removed: ReadonlySet<JsonMember>;
  readonly added: Readonly<Record<string, JsonValue>>;
}

/** Puts new members where a sorted object has them, else at the end. */
function addMembers(text: string, { object, removed, added }: MemberChanges, style: JsonStyle, depth: number): readonly Replacement[] {
  const entries = Object.entries(added);
  if (entries.length === 0) return [];
  const { members } = object;
  if (members.length === 0) return [{ start: object.start, end: object.end, text: formatJson(added, style, depth) }];
  const lead = text.slice(object.start + 1, members[0].whole.start);
  const separator =
    members.length > 1 ? text.slice(members[0].whole.end, members[1].whole.start) : `,${/[\r\n]/.test(lead) ? lead : style.gap}`;
  const sorted = members.every((member, at) => at === 0 || members[at - 1].key <= member.key);
  const places = groupBy(entries, ([key]) => (sorted ? members.find((member) => member.key > key && !removed.has(member)) : undefined));
  return [...places].map(([before, group]) => {
    const parts = [...group]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, value]) => formatString(key, style) + style.colon + formatJson(value, style, depth + 1));
    if (before) return { start: before.whole.start, end: before.whole.start, text: parts.map((part) => part + separator).join("") };
    const end = members[members.length - 1].whole.end;
    return { start: end, end, text: parts.map((part) => separator + part).join("") };
  });
}
