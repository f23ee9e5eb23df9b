// The page of a merge: the conflicts of a notebook, what each side changed, and a choice for each.
import "../shared/page.css";
import "../diff/text.css";
import "../diff/view.css";
import "./view.css";
import type { LinePart } from "../../language-server/merge/markers";
import type { PagedConflict, TextChange } from "../../language-server/merge/mergePage";
import type { Take } from "../../language-server/merge/settle";
import { visible } from "../../language-server/notebook/visible";
import { highlightLines } from "../diff/highlight";
import { followWidth } from "../diff/sides";
import { textTable } from "../diff/text";
import { editorWindow } from "../shared/editor";
import { byId, element } from "../shared/elements";
import { reveal } from "../shared/reveal";
import type { FromView, Kept, ToView } from "./messages";

const editor = editorWindow<FromView, Kept>();
const main = byId("rows");
const notice = element("p", { attributes: { id: "notice", role: "status" } });
document.body.append(notice);
followWidth(
  main,
  () => null,
  () => {},
);

/** What a choice is called, and the key that makes it. */
const choices: Readonly<Record<Take, { readonly name: string; readonly key: string }>> = {
  ours: { name: "Take ours", key: "1" },
  theirs: { name: "Take theirs", key: "2" },
  both: { name: "Take both", key: "3" },
};

/** Of the notebook as it is shown; a choice names it. */
let version = 0;
/** What is shown, as text: a notebook that changed elsewhere leaves the page as it is. */
let shown = "";
const saveButton = button("Save Notebook", "Save the notebook", () => editor.postMessage({ type: "save" }));
byId("controls").append(
  button("Undo", "Take the last change of the notebook back", () => editor.postMessage({ type: "undo" })),
  saveButton,
);

function show({ name, uri, version: now, isDirty, canUndo, conflicts: open }: Extract<ToView, { type: "conflicts" }>): void {
  version = now;
  editor.setState({ uri });
  const count = open.length;
  byId("summary").textContent =
    count === 0 ? `No conflict is left in ${name}` : `${count} ${count === 1 ? "conflict" : "conflicts"} in ${name}`;
  byId("hint").textContent =
    count === 0
      ? isDirty
        ? "Save the notebook, then stage it in Source Control."
        : "The notebook is saved. Stage it in Source Control when you are content with it."
      : "Keys: 1 takes ours, 2 theirs, 3 both; F7 goes to the next conflict.";
  const at = place();
  const hadFocus = main.contains(document.activeElement) || document.activeElement === document.body;
  byId("controls").hidden = !canUndo;
  saveButton.hidden = !isDirty;
  // A button that goes with what it did leaves the focus to what is below it.
  if (document.activeElement?.closest("[hidden]")) (sections()[0] ?? main).focus();
  const text = JSON.stringify(open);
  if (text === shown) return;
  shown = text;
  main.replaceChildren(...open.map(section));
  notice.textContent = "";
  // The next conflict stands where the settled one stood.
  if (hadFocus && count > 0) sections()[Math.min(Math.max(0, at), count - 1)].focus();
  else if (hadFocus) main.focus();
}

function showProblem(text: string): void {
  byId("summary").textContent = text;
  byId("hint").textContent = "";
  byId("controls").hidden = true;
  shown = "";
  main.replaceChildren();
}

const sections = (): readonly HTMLElement[] => [...main.querySelectorAll<HTMLElement>(":scope > section")];

/** Which conflict has the focus; -1 where none has. */
const place = (): number => sections().findIndex((one) => one.contains(document.activeElement));

function section(conflict: PagedConflict): HTMLElement {
  const result = element("div", { className: "result" });
  const preview = (take: Take | null): void => result.replaceChildren(...resultOf(conflict, take));
  preview(null);
  const takes = conflict.choices.map(({ take }) => {
    const { name, key } = choices[take];
    const made = button(name, `${name}: ${conflict.title} (key ${key})`, () => choose(conflict, take));
    made.setAttribute("aria-keyshortcuts", key);
    for (const event of ["focus", "mouseenter"]) made.addEventListener(event, () => preview(take));
    made.addEventListener("mouseleave", () => preview(null));
    made.addEventListener("blur", ({ relatedTarget }) => {
      if (!isIn(result, relatedTarget)) preview(null);
    });
    return made;
  });
  // Who goes on to what a choice leaves reads that; made anew under the focus, it would lose the focus.
  result.addEventListener("focusout", ({ relatedTarget }) => {
    if (document.hasFocus() && !isIn(result, relatedTarget)) preview(null);
  });
  const open =
    conflict.cell < 0
      ? []
      : [
          element("button", {
            className: "action",
            text: "Open",
            title: "Open the cell in the notebook",
            attributes: { "aria-label": `Open the cell in the notebook: ${conflict.title}` },
            onClick: () => editor.postMessage({ type: "open", cell: conflict.cell }),
          }),
        ];
  const made = element(
    "section",
    {
      className: "row changed filled",
      attributes: { tabindex: "-1", "aria-label": `${conflict.title}: ${conflict.says}`, "data-cell": String(conflict.cell) },
    },
    [
      element("header", {}, [
        element("span", { className: "sign", text: "!", attributes: { "aria-hidden": "true" } }),
        element("h2", { text: conflict.title }),
        element("span", { className: "word", text: conflict.says }),
        element("span", { className: "actions" }, open),
      ]),
      element("div", { className: "body" }, [
        ...conflict.changes.map((change) => changeOf(conflict, change)),
        ...valuesOf(conflict),
        element("div", { className: "takes", attributes: { role: "group", "aria-label": `Settle ${conflict.title}` } }, takes),
        result,
      ]),
    ],
  );
  made.addEventListener("keydown", (event) => {
    const choice = conflict.choices.find(({ take }) => choices[take].key === event.key);
    if (!choice || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    choose(conflict, choice.take);
  });
  return made;
}

const isIn = (place: HTMLElement, target: EventTarget | null): boolean => target instanceof Node && place.contains(target);

function button(text: string, title: string, onClick: () => void): HTMLButtonElement {
  return element("button", { className: "secondary choice", text, title, onClick });
}

const choose = ({ cell }: PagedConflict, take: Take): void => editor.postMessage({ type: "take", version, cell, take });

function changeOf({ language }: PagedConflict, { name, before, after, blocks }: TextChange): HTMLElement {
  const colours = { before: highlightLines(before, language), after: highlightLines(after, language) };
  const body =
    blocks.length === 0
      ? element("p", { className: "gist", text: "No change" })
      : textTable(blocks, { label: name, colours, lines: { before: before.split("\n"), after: after.split("\n") } });
  return element("div", { className: "change" }, [element("h3", { text: name }), body]);
}

function valuesOf({ values }: PagedConflict): readonly HTMLElement[] {
  if (values.length === 0) return [];
  return [
    element(
      "ul",
      { className: "values" },
      values.map(({ name, theirs }) =>
        element("li", {}, [
          element("code", { text: visible(name) }),
          document.createTextNode(theirs === null ? ": theirs deleted it" : `: theirs has ${visible(theirs)}`),
        ]),
      ),
    ),
  ];
}

/** What stands after a choice; null: what stands now. */
function resultOf({ title, choices: possible, now, parts, values, language }: PagedConflict, take: Take | null): readonly HTMLElement[] {
  if (values.length > 0 || (possible.length === 0 && now === "")) return [];
  const text = take === null ? now : (possible.find((one) => one.take === take)?.text ?? null);
  const head = element("h3", { text: take === null ? "Result: not settled yet" : `Result: ${choices[take].name.toLowerCase()}` });
  if (text === null) return [head, element("p", { className: "gist", text: "No cell is left." })];
  if (take === null && now === "")
    return [head, element("p", { className: "gist", text: "Until then each version stands in the notebook, between marker cells." })];
  const lines = text.split("\n");
  const colours = highlightLines(text, language);
  return [
    head,
    element(
      "pre",
      { className: "text", attributes: { tabindex: "0", role: "region", "aria-label": `${title}, result` } },
      lines.map((line, index) => {
        const tokens = colours[index];
        const isWhole = tokens?.map((token) => token.text).join("") === line;
        return element(
          "span",
          { className: take === null ? classOf(parts[index]) : "line" },
          isWhole
            ? tokens.map((token) => element("span", { className: token.kind === "" ? "" : `k-${token.kind}`, text: visible(token.text) }))
            : [document.createTextNode(visible(line))],
        );
      }),
    ),
  ];
}

const classOf = ({ side, isMarker }: LinePart): string =>
  ["line", ...(isMarker ? ["marker"] : []), ...(side === "" ? [] : [side])].join(" ");

function step(by: 1 | -1): void {
  const all = sections();
  if (all.length === 0) return;
  const next = all[(place() + by + all.length + (place() < 0 && by < 0 ? 1 : 0)) % all.length];
  next.focus();
  reveal(next, main, "start");
}

window.addEventListener("message", ({ data }: MessageEvent<ToView>) => {
  if (data.type === "conflicts") show(data);
  else if (data.type === "problem") showProblem(data.text);
  else if (data.type === "command") step(data.name === "next" ? 1 : -1);
  else notice.textContent = data.text;
});
window.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "z") {
    event.preventDefault();
    editor.postMessage({ type: "undo" });
  } else if (event.key === "ArrowDown" && event.altKey) step(1);
  else if (event.key === "ArrowUp" && event.altKey) step(-1);
});
editor.postMessage({ type: "ready" });
