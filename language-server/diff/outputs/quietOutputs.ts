// What of an output differs without anybody seeing it: what tools and libraries name anew each time they make it.
import type { JsonValue } from "../../notebook/jsonStyle";
import type { Span } from "../../notebook/model";
import { isEqual, isJsonObject, mapValues, type JsonObject } from "../canonical";
import { withoutNoise } from "./noise";

/** True where two outputs that show the same differ only in what every run makes anew. Their run numbers do not count. */
export function isQuietChange(before: JsonValue, after: JsonValue): boolean {
  const [one, other] = [before, after].map(bundleOf);
  const kinds = Object.keys(one);
  return (
    kinds.length === Object.keys(other).length &&
    kinds.every((kind) => Object.hasOwn(other, kind) && isSameBut(kind, one[kind], other[kind]))
  );
}

/** How an editor is to show a result: Colab's note of its type says nothing of its own. */
const hints = new Set(["application/vnd.google.colaboratory.intrinsic+json"]);
const widget = "application/vnd.jupyter.widget-view+json";

/** An output's data by type, with its metadata; nothing for one that has none. */
function bundleOf(output: JsonValue): JsonObject {
  if (!isJsonObject(output) || !isJsonObject(output.data)) return {};
  const kept = Object.entries(output.data)
    .filter(([kind]) => !hints.has(kind))
    .map(([kind, value]) => [kind, kind === widget ? withoutModel(value) : value] as const);
  return { ...Object.fromEntries(kept), metadata: withoutEmptyTags(output.metadata) };
}

/** A widget's model lives in the kernel, under an id of that run. */
const withoutModel = (value: JsonValue): JsonValue =>
  isJsonObject(value) ? mapValues(value, (item, key) => (key === "model_id" ? "" : item)) : value;

const withoutEmptyTags = (metadata: JsonValue | undefined): JsonValue =>
  isJsonObject(metadata)
    ? Object.fromEntries(Object.entries(metadata).filter(([key, value]) => key !== "tags" || !Array.isArray(value) || value.length > 0))
    : {};

function isSameBut(kind: string, one: JsonValue, other: JsonValue): boolean {
  if (isEqual(one, other)) return true;
  const isHtml = kind === "text/html";
  // Sooner seen than all noise is looked for.
  if (isHtml && typeof one === "string" && typeof other === "string" && isRenamed(one, other)) return true;
  const [before, after] = [one, other].map((value) => withoutNoise(typeof value === "string" ? value : JSON.stringify(value)));
  return before === after || (isHtml && isRenamed(before, after));
}

/** Shorter names are chosen by people. */
const shortestName = 5;
/** Of what a library draws few things have a name of their own; where more differ, so do the two. */
const mostNames = 200;

/**
 * True where two pages of HTML are the same but for names that one of them gives to elements, each replaced by one other of the
 * same length wherever it stands: libraries number what they draw at random, and repeat it in styles and scripts.
 */
function isRenamed(before: string, after: string): boolean {
  if (before.length !== after.length) return false;
  const renamed = new Map<string, { readonly to: string; count: number }>();
  for (let at = 0; at < before.length; at++) {
    if (before.charCodeAt(at) === after.charCodeAt(at)) continue;
    const { start, end } = nameAround(before, at);
    const own = nameAround(after, at);
    if (end === start || own.start !== start || own.end !== end) return false;
    const [one, other] = [before.slice(start, end), after.slice(start, end)];
    const known = renamed.get(one);
    if (known ? known.to !== other : renamed.size === mostNames) return false;
    if (known) known.count++;
    else renamed.set(one, { to: other, count: 1 });
    at = end;
  }
  if (new Set([...renamed.values()].map(({ to }) => to)).size < renamed.size) return false;
  const ids = new Set([...before.matchAll(/\bid\s*=\s*\\?["']?([\w-]+)/g)].flatMap(([, id]) => id.match(/[A-Za-z0-9]+/g) ?? []));
  return [...renamed].every(
    ([one, { to, count }]) => one.length >= shortestName && ids.has(one) && countOf(before, one) === count && countOf(after, to) === count,
  );
}

/** The letters and digits around a place of a text; nothing where it has a sign there. */
function nameAround(text: string, at: number): Span {
  if (!isOfName(text.charCodeAt(at))) return { start: at, end: at };
  let [start, end] = [at, at + 1];
  while (start > 0 && isOfName(text.charCodeAt(start - 1))) start--;
  while (end < text.length && isOfName(text.charCodeAt(end))) end++;
  return { start, end };
}

const isOfName = (unit: number): boolean => (unit >= 48 && unit <= 57) || (unit >= 65 && unit <= 90) || (unit >= 97 && unit <= 122);

/** How often a name is in a text, for itself. */
const countOf = (text: string, name: string): number => text.match(new RegExp(`(?<![A-Za-z0-9])${name}(?![A-Za-z0-9])`, "g"))?.length ?? 0;
