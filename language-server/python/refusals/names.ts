// Refuses what CPython's symbol table refuses: global and nonlocal after a use, of a parameter, of an annotated name, or of nothing.
import { childrenOf, isStatement } from "../children";
import type { Expr, Identifier, Node, Stmt, SyntaxProblem } from "../syntax";

/** What one scope has done with names so far. */
interface Block {
  readonly kind: "module" | "class" | "function";
  readonly parent: Block | null;
  readonly parameters: Set<string>;
  /** Names read or bound, in the order of CPython's symbol table. */
  readonly touched: Set<string>;
  readonly bound: Set<string>;
  readonly declared: Map<string, "Global" | "Nonlocal">;
}

interface Search {
  readonly problems: SyntaxProblem[];
  /** To be looked up when all blocks are known. */
  readonly nonlocals: { readonly name: Identifier; readonly block: Block }[];
}

/** Problems of the declarations inside one top-level statement. */
export function declarationRefusals(statement: Stmt): readonly SyntaxProblem[] {
  if (!declares(statement)) return [];
  const search: Search = { problems: [], nonlocals: [] };
  visit(statement, newBlock("module", null), search);
  for (const { name, block } of search.nonlocals)
    if (!isBoundAbove(name.name, block))
      report(search, name, `nonlocal ${name.name}: no function around this one defines \`${name.name}\`.`);
  return search.problems;
}

/** Most statements declare nothing, and need no second look. Declarations are statements: expressions are left out. */
function declares(statement: Node): boolean {
  if (statement.kind === "Global" || statement.kind === "Nonlocal") return true;
  return HOLDERS.has(statement.kind) && childrenOf(statement).some((child) => isStatement(child) && declares(child));
}
const HOLDERS: ReadonlySet<string> = new Set(["FunctionDef", "ClassDef", "If", "For", "While", "With", "Try", "Match"]);

function newBlock(kind: Block["kind"], parent: Block | null): Block {
  return { kind, parent, parameters: new Set(), touched: new Set(), bound: new Set(), declared: new Map() };
}

function report(search: Search, at: Identifier, message: string): void {
  search.problems.push({ start: at.start, end: at.end, message });
}

function bind(name: string, block: Block): void {
  block.touched.add(name);
  block.bound.add(name);
}

function visit(node: Node, block: Block, search: Search): void {
  const enter = (children: readonly Node[], inside = block): void => children.forEach((child) => visit(child, inside, search));
  switch (node.kind) {
    case "Name":
      block.touched.add(node.name);
      return;
    case "Global":
    case "Nonlocal":
      for (const name of node.names) declare(name, node.kind, block, search);
      return;
    case "FunctionDef":
    case "Lambda": {
      if (node.kind === "FunctionDef") bind(node.name.name, block);
      const body: readonly Node[] = node.kind === "Lambda" ? [node.body] : node.body;
      enter(childrenOf(node).filter((child) => !body.includes(child)));
      const inside = newBlock("function", block);
      for (const param of node.params) {
        inside.parameters.add(param.name.name);
        inside.bound.add(param.name.name);
      }
      return enter(body, inside);
    }
    case "ClassDef":
      bind(node.name.name, block);
      enter(childrenOf(node).filter((child) => !isStatement(child)));
      return enter(node.body, newBlock("class", block));
    case "ListComp":
    case "SetComp":
    case "DictComp":
    case "GeneratorExp": {
      const [first] = node.generators;
      if (first) visit(first.iter, block, search);
      return enter(
        childrenOf(node).filter((child) => child !== first?.iter),
        newBlock("function", block),
      );
    }
    case "Assign":
      node.targets.forEach((target) => bindTarget(target, block));
      break;
    case "AugAssign":
    case "NamedExpr":
    case "For":
      bindTarget(node.target, block);
      break;
    case "AnnAssign":
      bindTarget(node.target, block);
      if (node.target.kind === "Name" && node.simple && block.kind !== "module") refuseAnnotated(node.target, block, search);
      break;
    case "With":
      for (const item of node.items) if (item.target) bindTarget(item.target, block);
      break;
    case "Try":
      for (const handler of node.handlers) if (handler.name) bind(handler.name.name, block);
      break;
    case "Match":
      for (const branch of node.cases) for (const name of branch.pattern.captures) bind(name.name, block);
      break;
    case "Delete":
      node.targets.forEach((target) => bindTarget(target, block));
      break;
    case "Import":
    case "ImportFrom":
      // CPython lets a global declaration follow an import of the name.
      for (const { name, asName } of node.names) block.bound.add(asName?.name ?? name.name.split(".")[0]!);
      break;
  }
  enter(childrenOf(node));
}

/** Names bound; those that are touched only afterwards are found on the way down. */
function bindTarget(target: Expr, block: Block): void {
  if (target.kind === "Name") block.bound.add(target.name);
  else if (target.kind === "Tuple" || target.kind === "List") target.elements.forEach((element) => bindTarget(element, block));
  else if (target.kind === "Starred") bindTarget(target.value, block);
}

function refuseAnnotated(target: Identifier, block: Block, search: Search): void {
  const declared = block.declared.get(target.name);
  if (declared) report(search, target, `\`${target.name}\` is declared ${declared.toLowerCase()}, so it cannot be annotated here.`);
}

function declare(name: Identifier, kind: "Global" | "Nonlocal", block: Block, search: Search): void {
  const word = kind.toLowerCase();
  if (kind === "Nonlocal" && block.kind === "module")
    return report(search, name, "nonlocal has no meaning at the top level: it is for functions inside functions.");
  if (block.parameters.has(name.name))
    return report(search, name, `\`${name.name}\` is a parameter of this function, so it cannot be ${word} too.`);
  if (block.touched.has(name.name))
    return report(search, name, `\`${name.name}\` is used before this ${word} declaration: put the declaration first.`);
  const other = block.declared.get(name.name);
  if (other && other !== kind) return report(search, name, `\`${name.name}\` is declared both global and nonlocal.`);
  block.declared.set(name.name, kind);
  if (kind === "Nonlocal") search.nonlocals.push({ name, block });
}

function isBoundAbove(name: string, block: Block): boolean {
  for (let above = block.parent; above; above = above.parent) {
    if (above.kind === "class" && name === "__class__") return true;
    if (above.kind !== "function") continue;
    const declared = above.declared.get(name);
    if (declared === "Global") return false;
    if (declared === "Nonlocal" || above.bound.has(name)) return true;
  }
  return false;
}
