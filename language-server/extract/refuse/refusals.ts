// Makes refusals: where, what is in the way and what the user can do, in one voice.
import type { Refusal, RefusalReason, Refused } from "../plan";
import type { Survey } from "../survey";

export interface Where {
  readonly cell: number;
  /** Offset in the cell's source. */
  readonly at: number;
}

export function refuse(survey: Survey, reason: RefusalReason, { cell, at }: Where, name: string | null, message: string, wayOut: string): Refusal {
  const line = survey.sourceOf(cell).slice(0, at).split(/\r\n|\r|\n/).length - 1;
  return { reason, cell, line, name, message, wayOut };
}

/** Refuses a request as a whole, at the first of its cells. */
export const refuseRequest = (cells: readonly number[], reason: RefusalReason, message: string, wayOut: string): Refused =>
  ({ ok: false, refusals: [{ reason, cell: cells[0] ?? 0, line: 0, name: null, message, wayOut }] });

/** One refusal as a line for people: "cell 3, line 2: …". */
export const refusalText = ({ cell, line, message, wayOut }: Refusal): string => `cell ${cell}, line ${line + 1}: ${message} ${wayOut}`;
