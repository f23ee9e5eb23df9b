// Makes the graph of a notebook's cells: which cell binds the names that another one reads, and whether the runs kept that order.
import { groupBy } from "../util/groupBy";
import type { Cell, Notebook, Span } from "../notebook/model";
import { rangeOf } from "../notebook/positions";
import type { Definition, Flow, PythonNotebook, Read } from "../python/analysis";
import { maskNotebook } from "../secrets/mask";
import type { CellGraph, GraphCell, GraphLink, LinkName, LinkState } from "./graph";
import { codeTitle, headingOf } from "./title";

/** What is known of a notebook's names, in whatever language it is written. */
export type Names = Pick<PythonNotebook, "definitions" | "document" | "recorded">;

/**
 * The graph of a notebook.
 * @param names null where its language is one whose names are not followed
 * @param secrets places in its cells whose text no title may show
 */
export function makeCellGraph(
  notebook: Notebook,
  names: Names | null,
  secrets: readonly { readonly cell: number; readonly span: Span }[] = [],
): CellGraph {
  const bound = groupBy(names?.definitions ?? [], ({ cell }) => cell);
  return {
    cells: maskNotebook(notebook, secrets).cells.flatMap((cell) => describeCell(cell, bound.get(cell.index) ?? [])),
    links: names ? findLinks(notebook, names) : [],
    followsNames: names !== null,
  };
}

function describeCell(cell: Cell, definitions: readonly Definition[]): readonly GraphCell[] {
  if (cell.kind === "markdown") {
    const heading = headingOf(cell);
    return heading ? [{ cell: cell.index, level: heading.level, run: null, title: heading.title, defines: [], imports: [] }] : [];
  }
  if (cell.kind !== "code") return [];
  const imports = new Set(definitions.filter(isImport).map(({ name }) => name));
  const defines = new Set(definitions.filter((one) => !isImport(one)).map(({ name }) => name));
  return [{ cell: cell.index, level: 0, run: cell.executionCount, title: codeTitle(cell), defines: [...defines], imports: [...imports] }];
}

/** A name that a cell reads from another. */
interface Tie {
  readonly definition: Definition;
  readonly read: Read;
  readonly state: LinkState;
}

function findLinks({ cells }: Notebook, names: Names): readonly GraphLink[] {
  const ties = [...tiesInDocument(cells, names), ...tiesInRun(names)];
  const links = groupBy(ties, ({ definition, read, state }) => `${definition.cell} ${read.runsIn} ${state}`);
  return [...links.values()]
    .map((group): GraphLink => {
      const [{ definition, read, state }] = group;
      return { from: definition.cell, to: read.runsIn, state, names: namesOf(group, cells) };
    })
    .sort((a, b) => a.to - b.to || a.from - b.from);
}

/** What a run from top to bottom reads, and what it misses because the name is bound further down. */
function* tiesInDocument(cells: readonly Cell[], { definitions, document, recorded }: Names): Iterable<Tie> {
  const byName = groupBy(definitions, ({ name }) => name);
  for (const read of document.reads) {
    for (const definition of read.definitions) {
      if (definition.cell === read.runsIn) continue;
      // An import that runs again binds what it bound before.
      const ranLater = recorded !== null && !isImport(definition) && ranAfter(cells[definition.cell], cells[read.runsIn]);
      yield { definition, read, state: ranLater ? "ran-later" : "in-order" };
    }
    if (read.status !== "unbound" || (recorded && recordedRead(read, recorded)?.definitions.length)) continue;
    const below = byName.get(read.name)?.find(({ cell }) => cell > read.runsIn);
    if (below) yield { definition: below, read, state: "from-below" };
  }
}

/** What the recorded run read from other cells than a run from top to bottom would. */
function* tiesInRun({ document, recorded }: Names): Iterable<Tie> {
  for (const read of recorded?.reads ?? []) {
    const inDocument = new Set(
      document
        .readsAt(read.cell, read.at.start)
        .filter(({ runsIn }) => runsIn === read.runsIn)
        .flatMap((one) => one.definitions),
    );
    for (const definition of read.definitions) {
      if (definition.cell === read.runsIn || inDocument.has(definition)) continue;
      yield { definition, read, state: definition.cell > read.runsIn ? "from-below" : "only-as-run" };
    }
  }
}

const recordedRead = (read: Read, recorded: Flow): Read | undefined =>
  recorded.readsAt(read.cell, read.at.start).find(({ runsIn }) => runsIn === read.runsIn);

const ranAfter = (one: Cell, other: Cell): boolean =>
  one.executionCount !== null && other.executionCount !== null && one.executionCount > other.executionCount;

const isImport = ({ imported }: Definition): boolean => imported !== null;

/** Each name once, where it is first read. */
function namesOf(ties: readonly Tie[], cells: readonly Cell[]): readonly LinkName[] {
  const byName = groupBy(ties, ({ read }) => read.name);
  return [...byName]
    .map(([name, [{ definition, read }]]): LinkName => {
      const readAt = read.calledFrom[0] ?? read;
      return {
        name,
        isImport: isImport(definition),
        boundAt: rangeOf(cells[definition.cell], definition.at),
        readAt: rangeOf(cells[readAt.cell], readAt.at),
      };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
