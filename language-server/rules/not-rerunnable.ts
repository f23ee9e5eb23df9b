// Cells that give another result when they run twice: they change what another cell has made.
import type { Again } from "../knowledge/repeatedCalls";
import type { Fix, NotebookEdit } from "../notebook/edits";
import { cellLabel } from "../notebook/label";
import type { Definition, PythonNotebook } from "../python/analysis";
import { walkStatements } from "../python/walk";
import { defineRule, type Finding } from "./rule";
import { repeatOf, type Repeat } from "./support/code/repeats";
import { definitionBoundAt, definitionsNamed, readsNamed, readsOf } from "./support/definitions";
import { isNamedInText } from "./support/namesInText";
import { rememberCells } from "./support/rememberCells";

export default defineRule({
  code: "NBR108",
  name: "not-rerunnable",
  severity: "hint",
  summary: "Running the cell twice gives another result",
  *check({ python }) {
    if (!python) return;
    // A list that many cells fill is one finding.
    const filled = new Set<string>();
    for (const { cell, repeats } of repeatsByCell(python)) {
      const reported = new Set<string>(filled);
      for (const repeat of repeats) {
        const maker = makerOf(repeat, cell, python);
        if (!maker || reported.has(repeat.root.name)) continue;
        reported.add(repeat.root.name);
        if (repeat.again === "adds again" && !repeat.rebinds) filled.add(repeat.root.name);
        yield finding(repeat, maker, cell, python);
      }
    }
  },
});

const repeatsByCell = rememberCells(
  ({ index, module }, python): readonly { readonly cell: number; readonly repeats: readonly Repeat[] }[] => {
    const repeats: Repeat[] = [];
    walkStatements(
      module.body,
      (statement, parents) => {
        // What a loop or a branch does to its own variables is not seen as clearly.
        if (
          parents.some((parent) => parent.kind === "ClassDef" || parent.kind === "While" || parent.kind === "Try" || parent.kind === "If")
        )
          return;
        const repeat = repeatOf(statement, index, python);
        if (repeat) repeats.push(repeat);
      },
      { intoFunctions: false },
    );
    return repeats.length > 0 ? [{ cell: index, repeats }] : [];
  },
);

const consequences: Readonly<Record<Again, string>> = {
  fails: "running this cell again fails, or leaves missing values behind",
  "takes more away": "each run of this cell removes more",
  "adds again": "each run of this cell adds the same things again",
  "computes again on the result": "each run of this cell changes the result of the run before",
  "draws again": "each run of this cell draws from what the run before has left",
  "turns it back": "running this cell again reverses it",
};

function finding({ text, root, again, place, rebinds }: Repeat, maker: Definition, cell: number, python: PythonNotebook): Finding {
  const made = cellLabel(python.notebook.cells[maker.cell]);
  return {
    cell,
    span: place,
    message: `This changes ${/\n/.test(text) || text.length > 40 ? root.name : text}, which ${made} creates: ${consequences[again]}. ${rebinds ? "Assign the result to a new name" : `Change it in ${made}, or work on a copy under a new name`}.`,
    related: [{ cell: maker.cell, span: maker.at, message: `${root.name} is created here` }],
    fixes: rebinds ? renameFix(root, cell, python) : [],
  };
}

/** The definition in a cell above that gives the value, where this cell itself gives the name or that part of it no fresh one before. */
function makerOf({ root, text, place, columns }: Repeat, cell: number, python: PythonNotebook): Definition | null {
  const before = python.document.before(cell, root.name);
  const makers = before.filter((one) => one.cell < cell);
  if (makers.length === 0 || makers.some(({ kind, imported }) => imported !== null || kind === "class" || kind === "function")) return null;
  const own = definitionsNamed(python, root.name).some((one) => one.cell === cell && one.at.start < place.start);
  // A column that the cell makes for itself, and takes away when it is done.
  const isOwnColumn = (name: string): boolean =>
    [`${text}["${name}"]`, `${text}['${name}']`].some((column) => isMadeAbove(column, place.start, cell, python));
  return own || isMadeAbove(text, place.start, cell, python) || (columns.length > 0 && columns.every(isOwnColumn))
    ? null
    : makers[makers.length - 1];
}

/** `df["a"] = 1` above `df["a"] += 1` in the same cell starts it afresh. */
function isMadeAbove(text: string, before: number, cell: number, python: PythonNotebook): boolean {
  const found = python.cellAt(cell);
  let made = false;
  if (found)
    walkStatements(
      found.module.body,
      (statement) => {
        if (statement.start >= before || statement.kind !== "Assign") return;
        for (const target of statement.targets)
          if (
            found.module.source.slice(target.start, target.end) === text &&
            !found.module.source.slice(statement.value.start, statement.value.end).includes(text)
          )
            made = true;
      },
      { intoFunctions: false },
    );
  return made;
}

/** `df`, `df_new`, `df_new_2`, `df_new_3`. */
function freshName(name: string): string {
  const counted = /^(.*_new)(?:_(\d+))?$/.exec(name);
  return counted ? `${counted[1]}_${Number(counted[2] ?? 1) + 1}` : `${name}_new`;
}

/** Gives the result a name of its own wherever this binding, and no other, is read. */
function renameFix(root: Repeat["root"], cell: number, python: PythonNotebook): readonly Fix[] {
  const { name } = root;
  const definition = definitionBoundAt(root, cell, python);
  const fresh = freshName(name);
  const { readGroups, latentGroups } = python.document;
  const isTaken =
    definitionsNamed(python, fresh).length > 0 || readsNamed(readGroups, fresh).length > 0 || readsNamed(latentGroups, fresh).length > 0;
  if (!definition || isTaken || readsNamed(latentGroups, name).length > 0 || isNamedInText(name, python)) return [];
  const places = new Map([[`${cell}:${definition.at.start}`, { cell, at: definition.at }]]);
  for (const read of readsOf(definition, python)) {
    // The same text may read another binding in another run of a function or a loop.
    if (python.document.readsAt(read.cell, read.at.start).some((one) => one.definitions.length !== 1 || one.definitions[0] !== definition))
      return [];
    places.set(`${read.cell}:${read.at.start}`, { cell: read.cell, at: read.at });
  }
  const isExact = [...places.values()].every((one) => python.notebook.cells[one.cell].source.slice(one.at.start, one.at.end) === name);
  if (!isExact) return [];
  // A later cell that adds to the new name is no better: it must bind one more.
  const edits = [...places.values()].map((one): NotebookEdit => ({
    kind: "replaceText",
    cell: one.cell,
    start: one.at.start,
    end: one.at.end,
    text: fresh,
  }));
  return [{ title: `Assign the result to ${fresh}`, safe: false, edits }];
}
