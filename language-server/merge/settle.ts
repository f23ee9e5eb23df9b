// Settles a conflict that a merge left: the cells with one side's version, or both, and without its marks.
import { isJsonObject, type JsonObject } from "../diff/canonical";
import type { Path } from "../diff/delta";
import { ownValue } from "../diff/diffValues";
import type { JsonValue } from "../notebook/jsonStyle";
import { versionOf, type Conflict, type MarkedCell, type TheirValue } from "./findConflicts";
import { readMarkers } from "./markers";
import { takeSide, type SideName } from "./mergeLines";

/** What is taken of a conflict. */
export type Take = SideName | "both";

/** What becomes of the cells from `first` to `last`. */
export interface Settlement {
  readonly first: number;
  readonly last: number;
  /** In order: which cell it is made of, with its new text and metadata. */
  readonly cells: readonly { readonly from: number; readonly source: string; readonly metadata: JsonObject }[];
}

/** What there is to choose from: both, only where each side has a text of its own; nothing of a torn conflict, which needs a person. */
export function takesOf(conflict: Conflict): readonly Take[] {
  const hasTwoTexts =
    conflict.kind === "lines" ||
    (conflict.kind === "cells" && (["ours", "theirs"] as const).every((side) => versionOf(conflict, side).length > 0));
  return conflict.kind === "torn" ? [] : hasTwoTexts ? ["ours", "theirs", "both"] : ["ours", "theirs"];
}

/** Settles a conflict of cells; null where that cannot be taken. Those of the notebook's own metadata are `settleMetadata`'s. */
export function settle(cells: readonly MarkedCell[], conflict: Conflict, take: Take): Settlement | null {
  if (conflict.cell < 0 || (conflict.kind === "metadata" && take === "both")) return null;
  const kept = (from: number, source = cells[from].source) => ({ from, source, metadata: withoutNote(cells[from].metadata) });
  const { cell } = conflict;
  switch (conflict.kind) {
    case "lines":
      return { first: cell, last: cell, cells: [kept(cell, take === "both" ? bothSides(cells[cell].source) : conflict[take])] };
    case "cells": {
      const sides: readonly SideName[] = take === "both" ? ["ours", "theirs"] : [take];
      return { first: cell, last: conflict.end, cells: sides.flatMap((side) => versionOf(conflict, side)).map((from) => kept(from)) };
    }
    case "metadata":
      return {
        first: cell,
        last: cell,
        cells: [
          {
            from: cell,
            source: cells[cell].source,
            metadata: metadataOf(settleMetadata({ metadata: cells[cell].metadata }, conflict.theirValues, take)),
          },
        ],
      };
    case "torn":
      return null;
  }
}

/** The lines of ours, then those of theirs, at each place. */
function bothSides(source: string): string {
  const chunks = readMarkers(source) ?? [];
  return takeSide(
    chunks.map((chunk) => (chunk.kind === "settled" ? chunk : { kind: "settled", lines: [...chunk.ours, ...chunk.theirs] })),
    "ours",
  );
}

/** What holds `metadata` (a cell, or the notebook) without the note, and with theirs's values where those are taken. */
export function settleMetadata(holder: JsonObject, theirValues: readonly TheirValue[], take: Take): JsonObject {
  const settled = take === "theirs" ? theirValues.reduce((object, { path, value }) => withValue(object, path, value), holder) : holder;
  return { ...settled, metadata: withoutNote(metadataOf(settled)) };
}

/** The metadata of a cell, or of the notebook. */
export const metadataOf = ({ metadata }: JsonObject): JsonObject => (isJsonObject(metadata) ? metadata : {});

/** The object with a value at a path; undefined takes the key away. */
function withValue(object: JsonObject, [key, ...rest]: Path, value: JsonValue | undefined): JsonObject {
  const inner = ownValue(object, String(key));
  const changed = rest.length === 0 ? value : withValue(isJsonObject(inner) ? inner : {}, rest, value);
  const kept = Object.entries(object)
    .filter(([name]) => name !== String(key) || changed !== undefined)
    .map(([name, old]) => [name, name === String(key) ? changed : old] as const);
  // Made from entries, as a key may be called "__proto__".
  return Object.fromEntries(
    changed !== undefined && !Object.hasOwn(object, String(key)) ? [...kept, [String(key), changed]] : kept,
  ) as JsonObject;
}

/** Metadata without the note of a conflict. */
export function withoutNote(metadata: JsonObject): JsonObject {
  const own = ownValue(metadata, "nbready");
  if (!isJsonObject(own) || !Object.hasOwn(own, "conflict")) return metadata;
  const { conflict: _, ...others } = own;
  const { nbready: _n, ...rest } = metadata;
  return Object.keys(others).length > 0 ? { ...metadata, nbready: others } : rest;
}
