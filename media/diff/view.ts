// The page of the diff: shows what the extension sends, and tells it what the user wants done.
import "../shared/page.css";
import "./text.css";
import "./view.css";
import { capital } from "../../language-server/util/capital";
import type { OutputType } from "../../language-server/diff/diffPage";
import { editorWindow } from "../shared/editor";
import { byId, element } from "../shared/elements";
import { reveal } from "../shared/reveal";
import type { FromView, Kept, ToView, ViewCommand } from "./messages";
import { joinsOf } from "./joins";
import { makeRows, type Row } from "./rows";
import { makeRuler } from "./ruler";
import { allowRemoteImages } from "./sanitise";
import { makeSearch } from "./search";
import { followWidth, isInlineNow } from "./sides";
import { followTheme } from "./theme";
import { makeToolbar } from "./toolbar";
import { watchSizes } from "./watchSizes";

const editor = editorWindow<FromView, Kept>();
const main = byId("rows");
const kept = editor.getState();
/** A side's name, and the version that stands behind it. */
const named = /^(.*?)(?: (\([^()]*\)))?$/s;
/** Rows are filled when they come this near to the window, pixels. */
const nearby = "1200px";

let uris: readonly [string, string] = kept?.uris ?? ["", ""];
/** null: as the width has it. */
let isInline: boolean | null = kept?.isInline ?? null;
const hidden = new Set<string>(kept?.hidden ?? []);
let rows: readonly Row[] = [];
/** The row that the last step led to; -1 before the first. */
let current = -1;
let scrolled = kept?.scrolled ?? 0;
let isFirst = true;

const toolbar = makeToolbar({ onStep: step, onInline: toggleInline, onToggle: toggleType });
const ruler = makeRuler(byId("ruler"), main);
const sizes = watchSizes(main, drawAround);
const applyInline = followWidth(main, () => isInline, toolbar.sayInline);
const search = makeSearch(
  () => rows,
  ({ startContainer: { parentElement } }) => {
    if (parentElement) reveal(parentElement, main, "center");
  },
);
const near = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      near.unobserve(target);
      rows.find(({ element: row }) => row === target)?.fill(false);
    }
  },
  { root: main, rootMargin: nearby },
);
const notice = element("p", { attributes: { id: "notice", role: "status" } });
byId("controls").append(...toolbar.parts, search.element);
document.body.append(notice);

const keep = (): void => editor.setState({ uris, isInline, hidden: [...hidden], scrolled: main.scrollTop });

function show(message: Extract<ToView, { type: "diff" }>): void {
  const { page, names, canRevert, version, showsAll } = message;
  sayHead(capital(page.summary), message);
  sayFolded(page.folded, showsAll);
  const hadFocus = main.contains(document.activeElement);
  near.disconnect();
  allowRemoteImages(message.remoteImages);
  rows = makeRows(page, {
    file: named.exec(names[1])?.[1] ?? names[1],
    canRevert,
    onCopy: (text, what) => editor.postMessage({ type: "copy", text, what }),
    onRevert: (revert) => editor.postMessage({ type: "revert", version, revert }),
    onOpen: (side, cell) => editor.postMessage({ type: "open", side, cell }),
    onLoadImages: () => editor.postMessage({ type: "loadImages" }),
    onJump: jump,
  });
  const top = isFirst ? scrolled : main.scrollTop;
  main.replaceChildren(
    ...(page.isEqual ? [element("p", { className: "empty", text: "There is no difference." })] : rows.map((row) => row.element)),
  );
  for (const row of rows) near.observe(row.element);
  byId("controls").hidden = page.isEqual;
  toolbar.offer(page, hidden);
  current = -1;
  toolbar.place(current, changes().length);
  sizes.watch(rows.map((row) => row.element));
  search.refresh();
  main.scrollTop = top;
  isFirst = false;
  if (hadFocus || document.activeElement === document.body) main.focus({ preventScroll: true });
  keep();
}

function sayHead(summary: string, { names, uris: now }: Extract<ToView, { names: unknown }>): void {
  uris = now;
  byId("summary").textContent = summary;
  showName(byId("before"), names[0]);
  showName(byId("after"), names[1]);
}

/** "sales.ipynb (HEAD)": a long name is cut off before its version, and is whole in the tooltip. */
function showName(place: HTMLElement, text: string): void {
  const [, name, version] = named.exec(text) ?? [];
  place.title = text;
  place.replaceChildren(
    element("span", { className: "name", text: name }),
    ...(version ? [" ", element("span", { className: "version", text: version })] : []),
  );
}

/** What is folded, with the way to see it. */
function sayFolded(folded: string, showsAll: boolean): void {
  const button = element("button", {
    className: "link",
    text: showsAll ? "Fold what every run changes" : "Show",
    attributes: { "aria-pressed": String(showsAll) },
    onClick: () => editor.postMessage({ type: "showAll", showAll: !showsAll }),
  });
  byId("folded").replaceChildren(
    ...(folded === "" && !showsAll ? [] : [document.createTextNode(folded === "" ? "" : `Not shown: ${folded}. `), button]),
  );
}

function showProblem(message: Extract<ToView, { type: "problem" }>): void {
  sayHead("The notebooks cannot be compared", message);
  sayFolded("", false);
  rows = [];
  byId("controls").hidden = true;
  main.replaceChildren(...message.problems.map((text) => element("p", { className: "empty", text })));
  sizes.watch([]);
  keep();
}

/** What stands beside and over the rows, and hangs on their sizes. */
function drawAround(): void {
  // The ruler stands beside the rows, whatever the head above them takes.
  document.body.style.setProperty("--top", `${main.offsetTop}px`);
  ruler.draw(rows);
  main.querySelector(".joins")?.remove();
  main.append(joinsOf(rows));
}

const changes = (): readonly number[] => rows.flatMap(({ isChange }, index) => (isChange ? [index] : []));

function step(by: 1 | -1): void {
  const stops = changes();
  if (stops.length === 0) return;
  // Without a place of its own the step starts from what is seen.
  const from =
    current >= 0
      ? current
      : rows.findIndex(({ element: row }) => row.offsetTop + row.offsetHeight > main.scrollTop + 1) - (by === 1 ? 1 : 0);
  const next = by === 1 ? (stops.find((at) => at > from) ?? stops[0]) : (stops.findLast((at) => at < from) ?? stops[stops.length - 1]);
  goTo(next);
}

function goTo(at: number): void {
  current = at;
  const { element: row, fill } = rows[at];
  fill(false);
  toolbar.place(changes().indexOf(at), changes().length);
  row.focus({ preventScroll: true });
  reveal(row, main, row.offsetHeight > main.clientHeight ? "start" : "center");
}

/** From where a moved cell stood to where it stands, and back. */
function jump(from: HTMLElement): void {
  const section = from.closest<HTMLElement>("section.row");
  const target =
    section?.dataset.left !== undefined
      ? main.querySelector(`section.moved[data-cell="${section.dataset.left}"]`)
      : main.querySelector(`section.left[data-left="${section?.dataset.cell}"]`);
  const at = rows.findIndex(({ element: row }) => row === target);
  if (at >= 0) goTo(at);
}

function toggleType(type: OutputType, isShown: boolean): void {
  if (isShown) hidden.delete(type);
  else hidden.add(type);
  applyHidden();
  keep();
}

/** The style sheet hides a type by an attribute of the page. */
const applyHidden = (): void => {
  main.dataset.hidden = [...hidden].join(" ");
};

function toggleInline(): void {
  isInline = !isInlineNow();
  applyInline();
  keep();
}

const actions: Readonly<Record<ViewCommand, () => void>> = {
  next: () => step(1),
  previous: () => step(-1),
  find: () => search.open(),
  inline: toggleInline,
};

let noticeTimer: ReturnType<typeof setTimeout> | undefined;
function sayNotice({ text, canUndo }: Extract<ToView, { type: "notice" }>): void {
  clearTimeout(noticeTimer);
  notice.replaceChildren(
    document.createTextNode(text),
    ...(canUndo
      ? [
          element("button", {
            className: "link",
            text: "Undo",
            onClick: () => {
              notice.replaceChildren();
              editor.postMessage({ type: "undo" });
            },
          }),
        ]
      : []),
  );
  noticeTimer = setTimeout(() => notice.replaceChildren(), canUndo ? 12_000 : 5_000);
}

window.addEventListener("message", ({ data }: MessageEvent<ToView>) => {
  switch (data.type) {
    case "diff":
      return show(data);
    case "problem":
      return showProblem(data);
    case "command":
      return actions[data.name]();
    case "colours":
      return takeColours(data.colours);
    case "notice":
      return sayNotice(data);
  }
});
main.addEventListener("scrollend", keep);
// A row that has the focus is where steps go on from.
main.addEventListener("focusin", ({ target }) => {
  const at = rows.findIndex(({ element: row, isChange }) => isChange && target instanceof Node && row.contains(target));
  if (at < 0) return;
  current = at;
  toolbar.place(changes().indexOf(at), changes().length);
});
const takeColours = followTheme((id) => editor.postMessage({ type: "theme", id }));
applyHidden();
editor.postMessage({ type: "ready" });
