// Keeps reads that say what they said before: what depends on them need not be looked at again, though the cells ran anew.
import { groupBy } from "../../util/groupBy";
import { isSameList } from "../../util/rememberEach";
import type { Read } from "../analysis";
import type { ReadsByPlace } from "./records";

/** The reads, with those of an earlier run in place of equal ones. */
export function keepReads(reads: readonly Read[], earlier: readonly Read[]): readonly Read[] {
  if (earlier.length === 0) return reads;
  const known = groupBy(earlier, ({ at }) => at);
  return reads.map((read) => known.get(read.at)?.find((one) => isSameRead(one, read)) ?? read);
}

const isSameRead = (one: Read, other: Read): boolean =>
  one.name === other.name &&
  one.cell === other.cell &&
  one.at === other.at &&
  one.runsIn === other.runsIn &&
  one.status === other.status &&
  one.conditional === other.conditional &&
  one.guarded === other.guarded &&
  isSamePlace(one.removedAt, other.removedAt) &&
  isSameList(one.definitions, other.definitions) &&
  one.calledFrom.length === other.calledFrom.length &&
  one.calledFrom.every((call, at) => isSamePlace(call, other.calledFrom[at]!));

const isSamePlace = (one: Read["removedAt"], other: Read["removedAt"]): boolean => one?.cell === other?.cell && one?.at === other?.at;

/** The reads that are in a cell; those of before where they are the same ones. */
export function keepPlaces(places: ReadsByPlace, before: ReadsByPlace | undefined): ReadsByPlace {
  if (!before || before.size !== places.size) return places;
  for (const [place, reads] of places) if (!isSameList(reads, before.get(place) ?? [])) return places;
  return before;
}
