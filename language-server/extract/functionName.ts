// Finds a name for a function that is made of a cell: from the heading above, else from what the code does.
import { headingOf } from "../graph/title";
import type { Notebook } from "../notebook/model";
import type { Expr, Stmt } from "../python/syntax";
import { walkNodes } from "../python/walk";
import { snakeCase } from "./pythonNames";

/** Verbs that headings in the imperative begin with. */
const verbs: ReadonlySet<string> = new Set(("add aggregate analyse analyze apply assign build calculate check clean collect combine compare compute convert count create define describe detect download drop encode "
  + "engineer estimate evaluate examine explore export extract fetch fill filter find fit format generate get group handle impute initialise initialize inspect join load make measure merge model normalise normalize "
  + "parse plot predict prepare preprocess print process read remove rename report reshape resample run sample save scale score search select show simulate sort split standardise standardize summarise summarize test "
  + "tokenize train transform tune update validate view visualise visualize write").split(" "));

/** What a gerund or noun in a heading says as a verb: "Loading the data" → load. */
const gerunds: ReadonlyMap<string, string> = new Map([...verbs].flatMap((verb): [string, string][] => [[`${verb}ing`, verb], [`${verb.replace(/e$/, "")}ing`, verb], [`${verb}${verb[verb.length - 1]}ing`, verb]]));

const fillers: ReadonlySet<string> = new Set(["the", "a", "an", "our", "some", "of", "and", "to", "for", "in", "on", "with", "from", "data"]);

/** A name that is not taken yet. `cell` is the (first) cell that the function is made of. */
export function findFunctionName(notebook: Notebook, cell: number, statements: readonly Stmt[], returns: readonly string[], isTaken: (name: string) => boolean): string {
  const fromCode = nameFromCode(statements, returns);
  const wanted = [nameFromHeading(notebook, cell), fromCode, `step_${cell}`].filter((name) => name !== null && name !== "") as string[];
  const free = wanted.find((name) => !isTaken(name));
  if (free) return free;
  for (let number = 2; ; number++) if (!isTaken(`step_${cell}_${number}`)) return `step_${cell}_${number}`;
}

/** The nearest heading above, where no other code cell stands between, as a verb phrase of at most four words. */
function nameFromHeading({ cells }: Notebook, cell: number): string | null {
  for (let at = cell - 1; at >= 0; at--) {
    if (cells[at].kind === "code") return null;
    const heading = cells[at].kind === "markdown" ? headingOf(cells[at]) : null;
    if (!heading) continue;
    const words = snakeCase(heading.title).split("_").filter(Boolean);
    const start = words.findIndex((word) => verbs.has(word) || gerunds.has(word));
    const first = words[start];
    if (first === undefined) return null;
    const object = words.slice(start + 1).filter((word) => !fillers.has(word) || word === "data").slice(0, 3);
    return object.length > 0 ? [gerunds.get(first) ?? first, ...object].join("_") : null;
  }
  return null;
}

function nameFromCode(statements: readonly Stmt[], returns: readonly string[]): string | null {
  const methods: string[] = [];
  walkNodes(statements, (node) => {
    if (node.kind === "Call") methods.push(calledName(node.func));
    return node.kind !== "FunctionDef" && node.kind !== "Lambda";
  });
  const object = snakeCase(returns[returns.length - 1] ?? "");
  const does = (pattern: RegExp): boolean => methods.some((name) => pattern.test(name));
  if (does(/^(?:fit|train|compile)$/)) return `train_${object || "model"}`;
  if (does(/^train_test_split$/)) return "split_data";
  if (does(/^(?:read_\w+|load\w*|fetch\w*)$/)) return `load_${object || "data"}`;
  if (does(/^(?:show|plot|scatter|hist|bar|imshow|subplots|figure|heatmap|boxplot)$/)) return `plot_${object || "figure"}`;
  if (object !== "") return `make_${object}`;
  if (does(/^(?:to_\w+|save\w*|dump|write)$/)) return "save_results";
  return does(/^print$/) ? "print_summary" : null;
}

const calledName = (func: Expr): string => (func.kind === "Name" ? func.name : func.kind === "Attribute" ? func.attr.name : "");
