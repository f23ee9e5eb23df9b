// Data and models read from places whose content may change without notice.
import { readersByName } from "../knowledge/readers";
import {
  addressReaders,
  hubCalls,
  localBuilders,
  newestAsked,
  pretrained,
  pretrainedCall,
  webCalls,
  type HubCall,
} from "../knowledge/remoteData";
import type { PlacedExpr, PythonNotebook, ResolvedCall } from "../python/analysis";
import { calledName } from "../python/calledName";
import type { Expr } from "../python/syntax";
import { defineRule, type Finding, type RuleContext } from "./rule";
import { argumentOf, isNone, isOpenEnded, keywordValue } from "./support/arguments";
import { judgeAddress, type AddressJudgement } from "./support/data/addresses";
import { clonedBranches } from "./support/data/clones";
import { alternativesOf, beginningOf, elementsOf } from "./support/data/readTexts";
import { savedFiles } from "./support/paths/savedFiles";
import { pickCalls } from "./support/pickCalls";
import { placeIn, shellTexts } from "./support/shellTexts";
import { splitCommands } from "./support/shellWords";

export default defineRule({
  code: "NBR503",
  name: "unversioned-data",
  severity: "info",
  summary: "Data or a model is read from a place whose content may change",
  *check(context) {
    const { python } = context;
    if (!python) return;
    const sources = new Map<string, Source>();
    const calls = relevantCalls(python).flatMap((call) => {
      const reads = judgeReads(call, context, python);
      return reads.length > 0 ? reads : (judgeHub(call, context, python) ?? judgeNewest(call, python) ?? []);
    });
    for (const found of [...calls, ...judgeCommands(python), ...judgeClones(python)].sort(
      (a, b) => a.place.cell - b.place.cell || a.place.span.start - b.place.span.start,
    )) {
      const known = sources.get(found.key);
      if (known) known.more.push(found.place);
      else sources.set(found.key, { ...found, more: [] });
    }
    for (const source of sources.values()) yield report(source);
  },
});

const relevantCalls = pickCalls(
  ({ name, node }) =>
    calledName(node) === "map" ||
    (name !== null &&
      (readersByName.has(name) ||
        addressReaders.has(name) ||
        webCalls.has(name) ||
        hubCalls.has(name) ||
        pretrained.test(name) ||
        newestAsked.some(({ calls }) => calls.test(name)))),
);

interface Judged {
  /** Reads of one source are one finding. */
  readonly key: string;
  readonly place: { readonly cell: number; readonly span: { readonly start: number; readonly end: number } };
  readonly message: string;
}

interface Source extends Judged {
  readonly more: Judged["place"][];
}

const mayChange = "the same code can give different results tomorrow. Pin a commit, a tag or a dated copy, or keep the file under DVC.";

const report = ({ place, message, more }: Source): Finding => ({
  ...place,
  message,
  related: more.map((other) => ({ ...other, message: "the same source is read here" })),
});

/** A reader with an address, or with a file that no version control knows; what a function reads is judged by what its callers give, what a loop reads by what it goes through. */
function judgeReads(call: ResolvedCall, context: RuleContext, python: PythonNotebook): readonly Judged[] {
  if (calledName(call.node) === "map") return judgeMapped(call, context, python);
  const name = call.name ?? "";
  const where = readersByName.get(name)?.path ?? addressReaders.get(name) ?? webCalls.get(name);
  const path = where && argumentOf(call.node, where.position, where.keyword);
  if (!path) return [];
  return alternativesOf(path, call, python).flatMap((place) => judgeRead(name, place, context, python) ?? []);
}

/** `map(pd.read_csv, addresses)`, `executor.map(pd.read_csv, addresses)` */
function judgeMapped(
  {
    node: {
      args: [reader, paths],
    },
    cell,
  }: ResolvedCall,
  context: RuleContext,
  python: PythonNotebook,
): readonly Judged[] {
  const name = reader ? (python.qualifiedName(reader, cell) ?? "") : "";
  const isReader = readersByName.has(name) || addressReaders.has(name) || webCalls.has(name);
  return isReader && paths ? elementsOf(paths, cell, python).flatMap((place) => judgeRead(name, place, context, python) ?? []) : [];
}

/** Of an address whose end is not known, the branch may be. */
function judgeBeginning(text: string): AddressJudgement | null {
  const address = judgeAddress(text);
  return address?.isBranch ? address : null;
}

function judgeRead(name: string, { expr: path, cell }: PlacedExpr, { project }: RuleContext, python: PythonNotebook): Judged | null {
  const text = python.constantText(path, cell);
  const address = text === null ? judgeBeginning(beginningOf(path, cell, python)) : judgeAddress(text);
  // What a service answers has no version; what lies in a repository has.
  if (webCalls.has(name) && !address?.isBranch) return null;
  if (address) return judged({ cell }, path, address.source, `The data is read from ${address.reason}: ${mayChange}`);
  if (text === null || /^\w[\w+.-]+:\/\//.test(text) || project.isVersioned?.(text) !== false || savedFiles(python).has(text)) return null;
  return judged(
    { cell },
    path,
    text,
    "Neither git nor DVC tracks this file, so nobody can say which data a result came from, and nobody else has it. Add it with dvc add (large) or git add (small).",
  );
}

const judged = ({ cell }: Pick<ResolvedCall, "cell">, at: Expr, key: string, message: string): Judged => ({
  key,
  place: { cell, span: { start: at.start, end: at.end } },
  message,
});

/** `!wget https://raw.githubusercontent.com/…/main/x.csv`. */
const judgeCommands = (python: PythonNotebook): readonly Judged[] =>
  shellTexts(python).flatMap((shell) =>
    splitCommands(shell.text, 0).flatMap(([command, ...words]) =>
      (keepsFile(command?.text ?? "", words) ? words : []).flatMap((word) => {
        const address = judgeAddress(word.text);
        return address?.isBranch
          ? [
              {
                key: address.source,
                place: { cell: shell.cell, span: placeIn(shell, word.start, word.end) },
                message: `The file is fetched from ${address.reason}: ${mayChange}`,
              },
            ]
          : [];
      }),
    ),
  );

/** `!git clone https://github.com/…` */
const judgeClones = (python: PythonNotebook): readonly Judged[] =>
  clonedBranches(python).map(({ address, ...place }) => ({
    key: address,
    place,
    message: `This clones ${address} with whatever its branch holds at the time of the run: the same code can give different results tomorrow. Check out a commit, or clone a release: git clone --branch with its tag.`,
  }));

/** True of a command that puts what it fetches into a file; `curl … | less` only shows it. */
function keepsFile(command: string, words: readonly { readonly text: string }[]): boolean {
  const some = (option: RegExp): boolean => words.some(({ text }) => option.test(text));
  switch (command.replace(/^.*\//, "")) {
    case "curl":
      return some(/^-[a-zA-Z]*[oO]|^--(?:output|remote-name)|^>/);
    case "wget":
      return !some(/^-[a-zA-Z]*O-$/);
    default:
      return command === "aria2c";
  }
}

function judgeHub(call: ResolvedCall, { project }: RuleContext, python: PythonNotebook): Judged | null {
  const hub: HubCall | undefined =
    hubCalls.get(call.name ?? "") ?? (call.name !== null && pretrained.test(call.name) ? pretrainedCall : undefined);
  if (!hub || isOpenEnded(call.node)) return null;
  if (fixesVersion(call, hub, python)) return null;
  const named = argumentOf(call.node, hub.position, hub.keyword);
  const task = hub.task === undefined ? undefined : argumentOf(call.node, 0, hub.task);
  if (!named && task) return judgeTask(call, task, python);
  const text = named ? python.constantText(named, call.cell) : null;
  if (!named || text === null || text.trim() === "" || isLocal(text, hub, project) || isSaved(text, python) || hub.pinnedName?.test(text))
    return null;
  return judged(
    call,
    named,
    `${hub.hub} ${text}`,
    `The ${hub.what} ${text} comes from ${hub.hub} in its newest version at the time of the run: the same code can give different results tomorrow. ${adviceFor(hub)}`,
  );
}

/** `pipeline("sentiment-analysis")` */
function judgeTask(call: ResolvedCall, task: Expr, python: PythonNotebook): Judged {
  const text = python.constantText(task, call.cell);
  return judged(
    call,
    task,
    `model for ${text ?? `${call.cell}:${task.start}`}`,
    `No model is named here, so the installed version of transformers chooses one${text === null ? "" : ` for ${text}`}, in its newest version on the Hugging Face Hub: the same code can give different results tomorrow. Pass model=, and revision= with a commit.`,
  );
}

function adviceFor({ versions: [first], within }: HubCall): string {
  if (first === undefined) return "Put the version into the name.";
  if (within !== null) return `Pass ${within}={"${first}": …} with a commit.`;
  return `Pass ${first}=${first === "revision" ? " with a commit" : ""}.`;
}

/** Whether one of the parameters that fix a version is given; also true where the options that may hold it are not known. */
function fixesVersion({ node, cell }: ResolvedCall, { versions, within }: HubCall, python: PythonNotebook): boolean {
  const isGiven = (value: Expr | undefined): boolean =>
    value !== undefined && !isNone(python.valueOf(value, cell)) && !branch.test(python.constantText(value, cell) ?? "");
  if (within === null) return versions.some((keyword) => isGiven(keywordValue(node, keyword)));
  const given = keywordValue(node, within);
  const options = given && python.valueOf(given, cell);
  if (!options || isNone(options)) return false;
  return (
    options.kind !== "Dict" ||
    options.entries.some(({ key, value }) => key?.kind !== "String" || (versions.includes(key.value) && isGiven(value)))
  );
}

/** A revision that moves. */
const branch = /^(?:main|master|HEAD)$/;

/** `models.get(name="…", label="latest")` */
function judgeNewest(call: ResolvedCall, python: PythonNotebook): Judged | null {
  const registry = newestAsked.find(({ calls, keyword, newest }) => {
    const asked = calls.test(call.name ?? "") ? keywordValue(call.node, keyword) : undefined;
    return asked !== undefined && python.constantText(asked, call.cell) === newest;
  });
  const named = registry && keywordValue(call.node, registry.named);
  if (!registry || !named) return null;
  const text = python.constantText(named, call.cell);
  return judged(
    call,
    named,
    `${registry.hub} ${text ?? `${call.cell}:${named.start}`}`,
    `${text ?? "This"} comes from ${registry.hub} in its newest version at the time of the run: the same code can give different results tomorrow. Name one version instead of ${registry.keyword}="${registry.newest}".`,
  );
}

/** True of a folder that the notebook itself puts models or data into: `model.save_pretrained("out")`, `TrainingArguments(output_dir="out")`. */
const isSaved = (text: string, python: PythonNotebook): boolean =>
  savingCalls(python).some(({ node, cell }) =>
    [
      ...(savers.test(calledName(node)) ? node.args.slice(0, 1) : []),
      ...node.keywords
        .filter(({ name }) => /^(?:save_directory|output_dir|local_dir|dataset_path)$/.test(name?.name ?? ""))
        .map(({ value }) => value),
    ].some((value) => {
      const folder = python.constantText(value, cell);
      return folder !== null && (text === folder || text.startsWith(`${folder.replace(/\/$/, "")}/`));
    }),
  );

const savers = /^(?:save_pretrained|save_model|save_to_disk|save)$/;
const savingCalls = pickCalls(
  (call) =>
    savers.test(calledName(call.node)) || call.node.keywords.some(({ name }) => name?.name === "output_dir" || name?.name === "local_dir"),
);

const isLocal = (text: string, { hub }: HubCall, project: RuleContext["project"]): boolean =>
  /^(?:[./~]|[A-Za-z]:)/.test(text) ||
  localBuilders.has(text) ||
  (hub !== "OpenML" && project.exists(text) === true) ||
  text.split("/").length > (hub === "Kaggle" ? 5 : 2);
