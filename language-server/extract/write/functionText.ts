// Writes a function out of a step's statements: their own text indented, strings of several lines left as they are.
import type { Stmt } from "../../python/syntax";
import { walkNodes } from "../../python/walk";
import { chunkText, withoutBlankEnds, type Chunk } from "../cut/chunks";
import type { FunctionShape } from "../cut/step";
import type { Signature } from "../settle/signature";
import type { Survey } from "../survey";

const indent = "    ";
const lineWidth = 88;

/** The function's source without a line break at its end. */
export function functionText(
  survey: Survey,
  { step, parameters, returns, tunables, renamed, use }: FunctionShape,
  name: string,
  { docstring, comment, hints, gives, result }: Signature,
): string {
  const nameOf = (parameter: string): string => renamed.get(parameter) ?? parameter;
  const shownName =
    step.shown && returns.length > 0
      ? freeName("shown", (one) => parameters.some((parameter) => nameOf(parameter) === one) || use.binds.has(one) || use.needs.has(one))
      : null;
  const shows: readonly TextEdit[] = step.shown
    ? [{ start: step.shown.start, end: step.shown.start, text: shownName === null ? "return " : `${shownName} = ` }]
    : [];
  const last = step.chunks[step.chunks.length - 1];
  const body = step.chunks.map((chunk) =>
    indentChunk(survey, chunk, [...renames(chunk, renamed), ...lastSemicolon(survey, chunk), ...(chunk === last ? shows : [])]),
  );
  const spaced = body.map((text, at) =>
    at === 0
      ? withoutFirst(withoutBlankEnds(text), comment)
      : step.chunks[at - 1].cell !== step.chunks[at].cell || text.startsWith("\n")
        ? `\n${withoutBlankEnds(text)}`
        : text,
  );
  const given = [...returns, ...(shownName === null ? [] : [shownName])].join(", ");
  const signature = parameters.map((parameter) => {
    const tunable = tunables.find((one) => one.name === parameter);
    const hint = hints.has(parameter) ? `: ${hints.get(parameter)}` : "";
    return nameOf(parameter) + hint + (tunable ? `${hint === "" ? "=" : " = "}${tunable.value}` : "");
  });
  const lines = [
    `${use.isAsync ? "async " : ""}${wrapCall(`def ${name}`, signature, `${gives === null ? "" : ` -> ${gives}`}:`)}`,
    ...(docstring === null ? [] : [`${indent}"""${docstring}"""`]),
    ...spaced,
    ...(given !== "" && use.definite !== null ? [`${indent}return ${result === null ? given : `${result.name}(${given})`}`] : []),
  ];
  return [...(result === null ? [] : [result.text, "", ""]), ...lines].join("\n");
}

const withoutFirst = (text: string, line: string | null): string =>
  line !== null && text.trimStart().startsWith(line) ? withoutBlankEnds(text.trimStart().slice(line.length)) : text;

/** A piece of a cell's source, within one line, that the function has another text for. */
interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

function renames(chunk: Chunk, renamed: FunctionShape["renamed"]): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  if (renamed.size > 0)
    walkNodes(
      chunk.statements,
      (node) =>
        void (
          node.kind === "Name" &&
          renamed.has(node.name) &&
          edits.push({ start: node.start, end: node.end, text: renamed.get(node.name)! })
        ),
    );
  return edits;
}

/** A semicolon after a line keeps the notebook from displaying its value; in a function it says nothing, and Ruff takes comments below it for the module's. */
function lastSemicolon(survey: Survey, { cell, statements }: Chunk): readonly TextEdit[] {
  const { end } = statements[statements.length - 1];
  const mark = /^[^\S\r\n]*;+/.exec(survey.sourceOf(cell).slice(end));
  return mark ? [{ start: end, end: end + mark[0].length, text: "" }] : [];
}

/** `f(a, b)` with what follows it; broken over lines where it would be too long. */
function wrapCall(before: string, args: readonly string[], behind: string): string {
  const line = `${before}(${args.join(", ")})${behind}`;
  if (line.length <= lineWidth) return line;
  const broken = `${before}(\n${indent}${args.join(", ")}\n)${behind}`;
  return broken.split("\n")[1].length <= lineWidth && !before.startsWith("def")
    ? broken
    : `${before}(\n${args.map((arg) => `${indent}${arg},\n`).join("")})${behind}`;
}

/** How the notebook calls the function, with its result's names, and removes what the function removed. */
export function callText(
  { step, parameters, returns, removes, tunables, renamed, use }: FunctionShape,
  name: string,
  isTaken: (name: string) => boolean,
): string {
  const given = parameters.map((parameter) =>
    tunables.some((one) => one.name === parameter) ? `${renamed.get(parameter) ?? parameter}=${parameter}` : parameter,
  );
  const call = wrapCall(`${use.isAsync ? "await " : ""}${name}`, given, "");
  const shown = step.shown && (returns.length > 0 || removes.length > 0) ? freeName("shown", isTaken) : null;
  const names = [...returns, ...(shown === null ? [] : [shown])].join(", ");
  return [
    names === "" ? call : `${names} = ${call}`,
    ...(removes.length > 0 ? [`del ${removes.join(", ")}`] : []),
    ...(shown === null ? [] : [shown]),
  ].join("\n");
}

function freeName(wanted: string, isTaken: (name: string) => boolean): string {
  let name = wanted;
  for (let number = 2; isTaken(name); number++) name = `${wanted}_${number}`;
  return name;
}

function indentChunk(survey: Survey, chunk: Chunk, edits: readonly TextEdit[]): string {
  const source = survey.sourceOf(chunk.cell);
  const fixed = linesInStrings(source, chunk.statements);
  const pieces: string[] = [];
  let at = chunk.start;
  for (const line of source.slice(chunk.start, chunk.end).split(/(?<=\r\n|\n|\r(?!\n))/)) {
    const own = edits.filter(({ start }) => at <= start && start < at + line.length).sort((x, y) => y.start - x.start);
    const text = own.reduce((changed, edit) => changed.slice(0, edit.start - at) + edit.text + changed.slice(edit.end - at), line);
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
    for (const part of node.parts)
      for (const match of source.slice(part.start, part.end).matchAll(/\r\n|\r|\n/g))
        starts.add(part.start + match.index + match[0].length);
  });
  return starts;
}

/** A definition's text as it is in the notebook. */
export const definitionText = (survey: Survey, chunk: Chunk): string => chunkText(survey.sourceOf(chunk.cell), chunk);
