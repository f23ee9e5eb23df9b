// Names that two cells bind, where the one below ran first: a cell that reads them got another value than from top to bottom.
import type { Cell } from "../../../notebook/model";
import type { Definition, PythonNotebook, Read } from "../../../python/analysis";
import { rememberFor } from "../../../util/rememberFor";
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
  const { document, recorded } = names;
  if (!recorded) return;
  for (const reader of ran.values()) {
    for (const { read, definition, former } of changedReads(document.readsIn(reader.index))(recorded.readsIn(reader.index))) {
      const [lower, upper] = [ran.get(definition.cell), ran.get(former.cell)];
      if (!lower || !upper || lower.index <= upper.index || countOf(lower) > countOf(upper)) continue;
      if (!isSameAgain(definition, python) && textOf(definition, names) !== textOf(former, names))
        yield { upper, lower, definition, reader, read };
    }
  }
}

/** A read that finds one definition for certain when the notebook runs from the top, and another one in the order in which it ran. */
interface ChangedRead {
  readonly read: Read;
  readonly definition: Definition;
  readonly former: Definition;
}

/** Such reads among those of one cell, from the top and as recorded. After an edit, both lists are the same objects in most cells. */
const changedReads = rememberFor((fromTop: readonly Read[]) =>
  rememberFor((recorded: readonly Read[]): readonly ChangedRead[] => {
    const formerAt = new Map(recorded.map((read) => [placeOf(read), onlyDefinition(read)]));
    return fromTop.flatMap((read) => {
      const [definition, former] = [onlyDefinition(read), formerAt.get(placeOf(read))];
      return definition && former && definition !== former ? [{ read, definition, former }] : [];
    });
  }),
);

const placeOf = ({ cell, at, calledFrom }: Read): string =>
  [cell, at.start, ...calledFrom.map((call) => `${call.cell}:${call.at.start}`)].join();

/** What a read finds for certain. */
const onlyDefinition = ({ status, definitions }: Read): Definition | undefined =>
  status === "bound" && definitions.length === 1 ? definitions[0] : undefined;

const textOf = ({ cell, node }: Definition, { notebook }: Names): string => notebook.cells[cell].source.slice(node.start, node.end);
