// Pieces of a cell's text set into a function or a module: indented and without blank lines around, template literals untouched.
import { ts } from "ts-morph";
import { parseScript } from "../../typescript/parse";
import type { Unit } from "./names";

/** A statement with its comments, without blank lines around; `word` ("return ", "export ") comes between them. */
export function textOf({ start, end, statement }: Unit, source: string, word = ""): string {
  const at = statement.getStart();
  return `${source.slice(start, at)}${word}${source.slice(at, end)}`
    .replace(/\r\n?/g, "\n")
    .replace(/^(?:[ \t]*\n)+/, "")
    .trimEnd();
}

/** Whether an empty line is above a statement and its comments. */
export const standsApart = ({ start, statement }: Unit, source: string): boolean =>
  /^[^\S\n]*\n[^\S\n]*\n/.test(source.slice(start, statement.getStart()));

/** Indents every line that does not lie inside a template literal; empty lines stay empty. */
export function indent(text: string, by: string): string {
  const inside = linesInsideTemplates(text);
  return text
    .split("\n")
    .map((line, at) => (line === "" || inside.has(at) ? line : by + line))
    .join("\n");
}

/** Zero-based numbers of the lines that begin inside a template literal. */
function linesInsideTemplates(text: string): ReadonlySet<number> {
  const lines = new Set<number>();
  if (!text.includes("`")) return lines;
  const file = parseScript(text, true);
  const visit = (node: ts.Node): void => {
    if (ts.isTemplateLiteralToken(node)) {
      const first = file.getLineAndCharacterOfPosition(node.getStart(file)).line;
      const last = file.getLineAndCharacterOfPosition(node.end).line;
      for (let line = first + 1; line <= last; line++) lines.add(line);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return lines;
}
