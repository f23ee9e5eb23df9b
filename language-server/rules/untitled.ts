// Notebooks that do not say what they are for: no name of their own, or no heading.
import type { Cell, Notebook } from "../notebook/model";
import { baseName } from "../project/paths";
import { rememberEach } from "../util/rememberEach";
import { defineRule } from "./rule";

export default defineRule({
  code: "NBR906",
  name: "untitled",
  severity: "hint",
  summary: "A notebook without a name of its own, or without a heading",
  options: {
    "minimum-cells": { description: "A notebook with fewer code cells needs no heading.", default: 5 },
  },
  *check({ notebook, options }) {
    const problem = nameProblem(notebook) ?? headingProblem(notebook, Number(options["minimum-cells"]));
    if (problem !== null) yield { cell: -1, span: { start: 0, end: 0 }, message: problem };
  },
});

/** Names that Jupyter, Colab and file managers give by themselves. */
const givenNames: readonly RegExp[] = [
  /^untitled(?:[ _-]?\d+|[ _-]?\(\d+\))?$/i,
  /^copy of .+/i,
  /^copy_of_.+/i,
  /-copy\d+$/i,
  / - copy(?: \(\d+\))?$/i,
  / copy(?: \d+)?$/i,
];

function nameProblem({ path }: Notebook): string | null {
  if (path === null) return null;
  const name = baseName(path.replace(/\\/g, "/")).replace(/\.ipynb$/i, "");
  if (!givenNames.some((pattern) => pattern.test(name))) return null;
  return `"${name}" is the editor's default name: in a schedule, a log or a list of files nobody can tell what the notebook does or which copy is current. Name it after what it does.`;
}

function headingProblem({ cells }: Notebook, minimum: number): string | null {
  if (writtenCells(cells).length < minimum || headings(cells).length > 0) return null;
  return "No Markdown cell has a heading, so readers cannot see what the notebook is for. Start it with a heading and a sentence.";
}

const writtenCells = rememberEach((cell: Cell) => (cell.kind === "code" && cell.source.trim() !== "" ? [cell] : []));
const headings = rememberEach((cell: Cell) => (hasHeading(cell) ? [cell] : []));
const hasHeading = ({ kind, source }: Cell): boolean =>
  kind === "markdown" &&
  (/^ {0,3}#{1,6}[ \t]*\S/m.test(source) || /^[ \t]*\S.*\r?\n {0,3}(?:=+|-+)[ \t]*$/m.test(source) || /<h[1-6]\b/i.test(source));
