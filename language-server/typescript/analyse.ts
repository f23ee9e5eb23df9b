// Analyses the TypeScript or JavaScript of a notebook: cells parsed and reduced, names followed through all of them, calls
// resolved. The fronts load it through host/typescript.ts.
import type { Cell, Notebook } from "../notebook/model";
import type { Definition, Flow, Read } from "../python/analysis";
import { makeFlow, recordedOrder } from "../python/flow/flow";
import { placePrograms, type CellProgram } from "../python/flow/placing";
import type { Program } from "../python/flow/program";
import type { Identifier } from "../python/syntax";
import { itemsOf } from "../util/rememberEach";
import { finish } from "../util/steps";
import type { ScriptCell, ScriptNotebook, ScriptSize } from "./analysis";
import { collectFacts, type CellFacts } from "./collect";
import { providedNames } from "./globals";
import { kernelName } from "./kernel";
import { isObjectLiteral, parseCell, type ParsedCell } from "./parse";
import { newReducer, type Dialect } from "./reducer";
import { reduceCell } from "./reduceStatements";
import { createScriptResolver } from "./resolve";
import { sizeOf } from "./size";

/** A cell as far as its own text shows. */
interface LoweredScript extends Omit<ParsedCell, "source"> {
  readonly program: Program;
  readonly facts: CellFacts;
  readonly size: ScriptSize;
  readonly declaring: ReadonlySet<Identifier>;
  readonly writes: ReadonlySet<number>;
}

type Lower = (source: string, dialect: Dialect) => LoweredScript;

/** Analyses a notebook whose language is TypeScript or JavaScript. */
export const analyseScript = (notebook: Notebook): ScriptNotebook => createScriptAnalyser()(notebook);

/** Gives an analyser that remembers the cells of its last analysis by their text. */
export function createScriptAnalyser(): (notebook: Notebook) => ScriptNotebook {
  let last = new Map<string, LoweredScript>();
  return (notebook) => {
    const next = new Map<string, LoweredScript>();
    const analysed = analyse(notebook, (source, dialect) => {
      const key = `${Object.values(dialect).join()}\0${source}`;
      const lowered = last.get(key) ?? next.get(key) ?? lowerScript(source, dialect);
      next.set(key, lowered);
      return lowered;
    });
    last = next;
    return analysed;
  };
}

/** True of a cell in a language that this module reads. */
const isScriptCell = (cell: Cell): boolean => cell.kind === "code" && (cell.language === "typescript" || cell.language === "javascript");

/** Lowers a cell. One that is nested deeper than the stack reaches is reported as a problem, and may bind anything. */
function lowerScript(text: string, dialect: Dialect): LoweredScript {
  try {
    return lowerText(text, dialect);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const empty = lowerText("", dialect);
    return {
      ...empty,
      problems: [{ start: 0, end: Math.min(1, text.length), message: "This is nested too deeply to be read. Break it into steps." }],
      program: { ...empty.program, block: [{ kind: "open" }], isValid: false },
    };
  }
}

/** An object that is shown counts as nothing that can be read: it binds no name. */
function readCell(text: string, { isTypeScript, takesObjects }: Dialect): ParsedCell {
  const parsed = parseCell(text, isTypeScript);
  return takesObjects && parsed.problems.length > 0 && isObjectLiteral(text, isTypeScript)
    ? { ...parseCell("", isTypeScript), isScript: false }
    : parsed;
}

function lowerText(text: string, dialect: Dialect): LoweredScript {
  const { source, ...parsed } = readCell(text, dialect);
  const r = newReducer(source, dialect);
  // What is no script, or does not parse, may bind anything.
  if (!parsed.isScript) r.out.push({ kind: "open" });
  reduceCell(r, source.statements);
  const isValid = parsed.problems.length === 0;
  const block = isValid ? r.out : [{ kind: "open" as const }, ...r.out];
  const program: Program = {
    names: r.names,
    block,
    bodies: r.bodies,
    classes: r.classes,
    bindings: r.bindings,
    isValid,
    localNames: new Map(),
  };
  return {
    ...parsed,
    program,
    facts: collectFacts(source),
    size: sizeOf(source, parsed.comments),
    declaring: r.declaring,
    writes: r.writes,
  };
}

function analyse(notebook: Notebook, lower: Lower): ScriptNotebook {
  const kernel = kernelName(notebook);
  const common = {
    isStrict: kernel !== "" || notebook.language === "typescript",
    hidesEarlier: kernel === "tslab",
    takesObjects: kernel === "deno",
  };
  const lowered = notebook.cells
    .filter(isScriptCell)
    .map((cell) => ({ cell, index: cell.index, ...lower(cell.source, { ...common, isTypeScript: cell.language === "typescript" }) }));
  const programs: readonly CellProgram[] = lowered;
  const placed = placePrograms(notebook, programs, providedNames(notebook));
  const writes = new Map(lowered.map((one) => [one.index, one.writes]));
  const flowOf = (order: readonly number[]): Flow => withoutWrites(finish(makeFlow(placed, order)), writes);
  const document = flowOf(programs.map(({ index }) => index));
  const recorded = recordedOrder(programs);
  const cells = lowered
    .filter(({ isScript }) => isScript)
    .map(({ index, cell, problems, comments, facts, size }): ScriptCell => ({
      index,
      cell,
      problems,
      comments,
      size,
      statements: facts.statements,
    }));
  const byIndex = new Map(cells.map((cell) => [cell.index, cell]));
  const declaring = new Set(lowered.flatMap((one) => [...one.declaring]));
  const definitions = itemsOf(placed.definitionGroups);
  return {
    notebook,
    cells,
    definitions,
    document,
    language: notebook.language === "javascript" ? "javascript" : "typescript",
    recorded: recorded && flowOf(recorded),
    declarations: definitions.filter((definition: Definition) => declaring.has(definition.at)),
    cellAt: (index) => byIndex.get(index),
    ...createScriptResolver(lowered, definitions, document),
    flowIn: (order) => flowOf(order.filter((index) => placed.input.programs[index] !== undefined)),
  };
}

/**
 * Places where a name is only assigned are no reads, except where the assignment fails. A function of another cell does
 * not see the `let` that hides its name in this one.
 */
function withoutWrites(flow: Flow, writes: ReadonlyMap<number, ReadonlySet<number>>): Flow {
  const real = (reads: readonly Read[]): readonly Read[] =>
    reads
      .filter((read) => read.status === "unbound" || !writes.get(read.cell)?.has(read.at.start))
      .map((read) =>
        read.status === "unbound" && read.removedAt && read.removedAt.cell !== read.cell ? { ...read, status: "unknown" } : read,
      );
  return {
    order: flow.order,
    reads: real(flow.reads),
    readGroups: [real(flow.reads)],
    latent: real(flow.latent),
    latentGroups: [real(flow.latent)],
    readsIn: (cell) => real(flow.readsIn(cell)),
    readsAt: (cell, start) => real(flow.readsAt(cell, start)),
    before: flow.before,
  };
}
