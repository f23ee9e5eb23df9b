// Finds text in the diff, folded cells and lines included, marks it, and leads from one place to the next.
import { element } from "../shared/elements";
import type { Row } from "./rows";

export interface Search {
  readonly element: HTMLElement;
  /** Puts the caret into the field. */
  open(): void;
  /** Looks again: the rows are other ones. */
  refresh(): void;
}

/** So many places are marked and counted; one who finds more looks for something else. */
const most = 1_000;
/** Quiet time after a key before the page is searched, ms. */
const delay = 150;

/** @param rows those on the page now */
export function makeSearch(rows: () => readonly Row[], reveal: (place: Range) => void): Search {
  const input = element("input", {
    attributes: { type: "search", placeholder: "Find", "aria-label": "Find in the diff", spellcheck: "false" },
  });
  const count = element("span", { className: "soft", attributes: { role: "status" } });
  const found = new Highlight();
  const current = new Highlight();
  current.priority = 1;
  CSS.highlights.set("found", found);
  CSS.highlights.set("found-current", current);
  let places: readonly Range[] = [];
  let at = -1;
  let searched = "";
  let timer: ReturnType<typeof setTimeout> | undefined;

  const search = (): void => {
    clearTimeout(timer);
    searched = input.value;
    found.clear();
    current.clear();
    at = -1;
    places = searched === "" ? [] : findAll(rows(), searched);
    for (const place of places) found.add(place);
    count.textContent = searched === "" ? "" : places.length === 0 ? "nothing" : placesText(places.length);
  };
  const go = (step: 1 | -1): void => {
    if (input.value !== searched) search();
    if (places.length === 0) return;
    at = at === -1 ? (step === 1 ? 0 : places.length - 1) : (at + step + places.length) % places.length;
    current.clear();
    current.add(places[at]);
    count.textContent = `${at + 1} of ${placesText(places.length)}`;
    reveal(places[at]);
  };
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(search, delay);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") go(event.shiftKey ? -1 : 1);
    else if (event.key === "Escape") {
      input.value = "";
      search();
    } else return;
    event.preventDefault();
  });
  return {
    element: element("span", { className: "search", attributes: { role: "search" } }, [input, count]),
    open() {
      input.focus();
      input.select();
    },
    refresh() {
      if (searched !== "") search();
    },
  };
}

const placesText = (count: number): string => (count >= most ? `${most} or more` : String(count));

/** Every place in the rows' texts, in the page's order; rows that hold the text are filled and unfolded for it. */
function findAll(rows: readonly Row[], text: string): readonly Range[] {
  const wanted = text.toLowerCase();
  const places: Range[] = [];
  for (const row of rows) {
    if (places.length >= most) break;
    if (!row.texts().some((one) => one.toLowerCase().includes(wanted))) continue;
    row.fill(true);
    for (const line of row.element.querySelectorAll<HTMLElement>(".t, .gist code, .values li, .rendered, .tree .leaf, .tree .key"))
      places.push(...placesIn(line, wanted));
  }
  return places.slice(0, most);
}

function placesIn(line: HTMLElement, wanted: string): readonly Range[] {
  const text = line.textContent.toLowerCase();
  const places: Range[] = [];
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
    const place = document.createRange();
    const [start, end] = [pointAt(line, at), pointAt(line, at + wanted.length)];
    if (!start || !end) break;
    place.setStart(...start);
    place.setEnd(...end);
    places.push(place);
  }
  return places;
}

/** The text node, and the place in it, of a character of an element. */
function pointAt(within: HTMLElement, offset: number): readonly [Node, number] | undefined {
  const walker = document.createTreeWalker(within, NodeFilter.SHOW_TEXT);
  let left = offset;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const length = node.nodeValue?.length ?? 0;
    if (left <= length) return [node, left];
    left -= length;
  }
  return undefined;
}
