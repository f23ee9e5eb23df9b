// Finds where a notebook names files: literals that reach a file API, and arguments of shell lines and magics.
import { fileCommands, fileFunctions, fileMagics, fileMethods, type FileApi } from "../../../knowledge/fileApis";
import { isClusterKernel } from "../../../knowledge/kernelNames";
import type { Notebook, Span } from "../../../notebook/model";
import type { PythonCell, PythonNotebook, ResolvedCall, StringUse } from "../../../python/analysis";
import { calledName } from "../../../python/calledName";
import type { CallExpr, Escape, Expr, FStringExpr, StringExpr } from "../../../python/syntax";
import { rememberEach } from "../../../util/rememberEach";
import { rememberFor } from "../../../util/rememberFor";
import { givenBySeenCalls } from "../callers";
import { definitionsAt } from "../definitions";
import { runsRemotely } from "../remoteFunctions";
import { shellWords, splitCommands, type Word } from "../shellWords";
import { classifyPath, isSystemFolder, type PathShape } from "./pathKinds";
import { pathsInSql } from "./sqlPaths";

/** One machine-bound path in the notebook. */
export interface PathUse {
  readonly cell: number;
  readonly span: Span;
  /** The constant text it begins with. */
  readonly text: string;
  readonly shape: PathShape;
  /** What takes the path: "pandas.read_csv", "!cp", "%run"; null where only its shape tells. */
  readonly sink: string | null;
  /** The literal, where it is Python's. */
  readonly literal: StringExpr | FStringExpr | null;
}

/** Every machine-bound path of a notebook, in document order; each place once. Cells tagged `parameters` are left out: they are what a scheduler overrides; so is what another machine runs. */
export const pathUses = rememberFor(findPathUses);

function findPathUses(python: PythonNotebook): readonly PathUse[] {
  const found = new Map<string, PathUse>();
  const add = (use: PathUse) => {
    const key = `${use.cell}:${use.span.start}`;
    if (!found.has(key)) found.set(key, use);
  };
  const isClusters = readsClustersFiles(python.notebook);
  for (const calls of python.callGroups)
    for (const call of callsThatTakePaths(calls))
      for (const literal of literalsTaken(python, call)) {
        const use = useOf(literal.node, literal.cell, sinkName(call));
        if (use && !(isClusters && isSparkReadOrWrite(call.node) && use.shape.kind !== "personal" && use.shape.kind !== "platform"))
          add(use);
      }
  pathsInSql(python).forEach(add);
  for (const strings of python.stringGroups)
    for (const [use, path] of unmistakablePaths(strings)) if (!isProse(use, path.text, python)) add(path);
  pathsInEscapes(python.cells).forEach(add);
  const parameters = new Set(parameterCells(python.cells));
  return [...found.values()]
    .filter(({ cell, span }) => !parameters.has(cell) && !runsRemotely(cell, span, python))
    .sort((a, b) => a.cell - b.cell || a.span.start - b.span.start);
}

/** On a cluster Spark's paths without a scheme are those of its own store, not of a machine. */
const readsClustersFiles = ({ metadata }: Notebook): boolean =>
  clusterMarks.some((mark) => mark in metadata) || isClusterKernel((metadata.kernelspec as { readonly name?: unknown } | undefined)?.name);

/** What Databricks and Synapse write into a notebook's metadata. */
const clusterMarks = ["application/vnd.databricks.v1+notebook", "synapse_widget", "save_output", "saveOutput"];

const pathsInEscapes = rememberEach(({ index, module }: PythonCell) => module.escapes.flatMap((escape) => escapePaths(index, escape)));

const parameterCells = rememberEach(({ index, cell }: PythonCell) =>
  cell.tags.some((tag) => tag === "parameters" || tag === "injected-parameters") ? [index] : [],
);

/** The same lists of calls and strings come with every analysis until their cell changes. */
const callsThatTakePaths = rememberFor((calls: readonly ResolvedCall[]) => calls.filter((call) => takenBy(call) !== null));

const unmistakablePaths = rememberFor((strings: readonly StringUse[]): readonly (readonly [StringUse, PathUse])[] =>
  strings.flatMap((use) => {
    const path = useOf(use.node, use.cell, null);
    return path?.shape.unmistakable ? [[use, path] as const] : [];
  }),
);

function useOf(node: StringExpr | FStringExpr, cell: number, sink: string | null): PathUse | null {
  if (node.kind === "String" && node.isBytes) return null;
  const text = beginning(node);
  const shape = classifyPath(text);
  return shape && (sink !== null || shape.unmistakable)
    ? { cell, span: { start: node.start, end: node.end }, text, shape, sink, literal: node }
    : null;
}

const beginning = (node: StringExpr | FStringExpr): string =>
  node.kind === "String" ? node.value : node.values[0]?.kind === "Text" ? node.values[0].value : "";

// ------------------------------------------------------------- Python's sinks

/** The parameters of a call that take paths, or null where it takes none. */
export function fileApiOf(call: ResolvedCall): FileApi | null {
  const known = call.name === null ? undefined : fileFunctions.get(call.name.replace(/^builtins\./, ""));
  if (known) return known;
  if (call.node.func.kind !== "Attribute") return null;
  const method = call.node.func.attr.name;
  // A class's own method is called by its dotted name, too: transformers.AutoModel.from_pretrained.
  const importedFunction = call.name !== null && !call.name.includes("()") && !/\.[A-Z]\w*\.\w+$/.test(call.name);
  if (fileMethods.has(method) && !importedFunction) return fileMethods.get(method) ?? null;
  return isSparkReadOrWrite(call.node) ? { positions: [0], keywords: ["path"] } : null;
}

/** The same, with the options whose names say that they are folders and files of this machine. */
function takenBy(call: ResolvedCall): FileApi | null {
  const known = fileApiOf(call);
  const keywords = jobFolders.test(call.name ?? "")
    ? []
    : call.node.keywords.flatMap(({ name }) => (name && localOption.test(name.name) ? [name.name] : []));
  return keywords.length === 0 ? known : { positions: known?.positions ?? [], keywords: [...(known?.keywords ?? []), ...keywords] };
}

const localOption =
  /^(?:cache|output|data|log|logging|save|model|root|checkpoints?|download|image|local)_dir(?:ectory)?$|^(?:save|model|image|csv|weights|checkpoint|local|data)_path$|^file_?path$/;

/** What these call local lies in the container of a job that the notebook starts. Source: the SageMaker Python SDK. */
const jobFolders = /^sagemaker(?:_core)?\.(?:\w+\.)*(?:Processing\w+|EndpointInput|BatchTransformInput)$/;

const sparkFormats = new Set(["csv", "json", "parquet", "orc", "text", "load", "save", "table", "format"]);

/** `spark.read.….csv(path)`, `df.write.….save(path)`: the reader and writer chains of Spark. */
function isSparkReadOrWrite(call: CallExpr): boolean {
  if (call.func.kind !== "Attribute" || !sparkFormats.has(call.func.attr.name)) return false;
  for (let receiver: Expr = call.func.value; ;) {
    if (receiver.kind === "Call") receiver = receiver.func;
    else if (receiver.kind !== "Attribute") return false;
    else if (/^(?:read|readStream|write|writeStream)$/.test(receiver.attr.name)) return true;
    else receiver = receiver.value;
  }
}

function sinkName(call: ResolvedCall): string {
  if (call.name && !call.name.includes("()")) return call.name.replace(/^builtins\./, "");
  return call.node.func.kind === "Attribute" ? `.${call.node.func.attr.name}()` : "this call";
}

interface PlacedLiteral {
  readonly node: StringExpr | FStringExpr;
  readonly cell: number;
}

function literalsTaken(python: PythonNotebook, call: ResolvedCall): readonly PlacedLiteral[] {
  const api = takenBy(call);
  if (!api) return [];
  const taken = [
    ...api.positions.flatMap((position) => call.node.args[position] ?? []),
    ...call.node.keywords
      .filter((keyword) => keyword.name !== null && api.keywords.includes(keyword.name.name))
      .map((keyword) => keyword.value),
  ];
  return taken.flatMap((expr) => new Tracer(python, call).trace(expr, call.cell));
}

/** Functions whose result begins with the path that they are given first. */
const passThrough = new Set([
  "os.path.join",
  "os.path.abspath",
  "os.path.normpath",
  "os.path.realpath",
  "os.path.expandvars",
  "os.fspath",
  "pathlib.Path",
  "pathlib.PurePath",
  "str",
  "glob.glob",
  "glob.iglob",
  "sorted",
  "list",
  "posixpath.join",
]);
const passThroughMethods = new Set([
  "format",
  "joinpath",
  "as_posix",
  "resolve",
  "with_suffix",
  "with_name",
  "rstrip",
  "strip",
  "glob",
  "rglob",
]);

/** Follows an expression back to the literals that its text may begin with. */
class Tracer {
  private readonly seen = new Set<Expr>();
  constructor(
    private readonly python: PythonNotebook,
    private readonly call: ResolvedCall,
  ) {}

  trace(expr: Expr, cell: number): readonly PlacedLiteral[] {
    if (this.seen.has(expr) || this.seen.size > 200) return [];
    this.seen.add(expr);
    switch (expr.kind) {
      case "String":
      case "FString":
        return expr.kind === "FString" && expr.values[0]?.kind === "Field"
          ? this.trace(expr.values[0].value, cell)
          : [{ node: expr, cell }];
      case "Binary":
        return this.trace(expr.left, cell);
      case "NamedExpr":
        return this.trace(expr.value, cell);
      case "Conditional":
        return [...this.trace(expr.body, cell), ...this.trace(expr.orelse, cell)];
      case "Bool":
        return expr.values.flatMap((value) => this.trace(value, cell));
      case "Tuple":
      case "List":
      case "Set":
        return expr.elements.flatMap((element) => this.trace(element, cell));
      case "Dict":
        return expr.entries.flatMap((entry) => this.trace(entry.value, cell));
      case "Subscript":
        return this.trace(expr.value, cell);
      case "Call":
        return this.traceCall(expr, cell);
      case "Name":
        return this.traceName(expr, cell);
      case "Attribute":
        return this.traceAttribute(expr, cell);
      default:
        return [];
    }
  }

  /** `Config.path` of a class of settings, `self.path` in a method. */
  private traceAttribute(expr: Expr & { readonly kind: "Attribute" }, cell: number): readonly PlacedLiteral[] {
    const value = this.python.placedValueOf(expr, cell);
    return value.expr === expr ? [] : this.trace(value.expr, value.cell);
  }

  private traceCall(expr: CallExpr, cell: number): readonly PlacedLiteral[] {
    const name = this.python.qualifiedName(expr.func, cell)?.replace(/^builtins\./, "");
    if (name && passThrough.has(name)) return expr.args[0] ? this.trace(expr.args[0], cell) : [];
    return expr.func.kind === "Attribute" && passThroughMethods.has(expr.func.attr.name) ? this.trace(expr.func.value, cell) : [];
  }

  private traceName(expr: Expr & { readonly kind: "Name" }, cell: number): readonly PlacedLiteral[] {
    const parameter = this.call.func?.params.find((one) => one.name.name === expr.name);
    if (parameter)
      return [
        ...(parameter.default ? this.trace(parameter.default, cell) : []),
        ...givenBySeenCalls(expr, cell, this.python).flatMap((given) => this.trace(given.expr, given.cell)),
      ];
    const definitions = definitionsAt(expr, cell, this.python);
    if (definitions.length === 0) {
      const value = this.python.placedValueOf(expr, cell);
      return value.expr === expr ? [] : this.trace(value.expr, value.cell);
    }
    return definitions.flatMap((definition) => {
      if (definition.value) return this.trace(definition.value, definition.cell);
      return definition.node.kind === "For" ? this.trace(definition.node.iter, definition.cell) : [];
    });
  }
}

// ------------------------------------------------------------ what is no path

/** Calls whose string arguments are URLs' paths, patterns or prose, never files. */
const notFiles =
  /^(?:route|get|post|put|delete|patch|head|options|websocket|add_url_rule|url_for|redirect|mount|compile|match|search|sub|findall|fullmatch|split|print|info|debug|warning|error|exception|log|write|markdown|input|startswith|endswith|replace|add_argument)$/;

function isProse(use: StringUse, text: string, python: PythonNotebook): boolean {
  if (use.isDocstring) return true;
  const parent = use.parents[0];
  if (parent?.kind === "ExprStmt" || parent?.kind === "Compare") return true;
  const call = use.parents.find((one): one is CallExpr => "kind" in one && one.kind === "Call");
  const callee = call && calledName(call);
  if (callee && notFiles.test(callee) && !(python.qualifiedName(call.func, use.cell) ?? "").startsWith("pathlib.")) return true;
  return /\s\S+\s/.test(text) && !/(?<!\S)(?=\S*[\\/])\S*\.\w{1,5}$/.test(text);
}

// ------------------------------------------------------- shell lines and magics

function escapePaths(cell: number, escape: Escape): readonly PathUse[] {
  if (escape.kind === "shell" || escape.kind === "shell-capture") return commandPaths(cell, escape.args.name, escape.args.start);
  if (escape.kind === "cell-magic" && /^(?:bash|sh|script|system|sx|!)$/.test(escape.name))
    return escape.body ? commandPaths(cell, escape.body.name, escape.body.start) : [];
  if (escape.kind !== "line-magic" && escape.kind !== "cell-magic") return [];
  if (/^(?:sx|system)$/.test(escape.name)) return commandPaths(cell, escape.args.name, escape.args.start);
  const isFileMagic = fileMagics.has(escape.name);
  return shellWords(escape.args.name, escape.args.start).flatMap((word) => {
    const shape = classifyPath(word.text);
    return shape && (isFileMagic || (shape.unmistakable && escape.statements.length === 0))
      ? [{ cell, span: word, text: word.text, shape, sink: `%${escape.name}`, literal: null }]
      : [];
  });
}

/** Paths in a command line or a shell script: any argument of a file command, and unmistakable ones of every command. */
function commandPaths(cell: number, text: string, offset: number): readonly PathUse[] {
  return splitCommands(text, offset).flatMap((command) => {
    const [name, ...rest] = command.filter(
      (word, index) => !(index === 0 && /^(?:sudo|time|nohup|exec)$/.test(word.text)) && !/^\w+=/.test(word.text),
    );
    if (!name || name.text.startsWith("#")) return [];
    // A quote without a partner: the words are not what they seem.
    if (command.some((word) => word.text === '"' || word.text === "'")) return [];
    const base = name.text.replace(/^.*[\\/]/, "");
    if (base === "cd" || base === "echo") return [];
    // Files go where the system keeps its own: it is being set up, with what its packages brought.
    if (/^(?:cp|mv|ln|install)$/.test(base) && isSystemFolder(rest.at(-1)?.text ?? "")) return [];
    const isCleared = clearsAway(base, rest);
    const sink = fileCommands.has(base) ? `!${base}` : null;
    // The first word that is no option is a script or a pattern, not a file.
    const pattern = /^(?:sed|awk|gawk|perl|grep|egrep|fgrep|rg|tr)$/.test(base) ? rest.findIndex((word) => !word.text.startsWith("-")) : -1;
    return rest
      .filter((_, index) => index !== pattern)
      .map(optionValue)
      .flatMap((word) => {
        const shape = classifyPath(word.text);
        return shape && (sink !== null || shape.unmistakable) && !(isCleared && shape.kind !== "platform")
          ? [{ cell, span: { start: word.start, end: word.end }, text: word.text, shape, sink: sink ?? `!${base}`, literal: null }]
          : [];
      });
  });
}

/** `rm -rf /a/b`, `find /tmp -name "*.tmp" -delete`: what is not there need not be removed, so this fails on no machine. */
const clearsAway = (command: string, rest: readonly Word[]): boolean =>
  (command === "rm" && rest.some(({ text }) => text === "--force" || /^-\w*f/.test(text))) ||
  (command === "find" && rest.some(({ text }) => text === "-delete"));

/** `--out=/a/b` is about /a/b. */
function optionValue(word: Word): Word {
  const option = /^--?[\w-]+=/.exec(word.text);
  return option ? { text: word.text.slice(option[0].length), start: word.start + option[0].length, end: word.end } : word;
}
