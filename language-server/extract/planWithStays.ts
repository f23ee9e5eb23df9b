// Plans with what is in the way left in the notebook, so that the rest of the chosen cells can move.
import type { Chunk } from "./cut/chunks";
import { describeStays, findStays } from "./cut/stays";
import type { ExtractResult, Refusal } from "./plan";
import type { Attempt } from "./planOnce";
import type { Survey } from "./survey";

/** Attempts a plan, and again with more and more of what is in the way staying; the first attempt's refusals where that does not help. */
export function planWithStays(survey: Survey, cells: readonly number[], attempt: (staying: ReadonlySet<Chunk>) => Attempt): ExtractResult {
  const first = attempt(new Set());
  const reasons: Refusal[] = [];
  let staying: ReadonlySet<Chunk> | null = new Set<Chunk>();
  let last = first;
  while (!last.ok) {
    reasons.push(...last.refusals);
    staying = findStays(survey, cells, staying, last.blocked);
    if (staying === null) return { ok: false, refusals: first.ok ? [] : first.refusals };
    last = attempt(staying);
  }
  const stays = describeStays(survey, staying, reasons);
  return { ...last.plan, stays, messages: [...stays.map(({ message }) => message), ...last.plan.messages] };
}
