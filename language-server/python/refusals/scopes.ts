// Refuses statements that are in the wrong place: return, yield, await, break, continue, global, nonlocal, star imports.
// Like IPython, which compiles a cell's statements one by one, it looks at each top-level statement on its own.
import { forEachOperand } from "../chains";
import { childrenOf, forEachChild, isStatement } from "../children";
import type { ComprehensionExpr, Expr, FunctionDef, LambdaExpr, Module, Node, Stmt, SyntaxProblem } from "../syntax";
import { declarationRefusals } from "./names";

/** What surrounds a node. */
interface Place {
  readonly block: "module" | "function" | "async" | "class" | "lambda" | "generator";
  readonly inLoop: boolean;
  /** The nearest `except*` clause that a jump would leave: "break" leaves it only outside a loop of its own. */
  readonly exceptStar: "none" | "jumps" | "returns";
  /** Inside a comprehension: its name for messages. */
  readonly comprehension: string;
  /** Names that the comprehensions around it iterate over. */
  readonly iterated: ReadonlySet<string>;
  /** The comprehensions around it are directly in a class body. */
  readonly comprehensionInClass: boolean;
  /** Inside what a comprehension iterates over. */
  readonly inIterable: boolean;
  /** The innermost function is an async generator. */
  readonly asyncGenerator: boolean;
  readonly problems: SyntaxProblem[];
}

/** Problems of a lowered cell that has none in its grammar. Runs in time linear to the cell, but for nested functions' names. */
export function findScopeRefusals(body: Module["body"]): SyntaxProblem[] {
  const problems: SyntaxProblem[] = [];
  const place: Place = { block: "module", inLoop: false, exceptStar: "none", ...outside, asyncGenerator: false, problems };
  for (const statement of body) {
    // IPython runs it on its own, so it need not be the first.
    if (!isFutureImport(statement)) visit(statement, place);
    problems.push(...declarationRefusals(statement));
  }
  return problems;
}

/** What holds outside comprehensions. */
const outside = { comprehension: "", iterated: new Set<string>(), comprehensionInClass: false, inIterable: false } as const;

const isFutureImport = (node: Node): boolean => node.kind === "ImportFrom" && node.level === 0 && node.module?.name === "__future__";

const report = (place: Place, node: { readonly start: number; readonly end: number }, message: string): void => {
  place.problems.push({ start: node.start, end: node.end, message });
};

function visit(node: Node, place: Place): void {
  switch (node.kind) {
    case "FunctionDef":
      return visitFunction(node, place);
    case "Lambda":
      return visitLambda(node, place);
    case "ClassDef": {
      for (const child of childrenOf(node)) if (!isStatement(child)) visit(child, place);
      const inside: Place = { ...place, block: "class", inLoop: false, exceptStar: "none", ...outside };
      for (const statement of node.body) visit(statement, inside);
      return;
    }
    case "For":
    case "While":
      if (node.kind === "For" && node.isAsync) refuseAsync(node, "async for", place);
      return visitLoop(node, place);
    case "With":
      if (node.isAsync) refuseAsync(node, "async with", place);
      break;
    case "Try":
      if (node.isStar) return visitTryStar(node, place);
      break;
    case "Break":
    case "Continue":
      return refuseJump(node, place);
    case "Return":
      refuseReturn(node, place);
      break;
    case "Yield":
      refuseYield(node, place);
      break;
    case "Await":
      refuseAwait(node, place);
      break;
    case "ListComp":
    case "SetComp":
    case "DictComp":
    case "GeneratorExp":
      return visitComprehension(node, place);
    case "NamedExpr":
      refuseWalrus(node, place);
      break;
    case "ImportFrom":
      if (isFutureImport(node)) report(place, node, "An import from __future__ must be at the top of the cell, outside of any block.");
      if (node.names[0]?.name.name === "*" && place.block !== "module")
        report(place, node, "import * is allowed only at the top level: import the names that you use.");
      break;
    case "Attribute":
    case "Binary":
    case "Call":
    case "Subscript":
      return forEachOperand(node, visit, place);
    case "EscapeStmt":
    case "EscapeExpr":
      return;
  }
  forEachChild(node, visit, place);
}

function visitFunction(node: FunctionDef, place: Place): void {
  for (const child of childrenOf(node)) if (!isStatement(child)) visit(child, place);
  const inside: Place = {
    ...place,
    block: node.isAsync ? "async" : "function",
    inLoop: false,
    exceptStar: "none",
    ...outside,
    asyncGenerator: node.isAsync && yields(node.body),
  };
  for (const statement of node.body) visit(statement, inside);
}

/** Whether a function's own body holds a yield. */
function yields(nodes: readonly Node[]): boolean {
  return nodes.some(
    (node) =>
      node.kind === "Yield" || (!["FunctionDef", "ClassDef", "Lambda", "EscapeStmt"].includes(node.kind) && yields(childrenOf(node))),
  );
}

function visitLambda(node: LambdaExpr, place: Place): void {
  for (const param of node.params) if (param.default) visit(param.default, place);
  visit(node.body, { ...place, block: "lambda", inLoop: false, ...outside, asyncGenerator: false });
}

function visitLoop(node: Extract<Stmt, { kind: "For" | "While" }>, place: Place): void {
  for (const child of childrenOf(node)) if (!isStatement(child)) visit(child, place);
  const inside: Place = { ...place, inLoop: true, exceptStar: place.exceptStar === "none" ? "none" : "returns" };
  for (const statement of node.body) visit(statement, inside);
  for (const statement of node.orelse) visit(statement, place);
}

function visitTryStar(node: Extract<Stmt, { kind: "Try" }>, place: Place): void {
  const inside: Place = { ...place, exceptStar: "jumps" };
  for (const statement of node.body) visit(statement, place);
  for (const handler of node.handlers) {
    if (handler.type) visit(handler.type, place);
    for (const statement of handler.body) visit(statement, inside);
  }
  for (const statement of [...node.orelse, ...node.finalbody]) visit(statement, place);
}

function refuseJump(node: Extract<Stmt, { kind: "Pass" | "Break" | "Continue" }>, place: Place): void {
  const word = node.kind.toLowerCase();
  if (place.exceptStar === "jumps") report(place, node, `${word} cannot leave an except* clause.`);
  else if (!place.inLoop) report(place, node, `${word} is outside a loop: Python rejects the cell before it runs.`);
}

function refuseReturn(node: Extract<Stmt, { kind: "Return" }>, place: Place): void {
  if (place.block === "module" || place.block === "class")
    return report(
      place,
      node,
      "return is outside a function, which Python does not allow. Leave the value as the last line, or put the code in a function.",
    );
  if (place.exceptStar !== "none") return report(place, node, "return cannot leave an except* clause.");
  if (place.asyncGenerator && node.value) report(place, node, "An async generator cannot return a value.");
}

function refuseYield(node: Extract<Expr, { kind: "Yield" }>, place: Place): void {
  if (place.comprehension !== "") return report(place, node, `yield cannot be used inside a ${place.comprehension}.`);
  if (place.block === "module" || place.block === "class")
    return report(place, node, "yield is outside a function, which Python does not allow.");
  if (place.block === "async" && node.isFrom)
    report(place, node, "yield from cannot be used in an async function: write `async for x in …: yield x`.");
}

/** The top level of a cell may await, as IPython allows; `await` in a generator expression makes that one asynchronous. */
const maysAwait = (place: Place): boolean => place.block === "module" || place.block === "async" || place.block === "generator";

function refuseAwait(node: Node, place: Place): void {
  if (!maysAwait(place))
    report(place, node, "await is outside an async function: make the function `async def`, or call it at the top level of the cell.");
}

function refuseAsync(node: Stmt, words: string, place: Place): void {
  if (!maysAwait(place))
    report(
      place,
      { start: node.start, end: node.start + words.length },
      `${words} is outside an async function: make the function \`async def\`.`,
    );
}

const NAMES: Readonly<Record<ComprehensionExpr["kind"], string>> = {
  ListComp: "list comprehension",
  SetComp: "set comprehension",
  DictComp: "dict comprehension",
  GeneratorExp: "generator expression",
};

function visitComprehension(node: ComprehensionExpr, place: Place): void {
  const [first, ...others] = node.generators;
  const inside: Place = {
    ...place,
    comprehension: NAMES[node.kind],
    block: node.kind === "GeneratorExp" ? "generator" : place.block,
    iterated: new Set([...place.iterated, ...node.generators.flatMap((one) => namesOf(one.target))]),
    comprehensionInClass: place.comprehension === "" ? place.block === "class" : place.comprehensionInClass,
  };
  if (!maysAwait(inside) && node.generators.some((one) => one.isAsync))
    report(place, node, "An asynchronous comprehension is outside an async function: make the function `async def`.");
  if (first) visit(first.iter, { ...place, inIterable: true });
  for (const one of node.generators) {
    visit(one.target, inside);
    for (const test of one.ifs) visit(test, inside);
  }
  for (const one of others) visit(one.iter, { ...inside, inIterable: true });
  visit(node.element, inside);
  if (node.value) visit(node.value, inside);
}

const namesOf = (target: Node): string[] => (target.kind === "Name" ? [target.name] : childrenOf(target).flatMap(namesOf));

function refuseWalrus({ target }: Extract<Expr, { kind: "NamedExpr" }>, place: Place): void {
  if (place.inIterable) return report(place, target, "`:=` cannot be used in what a comprehension iterates over.");
  if (place.comprehension === "") return;
  if (place.comprehensionInClass) return report(place, target, "`:=` cannot be used in a comprehension of a class body.");
  if (place.iterated.has(target.name))
    report(place, target, `\`${target.name}\` is the comprehension's own variable: give \`:=\` another name.`);
}
