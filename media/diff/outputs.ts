// Outputs that came, went or changed: texts and tables as lines, images, and HTML made harmless.
import type { PageOutput } from "../../language-server/diff/diffPage";
import { element } from "../shared/elements";
import { imagePair } from "./images";
import { sanitiseHtml } from "./sanitise";
import { noColours, textPanes, textTable } from "./text";

/** Of one output so many lines are shown at first. */
const mostLines = 60;

export function outputSection(output: PageOutput): HTMLElement {
  const { kind, type, head, image, html } = output;
  const body = element("div", { className: "output-body" });
  const asText = (): void => body.replaceChildren(...lines(output));
  const rendered = html && (() => body.replaceChildren(renderedPair(html, head)));
  // Of an output that changed, the lines tell what did; one that is new or gone is read as it looked.
  if (rendered && kind !== "changed") rendered();
  else if (image) body.replaceChildren(imagePair(image.before, image.after, image.says), ...lines(output));
  else asText();
  const title = element("h3", {}, [element("span", { text: capital(head) })]);
  if (rendered) title.append(toggle(kind !== "changed", rendered, asText));
  return element("section", { className: `output ${kind}`, attributes: { "data-type": type, "aria-label": capital(head) } }, [title, body]);
}

export const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

function toggle(isRendered: boolean, rendered: () => void, asText: () => void): HTMLElement {
  const button = element("button", { className: "link" });
  const say = (): void => {
    button.textContent = isRendered ? "Show as text" : "Show as it looked";
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

function renderedPair({ before, after }: NonNullable<PageOutput["html"]>, head: string): HTMLElement {
  const side = (html: string | null, name: string): HTMLElement =>
    html === null ? element("div", { className: "rendered none" }) : element("div", { className: "rendered", attributes: { role: "region", "aria-label": `${capital(head)} ${name}`, tabindex: "0" } }, [sanitiseHtml(html)]);
  return element("div", { className: "pair" }, [side(before, "before"), side(after, "after")]);
}

function lines({ type, blocks, more, head }: PageOutput): readonly Node[] {
  if (blocks.length === 0) return [];
  const label = `${capital(head)}, line by line`;
  const table = (shown: typeof blocks): HTMLElement => (type === "table" ? textPanes(shown, label) : textTable(shown, { label, colours: noColours }));
  const rest = blocks.length - mostLines;
  const end = more > 0 ? [element("p", { className: "soft", text: `${more} more lines are not shown.` })] : [];
  if (rest <= 5) return [table(blocks), ...end];
  const button = element("button", { className: "fold", text: `${rest} more lines`, attributes: { "aria-expanded": "false" } });
  button.addEventListener("click", () => button.replaceWith(table(blocks.slice(mostLines)), ...end));
  return [table(blocks.slice(0, mostLines)), button];
}
