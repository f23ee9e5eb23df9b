// Names that no cell binds: most often what a deleted or renamed cell used to define.
import { customaryImports } from "../knowledge/aliases";
import { pylabNames } from "../knowledge/pylabNames";
import type { Fix } from "../notebook/edits";
import { cellLabel } from "../notebook/label";
import type { PythonNotebook, Read } from "../python/analysis";
import { python2Names } from "../python/ipython/python2";
import type { ScriptNotebook } from "../typescript/analysis";
import { groupBy } from "../util/groupBy";
import { defineRule, type Finding, type Related } from "./rule";
import { definitionsNamed } from "./support/definitions";
import { namesOf, type Names } from "./support/order/named";
import { runsRemotely } from "./support/remoteFunctions";
import { allFailingReads, importEdit, isInOwnStatement, needsItself, similarName } from "./support/order/names";
import { nameList } from "./support/packages/manifests";
import { isSwitchedOff } from "./support/switchedOff";

/** Names for which a similar one is looked for among all: where more are missing, it was no slip of the pen. */
const similarLookedFor = 100;

export default defineRule({
  code: "NBR103",
  name: "undefined-name",
  severity: "error",
  summary: "A name is used that no cell defines",
  *check(context) {
    const names = namesOf(context);
    if (!names) return;
    const { python, script, project } = context;
    let looked = 0;
    const firstReads = new Map<string, Read>();
    const failing = allFailingReads(names);
    const ofPylab = python ? readsOfPylab(failing, names) : [];
    if (python && ofPylab.length > 0) yield pylabFinding(ofPylab, python);
    for (const read of ofPylab.length > 0 ? failing.filter((one) => !ofPylab.includes(one)) : failing) {
      if (!firstReads.has(read.name)) firstReads.set(read.name, read);
      if (script && mayRunElsewhere(read, script)) continue;
      if (python && read.name === "__file__" && runsRemotely(read.cell, read.at, python)) continue;
      const first = firstReads.get(read.name)!;
      if (names.bindersOf(read.name).length === 0 || (first === read && bindsOnlyItself(read, names))) {
        const line = customaryImports.get(read.name);
        const isSafe = line !== undefined && (!read.conditional || !first.conditional || project.isStandardLibrary(importedBy(line)));
        yield finding(
          read,
          { line, isSafe, similar: looked++ < similarLookedFor ? similarAbove(read, names) : null },
          names,
          python,
          first,
        );
      } else if (python && read.removedAt && !boundLater(read, python)) yield removedFinding(read, python);
    }
  },
});

/** `df = df.dropna()`, `policy = improve()` where that reads policy: nothing but statements of this cell that need the name binds it. */
const bindsOnlyItself = (read: Read, names: Names): boolean =>
  names.language === "python" &&
  names
    .bindersOf(read.name)
    .every(
      (one) =>
        one.cell === read.runsIn && ([read, ...read.calledFrom].some((place) => isInOwnStatement(one, place)) || needsItself(one, names)),
    );

/** Where so many of pylab's names are missing, it is no cell that has gone. */
const severalOfPylab = 3;

/** The reads of pylab's names in a notebook that takes them for granted. */
function readsOfPylab(failing: readonly Read[], names: Names): readonly Read[] {
  const reads = failing.filter(({ name }) => pylabNames.has(name) && names.bindersOf(name).length === 0);
  return new Set(reads.map(({ name }) => name)).size >= severalOfPylab ? reads : [];
}

/** All of them have one cause: the option --pylab, with which the notebook once began. */
function pylabFinding(reads: readonly Read[], python: PythonNotebook): Finding {
  const [first, ...others] = reads;
  const missing = [...new Set(reads.map(({ name }) => name))];
  const lines = [...groupBy(missing, (name) => pylabNames.get(name)!)].map(([module, held]) => `from ${module} import ${held.join(", ")}`);
  return {
    cell: first.cell,
    span: first.at,
    message: `${nameList(missing)} are names of pylab, which no cell imports: ${stops(first)}. Import them from NumPy and Matplotlib.`,
    related: [...calls(first), ...others.map(({ cell, at, name }) => ({ cell, span: at, message: `${name} is used here` }))],
    fixes: [
      {
        title: "Import the names of pylab",
        safe: false,
        edits: [importEdit(python, lines.join("\n"), { cell: first.runsIn, start: runAt(first) })],
      },
    ],
  };
}

/** A function that nothing visible calls may be handed as text to a browser, with the names that a text in the notebook imports there. */
const mayRunElsewhere = ({ name, conditional }: Read, { strings }: ScriptNotebook): boolean =>
  conditional && strings.some(({ value }) => value.includes(name) && value.split(/[^\p{ID_Continue}$]+/u).includes(name));

const boundLater = (read: Read, python: PythonNotebook): boolean =>
  definitionsNamed(python, read.name).some((one) => one.cell > read.runsIn || (one.cell === read.runsIn && one.at.start > read.at.start));

/** The similar name, where a cell above has bound it; a module's only where an attribute of it is read, and of `model` not the class Model. */
function similarAbove({ name, cell, runsIn, at }: Read, names: Names): string | null {
  const similar = similarName(name, names.boundNames());
  const above =
    similar === null
      ? []
      : names
          .bindersOf(similar)
          .filter((one) => one.cell < runsIn || (one.cell === runsIn && one.at.start < at.start && !isInOwnStatement(one, { cell, at })));
  const asksForAttribute = /^\s*\./.test(names.notebook.cells[cell].source.slice(at.end));
  const isItsClass = similar !== null && name === similar[0].toLowerCase() + similar.slice(1);
  return above.some(
    ({ node }) => (node.kind !== "Import" || asksForAttribute) && !(isItsClass && (node.kind === "ImportFrom" || node.kind === "ClassDef")),
  )
    ? similar
    : null;
}

/** "sklearn" of `from sklearn import svm`. */
const importedBy = (line: string): string => line.split(/[ .]/)[1];

/** What may have been meant. */
interface Help {
  /** The import that brings the name. */
  readonly line: string | undefined;
  /** It stops nothing that runs without it: a package for code that nobody may come to need not be installed. */
  readonly isSafe: boolean;
  /** A similar name that is bound. */
  readonly similar: string | null;
}

/** An import that is missing is added where the name is first read: findings of one name share it. */
function finding(read: Read, help: Help, names: Names, python: PythonNotebook | null, first: Read): Finding {
  return {
    cell: read.cell,
    span: read.at,
    message: python ? describe(read, help, names) : describeInScript(read, help.similar, names),
    related: python && isSwitchedOff(read, python) ? [] : calls(read),
    fixes: fixes(read, help, python, first),
  };
}

function describe(read: Read, { line, similar }: Help, names: Names): string {
  const { name } = read;
  if (name === "__file__")
    return `__file__ does not exist in a notebook's kernel: ${stops(read)}. Use a folder from a parameter, or pathlib.Path.cwd().`;
  const successor = python2Names.get(name);
  if (successor !== undefined)
    return `${name} is a Python 2 name that Python 3 does not have: ${stops(read)}. ${/^nothing/.test(successor) ? `It needs ${successor}.` : `Use ${successor} instead.`}`;
  if (line) return `${name} is not imported in any cell: ${stops(read)}. Add "${line}".`;
  return describeMissing(read, similar, names, "Restore its definition, or remove this use.");
}

/** In strict code an assignment needs a declaration. */
function describeInScript(read: Read, similar: string | null, names: Names): string {
  const isAssigned = names.definitions.some((one) => one.cell === read.cell && one.at.start === read.at.start);
  return isAssigned
    ? `${read.name} is assigned, but no cell declares it: ${stops(read, names.errorName)}. Declare it with let.`
    : describeMissing(read, similar, names, "Restore its declaration, import it, or remove this use.");
}

/** A cell that has run shows that the name was bound then, unless this place was not reached, or was written since. */
function describeMissing(read: Read, similar: string | null, { notebook, errorName, bindersOf }: Names, advice: string): string {
  const { executionCount, outputs } = notebook.cells[read.runsIn];
  const ran = !read.conditional && executionCount !== null && !outputs.some((output) => output.kind === "error");
  const why =
    bindersOf(read.name).length > 0
      ? `only code that already needs it ${ran ? "still " : ""}defines it`
      : `no cell defines it${ran ? " any longer" : ""}`;
  const since = ran ? " (its definition was probably deleted or edited after this cell ran)" : "";
  return `${read.name} is not defined: ${why}${since}, so ${stops(read, errorName)}. ${similar ? `Did you mean ${similar}?` : advice}`;
}

const stops = (read: Read, errorName = "NameError"): string =>
  read.conditional ? `when this code runs, it stops with ${errorName}` : `Restart & Run All stops here with ${errorName}`;

function fixes(read: Read, { line, isSafe, similar }: Help, python: PythonNotebook | null, first: Read): readonly Fix[] {
  if (line && python)
    return [{ title: `Add ${line}`, safe: isSafe, edits: [importEdit(python, line, { cell: first.runsIn, start: runAt(first) })] }];
  if (!similar) return [];
  return [
    {
      title: `Change to ${similar}`,
      safe: false,
      edits: [{ kind: "replaceText", cell: read.cell, start: read.at.start, end: read.at.end, text: similar }],
    },
  ];
}

/** Where the cell that runs comes to the read: its own place, or that of the call which leads to it. */
const runAt = ({ cell, at, runsIn, calledFrom: [first] }: Read): number =>
  first?.cell === runsIn ? Math.min(first.at.start, cell === runsIn ? at.start : Infinity) : cell === runsIn ? at.start : 0;

function removedFinding(read: Read, python: PythonNotebook): Finding {
  const removed = read.removedAt;
  return {
    cell: read.cell,
    span: read.at,
    message: `${read.name} no longer exists here: ${removed ? `${cellLabel(python.notebook.cells[removed.cell])} removes it` : "it was removed"}, so Restart & Run All stops with NameError. Use it before it is removed, or define it again.`,
    related: removed ? [{ cell: removed.cell, span: removed.at, message: `${read.name} removed here` }, ...calls(read)] : calls(read),
  };
}

const calls = (read: Read): readonly Related[] =>
  read.calledFrom.map(({ cell, at }) => ({ cell, span: at, message: `${read.name} is used when this is called` }));
