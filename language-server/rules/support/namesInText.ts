// Names that stand in texts which something else reads: a query's frame, a dictionary of globals, a cell in another language. A renaming does not reach them.
import type { PythonCell, PythonNotebook, StringUse } from "../../python/analysis";
import type { Escape } from "../../python/syntax";
import { rememberGroups } from "../../util/rememberEach";
import { rememberFor } from "../../util/rememberFor";

/** True where a text of the notebook may mean the variable: `df.query("a in @names")`, `"SELECT * FROM df"`, `globals()["df"]`, `%%R -i df`. */
export const isNamedInText = (name: string, python: PythonNotebook): boolean =>
  namesInGroups(python.cells, python, python.cells).some((names) => setOf(names).has(name));

const setOf = rememberFor((names: readonly string[]): ReadonlySet<string> => new Set(names));

const namesInGroups = rememberGroups(({ module, index }: PythonCell, python: PythonNotebook): readonly string[] => [
  ...python.stringsIn(index).flatMap(namesRead),
  ...[...module.source.matchAll(/\b(?:(?:globals|locals|vars)\(\)|user_ns)\s*(?:\[|\.(?:get|pop)\()\s*["'](\w+)/g)].map(([, name]) => name),
  ...module.escapes.flatMap(wordsOf),
]);

/** `@name` of a query, and what stands where SQL names a table. */
function namesRead({ node }: StringUse): readonly string[] {
  const text = node.kind === "String" ? node.value : node.values.map((part) => (part.kind === "Text" ? part.value : " ")).join("");
  return [...text.matchAll(/(?:@|\b(?:from|join|update|into|describe|summarize)\s+)["`]?(\w+)/gi)].map(([, name]) => name);
}

/** The words of what another language reads. */
const wordsOf = ({ kind, name, args, body, bodyKind }: Escape): readonly string[] => {
  if (kind === "cell-magic" && bodyKind !== "python") return words(`${args.name} ${body?.name ?? ""}`);
  return kind === "line-magic" && /^(?:R|sql|bigquery|octave|julia|dql|duckdb|spark)$/.test(name) ? words(args.name) : [];
};

const words = (text: string): readonly string[] => text.match(/\w+/g) ?? [];
