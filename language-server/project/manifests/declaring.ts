// Shared by all manifest readers: what a reader takes and gives, and how a requirement becomes a declaration.
import type { Declaration, Manifest } from "../facts";
import type { Files } from "../files";
import { normaliseName, parseRequirement } from "../requirement";

/** A manifest's text and where it stands; `files` is for the files that it includes. */
export interface ManifestSource {
  readonly path: string;
  readonly text: string;
  readonly files: Files;
}

/** What a reader found. */
export interface ManifestContent {
  readonly declarations: readonly Declaration[];
  readonly problem: string | null;
}

export type ManifestKind = Manifest["kind"];

/** Reads one kind of manifest. Never throws: what it cannot read is `problem`. */
export type ManifestReader = (source: ManifestSource) => ManifestContent;

type TextSpan = { readonly start: number; readonly end: number } | null;

/** The declaration that a PEP 508 requirement or an address makes; null where the text names no distribution. */
export function declareRequirement(text: string, path: string | null, span: TextSpan, cell: number | null = null): Declaration | null {
  const requirement = parseRequirement(text);
  if (!requirement) return null;
  const { distribution, pinned, version } = requirement;
  return { distribution, text: text.trim(), pinned, version, path, span, cell };
}

/** The declaration of a lock's entry: always pinned. */
export const declareLocked = (name: string, version: string | null, path: string): Declaration => ({
  distribution: normaliseName(name),
  text: version ?? name,
  pinned: true,
  version,
  path,
  span: null,
  cell: null,
});

/** Runs a parser on text; what it throws becomes the problem. */
export function parseOrExplain<T>(parse: () => T, kind: string): { readonly value: T } | { readonly problem: string } {
  try {
    return { value: parse() };
  } catch (error) {
    const [first] = (error instanceof Error ? error.message : String(error)).split("\n");
    return { problem: `not valid ${kind}: ${first}` };
  }
}

export const unreadable = (problem: string): ManifestContent => ({ declarations: [], problem });

/** True for objects that are no arrays: tables of TOML, mappings of YAML and JSON. */
export const isTable = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);

/** The table at a path of keys; an empty one where there is none. */
export function tableAt(value: unknown, ...keys: readonly string[]): Readonly<Record<string, unknown>> {
  let at = value;
  for (const key of keys) at = isTable(at) && Object.hasOwn(at, key) ? at[key] : undefined;
  return isTable(at) ? at : {};
}

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
export const isText = (value: unknown): value is string => typeof value === "string";
export const present = <T>(value: T | null | undefined): value is T => value !== null && value !== undefined;
