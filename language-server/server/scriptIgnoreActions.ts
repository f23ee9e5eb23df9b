// Writes suppression comments into TypeScript and JavaScript cells: for a line, a cell or the notebook.
import type { Diagnostic } from "../lint/lint";
import type { NotebookEdit } from "../notebook/edits";
import { lineAt, positionAt } from "../notebook/positions";
import { readSuppressions } from "../suppression/read";
import type { ScriptNotebook } from "../typescript/analysis";
import { addTo, type IgnoreChoice } from "./ignoreActions";

/** The ways to stop hearing of a diagnostic in a script; none where the place can hold no comment. */
export function scriptIgnoreChoices({ code, name, cell, range, span }: Diagnostic, script: ScriptNotebook): readonly IgnoreChoice[] {
  const suppressions = readSuppressions(script.notebook, null, script);
  const rule = `${code} (${name})`;
  const own = script.cellAt(cell);
  const first = script.notebook.cells.find(({ kind }) => kind === "code");
  const choices: { readonly title: string; readonly edit: NotebookEdit | null }[] = [];
  if (own) {
    const onLine = suppressions.find(({ reach }) => reach.kind === "line" && reach.cell === cell && reach.line === range.start.line);
    const onCell = suppressions.find(({ reach, form }) => form === "ignore" && reach.kind === "cell" && reach.cell === cell);
    choices.push({
      title: `Ignore ${rule} on this line`,
      edit: onLine ? addTo(onLine, code, own.cell) : endOfLine(code, cell, [span.start, Math.max(span.start, span.end - 1)], script),
    });
    choices.push({
      title: `Ignore ${rule} in this cell`,
      edit: onCell ? addTo(onCell, code, own.cell) : { kind: "replaceText", cell, start: 0, end: 0, text: `// nbready: ignore[${code}]\n` },
    });
  }
  if (first && script.cellAt(first.index)) {
    const onFile = suppressions.find(({ reach, form }) => form === "ignore-file" && reach.kind === "notebook");
    choices.push({
      title: `Ignore ${rule} in this notebook`,
      edit: onFile
        ? addTo(onFile, code, first)
        : { kind: "replaceText", cell: first.index, start: 0, end: 0, text: `// nbready: ignore-file[${code}]\n` },
    });
  }
  return choices.flatMap(({ title, edit }) => (edit ? [{ title, edits: [edit] }] : []));
}

/** A comment at the end of the first of the places' lines whose end lies in no text and no comment. */
function endOfLine(code: string, cell: number, places: readonly number[], script: ScriptNotebook): NotebookEdit | null {
  const source = script.notebook.cells[cell];
  const held = [...script.strings.filter((one) => one.cell === cell), ...(script.cellAt(cell)?.comments ?? [])];
  for (const place of places) {
    const line = lineAt(source, positionAt(source, place).line);
    if (!line || held.some(({ start, end }) => start < line.end && line.end < end)) continue;
    const hasComment = held.some(({ start, end }) => source.source.startsWith("//", start) && start >= line.start && end === line.end);
    const end = line.start + source.source.slice(line.start, line.end).trimEnd().length;
    if (!hasComment) return { kind: "replaceText", cell, start: end, end: line.end, text: `  // nbready: ignore[${code}]` };
  }
  return null;
}
