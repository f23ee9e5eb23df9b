// Refuses what CPython refuses in calls' arguments and in the parameters of functions.
import { childInField, firstNamed, namedChildren, textOf } from "../lower/tree";
import type { Refusal, Refusing } from "./refusals";

export const argumentRefusals: readonly (readonly [string, Refusal])[] = [
  ["argument_list", refuseArguments],
  ["parameters lambda_parameters", refuseParameters],
];

function refuseArguments(at: Refusing, list: number): void {
  const { tree } = at;
  const seen = new Set<string>();
  let keyword = false;
  let mapping = false;
  for (const child of namedChildren(tree, list)) {
    const kind = tree.kinds[child]!;
    if (kind === "keyword_argument") {
      keyword = true;
      const name = textOf(tree, childInField(tree, child, "name"));
      if (seen.has(name)) at.report(child, `The argument \`${name}\` is given twice: keep one of them.`);
      seen.add(name);
    } else if (kind === "dictionary_splat") mapping = true;
    else if (kind === "list_splat") {
      if (mapping) at.report(child, "`*` cannot follow `**` in a call: put it before.");
    } else if (mapping) at.report(child, "An argument without a name cannot follow `**`: put it before.");
    else if (keyword) at.report(child, "An argument without a name cannot follow one with a name: put it before, or name it.");
  }
}

/** What a parameter is: a name, or a sign that parts names. */
type Part = "name" | "default" | "*" | "**" | "bare *" | "/";

function refuseParameters(at: Refusing, list: number): void {
  const { tree } = at;
  const seen = new Set<string>();
  const before = new Set<Part>();
  const children = namedChildren(tree, list);
  let bareStar = -1;
  children.forEach((child, position) => {
    const { part, name } = readParameter(at, child);
    const problem = misplaced(part, before, position);
    if (problem) at.report(child, problem);
    if (part === "bare *") bareStar = child;
    else {
      if (bareStar >= 0 && (part === "**" || part === "/")) at.report(bareStar, BARE_STAR);
      bareStar = -1;
    }
    before.add(part);
    if (name === "") return;
    if (seen.has(name)) at.report(child, `The parameter \`${name}\` appears twice: rename one of them.`);
    seen.add(name);
  });
  if (bareStar >= 0) at.report(bareStar, BARE_STAR);
}

const BARE_STAR = "A lone `*` must be followed by a parameter that is passed by name: remove it.";

function misplaced(part: Part, before: ReadonlySet<Part>, position: number): string | null {
  if (before.has("**")) return "No parameter can follow `**`: put it before.";
  const starred = before.has("*") || before.has("bare *");
  switch (part) {
    case "/":
      if (position === 0) return "`/` needs a parameter before it.";
      if (before.has("/")) return "`/` can be used only once among the parameters.";
      return starred ? "`/` must come before `*`." : null;
    case "*":
    case "bare *":
      return starred ? "`*` can be used only once among the parameters." : null;
    case "name":
      return before.has("default") && !starred
        ? "A parameter without a default cannot follow one with a default: give it one, or move it to the front."
        : null;
    default:
      return null;
  }
}

function readParameter(at: Refusing, node: number): { readonly part: Part; readonly name: string } {
  const { tree } = at;
  switch (tree.kinds[node]) {
    case "identifier":
      return { part: "name", name: textOf(tree, node) };
    case "default_parameter":
    case "typed_default_parameter":
      return { part: "default", name: textOf(tree, childInField(tree, node, "name")) };
    case "typed_parameter":
      return readParameter(at, firstNamed(tree, node));
    case "list_splat_pattern":
      return { part: "*", name: textOf(tree, firstNamed(tree, node)) };
    case "dictionary_splat_pattern":
      return { part: "**", name: textOf(tree, firstNamed(tree, node)) };
    case "keyword_separator":
      return { part: "bare *", name: "" };
    case "positional_separator":
      return { part: "/", name: "" };
    default:
      return { part: "name", name: "" };
  }
}
