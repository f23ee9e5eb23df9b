// The names that a TypeScript or JavaScript kernel provides without an import.
import globals from "globals";
import type { Notebook } from "../notebook/model";
import { kernelName } from "./kernel";

/** tslab's modules reach cells by `require`; its executor gives cells a module's own names too. Deno gives `prompt` and its like. */
const everywhere = ["undefined", "NaN", "Infinity", "globalThis", "eval", "arguments", "console", "import"];

/** What each kernel provides. Source: the npm package `globals`, which reads the names off the runtimes. */
const byKernel = {
  deno: [globals.builtin, globals.denoBuiltin],
  node: [globals.builtin, globals.node],
} as const;

const anyKernel = [globals.builtin, globals.node, globals.denoBuiltin, globals.browser, globals.jquery];

/** Names of a kernel's own: IJavascript's display object, tslab's module, Deno's window of version 1. */
const kernelNames = [
  "$$",
  "$$mimer$$",
  "$$mime$$",
  "$$html$$",
  "$$done$$",
  "tslab",
  "window",
  "display",
  "define",
  "requirejs",
  "element",
  "Jupyter",
  "IPython",
];

/** Names of a page, which functions that are handed to a browser (a widget's, Playwright's) read. */
const pageNames = [
  "document",
  "location",
  "Element",
  "HTMLElement",
  "Node",
  "customElements",
  "requestAnimationFrame",
  "IntersectionObserver",
  "MutationObserver",
  "ResizeObserver",
];

/** Tells the names that need no binding in a notebook. A kernel that is not known may be any. */
export function providedNames(notebook: Notebook): (name: string) => boolean {
  const kernel = kernelName(notebook);
  const tables = kernel === "deno" ? byKernel.deno : kernel === "tslab" ? byKernel.node : anyKernel;
  const names = new Set([...everywhere, ...kernelNames, ...pageNames, ...tables.flatMap((table) => Object.keys(table))]);
  return (name) => names.has(name);
}
