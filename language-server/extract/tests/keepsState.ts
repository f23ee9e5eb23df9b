// Functions and classes of the notebook that remember what was done with them: a test that uses them alone would see something else.
import type { ClassDef, Expr, FunctionDef } from "../../python/syntax";
import { walkNodes } from "../../python/walk";
import type { Survey } from "../survey";

/** True of a class that its own code changes, of a function that changes a default of its own, and of what the notebook changes elsewhere (`@show.register`, `Account.rate = 2`). */
export const keepsState = (survey: Survey, definition: FunctionDef | ClassDef): boolean =>
  changes(
    definition,
    definition.kind === "ClassDef" ? new Set([definition.name.name, "cls"]) : mutableDefaults(definition),
    definition.kind === "FunctionDef",
  ) ||
  survey.chunks.some(({ statements }) =>
    statements.some((statement) => statement !== definition && isChangedBy(statement, definition.name.name)),
  );

const mutableDefaults = ({ params }: FunctionDef): ReadonlySet<string> =>
  new Set(params.flatMap(({ name, default: value }) => (value !== null && isCollection(value) ? [name.name] : [])));

const isCollection = (value: Expr): boolean =>
  /^(?:List|Dict|Set|ListComp|DictComp|SetComp)$/.test(value.kind) ||
  (value.kind === "Call" &&
    value.func.kind === "Name" &&
    /^(?:list|dict|set|bytearray|defaultdict|deque|Counter|OrderedDict)$/.test(value.func.name));

/** Whether code sets an attribute or an item of one of these names; `orCalls`: or calls a method of it. */
function changes(code: Parameters<typeof walkNodes>[0], names: ReadonlySet<string>, orCalls: boolean): boolean {
  let found = false;
  walkNodes(code, (node) => {
    const targets =
      node.kind === "Assign" || node.kind === "Delete"
        ? node.targets
        : node.kind === "AugAssign" || node.kind === "AnnAssign"
          ? [node.target]
          : [];
    found ||= targets.some((target) => target.kind !== "Name" && names.has(rootOf(target)));
    if (orCalls && node.kind === "Call") found ||= node.func.kind === "Attribute" && names.has(rootOf(node.func));
  });
  return found;
}

function isChangedBy(statement: Parameters<typeof walkNodes>[0], name: string): boolean {
  let found = changes(statement, new Set([name]), false);
  walkNodes(statement, (node) => {
    if (node.kind === "Call") found ||= node.func.kind === "Attribute" && node.func.attr.name === "register" && rootOf(node.func) === name;
    if (node.kind === "FunctionDef" || node.kind === "ClassDef")
      found ||= node.decorators.some((one) => one.kind === "Attribute" && rootOf(one) === name);
  });
  return found;
}

/** The name that a path of attributes and items begins with; "" of others. The class of `self` is the class. */
function rootOf(expr: Expr): string {
  let root = expr;
  while (root.kind === "Attribute" || root.kind === "Subscript") root = root.value;
  if (root.kind === "Call" && root.func.kind === "Name" && root.func.name === "type") return "cls";
  return root.kind === "Name" ? root.name : "";
}
