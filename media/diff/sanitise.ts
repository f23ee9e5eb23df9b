// Makes HTML and SVG of outputs harmless: what stays runs nothing, loads nothing, and looks like nothing of the page's own.
//
// The page's content policy is the second wall: it lets no script but ours run and nothing come from the network.
import DOMPurify from "dompurify";

const purify = DOMPurify(window);
const embedded = /^data:image\/(?:png|jpeg|gif|webp);/i;
let allowsRemote = false;
/** Images that were taken out since the last call. */
let blocked = 0;

/** Says whether images of servers stay; no others than those that come over https ever do. */
export function allowRemoteImages(isAllowed: boolean): void {
  allowsRemote = isAllowed;
}

purify.addHook("afterSanitizeAttributes", (node) => {
  // Pictures that stand in the output itself stay; others would tell their server who reads the notebook.
  const source = node.getAttribute("src") ?? "";
  if (node.tagName === "IMG" && allowsRemote && /^https:\/\//i.test(source)) node.setAttribute("referrerpolicy", "no-referrer");
  else if (node.tagName === "IMG" && !embedded.test(source)) {
    blocked++;
    const told = node.ownerDocument.createElement("em");
    told.textContent = `[remote image not loaded${node.getAttribute("alt") ? `: ${node.getAttribute("alt")}` : ""}]`;
    node.replaceWith(told);
  }
  if (node.tagName === "A") {
    // A click goes through VS Code's own question.
    if (!/^https?:\/\//i.test(node.getAttribute("href") ?? "")) node.removeAttribute("href");
    node.removeAttribute("target");
  }
});

/** The output's HTML as elements to put into the page, and how many images of servers were taken out of it. */
export function sanitiseHtml(html: string): { readonly content: DocumentFragment; readonly blocked: number } {
  blocked = 0;
  const content = purify.sanitize(html, {
    USE_PROFILES: { html: true },
    FORBID_TAGS: [
      "style",
      "form",
      "input",
      "button",
      "select",
      "textarea",
      "option",
      "label",
      "dialog",
      "audio",
      "video",
      "source",
      "picture",
      "track",
      "map",
      "area",
    ],
    // Names and classes could reach what the page itself is made of, or dress up as it.
    FORBID_ATTR: [
      "style",
      "class",
      "id",
      "name",
      "for",
      "role",
      "tabindex",
      "accesskey",
      "contenteditable",
      "srcset",
      "background",
      "poster",
      "popover",
      "popovertarget",
      "hidden",
      "is",
      "slot",
    ],
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    RETURN_DOM_FRAGMENT: true,
  });
  return { content, blocked };
}

/** An SVG as text that can stand in an image's address, where it could run and load nothing anyway. */
export const sanitiseSvg = (svg: string): string =>
  purify.sanitize(svg, {
    USE_PROFILES: { svg: true, svgFilters: true },
    FORBID_TAGS: ["a", "animate", "set"],
    PARSER_MEDIA_TYPE: "application/xhtml+xml",
    NAMESPACE: "http://www.w3.org/2000/svg",
  });
