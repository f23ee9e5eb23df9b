// What of an output differs without anybody seeing it: what tools and libraries name anew each time they make it.
import type { JsonValue } from "../notebook/jsonStyle";
import { isEqual, isJsonObject, mapValues, type JsonObject } from "./canonical";
import { withoutNoise } from "./noise";

/** True where two outputs that show the same differ only in what every run makes anew. Their run numbers do not count. */
export function isQuietChange(before: JsonValue, after: JsonValue): boolean {
  const [one, other] = [before, after].map(bundleOf);
  const kinds = Object.keys(one);
  return kinds.length === Object.keys(other).length && kinds.every((kind) => Object.hasOwn(other, kind) && isSameBut(kind, one[kind], other[kind]));
}

/** How an editor is to show a result: Colab's note of its type says nothing of its own. */
const hints = new Set(["application/vnd.google.colaboratory.intrinsic+json"]);
const widget = "application/vnd.jupyter.widget-view+json";

/** An output's data by type, with its metadata; nothing for one that has none. */
function bundleOf(output: JsonValue): JsonObject {
  if (!isJsonObject(output) || !isJsonObject(output.data)) return {};
  const told = Object.entries(output.data).filter(([kind]) => !hints.has(kind)).map(([kind, value]) => [kind, kind === widget ? withoutModel(value) : value] as const);
  return { ...Object.fromEntries(told), metadata: withoutEmptyTags(output.metadata) };
}

/** A widget's model lives in the kernel, under an id of that run. */
const withoutModel = (value: JsonValue): JsonValue => (isJsonObject(value) ? mapValues(value, (item, key) => (key === "model_id" ? "" : item)) : value);

const withoutEmptyTags = (metadata: JsonValue | undefined): JsonValue => (isJsonObject(metadata) ? Object.fromEntries(Object.entries(metadata).filter(([key, value]) => key !== "tags" || !Array.isArray(value) || value.length > 0)) : {});

function isSameBut(kind: string, one: JsonValue, other: JsonValue): boolean {
  if (isEqual(one, other)) return true;
  const [before, after] = [one, other].map((value) => withoutNoise(typeof value === "string" ? value : JSON.stringify(value)));
  return before === after || (kind === "text/html" && isRenamed(before, after));
}

const name = /[A-Za-z0-9]+/g;
/** Shorter names are chosen by people. */
const shortestName = 5;

/**
 * True where two pages of HTML are the same but for names that one of them gives to elements, each replaced by one other of the
 * same length wherever it stands: libraries number what they draw at random, and repeat it in styles and scripts.
 */
function isRenamed(before: string, after: string): boolean {
  if (before.length !== after.length || before.replace(name, "") !== after.replace(name, "")) return false;
  const [ones, others] = [before, after].map((text) => text.match(name) ?? []);
  const [there, back] = [new Map<string, string>(), new Map<string, string>()];
  for (let at = 0; at < ones.length; at++) {
    const [one, other] = [ones[at], others[at]];
    if ((there.get(one) ?? other) !== other || (back.get(other) ?? one) !== one) return false;
    there.set(one, other);
    back.set(other, one);
  }
  const ids = new Set([...before.matchAll(/\bid\s*=\s*\\?["']?([\w-]+)/g)].flatMap(([, id]) => id.match(name) ?? []));
  return [...there].every(([one, other]) => one === other || (one.length >= shortestName && one.length === other.length && ids.has(one)));
}
