// Outputs that came, went or changed: texts and tables as lines, images, and HTML made harmless.
import { capital } from "../../language-server/util/capital";
import type { PageOutput } from "../../language-server/diff/diffPage";
import { fitting, placeOf } from "../../language-server/diff/text/facing";
import { element } from "../shared/elements";
import { imagePair } from "./images";
import { sanitiseHtml } from "./sanitise";
import { noColours, textPanes, textTable } from "./text";
import { jsonSection } from "./tree";

/** Of one output so many lines are shown at first, as in VS Code's own notebooks. */
export const mostLines = 30;
/** And of one that was cleared with all others of its cell. */
export const clearedLines = 3;
/** Fewer than so many are not worth a click. */
const fewest = 5;

/**
 * @param most lines that are shown at first
 * @param onLoadImages asks for the images that lie on servers
 */
export function outputSection(output: PageOutput, most: number, onLoadImages: () => void): HTMLElement {
  const { kind, type, head, blocks, image, html, json } = output;
  const body = element("div", { className: "output-body" });
  const asText = (): void => body.replaceChildren(...lines(output, most));
  const rendered = html && (() => body.replaceChildren(...renderedPair(html, head, onLoadImages)));
  const asTree = json && (() => body.replaceChildren(jsonSection(json, capital(head))));
  // Of an output that changed, the lines tell what did, where there are any; one that is new or gone is read as it looked.
  const isRendered = kind !== "changed" || blocks.length === 0;
  if (asTree) asTree();
  else if (rendered && isRendered) rendered();
  else if (image) body.replaceChildren(imagePair(image.before, image.after, image.says), ...lines(output, most));
  else asText();
  const title = element("h3", {}, [element("span", { text: capital(head) })]);
  if (asTree) title.append(toggle(true, "Show as tree", asTree, asText));
  else if (rendered && blocks.length > 0) title.append(toggle(isRendered, "Show as it looked", rendered, asText));
  return element("section", { className: `output ${kind}`, attributes: { "data-type": type, "aria-label": capital(head) } }, [title, body]);
}

function toggle(isRendered: boolean, name: string, rendered: () => void, asText: () => void): HTMLElement {
  const button = element("button", { className: "link" });
  const say = (): void => {
    button.textContent = isRendered ? "Show as text" : name;
    button.setAttribute("aria-pressed", String(isRendered));
  };
  button.addEventListener("click", () => {
    isRendered = !isRendered;
    (isRendered ? rendered : asText)();
    say();
  });
  say();
  return button;
}

function renderedPair({ before, after }: NonNullable<PageOutput["html"]>, head: string, onLoadImages: () => void): readonly HTMLElement[] {
  let blocked = 0;
  const side = (html: string | null, name: string): HTMLElement => {
    if (html === null) return element("div", { className: "rendered none" });
    const safe = sanitiseHtml(html);
    blocked += safe.blocked;
    return element(
      "div",
      { className: "rendered", attributes: { role: "region", "aria-label": `${capital(head)} ${name}`, tabindex: "0" } },
      [safe.content],
    );
  };
  const pair = element("div", { className: "pair" }, [side(before, "before"), side(after, "after")]);
  if (blocked === 0) return [pair];
  const offer = element(
    "p",
    {
      className: "soft offer",
      text: `${blocked === 1 ? "An image lies" : `${blocked} images lie`} on a server and ${blocked === 1 ? "is" : "are"} not loaded. `,
    },
    [element("button", { className: "link", text: "Load remote images", onClick: onLoadImages })],
  );
  return [pair, offer];
}

function lines({ hasRows, blocks, lines: all, more, head }: PageOutput, most: number): readonly Node[] {
  if (blocks.length === 0) return [];
  const label = `${capital(head)}, line by line`;
  const table = (start: number, end?: number): HTMLElement => {
    const part = blocks.slice(start, end);
    const options = { label, lines: all ?? undefined, from: placeOf(blocks, start) };
    return hasRows ? textPanes(part, options) : textTable(part, { ...options, colours: noColours });
  };
  const fit = (count: number): number => (hasRows ? Math.min(blocks.length, count) : fitting(blocks, count));
  const end = more > 0 ? [element("p", { className: "soft", text: `${more} more lines are not shown.` })] : [];
  if (fit(most + fewest) === blocks.length) return [table(0), ...end];
  const shown = fit(most);
  const button = element("button", {
    className: "fold",
    text: `${blocks.length - shown} more lines`,
    attributes: { "aria-expanded": "false" },
  });
  button.addEventListener("click", () => button.replaceWith(table(shown), ...end));
  return [table(0, shown), button];
}
