// Makes refusals: where, what is in the way and what the user can do, in one voice.
import { groupBy } from "../../util/groupBy";
import { wordList } from "../../util/wordList";
import type { Refusal, RefusalReason, Refused } from "../plan";
import type { Survey } from "../survey";

export interface Where {
  readonly cell: number;
  /** Offset in the cell's source. */
  readonly at: number;
}

export function refuse(
  survey: Survey,
  reason: RefusalReason,
  { cell, at }: Where,
  name: string | null,
  message: string,
  wayOut: string,
): Refusal {
  const line =
    survey
      .sourceOf(cell)
      .slice(0, at)
      .split(/\r\n|\r|\n/).length - 1;
  return { reason, cell, line, name, message, wayOut };
}

/** Refuses code that reads names which nothing binds above. `by`: "this code", or the function that reads them. */
export const refuseUnbound = (survey: Survey, where: Where, name: string, by: string): Refusal => ({
  ...refuse(survey, "unbound", where, name, ...unboundText([name], by)),
  reader: by,
});

/** More are not named. */
const mostNames = 5;

function unboundText(names: readonly string[], by: string): readonly [message: string, wayOut: string] {
  const said = names.length <= mostNames ? names : [...names.slice(0, mostNames - 1), `${names.length - mostNames + 1} more`];
  const [it, sets] = names.length === 1 ? [names[0], "sets it"] : ["them", "sets them"];
  return [
    `${by === "this code" ? "This code" : by} reads ${wordList(said)}, which nothing in the notebook sets before.`,
    `Set ${it} in a cell above, or extract the cell that ${sets} as well.`,
  ];
}

/** One refusal for all names that a piece of code reads and nothing binds. */
export function joinUnbound(refusals: readonly Refusal[]): readonly Refusal[] {
  const groups = groupBy(
    refusals.filter(({ reason, reader }) => reason === "unbound" && reader !== undefined),
    ({ cell, reader }) => `${cell} ${reader}`,
  );
  const joined = new Map(
    [...groups.values()].map((group) => {
      const [message, wayOut] = unboundText(
        group.map(({ name }) => name!),
        group[0].reader!,
      );
      return [group[0], { ...group[0], message, wayOut }];
    }),
  );
  return refusals.flatMap((one) => joined.get(one) ?? (one.reason === "unbound" && one.reader !== undefined ? [] : one));
}

/** Refuses a request as a whole, at the first of its cells. */
export const refuseRequest = (cells: readonly number[], reason: RefusalReason, message: string, wayOut: string): Refused => ({
  ok: false,
  refusals: [{ reason, cell: cells[0] ?? 0, line: 0, name: null, message, wayOut }],
});

/** One refusal as a line for people: "cell 3, line 2: …". */
export const refusalText = ({ cell, line, message, wayOut }: Refusal): string => `cell ${cell}, line ${line + 1}: ${message} ${wayOut}`;
