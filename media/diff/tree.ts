// JSON as a tree: what changed stands open, what did not is one line that unfolds.
import type { PageOutput } from "../../language-server/diff/diffPage";
import { jsonTree, type JsonNode } from "../../language-server/diff/outputs/jsonTree";
import { visible } from "../../language-server/notebook/visible";
import { element } from "../shared/elements";

/** So many changed values are open at first; the others unfold. */
const mostOpen = 200;
/** As many unchanged values below one another become one line. */
const fewestFolded = 3;

const words = { same: "", added: "new", removed: "removed", changed: "changed" } as const;

/** The tree of both sides. */
export function jsonSection({ before, after }: NonNullable<PageOutput["json"]>, label: string): HTMLElement {
  const root = jsonTree(before, after);
  const rest = { open: mostOpen };
  const body = root.children ? listOf(root.children(), rest) : element("ul", {}, [leaf(root)]);
  body.className = "tree";
  body.setAttribute("aria-label", label);
  return body;
}

interface Rest {
  open: number;
}

function listOf(nodes: readonly JsonNode[], rest: Rest): HTMLElement {
  const list = element("ul");
  for (let at = 0; at < nodes.length;) {
    const run = nodes.slice(at).findIndex(({ happening }) => happening !== "same");
    const count = run < 0 ? nodes.length - at : run;
    if (count >= fewestFolded) list.append(foldedRun(nodes.slice(at, at + count)));
    else list.append(...nodes.slice(at, at + count).map((node) => itemOf(node, rest)));
    at += count;
    if (at < nodes.length) list.append(itemOf(nodes[at++], rest));
  }
  return list;
}

function foldedRun(nodes: readonly JsonNode[]): HTMLElement {
  const item = element("li", { className: "same" });
  item.append(
    element("button", {
      className: "fold",
      text: `${nodes.length} unchanged`,
      attributes: { "aria-expanded": "false" },
      onClick: () => item.replaceWith(...nodes.map((node) => itemOf(node, { open: 0 }))),
    }),
  );
  return item;
}

function itemOf(node: JsonNode, rest: Rest): HTMLElement {
  const { key, happening, before, after, children } = node;
  if (!children) return leaf(node);
  const size = before === after || before === null || after === null ? (after ?? before ?? "") : `${before} → ${after}`;
  const item = element("li", { className: happening });
  const button = element("button", { className: "fold" }, [
    element("span", { className: "key", text: visible(key) }),
    document.createTextNode(` ${size}${words[happening] === "" ? "" : `, ${words[happening]}`}`),
  ]);
  let list: HTMLElement | undefined;
  const open = (isOpen: boolean): void => {
    button.setAttribute("aria-expanded", String(isOpen));
    if (isOpen && !list) item.append((list = listOf(children(), rest)));
    if (list) list.hidden = !isOpen;
  };
  button.addEventListener("click", () => open(button.getAttribute("aria-expanded") !== "true"));
  item.append(button);
  open(happening === "changed" && rest.open-- > 0);
  return item;
}

function leaf({ key, happening, before, after }: JsonNode): HTMLElement {
  const name = key === "" ? [] : [element("span", { className: "key", text: visible(key) }), document.createTextNode(": ")];
  const value = (text: string | null, side: "del" | "ins"): readonly Node[] =>
    text === null ? [] : [happening === "same" ? document.createTextNode(visible(text)) : element(side, { text: visible(text) })];
  const values =
    happening === "same"
      ? value(after, "ins")
      : [...value(before, "del"), document.createTextNode(before !== null && after !== null ? " → " : ""), ...value(after, "ins")];
  const word =
    happening === "added" || happening === "removed" ? [element("span", { className: "soft", text: ` ${words[happening]}` })] : [];
  return element("li", { className: `leaf ${happening}` }, [...name, ...values, ...word]);
}
