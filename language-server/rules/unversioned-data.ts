// Data and models read from places whose content may change without notice.
import { addressReaders, hubCalls, localBuilders, pretrained, pretrainedCall, type HubCall } from "../knowledge/remoteData";
import { readersByName } from "../knowledge/readers";
import type { PythonNotebook, ResolvedCall } from "../python/analysis";
import type { Expr } from "../python/syntax";
import { defineRule, type Finding, type RuleContext } from "./rule";
import { judgeAddress } from "./support/addresses";
import { isNone, isOpenEnded, keywordValue } from "./support/arguments";
import { savedFiles } from "./support/savedFiles";

export default defineRule({
  code: "NBR503",
  name: "unversioned-data",
  severity: "info",
  summary: "Data or a model is read from a place whose content may change",
  *check(context) {
    const { python } = context;
    if (!python) return;
    const sources = new Map<string, Source>();
    for (const call of python.calls) {
      const found = judgeRead(call, context, python) ?? judgeHub(call, context, python);
      if (!found) continue;
      const known = sources.get(found.key);
      if (known) known.more.push(found.place);
      else sources.set(found.key, { ...found, cell: call.cell, more: [] });
    }
    for (const source of sources.values()) yield report(source);
  },
});

interface Judged {
  /** Reads of one source are one finding. */
  readonly key: string;
  readonly place: { readonly cell: number; readonly span: { readonly start: number; readonly end: number } };
  readonly message: string;
}

interface Source extends Judged {
  readonly cell: number;
  readonly more: Judged["place"][];
}

const report = ({ place, message, more }: Source): Finding => ({
  ...place,
  message,
  related: more.map((other) => ({ ...other, message: "The same source is read here." })),
});

/** A reader with an address, or with a file that no version control knows. */
function judgeRead(call: ResolvedCall, { project }: RuleContext, python: PythonNotebook): Judged | null {
  const name = call.name ?? "";
  const where = readersByName.get(name)?.path ?? addressReaders.get(name);
  const path = where && (call.node.args[where.position] ?? keywordValue(call.node, where.keyword));
  const text = path ? python.constantText(path, call.cell) : null;
  if (!path || text === null) return null;
  const address = judgeAddress(text);
  if (address) return judged(call, path, address.source, `The data is read from ${address.reason}: the same code can give other results tomorrow. Pin a commit, a tag or a dated copy, or keep the file under DVC.`);
  if (/^\w[\w+.-]+:\/\//.test(text) || project.isVersioned?.(text) !== false || savedFiles(python).has(text)) return null;
  return judged(call, path, text, "Neither git nor DVC keeps this file, so nobody can say which data a result came from, and nobody else has it. Add it with dvc add (large) or git add (small).");
}

const judged = ({ cell }: ResolvedCall, at: Expr, key: string, message: string): Judged => ({ key, place: { cell, span: { start: at.start, end: at.end } }, message });

function judgeHub(call: ResolvedCall, { project }: RuleContext, python: PythonNotebook): Judged | null {
  const hub: HubCall | undefined = hubCalls.get(call.name ?? "") ?? (call.name !== null && pretrained.test(call.name) ? pretrainedCall : undefined);
  if (!hub || isOpenEnded(call.node)) return null;
  if (hub.versions.some((keyword) => { const value = keywordValue(call.node, keyword); return value !== undefined && !isNone(value); })) return null;
  const named = call.node.args[hub.position] ?? keywordValue(call.node, hub.keyword);
  const text = named ? python.constantText(named, call.cell) : null;
  if (!named || text === null || isLocal(text, hub, project) || hub.pinnedName?.test(text)) return null;
  const mend = hub.versions.length > 0 ? `Pass ${hub.versions[0]}=${hub.versions[0] === "revision" ? " with a commit" : ""}.` : "Put the version into the name.";
  return judged(call, named, `${hub.hub} ${text}`, `The ${hub.what} ${text} comes from ${hub.hub} in whatever version is newest when this runs: the same code can give other results tomorrow. ${mend}`);
}

const isLocal = (text: string, { hub }: HubCall, project: RuleContext["project"]): boolean =>
  /^(?:[./~]|[A-Za-z]:)/.test(text) || localBuilders.has(text) || (hub !== "OpenML" && project.exists(text) === true) || text.split("/").length > (hub === "Kaggle" ? 5 : 2);
