// Lowered cells by their source text: what several notebooks have in common is lowered once.
import type { Program } from "./flow/program";
import { reduceModule } from "./flow/reduce";
import { keepStatements } from "./lower/keep";
import { lowerCell } from "./lower/lower";
import { buildScope, type Scope } from "./scopes/scopes";
import type { Module } from "./syntax";

/** All that a source text says by itself. */
export interface LoweredCell {
  readonly module: Module;
  readonly scope: Scope;
  readonly program: Program;
}

/**
 * Characters of source that are held before the oldest texts are forgotten. A lowered cell takes some 64 bytes a
 * character (Node 20), so these are 16 MB at most.
 */
const SHARED_LIMIT = 250_000;

/**
 * By text, oldest first; null for a text that was met once. Most texts stand in one notebook alone: were their lowered
 * form held as well, V8 would carry all of it from heap to heap for nothing.
 */
const shared = new Map<string, LoweredCell | null>();
let sharedSize = 0;

/**
 * The lowered form of a source text, from the cache where it was asked for twice before. `hiding` are names that the
 * notebook binds and that hide automagics of this very cell; `earlier` is a text that stood in its place.
 */
export function lowerSource(source: string, hiding: readonly string[] = [], earlier?: LoweredCell): LoweredCell {
  const key = hiding.length === 0 ? source : `${hiding.join()}\0${source}`;
  const known = shared.get(key);
  const lowered = known ?? lower(source, hiding, earlier);
  if (known === undefined) sharedSize += key.length;
  else shared.delete(key);
  shared.set(key, known === undefined ? null : lowered);
  for (const oldest of shared.keys()) {
    if (sharedSize <= SHARED_LIMIT || oldest === key) break;
    shared.delete(oldest);
    sharedSize -= oldest.length;
  }
  return lowered;
}

function lower(source: string, hiding: readonly string[], earlier: LoweredCell | undefined): LoweredCell {
  const made = lowerCell(source, new Set(hiding));
  const module = earlier ? keepStatements(made, earlier.module) : made;
  const scope = buildScope(module);
  return { module, scope, program: reduceModule(module, scope) };
}
