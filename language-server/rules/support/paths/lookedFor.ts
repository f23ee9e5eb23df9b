// Paths that a notebook looks for before it takes them.
import type { PythonNotebook } from "../../../python/analysis";
import { calledName } from "../../../python/calledName";
import type { CallExpr, Expr, Node } from "../../../python/syntax";
import { walkNodes } from "../../../python/walk";
import { rememberFor } from "../../../util/rememberFor";
import { rememberCells } from "../rememberCells";

/** The functions and methods that ask whether a file is there. */
export const lookingFor = /^(?:exists|lexists|is_?dir|is_?file|is_mount|ismount)$/;

/** A call of one of them. */
export const looks = (node: Node): node is CallExpr => node.kind === "Call" && lookingFor.test(calledName(node));

/** True of a list whose items are looked for one after the other: `for folder in folders: if folder.exists(): …`. */
export const isListTried = (list: Expr, python: PythonNotebook): boolean => listsTried(python).has(list);

const listsTried = rememberFor(
  (python: PythonNotebook): ReadonlySet<Expr> => new Set(loopsThatLook(python).map(({ iter, cell }) => python.valueOf(iter, cell))),
);

const loopsThatLook = rememberCells(({ index, module }): readonly { readonly iter: Expr; readonly cell: number }[] => {
  const found: { readonly iter: Expr; readonly cell: number }[] = [];
  if (lookingAnywhere.test(module.source))
    walkNodes(module.body, (node) => {
      if (node.kind === "For" && looksFor(node.target, node.body)) found.push({ iter: node.iter, cell: index });
      if (node.kind === "ListComp" || node.kind === "GeneratorExp")
        for (const { target, iter, ifs } of node.generators) if (looksFor(target, ifs)) found.push({ iter, cell: index });
    });
  return found;
});

const lookingAnywhere = /exists|is_?(?:dir|file|mount)/;

/** True where one of the parts looks for what a loop's name stands for. */
function looksFor(target: Expr, parts: readonly Node[]): boolean {
  if (target.kind !== "Name") return false;
  let found = false;
  walkNodes(parts, (node) => {
    if (looks(node)) walkNodes(node, (inner) => void (found ||= inner.kind === "Name" && inner.name === target.name));
  });
  return found;
}
