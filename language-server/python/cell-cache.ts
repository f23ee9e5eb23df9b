// Lowered cells by their source text, so that an edit lowers only the cell it changes.
import { reduceModule } from "./flow-reduce";
import type { Program } from "./flow-program";
import { lowerCell } from "./lower";
import { buildScope, type Scope } from "./scopes";
import type { Module } from "./syntax";

/** All that a source text says by itself. */
export interface LoweredCell {
  readonly module: Module;
  readonly scope: Scope;
  readonly program: Program;
}

/**
 * Characters of source that the shared cache holds before it forgets the oldest texts. A lowered cell takes some 64 bytes
 * a character (Node 20), so these are 16 MB: enough for what notebooks have in common, and for the texts of some minutes' typing.
 */
const SHARED_LIMIT = 250_000;

const shared = new Map<string, LoweredCell>();
let sharedSize = 0;

/**
 * The lowered form of a source text, from the cache where it is known. `hiding` are names that the notebook binds and
 * that hide automagics of this very cell.
 */
export function lowerSource(source: string, hiding: readonly string[] = []): LoweredCell {
  const key = hiding.length === 0 ? source : `${hiding.join()}\0${source}`;
  const known = shared.get(key);
  if (known) {
    shared.delete(key);
    shared.set(key, known);
    return known;
  }
  const module = lowerCell(source, new Set(hiding));
  const scope = buildScope(module);
  const lowered = { module, scope, program: reduceModule(module, scope) };
  shared.set(key, lowered);
  sharedSize += key.length;
  for (const oldest of shared.keys()) {
    if (sharedSize <= SHARED_LIMIT || oldest === key) break;
    shared.delete(oldest);
    sharedSize -= oldest.length;
  }
  return lowered;
}
