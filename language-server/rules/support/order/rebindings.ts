// Names that two cells bind, where the one below ran first: a cell that reads them got another value than from top to bottom.
import type { Cell } from "../../../notebook/model";
import type { Definition, PythonNotebook, Read } from "../../../python/analysis";
import type { Names } from "./named";
import { countOf } from "./runOrder";
import { isSameAgain } from "./sameAgain";

export interface Rebinding {
  readonly upper: Cell;
  readonly lower: Cell;
  /** What the cell below binds, which the reader gets when the notebook runs from the top. */
  readonly definition: Definition;
  readonly reader: Cell;
  /** By which the reader got what the cell above binds. */
  readonly read: Read;
}

/** All such names of a notebook, by the cells that read them. */
export function* rebindings(ran: ReadonlyMap<number, Cell>, names: Names, python: PythonNotebook | null): Iterable<Rebinding> {
  for (const reader of ran.values()) {
    const recorded = new Map(names.recorded?.readsIn(reader.index).map((read) => [placeOf(read), read]));
    for (const read of names.document.readsIn(reader.index)) {
      const [definition, former] = [read, recorded.get(placeOf(read))].map(onlyDefinition);
      const [lower, upper] = [definition, former].map((one) => (one ? ran.get(one.cell) : undefined));
      if (!definition || !former || !lower || !upper || lower.index <= upper.index || countOf(lower) > countOf(upper)) continue;
      if (!isSameAgain(definition, python) && textOf(definition, names) !== textOf(former, names)) yield { upper, lower, definition, reader, read };
    }
  }
}

const placeOf = ({ cell, at, calledFrom }: Read): string => [cell, at.start, ...calledFrom.map((call) => `${call.cell}:${call.at.start}`)].join();

/** What a read finds for certain. */
const onlyDefinition = (read: Read | undefined): Definition | undefined => (read?.status === "bound" && read.definitions.length === 1 ? read.definitions[0] : undefined);

const textOf = ({ cell, node }: Definition, { notebook }: Names): string => notebook.cells[cell].source.slice(node.start, node.end);
