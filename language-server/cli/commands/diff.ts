// `nbready diff`: compares two notebooks, for people, programs and pages.
import type { Side } from "../../diff/canonical";
import { isEmptyDelta, parts, type NotebookDelta, type Part } from "../../diff/delta";
import { diffNotebooks } from "../../diff/diffNotebooks";
import { deltaText } from "../../diff/readDelta";
import { viewDiff } from "../../diff/view";
import { isSameFile } from "../../host/readNotebookFile";
import { noSuchChoice } from "../choice";
import { exitCodes, printError } from "../console";
import { diffHtml } from "../diff/htmlFormat";
import { readSide } from "../diff/readSide";
import { diffText } from "../diff/textFormat";
import { isStandardOutput, openOutput, type Output } from "../output";
import { createStyle, wantsColour } from "../style";

interface DiffOptions {
  readonly format: string;
  readonly output?: string;
  readonly sourcesOnly?: boolean;
  readonly ignore?: readonly string[];
  readonly all?: boolean;
  readonly color?: string;
}

const formats = ["text", "json", "html"] as const;
const colours = ["auto", "always", "never"] as const;

/** Ends with 0 where the notebooks are equal, 1 where they differ, 2 where one cannot be read. */
export async function runDiff(a: string, b: string, options: DiffOptions): Promise<void> {
  const format = formats.find((one) => one === options.format);
  const colour = colours.find((one) => one === (options.color ?? "auto"));
  const ignored = options.ignore ?? [];
  const problems = [
    ...(format === undefined ? [noSuchChoice("--format", options.format, formats)] : []),
    ...(colour === undefined ? [noSuchChoice("--color", options.color ?? "", colours)] : []),
    ...ignored.filter((name) => !isPart(name)).map((name) => noSuchChoice("--ignore", name, parts)),
    ...(a === "-" && b === "-" ? ["-: standard input can be one of the two sides only"] : []),
    ...(isOneOf([a, b], options.output)
      ? [`${options.output}: this is one of the two notebooks, which the diff would replace; name another file`]
      : []),
  ];
  if (format === undefined || colour === undefined || problems.length > 0) return problems.forEach(printError);
  const sides = [await readSide(a), await readSide(b)];
  sides.forEach((side) => "problem" in side && printError(side.problem));
  const [before, after] = sides;
  if ("problem" in before || "problem" in after) return;

  const ignore = new Set<Part>(options.sourcesOnly ? parts : ignored.filter(isPart));
  const delta = sourcesOf(diffNotebooks(before.side, after.side, { ignore }), options.sourcesOnly === true);
  const output = openOutput(options.output);
  output.write(formatDelta(format, { names: [a, b], sides: [before.side, after.side], delta }, options, output));
  output.end();
  process.exitCode ??= isEmptyDelta(delta) ? exitCodes.clean : exitCodes.findings;
}

/** Whether a diff would be written over a notebook that it is made from. */
const isOneOf = (sides: readonly string[], output = "-"): boolean =>
  !isStandardOutput(output) && sides.some((side) => isSameFile(side, output));

const isPart = (name: string): name is Part => parts.some((part) => part === name);

/** With --sources-only the notebook's own numbers do not count. */
const sourcesOf = (delta: NotebookDelta, sourcesOnly: boolean): NotebookDelta => (sourcesOnly ? { ...delta, notebook: [] } : delta);

/** Two notebooks by name and text, and what differs between them. */
interface Comparison {
  readonly names: readonly [string, string];
  readonly sides: readonly [Side, Side];
  readonly delta: NotebookDelta;
}

function formatDelta(
  format: (typeof formats)[number],
  { names, sides: [a, b], delta }: Comparison,
  { all, color, sourcesOnly }: DiffOptions,
  output: Output,
): string {
  if (format === "json") return deltaText(delta);
  const view = viewDiff(a, b, { delta, showAll: all === true, withOutputs: sourcesOnly !== true });
  if (format === "html") return diffHtml(names, view);
  if (isEmptyDelta(delta)) return "";
  const coloured = color === "always" || (color !== "never" && wantsColour(output.isTerminal));
  return diffText(names, view, createStyle(coloured), output.width);
}
