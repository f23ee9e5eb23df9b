// The outputs of a cell that changed, as they are shown side by side.
import type { JsonValue } from "../../notebook/jsonStyle";
import { maskSecrets } from "../../secrets/mask";
import { isJsonObject, type JsonObject } from "../canonical";
import type { Change, ItemChange } from "../delta";
import { editsBetween, linesOf } from "../text/lineDiff";
import { byQuietWords } from "../text/quietWords";
import { viewLines, viewText, withoutEnd, type Block, type LineCompare } from "../text/textView";
import { unmarked } from "../text/wordDiff";
import { foldAlike } from "./alikeOutputs";
import { compareTables } from "./compareTables";
import { diffOutputs } from "./diffOutputs";
import { imageFacts, pixelsChanged, type ImageFacts } from "./images";
import { withoutAddresses, withoutNoise, type Noise } from "./noise";
import { isQuietChange } from "./quietOutputs";
import { showOutput, type ImageData, type ShownOutput } from "./shownOutput";

/** An output that came, went or changed. */
export interface OutputView {
  readonly kind: "added" | "removed" | "changed";
  readonly label: string;
  /** What the lines alone would not show: "column total added", "32 alike". */
  readonly note?: string;
  readonly blocks: readonly Block[];
  /** All lines of both sides, where the blocks leave some out. */
  readonly lines?: SideLines;
  readonly image: ImageView | null;
  /** The HTML of both sides, secrets masked; nothing else in it is safe to show. Null where neither side has any. */
  readonly html: { readonly before: string | null; readonly after: string | null } | null;
  /** The JSON of the sides that have any, secrets masked. */
  readonly json?: { readonly before?: JsonValue; readonly after?: JsonValue };
}

export interface SideLines {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

export interface ImageView {
  readonly before: (ImageFacts & ImageData) | null;
  readonly after: (ImageFacts & ImageData) | null;
  /** Share of pixels that differ, where that can be said. */
  readonly changed: number | null;
}

/** Outputs as they are read: what a stream wrote in several pieces is one text. How it was cut says nothing. */
export function viewOutputs(before: readonly JsonValue[], after: readonly JsonValue[], items: readonly ItemChange[], showAll: boolean) {
  const [one, other] = [joinStreams(before), joinStreams(after)];
  const isJoined = one.length < before.length || other.length < after.length;
  if (!isJoined) return viewItems(before, after, items, showAll);
  const joined = diffOutputs(one, other, new Set()).flatMap((change) => (change.kind === "list" ? change.items : []));
  const { views, noises } = viewItems(one, other, joined, showAll);
  return { views, noises: joined.length === 0 ? new Set<Noise>([...noises, "addresses, times and ids in outputs"]) : noises };
}

function joinStreams(outputs: readonly JsonValue[]): readonly JsonValue[] {
  const joined: JsonValue[] = [];
  for (const output of outputs) {
    const last = joined.at(-1);
    if (isStream(last) && isStream(output) && last.name === output.name)
      joined[joined.length - 1] = { ...last, text: last.text + output.text };
    else joined.push(output);
  }
  return joined;
}

const isStream = (output: JsonValue | undefined): output is JsonObject & { readonly text: string } =>
  isJsonObject(output) && output.output_type === "stream" && typeof output.text === "string";

function viewItems(
  before: readonly JsonValue[],
  after: readonly JsonValue[],
  items: readonly ItemChange[],
  showAll: boolean,
): { readonly views: readonly OutputView[]; readonly noises: ReadonlySet<Noise> } {
  const noises = new Set<Noise>();
  const views = items.flatMap((item): readonly OutputView[] => {
    if (item.kind === "added") return [oneSided(maskedOutput(item.value), "after")];
    if (item.kind === "removed") return [oneSided(maskedOutput(item.value), "before")];
    const [one, other] = [maskedOutput(before[item.before]), maskedOutput(after[item.after])];
    const view = changedOutput(one, other, showAll);
    if (view) return [view];
    // The part that is shown says the same: a run number, an address, another form of the same table.
    const isCount = item.changes.every(({ path }) => path[0] === "execution_count" || path[0] === "output_type");
    if (isCount && !showAll) noises.add("run numbers");
    else if (!showAll && isQuietChange(before[item.before], after[item.after])) noises.add("addresses, times and ids in outputs");
    else return [{ kind: "changed", label: unseenText(item.changes), blocks: [], image: null, html: htmlOf(one, other) }];
    return [];
  });
  return { views: showAll ? views : foldAlike(views), noises };
}

/** "text/html, but not its text": which of an output's data differs where what is shown does not. */
function unseenText(changes: readonly Change[]): string {
  const types = new Set(changes.filter(({ path }) => path[0] === "data").map(({ path }) => String(path[1])));
  const others = new Set(
    changes
      .filter(({ path }) => !["data", "execution_count", "output_type"].includes(String(path[0])))
      .map(({ path }) => `the output's ${path.slice(0, 2).join(".")}`),
  );
  return `${[...types, ...others].join(", ")}${types.size > 0 ? ", but not its text" : ""}`;
}

/** An output as it is shown, with secrets masked. */
export function maskedOutput(output: JsonValue): ShownOutput {
  const shown = showOutput(output);
  // A table's cells are too many to look at one by one where none holds a secret.
  const lines = linesOf(maskSecrets(shown.lines.join("")));
  const isMasked = lines.some((line, index) => line !== shown.lines[index]);
  const safe = {
    ...shown,
    ...(shown.html === undefined ? {} : { html: maskSecrets(shown.html) }),
    ...(shown.json === undefined ? {} : { json: maskedJson(shown.json) }),
  };
  return isMasked && lines.length === shown.lines.length ? { ...safe, lines, table: undefined } : safe;
}

/** Undefined for JSON that masking would tear. */
function maskedJson(json: JsonValue): JsonValue | undefined {
  const text = JSON.stringify(json);
  const masked = maskSecrets(text);
  try {
    return masked === text ? json : (JSON.parse(masked) as JsonValue);
  } catch {
    return undefined;
  }
}

/** An output that one side alone has. */
export function oneSided({ label, lines, image, html, json }: ShownOutput, side: "before" | "after"): OutputView {
  const kind = side === "after" ? "added" : "removed";
  if (!image)
    return {
      kind,
      label,
      blocks: viewLines(lines, side),
      image: null,
      html: html === undefined ? null : { before: null, after: null, [side]: html },
      ...(json === undefined ? {} : { json: { [side]: json } }),
    };
  const facts = { ...imageFacts(image), ...image };
  return {
    kind,
    label,
    blocks: [],
    image: { before: side === "before" ? facts : null, after: side === "after" ? facts : null, changed: null },
    html: null,
  };
}

function changedOutput(before: ShownOutput, after: ShownOutput, showAll: boolean): OutputView | null {
  const tables = before.table && after.table ? compareTables(before.table, after.table) : null;
  const [old, fresh] = [tables?.before ?? before.lines, tables?.after ?? after.lines];
  const isProse = before.table === undefined && after.table === undefined;
  const quiet = isProse ? withoutNoise : withoutAddresses;
  const compared = (line: string): string => (showAll ? line : quiet(withoutEnd(line)));
  const edits = editsBetween((tables?.keys.before ?? old).map(compared), (tables?.keys.after ?? fresh).map(compared));
  const blocks =
    edits.length > 0
      ? viewText(old, fresh, edits, tables?.rows ?? (!isProse ? unlike(old, fresh) : showAll ? undefined : byQuietWords(old, fresh)))
      : [];
  const label = before.label === after.label ? after.label : `${before.label} → ${after.label}`;
  if (before.image || after.image) {
    const isSame = before.image && after.image && before.image.data.trim() === after.image.data.trim();
    if (isSame) return blocks.length > 0 ? { kind: "changed", label, blocks, image: null, html: null } : null;
    const image: ImageView = {
      before: before.image && { ...imageFacts(before.image), ...before.image },
      after: after.image && { ...imageFacts(after.image), ...after.image },
      changed: before.image && after.image ? pixelsChanged(before.image, after.image) : null,
    };
    return { kind: "changed", label, blocks, image, html: null };
  }
  const html = htmlOf(before, after);
  const json = before.json === undefined && after.json === undefined ? {} : { json: { before: before.json, after: after.json } };
  const lines = blocks.some(({ kind }) => kind === "skipped")
    ? { lines: { before: old.map(withoutEnd), after: fresh.map(withoutEnd) } }
    : {};
  const note = tables === null || tables.note === "" ? {} : { note: tables.note };
  return blocks.length > 0 ? { kind: "changed", label, ...note, blocks, ...lines, image: null, html, ...json } : null;
}

/** Rows of different tables: words that both have say nothing. */
const unlike = (old: readonly string[], fresh: readonly string[]): LineCompare => ({
  likeness: () => 0,
  pieces: (one, other) => ({ before: unmarked(withoutEnd(old[one])), after: unmarked(withoutEnd(fresh[other])) }),
});

const htmlOf = (before: ShownOutput, after: ShownOutput): OutputView["html"] =>
  before.html === undefined && after.html === undefined ? null : { before: before.html ?? null, after: after.html ?? null };
