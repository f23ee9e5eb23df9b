// Combines many fixes into one change, leaving out those that touch what an earlier one changes.
import { addTo } from "../util/groupBy";
import type { FileEdit, Fix, NotebookEdit } from "../notebook/edits";
import { pushAll } from "../util/pushAll";

export interface Combined<T> {
  readonly edits: readonly NotebookEdit[];
  readonly files: readonly FileEdit[];
  /** Those of the given items whose fix is in it. */
  readonly taken: readonly T[];
}

/** The edits of all fixes that can be made together; where two clash, the earlier is taken. */
export function combineFixes<T>(items: readonly T[], fixOf: (item: T) => Fix): Combined<T> {
  const edits = gather(placesOf, clash);
  const files = gather<FileEdit>(({ path }) => both([path]), filesClash);
  const taken: T[] = [];
  for (const item of items) {
    const fix = fixOf(item);
    const newEdits = edits.newOnes(fix.edits);
    const newFiles = files.newOnes(fix.files ?? []);
    if (newEdits.some(edits.isAgainst) || newFiles.some(files.isAgainst)) continue;
    edits.add(newEdits);
    files.add(newFiles);
    taken.push(item);
  }
  return { edits: edits.all, files: files.all, taken };
}

/** Edits by the places that they touch, so that a new one is compared with few of them. */
interface Gathered<Edit> {
  readonly all: readonly Edit[];
  /** Two fixes may both add the same import: once is enough. */
  newOnes(edits: readonly Edit[]): readonly Edit[];
  /** Whether an edit clashes with one of these. */
  isAgainst(edit: Edit): boolean;
  add(edits: readonly Edit[]): void;
}

/** The keys under which an edit is found, and those of the edits that it may clash with. */
interface Places {
  readonly own: readonly (number | string)[];
  readonly met: readonly (number | string)[];
}

const both = (places: readonly (number | string)[]): Places => ({ own: places, met: places });

/** null: it touches everything. */
type PlacesOf<Edit> = (edit: Edit) => Places | null;

function gather<Edit>(placesOf: PlacesOf<Edit>, clash: (one: Edit, other: Edit) => boolean): Gathered<Edit> {
  const all: Edit[] = [];
  const known = new Set<string>();
  const everywhere: Edit[] = [];
  const at = new Map<number | string, Edit[]>();
  return {
    all,
    newOnes: (edits) => edits.filter((edit) => !known.has(JSON.stringify(edit))),
    isAgainst(edit) {
      const near = placesOf(edit)?.met.map((place) => at.get(place) ?? []) ?? [all];
      return [everywhere, ...near].some((ones) => ones.some((one) => clash(one, edit)));
    },
    add(edits) {
      pushAll(all, edits);
      for (const edit of edits) {
        known.add(JSON.stringify(edit));
        const places = placesOf(edit);
        if (places === null) everywhere.push(edit);
        for (const place of places?.own ?? []) addTo(at, place, edit);
      }
    },
  };
}

/** Length of the stretches of a cell's text by which replacements are found, in UTF-16 units. */
const STRETCH = 1000;

function placesOf(edit: NotebookEdit): Places | null {
  if (isWhole(edit)) return null;
  if (edit.kind === "insertCell") return both(["order"]);
  const { cell } = edit;
  if (edit.kind === "deleteCell") return { own: [cell, `end of ${cell}`], met: [cell, `text of ${cell}`] };
  if (edit.kind !== "replaceText") return both(isOrder(edit) ? ["order", cell] : [cell]);
  const stretches: string[] = [];
  for (let at = Math.floor(edit.start / STRETCH); at <= Math.floor(edit.end / STRETCH); at++) stretches.push(`${cell} at ${at}`);
  return { own: [...stretches, `text of ${cell}`], met: [...stretches, `end of ${cell}`] };
}

function clash(one: NotebookEdit, other: NotebookEdit): boolean {
  if (isWhole(one) || isWhole(other)) return true;
  // Cells that are moved and cells that are inserted change for each other what "in front of cell 3" means.
  if (isOrder(one) && isOrder(other)) return true;
  if (one.kind === "insertCell" || other.kind === "insertCell") return false;
  if (one.cell !== other.cell) return false;
  if (one.kind === "replaceText" && other.kind === "replaceText") return overlap(one, other);
  return one.kind === "deleteCell" || other.kind === "deleteCell" || one.kind === other.kind;
}

type WholeEdit = Extract<NotebookEdit, { kind: "repair" | "upgrade" }>;

const isWhole = (edit: NotebookEdit): edit is WholeEdit => edit.kind === "repair" || edit.kind === "upgrade";
const isOrder = ({ kind }: NotebookEdit): boolean => kind === "moveCell" || kind === "insertCell";

function filesClash(one: FileEdit, other: FileEdit): boolean {
  if (one.path !== other.path) return false;
  return one.kind === "createFile" || other.kind === "createFile" || overlap(one, other);
}

/** Insertions at one place go one after the other; anything else that shares a character, or is inside, clashes. */
function overlap(one: { readonly start: number; readonly end: number }, other: { readonly start: number; readonly end: number }): boolean {
  if (one.start === one.end && other.start === other.end) return false;
  return one.start < other.end && other.start < one.end;
}
