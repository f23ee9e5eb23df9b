// Puts the module's text together: imports, constants and types, definitions in the notebook's order, then the new functions.
import { isPythonBuiltin } from "../../python/builtins";
import { lowerCell } from "../../python/lower/lower";
import { buildScope, type Scope } from "../../python/scopes/scopes";

export interface ModuleSource {
  readonly imports: string;
  /** Constants, functions and classes in the order in which they ran; `isApart` of those with a blank line above them in the notebook. */
  readonly definitions: readonly { readonly text: string; readonly isBlock: boolean; readonly isApart: boolean }[];
  readonly functions: readonly string[];
}

export function moduleText({ imports, definitions, functions }: ModuleSource): string {
  const blocks = [...definitions, ...functions.map((text) => ({ text, isBlock: true, isApart: true }))];
  let text = imports;
  blocks.forEach((block, at) => {
    const before = blocks[at - 1];
    const gap = text === "" ? "" : block.isBlock || before?.isBlock ? "\n\n\n" : before && !block.isApart ? "\n" : "\n\n";
    text += gap + block.text;
  });
  return `${text}\n`;
}

/** What Python sets in every module that comes from a file (its reference, "The import system"). */
const moduleNames: ReadonlySet<string> = new Set([
  "__name__",
  "__file__",
  "__doc__",
  "__package__",
  "__spec__",
  "__loader__",
  "__annotations__",
  "__builtins__",
]);

/**
 * Looks at a finished module with the engine's own eyes.
 * @returns what is wrong: text that is not Python's, or a name that the module neither binds nor Python provides
 */
export function findModuleFault(text: string): string | null {
  const module = lowerCell(text);
  const [problem] = module.problems;
  if (problem) return problem.message;
  if (module.escapes.length > 0) return "it has a line that only IPython reads";
  const scope = buildScope(module);
  // What a star import brings, nobody knows.
  if (module.body.some((one) => one.kind === "ImportFrom" && one.names.some(({ name }) => name.name === "*"))) return null;
  const bound = new Set([...scope.symbols.values()].filter((symbol) => symbol.isAssigned || symbol.isImported).map(({ name }) => name));
  const missing = findMissing(scope, bound);
  return missing === null ? null : `${missing} would be undefined in the module`;
}

function findMissing(scope: Scope, bound: ReadonlySet<string>): string | null {
  for (const { name, place, isReferenced } of scope.symbols.values()) {
    const isGlobal = scope.kind === "module" || place === "global-implicit" || place === "global-explicit";
    if (isGlobal && isReferenced && !bound.has(name) && !isPythonBuiltin(name) && !moduleNames.has(name)) return name;
  }
  for (const child of scope.children) {
    const missing = findMissing(child, bound);
    if (missing !== null) return missing;
  }
  return null;
}
