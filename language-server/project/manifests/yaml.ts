// Parses YAML: conda's environments and the locks of several tools.
import { parseDocument, type Document } from "yaml";
import { parseOrExplain } from "./declaring";

/** Parses YAML; a syntax error is a value. A key may stand twice: to look for that takes time with the square of the keys. */
export function parseYaml(text: string): { readonly value: Document } | { readonly problem: string } {
  if (isTooDeep(text)) return { problem: `not readable YAML: it is nested deeper than ${deepest} levels` };
  const parsed = withoutTraces(() =>
    parseOrExplain(() => parseDocument(text, { logLevel: "silent", uniqueKeys: false, prettyErrors: false }), "YAML"),
  );
  if ("problem" in parsed) return parsed;
  const [error] = parsed.value.errors;
  return error ? { problem: `not valid YAML: ${error.message.split("\n")[0]} ${placeOf(error.pos[0], text)}` } : parsed;
}

/** What `work` gives. The library makes an error for every broken escape; to trace the stack for each is two thirds of the time of a damaged file. */
function withoutTraces<Result>(work: () => Result): Result {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return work();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** The library would look this up for each of many thousand errors, in quadratic time. */
function placeOf(offset: number, text: string): string {
  const before = text.slice(0, offset).split("\n");
  return `at line ${before.length}, column ${before[before.length - 1].length + 1}`;
}

/** Parses YAML to plain values; also where an alias stands for too much, it is a problem and no exception. */
export function parseYamlValue(text: string): { readonly value: unknown } | { readonly problem: string } {
  const parsed = parseYaml(text);
  return "problem" in parsed ? parsed : parseOrExplain<unknown>(() => parsed.value.toJS({ maxAliasCount: 10 }), "YAML");
}

/** Manifests stay below 10 levels. */
const deepest = 200;

/**
 * The library goes down by recursion, some 600 levels before the stack is full; and V8 ends the whole process where a
 * regular expression has to be compiled on a full stack. Brackets are counted wherever they stand; a level of a block
 * takes at most two columns.
 */
function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth = bracket === "[" || bracket === "{" ? depth + 1 : Math.max(0, depth - 1);
    if (depth > deepest) return true;
  }
  return /^[ \t?:-]{400}/m.test(text);
}
