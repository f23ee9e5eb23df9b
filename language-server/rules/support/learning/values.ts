// What the trace of a notebook's data knows about a value: where its rows come from and what has looked at them.
import type { Role } from "../../../knowledge/splitters";
import type { Transformer } from "../../../knowledge/transformers";
import type { CallExpr, Expr } from "../../../python/syntax";
import { areShared, joinRoots, noRoots, onlyRoot, type Root, type Roots } from "./roots";

/** Where something happened, and when: the trace numbers its events in the order of running. */
export interface Event {
  readonly cell: number;
  readonly node: CallExpr | Expr;
  readonly order: number;
}

/** Rows divided into train and test. */
export interface Split extends Event {
  /** As messages call it: "train_test_split", "KFold". */
  readonly label: string;
  /** The split of one cross-validation, which nobody sees. */
  readonly isInside: boolean;
  readonly inputs: readonly Data[];
}

/** One side of a split. */
export interface Part {
  readonly split: Split;
  readonly role: Role;
  /** The variable's name says so too: somebody may keep a "test" side for work, and call it X_small. */
  readonly isNamed: boolean;
}

const parts = new WeakMap<Split, Map<string, Part>>();

/** The one object for a side of a split. */
export function partOf(split: Split, role: Role, isNamed = false): Part {
  const known = parts.get(split) ?? new Map<string, Part>();
  parts.set(split, known);
  const key = `${role} ${isNamed}`;
  const part = known.get(key) ?? { split, role, isNamed };
  known.set(key, part);
  return part;
}

/** A transformer learning from rows. */
export interface Fit extends Event {
  readonly node: CallExpr;
  /** The call that made the transformer; null for a function such as scale(), and where gaps are filled by hand. */
  readonly object: CallExpr | null;
  /** Of gaps that are filled by hand, the figure's name. */
  readonly className: string;
  readonly method: string;
  readonly transformer: Transformer;
  readonly data: Data;
  /** The youngest roots of the names that it was given: what is made of these very rows has them, too. */
  readonly youngest: Roots;
}

/** A fitted transformer applied to rows. */
export interface Transform extends Event {
  readonly object: CallExpr;
  readonly data: Data;
}

/** A model that learns from labelled rows, predicts for rows, or is scored on rows. `key` is equal where the rows are the same. */
export interface ModelUse extends Event {
  readonly node: CallExpr;
  readonly object: CallExpr;
  readonly className: string;
  readonly key: string;
  readonly data: Data;
  /** Fitted to what another model predicts, which it is to explain: rows of its own would tell nothing more. */
  readonly explains: boolean;
}

/** A mean or another figure of whole columns. Nothing has learned from it until gaps are filled with it. */
export interface Figure {
  /** The method that gave it: "mean". */
  readonly name: string;
  readonly data: Data;
  /** As of a fit. */
  readonly youngest: Roots;
}

/** Rows, or what is made of them. */
export interface Data {
  /** The values it is made of. */
  readonly roots: Roots;
  readonly parts: ReadonlySet<Part>;
  /** What learned from whole rows and left its mark in the values. */
  readonly fits: ReadonlySet<Fit>;
  /** Of `fits`, what learned from some only of the rows that were put below one another here: cutting these apart again reveals nothing. */
  readonly partial: ReadonlySet<Fit>;
  /** Figures that it holds. */
  readonly figures: ReadonlySet<Figure>;
  /** Predictions that it holds. */
  readonly predictions: ReadonlySet<ModelUse>;
  /** Of a tuple whose elements are known. */
  readonly elements: readonly Data[] | null;
}

const none: ReadonlySet<never> = new Set();

export const emptyData: Data = { roots: noRoots, parts: none, fits: none, partial: none, figures: none, predictions: none, elements: null };

/** A value made of all of these. */
export function joinData(values: readonly Data[]): Data {
  const filled = values.filter((value) => value !== emptyData);
  if (filled.length === 0) return emptyData;
  if (filled.length === 1) return filled[0].elements ? { ...filled[0], elements: null } : filled[0];
  return filled.reduce(joinTwo);
}

const joinTwo = (one: Data, other: Data): Data => ({
  roots: joinRoots(one.roots, other.roots),
  parts: union(one.parts, other.parts),
  fits: union(one.fits, other.fits),
  partial: union(one.partial, other.partial),
  figures: union(one.figures, other.figures),
  predictions: union(one.predictions, other.predictions),
  elements: null,
});

/** Rows put below one another, as `pd.concat([train, test])` does. */
export function stackData(values: readonly Data[]): Data {
  const stacked = joinData(values);
  const partial = [...stacked.fits].filter(({ youngest }) => !values.every(({ roots }) => areShared(roots, youngest)));
  return { ...stacked, elements: null, partial: union(stacked.partial, new Set(partial)) };
}

/** The rows as they are to somebody who cuts them: without the marks of what learned from one part only. */
export const withoutPartial = (data: Data): Data =>
  data.partial.size === 0 ? data : { ...data, fits: new Set([...data.fits].filter((fit) => !data.partial.has(fit))) };

export const withRoot = (data: Data, root: Root): Data => ({ ...data, roots: joinRoots(data.roots, onlyRoot(root)) });
export const withPart = (data: Data, part: Part): Data => ({ ...data, parts: union(data.parts, new Set([part])), elements: null });
export const withFit = (data: Data, fit: Fit): Data => ({ ...data, fits: union(data.fits, new Set([fit])), elements: null });

/** True where both are made of some of the same rows. */
export const shareRoots = (one: Data, other: Data): boolean => areShared(one.roots, other.roots);

/** True where two values cannot be told from one another. */
export const areSameData = (one: Data, other: Data): boolean =>
  one === other ||
  (one.roots.bits === other.roots.bits &&
    sets.every((set) => areSameSets(one[set], other[set])) &&
    areSameElements(one.elements, other.elements));

const sets = ["parts", "fits", "partial", "figures", "predictions"] as const;

function areSameSets(one: ReadonlySet<unknown>, other: ReadonlySet<unknown>): boolean {
  if (one === other) return true;
  if (one.size !== other.size) return false;
  for (const item of one) if (!other.has(item)) return false;
  return true;
}

const areSameElements = (one: Data["elements"], other: Data["elements"]): boolean =>
  one === other ||
  (one !== null && other !== null && one.length === other.length && one.every((element, index) => areSameData(element, other[index]!)));

/** The splits that rows come from, with their sides. */
export function rolesBySplit({ parts }: Data): ReadonlyMap<Split, ReadonlySet<Role>> {
  const roles = new Map<Split, Set<Role>>();
  for (const { split, role } of parts) roles.set(split, new Set([...(roles.get(split) ?? []), role]));
  return roles;
}

/** "test" where the rows are only test rows of some split; "train" where they are only train rows of every split they come from; else null. */
export function roleOf(data: Data): Role | null {
  const each = [...rolesBySplit(data).values()];
  if (each.some((found) => found.size === 1 && found.has("test"))) return "test";
  return each.length > 0 && each.every((found) => found.size === 1) ? "train" : null;
}

function union<T>(one: ReadonlySet<T>, other: ReadonlySet<T>): ReadonlySet<T> {
  if (one.size === 0) return other;
  for (const added of other) if (!one.has(added)) return new Set([...one, ...other]);
  return one;
}
