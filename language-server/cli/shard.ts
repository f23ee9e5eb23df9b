// `--shard I/N`: takes one of N parts of a path list, so that several machines share a run.
import { createHash } from "node:crypto";
import { displayPath } from "../host/paths";

export interface Shard {
  /** From 1 to `count`. */
  readonly index: number;
  readonly count: number;
}

/** The shard that "2/5" names; null where the text names none. */
export function readShard(text: string): Shard | null {
  const [, index, count] = (/^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? []).map(Number);
  return index >= 1 && index <= count ? { index, count } : null;
}

/**
 * The paths (absolute) that belong to the shard, in their order. Each path's place comes from a hash of the path as seen
 * from the working folder: it is the same on every machine, and stays when other notebooks come and go.
 */
export const pathsInShard = (paths: readonly string[], { index, count }: Shard): readonly string[] =>
  paths.filter((path) => createHash("sha256").update(displayPath(path)).digest().readUInt32BE(0) % count === index - 1);
