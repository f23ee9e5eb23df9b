// What extraction asks about the whole notebook: its chunks, where names are bound and removed, and which functions read them.
import { groupBy } from "../util/groupBy";
import { isPythonBuiltin } from "../python/builtins";
import type { Definition, PythonCell, PythonNotebook } from "../python/analysis";
import type { Scope } from "../python/scopes/scopes";
import type { Escape } from "../python/syntax";
import { walkNodes } from "../python/walk";
import { rememberFor } from "../util/rememberFor";
import { chunkAt, cutIntoChunks, type Chunk } from "./cut/chunks";
import { assignedBy } from "./define/constants";
import { whatElseBinds } from "./define/inPlace";
import { maySuppress } from "./follow/contexts";
import { followNames } from "./follow/followNames";
import { collectGlobals } from "./follow/globals";
import { findHiddenReads, type HiddenReads } from "./follow/hiddenReads";
import { mentionedNames } from "./follow/mentionedNames";
import { targetNames } from "./follow/nameExpressions";
import type { NameUse, UseFacts } from "./follow/nameUse";
import { importsTheSame, scriptOf, type Script, type Surrounding } from "./follow/scripts";
import { textReads } from "./follow/textReads";
import { findUsedUp, type IsUsedUp } from "./follow/usedUp";
import type { Where } from "./refuse/refusals";
import { changesTheFolder } from "./write/importPlace";

/** A function or lambda with the notebook's names that its body touches. */
export interface FunctionUse {
  readonly cell: number;
  readonly start: number;
  /** A function that a `def` at the top of a cell makes; null of lambdas, methods and functions inside others. */
  readonly name: string | null;
  readonly reads: ReadonlySet<string>;
  readonly writes: ReadonlySet<string>;
}

export interface Survey {
  readonly python: PythonNotebook;
  readonly chunks: readonly Chunk[];
  readonly functions: readonly FunctionUse[];
  /** Names that `del` or a magic removes anywhere, with the places; "*" where a magic removes all. */
  readonly removed: ReadonlyMap<string, readonly Where[]>;
  /** Names that code finds bound, or perhaps bound, where no binding in the notebook's text reaches it; without Python's builtins. */
  readonly readsUnseen: ReadonlySet<string>;
  /** The script that a magic runs, where it is known what it binds; else null. */
  scriptOf(escape: Escape): Script | null;
  readonly facts: (cell: number) => UseFacts;
  sourceOf(cell: number): string;
  definitionsOf(name: string): readonly Definition[];
  /** In order; [] of a cell without statements. */
  chunksIn(cell: number): readonly Chunk[];
  chunkOf(cell: number, offset: number): Chunk | undefined;
  /** Every name that a chunk's text holds, whatever it does with it. */
  mentions(chunk: Chunk): ReadonlySet<string>;
  use(chunk: Chunk): NameUse;
  hiddenReads(chunk: Chunk): HiddenReads;
}

/** @param surrounding what is known of the files around the notebook; without it no script is known */
export function surveyNotebook(python: PythonNotebook, surrounding?: Surrounding): Survey {
  const chunks = python.cells.flatMap((cell) => cutIntoChunks(cell));
  const byCell = groupBy(chunks, (chunk) => chunk.cell);
  const chunksIn = (cell: number): readonly Chunk[] => byCell.get(cell) ?? [];
  const byName = groupBy(python.definitions, (definition) => definition.name);
  const isUsedUp = findUsedUp(python);
  const functions = python.cells.flatMap((cell) => functionsIn(cell, isUsedUp));
  const facts = (cell: number): UseFacts => ({
    numberOf: (name) => numberOf(survey, name),
    maySuppress: (context) => maySuppress(python, context, cell, (name) => onlyDefinition(survey, name)),
    isUsedUp: (argument, parents) => isUsedUp(argument, parents, cell),
    namesInText: (call) => textReads(python, call, cell)?.names ?? [],
  });
  const sources = python.cells.map(({ module }) => module.source);
  const survey: Survey = {
    python,
    chunks,
    functions,
    facts,
    chunksIn,
    scriptOf(escape) {
      const script = surrounding ? scriptOf(escape, sources, surrounding) : null;
      return script &&
        !chunks.some((chunk) => changesTheFolder(survey, chunk)) &&
        [...script.shared].every((name) => isItsAlone(survey, script, name))
        ? script
        : null;
    },
    removed: removedNames(python.cells),
    readsUnseen: new Set(
      python.document.reads.flatMap(({ name, status, definitions }) =>
        definitions.length === 0 && status !== "unbound" && !isPythonBuiltin(name) ? [name] : [],
      ),
    ),
    sourceOf: (cell) => python.cellAt(cell)?.module.source ?? "",
    definitionsOf: (name) => byName.get(name) ?? [],
    chunkOf: (cell, offset) => chunkAt(chunksIn(cell), offset),
    mentions: rememberFor(
      (chunk: Chunk) => new Set([...mentionedNames(chunk.statements), ...survey.hiddenReads(chunk).known.map(({ name }) => name)]),
    ),
    use: rememberFor((chunk: Chunk) => followNames(chunk.statements, facts(chunk.cell))),
    hiddenReads: rememberFor((chunk: Chunk) => findHiddenReads(python, chunk.statements, chunk.cell)),
  };
  return survey;
}

/** True of a name of another notebook that this one leaves alone, or imports just as that one does. */
const isItsAlone = (survey: Survey, script: Script, name: string): boolean =>
  (survey.definitionsOf(name).length === 0 || importsTheSame(survey, script, name)) &&
  !survey.removed.has(name) &&
  !survey.removed.has("*");

/** What alone binds a name in the notebook, where nothing else may bind or remove it. */
function onlyDefinition(survey: Survey, name: string): Definition | null {
  const [definition, ...others] = survey.definitionsOf(name);
  return definition && others.length === 0 && !survey.removed.has(name) && !survey.removed.has("*") && whatElseBinds(survey, name) === null
    ? definition
    : null;
}

/** The number that the one binding of a name gives it, where nothing else may bind it. */
function numberOf(survey: Survey, name: string): number | null {
  const [definition, ...others] = survey.definitionsOf(name);
  const value =
    definition?.value ??
    (definition?.node.kind === "Assign"
      ? assignedBy(definition.node).find(({ target }) => target.start === definition.at.start)?.value
      : null);
  return definition?.kind === "assign" && value?.kind === "Number" && others.length === 0 && whatElseBinds(survey, name) === null
    ? value.value
    : null;
}

function removedNames(cells: readonly PythonCell[]): ReadonlyMap<string, readonly Where[]> {
  const removals: { readonly name: string; readonly where: Where }[] = [];
  for (const { index, module } of cells) {
    const note = (names: Iterable<string>, at: number): void =>
      [...names].forEach((name) => removals.push({ name, where: { cell: index, at } }));
    walkNodes(module.body, (node) => {
      if (node.kind === "Delete") note(node.targets.flatMap(targetNames), node.start);
    });
    for (const escape of module.escapes) note(escape.unbinds, escape.start);
  }
  const byName = groupBy(removals, ({ name }) => name);
  return new Map([...byName].map(([name, all]) => [name, all.map(({ where }) => where)]));
}

/** Functions that may run after their statement: a lambda or generator that its call uses up may not, though functions inside it may. */
function functionsIn({ index, scope, module }: PythonCell, isUsedUp: IsUsedUp): readonly FunctionUse[] {
  const topLevel = new Set<Scope["node"]>(module.body.flatMap((statement) => (statement.kind === "FunctionDef" ? [statement] : [])));
  const done = new Set<Scope["node"]>();
  walkNodes(module.body, (node, parents) => {
    if ((node.kind === "Lambda" || node.kind === "GeneratorExp") && isUsedUp(node, parents, index)) done.add(node);
    return node.kind !== "FunctionDef" && node.kind !== "Lambda" && node.kind !== "GeneratorExp";
  });
  const found: FunctionUse[] = [];
  const enter = (inner: Scope): void => {
    const isFunction = inner.kind === "function" || inner.kind === "lambda" || (inner.kind === "comprehension" && inner.name === "genexpr");
    if (!isFunction || done.has(inner.node)) return inner.children.forEach(enter);
    const reads = new Set<string>();
    const writes = new Set<string>();
    collectGlobals(inner, reads, writes);
    // What := binds in a generator expression at the top of a cell is bound by the cell.
    if (inner.kind === "comprehension") writes.clear();
    found.push({
      cell: index,
      start: "start" in inner.node ? inner.node.start : 0,
      name: topLevel.has(inner.node) ? inner.name : null,
      reads,
      writes,
    });
  };
  scope.children.forEach(enter);
  return found;
}
