// Imports of a script that nothing in the notebook reads.
import { scriptSideEffects } from "../../knowledge/scriptApis";
import type { Identifier } from "../../python/syntax";
import type { ScriptImport, ScriptNotebook } from "../../typescript/analysis";
import { moduleName } from "../../typescript/specifier";
import type { Finding } from "../rule";
import { nameList } from "../support/packages/manifests";

export function* unusedImports(script: ScriptNotebook): Iterable<Finding> {
  // What does not parse may read anything; types are read where no value is.
  if (script.cells.some(({ problems }) => problems.length > 0)) return;
  const words = wordsOutsideImports(script);
  for (const one of script.imports) {
    if (one.form !== "import" || scriptSideEffects.test(moduleName(one.specifier)) || isSilenced(one, script)) continue;
    const unused = one.names.filter(({ name }) => !/^(?:_.*|React|h|Fragment)$/.test(name) && !words.has(name));
    if (unused.length > 0) yield finding(one, unused, script.notebook.cells[one.cell].source);
  }
}

/** The words of the notebook's code outside its imports, of strings and comments too: a name that is not among them is read nowhere. */
function wordsOutsideImports({ notebook, imports }: ScriptNotebook): ReadonlySet<string> {
  const words = new Set<string>();
  for (const { index, kind, source } of notebook.cells) {
    if (kind !== "code") continue;
    const own = imports.filter(({ cell, form }) => cell === index && form === "import");
    for (const { 0: word, index: at } of source.matchAll(/[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*/gu)) {
      if (!own.some(({ start, end }) => start <= at && at < end)) words.add(word);
    }
  }
  return words;
}

const isSilenced = ({ cell, start, end }: ScriptImport, script: ScriptNotebook): boolean =>
  script
    .cellAt(cell)
    ?.comments.some(
      (comment) =>
        /(?:eslint|deno-lint|biome|ts)-ignore|eslint-disable/.test(comment.text) && comment.end >= start - 1 && comment.start <= end + 1,
    ) ?? false;

function finding(one: ScriptImport, unused: readonly Identifier[], source: string): Finding {
  const isWhole = unused.length === one.names.length;
  const span = isWhole ? { start: one.start, end: one.end } : { start: unused[0]!.start, end: unused[unused.length - 1]!.end };
  const end = source[one.end] === "\n" ? one.end + 1 : one.end;
  return {
    cell: one.cell,
    span,
    unnecessary: true,
    message: `${nameList(unused.map(({ name }) => name))} ${unused.length > 1 ? "are" : "is"} imported, but nothing in the notebook uses ${unused.length > 1 ? "them" : "it"}: production downloads and loads ${unused.length > 1 ? "them" : "it"} for nothing. Remove the import.`,
    fixes: isWhole
      ? [
          {
            title: "Remove the unused import",
            safe: false,
            edits: [{ kind: "replaceText", cell: one.cell, start: one.start, end, text: "" }],
          },
        ]
      : [],
  };
}
