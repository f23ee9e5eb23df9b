// The line of controls over the diff: steps through the changes, what of the outputs is shown, how the sides stand, the search.
import { outputTypes, type DiffPage, type OutputType } from "../../language-server/diff/diffPage";
import { element } from "../shared/elements";

export interface ToolbarEvents {
  onStep(step: 1 | -1): void;
  onInline(): void;
  onToggle(type: OutputType, isShown: boolean): void;
}

export interface Toolbar {
  readonly parts: readonly HTMLElement[];
  /** Says which change of how many the user is at; -1 at none. */
  place(at: number, count: number): void;
  /** Offers the types of outputs that this diff has. */
  offer(page: DiffPage, hidden: ReadonlySet<string>): void;
  sayInline(isInline: boolean): void;
}

const typeNames: Readonly<Record<OutputType, string>> = {
  text: "Text",
  error: "Errors",
  table: "Tables",
  image: "Images",
  html: "HTML",
  data: "Data",
};

export function makeToolbar({ onStep, onInline, onToggle }: ToolbarEvents): Toolbar {
  const arrow = (text: string, title: string, onClick: () => void): HTMLButtonElement =>
    element("button", { className: "secondary", text, title, attributes: { "aria-label": title }, onClick });
  const previous = arrow("↑", "Previous change (Shift+F7)", () => onStep(-1));
  const next = arrow("↓", "Next change (F7)", () => onStep(1));
  const place = element("span", { className: "soft place" });
  const types = element("span", { className: "types", attributes: { role: "group", "aria-label": "Outputs that are shown" } });
  const inline = element("button", {
    className: "secondary",
    text: "Inline",
    title: "Show the sides below one another",
    onClick: onInline,
  });
  return {
    parts: [element("span", { className: "steps" }, [previous, next, place]), inline, types],
    place(at, count) {
      place.textContent = count === 0 ? "no changes" : at < 0 ? `${count} ${count === 1 ? "change" : "changes"}` : `${at + 1} of ${count}`;
      previous.disabled = next.disabled = count === 0;
    },
    offer(page, hidden) {
      const all = page.rows.flatMap((row) => ("outputs" in row ? row.outputs : []));
      const counts = outputTypes
        .map((type) => ({ type, count: all.filter((output) => output.type === type).length }))
        .filter(({ count }) => count > 0);
      types.hidden = counts.length === 0;
      types.replaceChildren(
        element("span", { className: "soft", text: "Outputs:" }),
        ...counts.map(({ type, count }) => {
          const input = element("input", { attributes: { type: "checkbox" } });
          input.checked = !hidden.has(type);
          input.addEventListener("change", () => onToggle(type, input.checked));
          return element("label", { title: `Show changes of outputs: ${typeNames[type].toLowerCase()}` }, [
            input,
            document.createTextNode(`${typeNames[type]} ${count}`),
          ]);
        }),
      );
    },
    sayInline: (isInline) => inline.setAttribute("aria-pressed", String(isInline)),
  };
}
