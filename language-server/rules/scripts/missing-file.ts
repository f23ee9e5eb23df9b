// Files that a script reads and that are not there.
import { addTo } from "../../util/groupBy";
import { scriptCommands, scriptDirectoryChanges, scriptReaders } from "../../knowledge/scriptApis";
import type { ProjectFacts } from "../../project/facts";
import { baseName } from "../../project/paths";
import type { ScriptCall, ScriptNotebook } from "../../typescript/analysis";
import type { Finding } from "../rule";
import { pathArguments, type PlacedExpr } from "./paths";

export function* missingScriptFiles(script: ScriptNotebook, project: ProjectFacts): Iterable<Finding> {
  if (project.folder === null || bringsFiles(script)) return;
  const byName = new Map<string, PlacedExpr[]>();
  for (const call of script.calls) {
    if (call.name === null || !scriptReaders.test(call.name)) continue;
    const path = constantPath(call);
    const text = path?.expr.kind === "text" ? path.expr.value : null;
    if (!path || text === null || !isPlainRelative(text) || project.exists(text) !== false || isMentionedElsewhere(text, path, script))
      continue;
    addTo(byName, text, path);
  }
  for (const [text, [first, ...others]] of byName) {
    if (first)
      yield {
        cell: first.cell,
        span: { start: first.expr.start, end: first.expr.end },
        message: `There is no file ${text} relative to the notebook's folder, and no cell writes it, so the run stops here. Correct the path, or add the file or a cell that writes it.`,
        related: others.map(({ cell, expr }) => ({ cell, span: { start: expr.start, end: expr.end }, message: "also read here" })),
      };
  }
}

/** The path that a call reads where it is one whole literal. A constant may be handed to whatever makes the file, too. */
const constantPath = ({ args: [first], cell }: ScriptCall): PlacedExpr | null =>
  first?.kind === "text" && first.isWhole ? { expr: first, cell } : null;

/** No address, no pattern, no placeholder. */
const isPlainRelative = (text: string): boolean =>
  !/^(?:[\\/~]|\w[\w+.-]*:)|[*?[\]{}<>\n"|]|^\s|^$/.test(text) && !text.includes("path/to");

/** Commands, another folder, and writes whose name is not constant may bring any file. */
const bringsFiles = (script: ScriptNotebook): boolean =>
  script.calls.some((call) => {
    const name = call.name ?? "";
    if (scriptCommands.has(name) || scriptDirectoryChanges.has(name)) return true;
    const isWriter =
      /\b(?:write|append|copy|create|rename|extract|download|pipeTo|save|ensure)\w*$/i.test(name) ||
      (call.callee.kind === "member" && /^(?:write|save|pipe|extract|download)\w*$/i.test(call.callee.name));
    return isWriter && !pathArguments(call, script).some(({ expr }) => expr.kind === "text" && expr.isWhole);
  });

/** Another text of the notebook names the file: it may be what makes it, or asks for it first. */
function isMentionedElsewhere(text: string, { cell, expr }: PlacedExpr, script: ScriptNotebook): boolean {
  const reading = new Set(
    script.calls.flatMap((call) =>
      call.name !== null && scriptReaders.test(call.name) ? pathArguments(call, script).map((one) => `${one.cell}:${one.expr.start}`) : [],
    ),
  );
  return script.strings.some(
    (use) =>
      !(use.cell === cell && use.start === expr.start) && !reading.has(`${use.cell}:${use.start}`) && use.value.includes(baseName(text)),
  );
}
