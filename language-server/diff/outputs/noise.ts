// What changes from run to run without anybody having changed anything; it is folded unless somebody asks.
import type { JsonValue } from "../../notebook/jsonStyle";
import type { Span } from "../../notebook/model";
import { isJsonObject, isList } from "../canonical";
import type { Change } from "../delta";

/** A run of noise as the summary names it. */
export type Noise =
  | "run numbers"
  | "cell ids"
  | "view state"
  | "run times"
  | "kernel versions"
  | "addresses, times and ids in outputs"
  | "notebook format"
  | "line ends";

const viewState = new Set([
  "collapsed",
  "scrolled",
  "ExecuteTime",
  "execution",
  "heading_collapsed",
  "hidden",
  "outputId",
  "_cell_guid",
  "_uuid",
  "id",
  "colab_type",
  "cellView",
  "trusted",
]);
const runTimes = new Set(["ExecuteTime", "execution", "papermill", "execution_millis", "executionInfo"]);

/** The noise that a change inside a cell is; null where it is worth reading. */
export function cellNoise({ path, ...change }: Change): Noise | null {
  if (path[0] === "execution_count") return "run numbers";
  if (path[0] === "id") return "cell ids";
  if (path[0] === "attachments" && path.length === 1 && comesEmpty(change)) return "view state";
  if (path[0] !== "metadata" || typeof path[1] !== "string") return null;
  if (runTimes.has(path[1])) return "run times";
  if (path[1] === "tags" && comesEmpty(change)) return "view state";
  return viewState.has(path[1]) || path[1] === "jupyter" || path[1] === "colab" ? "view state" : null;
}

/** Tools add and drop empty lists and objects. */
const comesEmpty = (change: Unplaced): boolean => isOfValues(change, isNothing);

/** True for a change of one value in which what came and what went are both so; false where the values are not known. */
const isOfValues = (change: Unplaced, isSo: (value: JsonValue | undefined) => boolean): boolean =>
  change.kind === "value" && (change.old !== undefined || change.new !== undefined) && isSo(change.old) && isSo(change.new);

const isNothing = (value: JsonValue | undefined): boolean =>
  value === undefined || (isList(value) ? value.length === 0 : isJsonObject(value) && Object.keys(value).length === 0);

/** A change without its place. */
type Unplaced = Change extends infer One ? (One extends Change ? Omit<One, "path"> : never) : never;

/** The same for the notebook itself. */
export function notebookNoise({ path, ...change }: Change): Noise | null {
  if (path[0] === "nbformat_minor") return "notebook format";
  if (path[0] !== "metadata" || typeof path[1] !== "string") return null;
  if (path[1] === "colab" && (path.length > 2 ? colabView.has(String(path[2])) : isOfValues(change, isColabView))) return "view state";
  if (path[1] === "papermill") return "run times";
  if (path[1] === "toc" || path[1] === "widgets" || path[1] === "toc_position") return "view state";
  // Which interpreter an editor took is a matter of that machine.
  if (path[1] === "vscode" && (path.length > 2 ? path[2] === "interpreter" : isOfValues(change, isInterpreter))) return "kernel versions";
  // So VS Code noted it in 2021.
  if (path[1] === "interpreter" && (path.length > 2 ? path[2] === "hash" : isOfValues(change, isHash))) return "kernel versions";
  // A kernel of another name or language is worth reading, its patch level is not.
  return path[1] === "language_info" && path.length > 2 && path[2] !== "name" ? "kernel versions" : null;
}

/** What Colab notes of how it shows a notebook, and where it keeps it. */
const colabView = new Set([
  "provenance",
  "toc_visible",
  "collapsed_sections",
  "authorship_tag",
  "include_colab_link",
  "mount_file_id",
  "name",
  "version",
  "default_view",
  "views",
]);

/** Of a value, whether it is an object with none but these keys, or not there. */
const hasOnly =
  (keys: ReadonlySet<string>) =>
  (value: JsonValue | undefined): boolean =>
    value === undefined || (isJsonObject(value) && Object.keys(value).every((key) => keys.has(key)));
const isColabView = hasOnly(colabView);
const isInterpreter = hasOnly(new Set(["interpreter"]));
const isHash = hasOnly(new Set(["hash"]));

/** What the system gives out anew at each run. */
const addresses: readonly (readonly [RegExp, string])[] = [
  [/\b0x[0-9a-f]{6,16}\b/gi, "0x…"],
  // Ports of this machine, in the range of those that nobody asked for.
  [/(?<=\b(?:127\.0\.0\.1|0\.0\.0\.0|localhost):)(?:3[3-9]|[45]\d|6[0-5])\d{3}\b/g, "port"],
  // The names of Python's tempfile; workers of Dask have them, too.
  [/(?<=[/\\](?:tmp|worker-))[a-z0-9_]{8}(?![\w.-])/g, "name"],
];

const changing: readonly (readonly [RegExp, string])[] = [
  ...addresses,
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, "id"],
  // Also after a name, as in map_0f3c….
  [/[0-9a-f]{32}(?<![0-9A-Za-z][0-9a-f]{32})(?![0-9A-Za-z])/g, "id"],
  [/<ggplot: \(-?\d+\)>/g, "<ggplot>"],
  [/ipykernel_\d+\/\d+\.py/g, "ipykernel"],
  // The heads of log lines of TensorFlow and its kin: severity, date, time or seconds, process.
  [/^[EWIF]\d{4} \d\d:\d\d:[\d.]+ +\d+ /, "log "],
  // A bar is as wide as the window was.
  [/(?<=\d%)\|[\u2588-\u258f #\d]{3,300}\|/g, "|bar|"],
  [/\[\d+:[\d:]+(?:<[\d:?]+)?, [^[\]]{0,200}?(?:it\/s|s\/it|B\/s)\]/g, "progress"],
  [/\b\d+(?:\.\d+)? ?[kMGT]?i?B\/s\b(?: eta [\d:-]+)?/g, "speed"],
  [/\b\d{4}-\d\d-\d\d[T _]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?/g, "date"],
  [/\b\d{1,2}:\d\d:\d\d(?:[.,]\d+)?\b/g, "time"],
  // Installers and test runners end their lines so.
  [/\bin \d+(?:\.\d+)? ?(?:[µμm]?s|seconds)\b/g, "in time"],
  [/^(?:CPU times|Wall time): .*$/gm, "times"],
  [/\b\d+(?:\.\d+)? ?(?:ns|[µμu]s|ms|s) ± [^±\n]{0,40} per loop.*/g, "times"],
  [/\b(?:\d+s )?\d+(?:\.\d+)?(?:[µμum]?s)\/(?:step|sample|epoch|it)\b/g, "speed"],
  [/\b\d+(?:\.\d+)?it\/s\b/g, "speed"],
];

/** Tables are data: dates and times in them are worth reading. */
export const withoutAddresses = (line: string): string => replaceAll(line, addresses);

/** A line of an output without what differs at each run: memory addresses, dates, times that something took. */
export const withoutNoise = (line: string): string => replaceAll(line, changing).trimEnd();

const replaceAll = (line: string, shapes: typeof changing): string =>
  shapes.reduce((text, [shape, name]) => text.replace(shape, name), line);

const everywhere = changing.map(([shape]) => (shape.global ? shape : new RegExp(shape, `${shape.flags}g`)));

/** Where in a line of an output what differs at each run stands, from left to right; where two overlap, the longer one that begins first. */
export function noiseIn(line: string): readonly Span[] {
  const found = everywhere.flatMap((shape) =>
    [...line.matchAll(shape)].map(({ index, 0: text }): Span => ({ start: index, end: index + text.length })),
  );
  const sorted = found.sort((one, other) => one.start - other.start || other.end - one.end);
  const apart: Span[] = [];
  for (const span of sorted) if (span.start >= (apart.at(-1)?.end ?? 0)) apart.push(span);
  return apart;
}
