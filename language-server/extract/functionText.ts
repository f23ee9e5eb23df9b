// Writes a function out of a step's statements: their own text indented, strings of several lines left as they are.
import type { Stmt } from "../python/syntax";
import { walkNodes } from "../python/walk";
import { chunkText, withoutBlankEnds, type Chunk } from "./chunks";
import type { FunctionShape } from "./step";
import type { Survey } from "./survey";

const indent = "    ";
const lineWidth = 88;

/** The function's source without a line break at its end. `docstring` is null where there is nothing to say. */
export function functionText(survey: Survey, { step, parameters, returns, use }: FunctionShape, name: string, docstring: string | null): string {
  const shownName = step.shown && returns.length > 0 ? freeName("shown", (one) => parameters.includes(one) || use.binds.has(one) || use.needs.has(one)) : null;
  const body = step.chunks.map((chunk) => indentChunk(survey, chunk, step.shown && chunk === step.chunks[step.chunks.length - 1] ? { at: step.shown.start, text: shownName === null ? "return " : `${shownName} = ` } : null));
  const spaced = body.map((text, at) => (at === 0 ? withoutBlankEnds(text) : step.chunks[at - 1].cell !== step.chunks[at].cell || text.startsWith("\n") ? `\n${withoutBlankEnds(text)}` : text));
  const given = [...returns, ...(shownName === null ? [] : [shownName])];
  const lines = [
    `${use.isAsync ? "async " : ""}${wrapCall(`def ${name}`, parameters, ":")}`,
    ...(docstring === null ? [] : [`${indent}"""${docstring}"""`]),
    ...spaced,
    ...(given.length > 0 && use.definite !== null ? [`${indent}return ${given.join(", ")}`] : []),
  ];
  return lines.join("\n");
}

/** `f(a, b)` with what stands behind it; broken over lines where it would be too long. */
export function wrapCall(before: string, args: readonly string[], behind: string): string {
  const line = `${before}(${args.join(", ")})${behind}`;
  if (line.length <= lineWidth) return line;
  const broken = `${before}(\n${indent}${args.join(", ")}\n)${behind}`;
  return broken.split("\n")[1].length <= lineWidth && !before.startsWith("def") ? broken : `${before}(\n${args.map((arg) => `${indent}${arg},\n`).join("")})${behind}`;
}

/** How the notebook calls the function, with its result's names, and removes what the function removed. */
export function callText({ step, parameters, returns, removes, use }: FunctionShape, name: string, isTaken: (name: string) => boolean): string {
  const call = wrapCall(`${use.isAsync ? "await " : ""}${name}`, parameters, "");
  const shown = step.shown && (returns.length > 0 || removes.length > 0) ? freeName("shown", isTaken) : null;
  const given = [...returns, ...(shown === null ? [] : [shown])].join(", ");
  return [given === "" ? call : `${given} = ${call}`, ...(removes.length > 0 ? [`del ${removes.join(", ")}`] : []), ...(shown === null ? [] : [shown])].join("\n");
}

function freeName(wanted: string, isTaken: (name: string) => boolean): string {
  let name = wanted;
  for (let number = 2; isTaken(name); number++) name = `${wanted}_${number}`;
  return name;
}

function indentChunk(survey: Survey, chunk: Chunk, insertion: { readonly at: number; readonly text: string } | null): string {
  const source = survey.sourceOf(chunk.cell);
  const fixed = linesInStrings(source, chunk.statements);
  const pieces: string[] = [];
  let at = chunk.start;
  for (const line of source.slice(chunk.start, chunk.end).split(/(?<=\r\n|\n|\r(?!\n))/)) {
    const text = insertion && at <= insertion.at && insertion.at < at + line.length ? line.slice(0, insertion.at - at) + insertion.text + line.slice(insertion.at - at) : line;
    pieces.push(fixed.has(at) ? text : text.trim() === "" ? text.replace(/[^\r\n]/g, "") : indent + text);
    at += line.length;
  }
  return pieces.join("").replace(/\r\n?/g, "\n").trimEnd();
}

/** Starts of the lines that begin inside a string literal: to indent them would change the string. */
function linesInStrings(source: string, statements: readonly Stmt[]): ReadonlySet<number> {
  const starts = new Set<number>();
  walkNodes(statements, (node) => {
    if (node.kind !== "String" && node.kind !== "FString") return;
    for (const part of node.parts) for (const match of source.slice(part.start, part.end).matchAll(/\r\n|\r|\n/g)) starts.add(part.start + match.index + match[0].length);
  });
  return starts;
}

/** A definition's text as it stands in the notebook. */
export const definitionText = (survey: Survey, chunk: Chunk): string => chunkText(survey.sourceOf(chunk.cell), chunk);
