// Lowered cells by their source text: what several notebooks have in common is lowered once.
import type { Program } from "./flow/program";
import { reduceModule } from "./flow/reduce";
import { lowerCell } from "./lower/lower";
import { buildScope, type Scope } from "./scopes/scopes";
import type { Module } from "./syntax";

/** Everything that follows from a source text alone. */
export interface LoweredCell {
  readonly module: Module;
  readonly scope: Scope;
  readonly program: Program;
}

/**
 * Characters of source in one of the two maps that are held. A lowered cell takes some 64 bytes a character (Node 20), so
 * both are 16 MB at most.
 */
const SHARED_LIMIT = 125_000;

/**
 * By text; null for a text that was met once. Most texts occur in one notebook only: were their lowered form held as
 * well, V8 would carry all of it from heap to heap for nothing. When `recent` is full it becomes `earlier`, and what that
 * held is forgotten: a single map would have to look for its oldest text after the marks of those already deleted.
 */
let recent = new Map<string, LoweredCell | null>();
let earlier = new Map<string, LoweredCell | null>();
let recentSize = 0;

/**
 * The lowered form of a source text, from the cache where it was asked for twice before. `hiding` are names that the
 * notebook binds and that hide automagics of this very cell.
 */
export function lowerSource(source: string, hiding: readonly string[] = []): LoweredCell {
  const key = textKey(source, hiding);
  const before = recent.get(key);
  const known = before === undefined ? earlier.get(key) : before;
  const lowered = known ?? lowerAnew(source, hiding);
  if (before === undefined) recentSize += key.length;
  if (!before) recent.set(key, known === undefined ? null : lowered);
  if (recentSize > SHARED_LIMIT) {
    earlier = recent;
    recent = new Map();
    recentSize = 0;
  }
  return lowered;
}

/** The key under which a text is kept. */
export const textKey = (source: string, hiding: readonly string[]): string =>
  hiding.length === 0 ? source : `${hiding.join()}\0${source}`;

/** The lowered form of a source text, made anew for each caller. */
export function lowerAnew(source: string, hiding: readonly string[]): LoweredCell {
  const module = lowerCell(source, new Set(hiding));
  const scope = buildScope(module);
  return { module, scope, program: reduceModule(module, scope) };
}
