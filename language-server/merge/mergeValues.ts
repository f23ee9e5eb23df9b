// Merges two changed versions of a JSON value, objects key by key.
import { isEqual, isJsonObject, isList, type JsonObject } from "../diff/canonical";
import type { Path } from "../diff/delta";
import { ownValue } from "../diff/diffValues";
import type { JsonValue } from "../notebook/jsonStyle";
import type { SideName } from "./mergeLines";

/** Two sides gave a key different values. */
export interface ValueConflict {
  readonly path: Path;
  /** What the side that was not taken has; missing where it took the key away. */
  readonly other?: JsonValue;
}

export interface ValueRules {
  /** The side that wins where both changed a value. */
  readonly winner: (path: Path) => SideName;
  /** True where nobody minds which side wins. */
  readonly isNoise: (path: Path) => boolean;
  /** True for objects that are taken whole: halves of two would make no sense. */
  readonly isWhole: (path: Path) => boolean;
  /** Called for each conflict. */
  readonly onConflict: (conflict: ValueConflict) => void;
}

/** The merged value; undefined means that there is no such key. */
export function mergeValues(
  base: JsonValue | undefined,
  ours: JsonValue | undefined,
  theirs: JsonValue | undefined,
  path: Path,
  rules: ValueRules,
): JsonValue | undefined {
  if (isEqual(ours, base)) return theirs;
  if (isEqual(theirs, base) || isEqual(ours, theirs)) return ours;
  if (isJsonObject(ours) && isJsonObject(theirs) && !rules.isWhole(path))
    return mergeObjects(isJsonObject(base) ? base : {}, ours, theirs, path, rules);
  if (path.at(-1) === "tags" && isTags(ours) && isTags(theirs)) return mergeTags(isTags(base) ? base : [], ours, theirs);
  const [taken, other] = rules.winner(path) === "ours" ? [ours, theirs] : [theirs, ours];
  if (!rules.isNoise(path)) rules.onConflict({ path, ...(other === undefined ? {} : { other }) });
  return taken;
}

function mergeObjects(base: JsonObject, ours: JsonObject, theirs: JsonObject, path: Path, rules: ValueRules): JsonObject {
  const keys = [...new Set([...Object.keys(ours), ...Object.keys(theirs)])];
  // Made from entries, as a key may be called "__proto__".
  return Object.fromEntries(
    keys.flatMap((key) => {
      const value = mergeValues(ownValue(base, key), ownValue(ours, key), ownValue(theirs, key), [...path, key], rules);
      return value === undefined ? [] : [[key, value] as const];
    }),
  );
}

/** Tags are a set: what either side adds is added, what either side removes is removed. */
function mergeTags(base: Tags, ours: Tags, theirs: Tags): Tags {
  const [was, one, other] = [base, ours, theirs].map((tags) => tags ?? []);
  const merged = [
    ...one.filter((tag) => other.includes(tag) || !was.includes(tag)),
    ...other.filter((tag) => !one.includes(tag) && !was.includes(tag)),
  ];
  return merged.length === 0 && (ours === undefined || theirs === undefined) ? undefined : merged;
}

/** A cell without the key has no tags. */
type Tags = readonly string[] | undefined;

const isTags = (value: unknown): value is Tags => value === undefined || (isList(value) && value.every((item) => typeof item === "string"));
