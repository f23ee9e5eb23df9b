// Files that run code when they are read, and that no cell of the notebook wrote.
import { groupBy } from "../util/groupBy";
import { deserialisers, switchesSafetyOff, unsafeLoaders, type Deserialiser } from "../knowledge/deserialisers";
import type { NotebookEdit } from "../notebook/edits";
import { cellLabel } from "../notebook/label";
import type { Span } from "../notebook/model";
import type { PythonNotebook, ResolvedCall } from "../python/analysis";
import type { Expr } from "../python/syntax";
import { defineRule, type Finding, type RuleContext, type Severity } from "./rule";
import { addArgument, argumentOf, isOpenEnded, keywordOf } from "./support/arguments";
import { handedFunctions, type HandedFunction } from "./support/handedFunctions";
import { createOwnFiles, type OwnFiles } from "./support/paths/ownFiles";
import { pickCalls } from "./support/pickCalls";

const deserialisingCalls = pickCalls(({ name }) => name !== null && deserialisers.has(name));

export default defineRule({
  code: "NBR703",
  name: "unsafe-deserialisation",
  severity: "warning",
  summary: "A file that runs code when it is read, and that no cell wrote",
  *check(context) {
    const { python } = context;
    if (!python) return;
    const calls = deserialisingCalls(python);
    const handed = handedFunctions(python).flatMap((one) => handedReading(one) ?? []);
    if (calls.length + handed.length === 0) return;
    const written = createOwnFiles(python);
    const readings = [...calls.flatMap((call) => readingOf(call, written, context) ?? []), ...(written.savesAny ? [] : handed)].sort(
      (a, b) => a.cell - b.cell || a.span.start - b.span.start,
    );
    for (const same of groupBy(readings, ({ name }) => name).values()) yield describe(same, python);
  },
});

/** A call that may run code from what it reads. */
interface Reading {
  readonly name: string;
  readonly cell: number;
  /** The reader, where it stands. */
  readonly span: Span;
  readonly severity: Severity;
  /** What is between the reader's name and "runs whatever code …". */
  readonly because: string;
  readonly advice: string;
  readonly fix: { readonly title: string; readonly edits: readonly NotebookEdit[] } | null;
}

/** Readings by one function are one cause: one finding, the other places beside it. */
function describe(readings: readonly Reading[], python: PythonNotebook): Finding {
  const [{ name, cell, span, because, advice, fix, severity }, ...others] = readings;
  const edits = readings.flatMap((reading) => reading.fix?.edits ?? []);
  return {
    cell,
    span,
    severity,
    message: `${name}${because} runs any code that the data contains, and no cell of this notebook wrote it: anyone who can replace the file can take over the machine. ${advice}`,
    related: others.map((other) => ({
      cell: other.cell,
      span: other.span,
      message: `${name} also reads in ${cellLabel(python.notebook.cells[other.cell])}`,
    })),
    fixes: fix && readings.every((reading) => reading.fix) ? [{ title: fix.title, safe: false, edits }] : [],
  };
}

function readingOf(call: ResolvedCall, written: OwnFiles, context: RuleContext): Reading | null {
  const reader = call.name === null ? undefined : deserialisers.get(call.name);
  const python = context.python;
  if (!reader || !python || call.name === null) return null;
  const judged = judge(call, reader, context, python);
  const source = argumentOf(call.node, 0, reader.keyword);
  if (!judged || !source || (reader.danger === "yaml" && source.kind === "String") || !isForeign(source, call, reader, written))
    return null;
  return { name: call.name, cell: call.cell, span: placeOf(call.node.func), severity: "warning", ...judged };
}

/** `map(pd.read_pickle, files)`: which files come is not followed, so it is judged where no cell writes any. */
function handedReading({ name, func, cell }: HandedFunction): Reading | null {
  const reader = deserialisers.get(name);
  return reader?.danger === "always" && !reader.takesData
    ? { name, cell, span: placeOf(func), severity: "warning", because: "", advice: otherFormat, fix: null }
    : null;
}

const placeOf = ({ start, end }: Expr): Span => ({ start, end });

const isForeign = (source: Expr, call: ResolvedCall, { takesData }: Deserialiser, written: OwnFiles): boolean =>
  takesData ? written.isForeignData(source, call.cell) : !written.holds(source, call.cell);

type Judgement = Pick<Reading, "because" | "advice" | "fix"> & Partial<Pick<Reading, "severity">>;

const otherFormat =
  "Keep data in Parquet, JSON or Arrow and models in safetensors, ONNX or skops; or check the file's hash before reading it.";

/** Whether the call may run code at all; null where it does not. */
function judge(call: ResolvedCall, { danger }: Deserialiser, context: RuleContext, python: PythonNotebook): Judgement | null {
  switch (danger) {
    case "always":
      return { because: "", advice: otherFormat, fix: null };
    case "read-only": {
      const flag = argumentOf(call.node, 1, "flag");
      return flag?.kind === "String" && flag.value === "r" ? { because: "", advice: otherFormat, fix: null } : null;
    }
    case "torch":
      return judgeTorch(call, context, python);
    case "allow-pickle":
      return judgeFlag(call, "allow_pickle", true, "Save plain arrays, and remove allow_pickle.");
    case "safe-mode":
      return judgeKeras(call, python);
    // Without it the index cannot be read at all: there is no safer form.
    case "allow-dangerous": {
      const flagged = judgeFlag(
        call,
        "allow_dangerous_deserialization",
        true,
        "Build the index from its documents, or keep them in a vector store that needs no pickle; or check the file's hash before reading it.",
      );
      return flagged && { ...flagged, fix: null };
    }
    case "yaml":
      return judgeYaml(call, python);
  }
}

function judgeFlag({ cell, node }: ResolvedCall, name: string, dangerous: boolean, advice: string): Judgement | null {
  const value = keywordOf(node, name)?.value;
  if (value?.kind !== "Constant" || value.value !== dangerous) return null;
  const [is, becomes] = dangerous ? ["True", "False"] : ["False", "True"];
  return {
    because: ` with ${name}=${is}`,
    advice,
    fix: {
      title: `Change to ${name}=${becomes}`,
      edits: [{ kind: "replaceText", cell, start: value.start, end: value.end, text: becomes }],
    },
  };
}

function judgeKeras(call: ResolvedCall, python: PythonNotebook): Judgement | null {
  if (keywordOf(call.node, "safe_mode")) return judgeFlag(call, "safe_mode", false, "Remove safe_mode, and register the custom objects.");
  if (switchingCalls(python).length === 0) return null;
  return { because: " after enable_unsafe_deserialization()", advice: "Remove that call, and register the custom objects.", fix: null };
}

const switchingCalls = pickCalls(({ name }) => switchesSafetyOff.has(name ?? ""));

const torchAdvice = "Load weights with weights_only=True, or keep them in safetensors.";

function judgeTorch(call: ResolvedCall, { project }: RuleContext, python: PythonNotebook): Judgement | null {
  const flag = keywordOf(call.node, "weights_only")?.value;
  if (flag) return judgeFlag(call, "weights_only", false, torchAdvice);
  if (isOpenEnded(call.node)) return null;
  const version =
    project.installed?.get("torch")?.version ?? project.declarations("torch").find((one) => one.version !== null)?.version ?? null;
  const [major, minor] = (version ?? "").split(".").map(Number);
  if (version !== null && (major > 2 || (major === 2 && minor >= 6))) return null;
  return {
    because: version === null ? " before PyTorch 2.6" : ` of PyTorch ${version}`,
    severity: version === null ? "info" : "warning",
    advice: torchAdvice,
    fix: { title: "Add weights_only=True", edits: [addArgument(call.node, call.cell, "weights_only=True", python)] },
  };
}

function judgeYaml({ cell, node, name }: ResolvedCall, python: PythonNotebook): Judgement | null {
  const loader = argumentOf(node, 1, "Loader");
  if (isOpenEnded(node) || (loader && !unsafeLoaders.has(python.qualifiedName(loader, cell) ?? ""))) return null;
  const { func } = node;
  const safe = name?.endsWith("_all") ? "safe_load_all" : "safe_load";
  const advice = `Read it with yaml.${safe}.`;
  if (func.kind !== "Attribute" || node.args.length === 0) return { because: "", advice, fix: null };
  const last = node.keywords.find((keyword) => keyword.value === loader) ?? loader;
  const edits: readonly NotebookEdit[] = [
    { kind: "replaceText", cell, start: func.attr.start, end: func.attr.end, text: safe },
    ...(last ? [{ kind: "replaceText", cell, start: node.args[0].end, end: last.end, text: "" } as const] : []),
  ];
  const isPlain = !last || /^\s*,\s*$/.test(python.notebook.cells[cell].source.slice(node.args[0].end, last.start));
  return {
    because: loader || name?.includes("unsafe") ? "" : " without a Loader",
    advice,
    fix: isPlain ? { title: `Change to yaml.${safe}`, edits } : null,
  };
}
