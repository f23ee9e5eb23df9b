// Code that comes over the network and runs unchecked: whoever changes it there changes what runs here.
import type { Fix } from "../notebook/edits";
import type { Span } from "../notebook/model";
import type { PythonNotebook, ResolvedCall } from "../python/analysis";
import { calledName } from "../python/calledName";
import type { CallExpr, Escape, Expr, Keyword } from "../python/syntax";
import { defineRule, type Finding } from "./rule";
import { spreadOptions } from "./support/arguments";
import { outsideOf } from "./support/data/outside";
import { placeIn, shellTexts } from "./support/shellTexts";

export default defineRule({
  code: "NBR707",
  name: "remote-code",
  severity: "warning",
  perCell: true,
  summary: "Code from the network runs unchecked",
  *check({ python }) {
    if (!python) return;
    for (const call of python.calls) {
      const found = trustedRepository(call, python) ?? downloadedText(call, python);
      if (found) yield found;
    }
    for (const shell of shellTexts(python))
      for (const { start, end } of pipedScripts(shell.text)) {
        yield finding(
          shell.cell,
          placeIn(shell, start, end),
          "A script from the network is run straight away",
          "Download it, check its hash and then run it, or install a pinned package.",
          [],
        );
      }
    for (const shell of shellTexts(python))
      for (const { index, 0: option } of shell.text.matchAll(trustOption)) {
        yield finding(
          shell.cell,
          placeIn(shell, index, index + option.length),
          `${option} runs Python code from the model's repository`,
          "Review the repository's code and pin it with --revision and a commit hash, or use a model that needs no custom code.",
          [],
        );
      }
    for (const { index, module } of python.cells)
      for (const escape of module.escapes) {
        const address = runAddress(escape);
        if (address)
          yield finding(
            index,
            address,
            `%${escape.name} runs a file from the network`,
            "Keep the file next to the notebook, or install it as a pinned package.",
            [],
          );
      }
  },
});

const finding = (cell: number, { start, end }: Span, what: string, advice: string, fixes: readonly Fix[]): Finding => ({
  cell,
  span: { start, end },
  message: `${what}: somebody else can change it at any time, and it runs with all rights of this notebook. ${advice}`,
  fixes,
});

// ------------------------------------------------------- model repositories

/** Keywords that let a model's repository run its own code: Hugging Face's libraries and those built on them; torch.hub. */
const trusting = new Set(["trust_remote_code", "trust_repo"]);
/** The same on the command line of vLLM, lm-eval and their like. */
const trustOption = /(?<![\w-])--trust[-_]remote[-_]code(?![\w-])(?![ =](?:false|0)\b)/gi;
/** A commit's hash: what runs is what was looked at. Source: https://huggingface.co/docs/transformers/custom_models */
const commit = /^[0-9a-f]{40}$/;

function trustedRepository({ node, cell }: ResolvedCall, python: PythonNotebook): Finding | null {
  const found = trustIn(node, cell, python) ?? trustSpread(node, cell, python);
  if (!found || pinned(node.keywords, cell, python) || staysLocal(node.keywords, cell, python) || isLocalModel(modelOf(node), cell, python))
    return null;
  const { name, span, value } = found;
  const what = repositoryOf(node);
  const advice =
    name === "trust_repo"
      ? "Review the repository's code, and add a commit to its address (owner/name:commit)."
      : `Review the repository's code and pin it with revision= and a commit hash, or use a ${what} that needs no custom code.`;
  return finding(
    cell,
    span,
    `${name}=True runs Python code from the ${what}'s repository`,
    advice,
    name === "trust_repo" || value === null
      ? []
      : [
          {
            title: "Do not run the repository's code (trust_remote_code=False)",
            safe: false,
            edits: [{ kind: "replaceText", cell, start: value.start, end: value.end, text: "False" }],
          },
        ],
  );
}

interface Trust {
  readonly name: string;
  readonly span: Span;
  /** null where it is in a dictionary elsewhere. */
  readonly value: Expr | null;
}

/** `trust_remote_code=True`, and `model_kwargs={"trust_remote_code": True}`. */
function trustIn({ keywords }: CallExpr, cell: number, python: PythonNotebook): Trust | null {
  for (const { name, value, start, end } of keywords) {
    if (name !== null && trusting.has(name.name) && isTrue(value, cell, python)) return { name: name.name, span: { start, end }, value };
    if (value.kind !== "Dict") continue;
    const entry = value.entries.find(
      ({ key, value: given }) => key?.kind === "String" && trusting.has(key.value) && isTrue(given, cell, python),
    );
    if (entry?.key?.kind === "String")
      return { name: entry.key.value, span: { start: entry.key.start, end: entry.value.end }, value: entry.value };
  }
  return null;
}

/** `**options`, where a dictionary that says so stands behind the name; it says all of the revision, too. */
function trustSpread(call: CallExpr, cell: number, python: PythonNotebook): Trust | null {
  const options = spreadOptions(call, cell, python);
  const found = options.find(({ name, value, cell: at }) => trusting.has(name) && isTrue(value, at, python));
  return found && !options.some(({ name }) => name === "revision" || name === "code_revision" || name === "local_files_only")
    ? { name: found.name, span: found.keyword, value: null }
    : null;
}

function isTrue(given: Expr, cell: number, python: PythonNotebook): boolean {
  const value = python.valueOf(given, cell);
  return value.kind === "Constant" && value.value === true;
}

const pinned = (keywords: readonly Keyword[], cell: number, python: PythonNotebook): boolean =>
  keywords.some(
    ({ name, value }) =>
      (name?.name === "revision" || name?.name === "code_revision") && commit.test(python.constantText(value, cell) ?? ""),
  );

/** Nothing is asked of the network: the code is what lies on the disk. Source: https://huggingface.co/docs/transformers/main_classes/model */
const staysLocal = (keywords: readonly Keyword[], cell: number, python: PythonNotebook): boolean =>
  keywords.some(({ name, value }) => name?.name === "local_files_only" && isTrue(value, cell, python));

/** What lies in the repository that a call names: `load_dataset(…)`, `load_dataset_builder(…)` and `load_tool(…)` bring no model. */
const repositoryOf = (call: CallExpr): string => {
  const [, kind] = /^load_(dataset|tool|metric)/.exec(calledName(call)) ?? [];
  return kind === "dataset" ? "data set" : (kind ?? "model");
};

/** The argument that names the model or data set. */
const modelOf = (call: CallExpr): Expr | undefined =>
  call.args[0] ??
  call.keywords.find(({ name }) => /^(?:pretrained_model_name_or_path|model|model_name|model_id|path)$/.test(name?.name ?? ""))?.value;

/** A folder beside the notebook is no repository. */
const isLocalModel = (model: Expr | undefined, cell: number, python: PythonNotebook): boolean =>
  model !== undefined && /^(?:\.{0,2}\/|~|[A-Za-z]:\\)/.test(python.constantText(model, cell) ?? "");

// ------------------------------------------------------------ exec and eval

const runners = new Set([
  "builtins.exec",
  "builtins.eval",
  "builtins.compile",
  "IPython.get_ipython().run_cell",
  "IPython.get_ipython().ex",
]);

function downloadedText({ name, node, cell }: ResolvedCall, python: PythonNotebook): Finding | null {
  if (name === null || !runners.has(name) || !node.args[0]) return null;
  const outside = outsideOf(node.args[0], cell, python);
  if (outside?.kind !== "request") return null;
  return finding(
    cell,
    node.args[0],
    `${name.replace(/^.*\./, "")} runs text that comes from ${outside.name}`,
    "Keep the code next to the notebook and import it; if it is data, parse it with json or ast.literal_eval.",
    [],
  );
}

// ------------------------------------------------------------ shell and magics

const interpreter =
  "(?:sudo\\s+(?:-\\w+\\s+)*)?(?:env\\s+)?(?:[A-Z_][A-Z\\d_]{0,40}=(?:\"[^\"\\n]{0,200}\"|'[^'\\n]{0,200}'|[^\\s\"'|;&]{0,200})\\s+){0,8}(?:/(?:usr/)?bin/(?:env\\s+)?)?(?:(?:ba|z|da|k)?sh|python[\\d.]*|perl|ruby|node|Rscript|julia)\\b";
const fetching = "(?:curl|wget)\\b[^|\\n;&]{0,400}";
/** `curl … | sh`, `bash <(curl …)`, `sh -c "$(curl …)"`. */
const piped = [
  new RegExp(`${fetching}https?://[^|\\n;&]{0,400}\\|\\s*${interpreter}`, "g"),
  new RegExp(`${interpreter}\\s+(?:-\\w+\\s+)*<\\(\\s*${fetching}`, "g"),
  new RegExp(`(?:${interpreter}\\s+-c|eval)\\s+["']?(?:\\$\\(|\`)\\s*${fetching}`, "g"),
];

function pipedScripts(text: string): readonly Span[] {
  return piped.flatMap((shape) =>
    [...text.matchAll(shape)]
      .filter(
        ({ index, 0: match }) => !isComment(text, index) && !(shape === piped[0] && getsData(match, text.slice(index + match.length))),
      )
      .map(({ index, 0: match }) => ({ start: index, end: index + match.trimEnd().length })),
  );
}

/** True where the interpreter at the end of a pipe has its program elsewhere (`python3 -c …`, `python3 -m json.tool`, `sh check.sh`), so that what comes through the pipe is data. */
function getsData(command: string, rest: string): boolean {
  const givesProgram = /sh$/.test(command) ? /^-\w*c/ : /^-\w*[cemnpE]/;
  for (const [word] of rest
    .replace(/\\\r?\n/g, " ")
    .split(/[\n|;&)`]|(?<!\d)\d*[<>]/, 1)[0]
    .matchAll(/[^\s"']+|["']/g)) {
    if (givesProgram.test(word)) return true;
    if (word === "-" || word === "-s" || word === "/dev/stdin" || /["']/.test(word)) return false;
    if (!word.startsWith("-")) return true;
  }
  return false;
}

const isComment = (text: string, at: number): boolean => hidesRest(text.slice(text.lastIndexOf("\n", at - 1) + 1, at));

/** True of a line's beginning that ends in a comment, or inside what an `echo` quotes. */
const hidesRest = (line: string): boolean =>
  /(?:^|\s)#/.test(line) ||
  line.split(/[;&|\n]/).some((command) =>
    /["']/.test(
      command
        .split(/\becho\b/)
        .slice(1)
        .join(""),
    ),
  );

/** `%run https://…`. `%load` only shows the text. */
function runAddress({ kind, name, args }: Escape): Span | null {
  if (kind !== "line-magic" || name !== "run") return null;
  const match = /https?:\/\/\S+/.exec(args.name);
  return match ? { start: args.start + match.index, end: args.start + match.index + match[0].length } : null;
}
