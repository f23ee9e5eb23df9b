// Column by column: how the features of two frames are made, and where two makings differ.
import { addTo } from "../../../util/groupBy";
import { roleOfName } from "../../../knowledge/splitters";
import type { PythonCell, PythonNotebook } from "../../../python/analysis";
import { childrenOf, isStatement } from "../../../python/children";
import type { Expr, Stmt } from "../../../python/syntax";
import { walkNodes, walkStatements } from "../../../python/walk";
import { rememberEach } from "../../../util/rememberEach";

/** One statement that makes a column out of the frame, or changes all of the frame by arithmetic. */
export interface FeatureStep {
  readonly cell: number;
  /** null: the whole frame. */
  readonly column: string | null;
  /** What decides the outcome: the value, and of `frame.loc[rows, "column"]` the rows. */
  readonly parts: readonly Expr[];
}

/** The steps of one frame, or of the function that makes its features. */
export interface FeatureCode {
  /** The frame's name in this code. */
  readonly frame: string;
  /** As messages call it: the frame, or the function. */
  readonly label: string;
  readonly steps: readonly FeatureStep[];
}

/** Code for training rows beside code for the rows that are judged or served. */
export interface FeaturePair {
  readonly train: FeatureCode;
  readonly serve: FeatureCode;
}

const trainWords = /train(?:ing)?|(?<![a-z])(?:trn|tr|fit)(?![a-z])/i;
const serveWords =
  /test(?:ing)?|valid(?:ation)?|hold_?out|serv(?:e|ing)|scor(?:e|ing)|infer(?:ence)?|prod(?:uction)?|predict(?:ion)?|live|(?<![a-z])(?:val|dev|te|tst|new)(?![a-z])/i;

/** "df_train" and "df_test" → "df_*"; null where the name speaks of neither. */
function stemOf(name: string): { readonly stem: string; readonly role: "train" | "serve" } | null {
  if (trainWords.test(name)) return { stem: name.replace(trainWords, "*"), role: "train" };
  return serveWords.test(name) || roleOfName(name) === "test" ? { stem: name.replace(serveWords, "*"), role: "serve" } : null;
}

/** All pairs of a notebook: frames by their names, at the top level and inside one function; functions by theirs. */
export function featurePairs(python: PythonNotebook): readonly FeaturePair[] {
  const cells = featuresInEach(python.cells);
  return [
    ...pairUp(codeByFrame(cells.flatMap(({ steps }) => steps))),
    ...cells.flatMap(({ pairs }) => pairs),
    ...pairUp(cells.flatMap(({ functions }) => functions)),
  ];
}

/** What one cell makes of frames. */
interface CellFeatures {
  /** Of frames whose names tell a side, at the top level. */
  readonly steps: readonly PlacedStep[];
  /** Inside one function. */
  readonly pairs: readonly FeaturePair[];
  /** Functions whose names tell a side, by the frame that they take first. */
  readonly functions: readonly FeatureCode[];
}

const featuresInEach = rememberEach(({ index, module }: PythonCell): readonly CellFeatures[] => {
  const pairs: FeaturePair[] = [];
  const functions: FeatureCode[] = [];
  walkStatements(
    module.body,
    (statement) => {
      if (statement.kind !== "FunctionDef") return;
      const codes = codeByFrame(stepsIn(statement.body, index));
      pairs.push(...pairUp(codes));
      const code = codes.find((one) => one.frame === statement.params[0]?.name.name);
      if (code && stemOf(`${statement.name.name}()`)) functions.push({ ...code, label: `${statement.name.name}()` });
    },
    { intoFunctions: true },
  );
  const steps = stepsIn(module.body, index).filter(({ frame }) => stemOf(frame) !== null);
  return steps.length + pairs.length + functions.length > 0 ? [{ steps, pairs, functions }] : [];
});

/** The steps that a body makes, those in its functions left out. */
function stepsIn(body: readonly Stmt[], cell: number): readonly PlacedStep[] {
  const steps: PlacedStep[] = [];
  walkStatements(
    body,
    (statement) => {
      for (const made of stepsOf(statement)) steps.push({ ...made, cell });
    },
    { intoFunctions: false },
  );
  return steps;
}

function pairUp(codes: readonly FeatureCode[]): readonly FeaturePair[] {
  const named = codes.flatMap((code) => {
    const stem = stemOf(code.label);
    return stem ? [{ code, ...stem }] : [];
  });
  return named
    .filter(({ role }) => role === "train")
    .flatMap((train) =>
      named.filter(({ role, stem }) => role === "serve" && stem === train.stem).map((serve) => ({ train: train.code, serve: serve.code })),
    );
}

function codeByFrame(made: readonly PlacedStep[]): readonly FeatureCode[] {
  const steps = new Map<string, FeatureStep[]>();
  for (const { frame, cell, column, parts } of made) {
    addTo(steps, frame, { cell, column, parts });
  }
  return [...steps].map(([frame, found]) => ({ frame, label: frame, steps: found }));
}

type PlacedStep = FeatureStep & { readonly frame: string };
type Step = Omit<PlacedStep, "cell">;

function stepsOf(statement: Stmt): readonly Step[] {
  const added = statement.kind === "Assign" && statement.targets.length === 1 ? columnsAdded(statement.targets[0], statement.value) : [];
  if (added.length > 0) return added;
  const step = stepOf(statement);
  return step ? [step] : [];
}

/** `frame = frame.assign(column=value, …)`; a lambda is given the frame. */
function columnsAdded(target: Expr, value: Expr): readonly Step[] {
  if (
    target.kind !== "Name" ||
    value.kind !== "Call" ||
    value.func.kind !== "Attribute" ||
    value.func.attr.name !== "assign" ||
    value.func.value.kind !== "Name" ||
    value.func.value.name !== target.name
  )
    return [];
  return value.keywords.flatMap(({ name, value: part }) =>
    name && (part.kind === "Lambda" || mentions(part, target.name)) ? [{ frame: target.name, column: name.name, parts: [part] }] : [],
  );
}

function stepOf(statement: Stmt): Step | null {
  switch (statement.kind) {
    case "Assign": {
      const [target] = statement.targets;
      return statement.targets.length === 1 ? stepTo(target, statement.value) : null;
    }
    case "AugAssign": {
      const { target, value } = statement;
      if (target.kind === "Name") return /^[-+*/]=$/.test(statement.op) ? { frame: target.name, column: null, parts: [value] } : null;
      return target.kind === "Subscript" && target.value.kind === "Name" && target.index.kind === "String"
        ? { frame: target.value.name, column: target.index.value, parts: [value] }
        : null;
    }
    case "ExprStmt": {
      // frame["column"].fillna(0, inplace=True)
      const { value } = statement;
      if (value.kind !== "Call" || value.func.kind !== "Attribute" || !value.keywords.some(({ name }) => name?.name === "inplace"))
        return null;
      const column = value.func.value;
      return column.kind === "Subscript" && column.value.kind === "Name" && column.index.kind === "String"
        ? { frame: column.value.name, column: column.index.value, parts: [value] }
        : null;
    }
    default:
      return null;
  }
}

function stepTo(target: Expr, value: Expr): Step | null {
  if (target.kind === "Name")
    return value.kind === "Binary" && /^[-+*/]$/.test(value.op) && mentions(value, target.name)
      ? { frame: target.name, column: null, parts: [value] }
      : null;
  // frame.column = value
  if (target.kind === "Attribute")
    return target.value.kind === "Name" && mentions(value, target.value.name)
      ? { frame: target.value.name, column: target.attr.name, parts: [value] }
      : null;
  if (target.kind !== "Subscript") return null;
  const { value: owner, index } = target;
  if (owner.kind === "Name")
    return index.kind === "String" && mentions(value, owner.name) ? { frame: owner.name, column: index.value, parts: [value] } : null;
  // frame.loc[rows, "column"] = value
  if (
    owner.kind !== "Attribute" ||
    owner.value.kind !== "Name" ||
    owner.attr.name !== "loc" ||
    index.kind !== "Tuple" ||
    index.elements.length !== 2
  )
    return null;
  const [rows, column] = index.elements;
  if (column.kind !== "String") return null;
  const frame = owner.value.name;
  if (rows.kind === "Slice")
    return rows.lower === null && rows.upper === null && mentions(value, frame) ? { frame, column: column.value, parts: [value] } : null;
  return mentions(rows, frame) ? { frame, column: column.value, parts: [rows, value] } : null;
}

function mentions(expr: Expr, name: string): boolean {
  let found = false;
  walkNodes(expr, (node) => {
    if (node.kind === "Name") found ||= node.name === name;
  });
  return found;
}

/** One place where two makings differ: a constant, a column, or the method that is called. */
export interface Difference {
  readonly kind: "constant" | "column" | "call";
  /** The places, in the training code and in the other. */
  readonly train: { readonly start: number; readonly end: number };
  readonly serve: { readonly start: number; readonly end: number };
}

/** Methods that are given a frame's size, each side its own: a difference there is none of the features. */
const takesSizes: ReadonlySet<string> = new Set([
  "reshape",
  "resize",
  "head",
  "tail",
  "sample",
  "nlargest",
  "nsmallest",
  "take",
  "batch",
  "repeat",
  "shuffle",
]);

const isSizing = (call: Expr): boolean => call.kind === "Call" && call.func.kind === "Attribute" && takesSizes.has(call.func.attr.name);

/** Where two steps of the same shape differ, frame for frame; null where their shapes or other names differ. */
export function differences(train: FeatureStep, serve: FeatureStep, frames: readonly [string, string]): readonly Difference[] | null {
  const found: Difference[] = [];
  return train.parts.length === serve.parts.length &&
    train.parts.every((part, index) => compare(part, serve.parts[index], null, frames, found))
    ? found
    : null;
}

function compare(train: Expr, serve: Expr, parent: Expr | null, frames: readonly [string, string], found: Difference[]): boolean {
  const note = (kind: Difference["kind"], one = train as Difference["train"], other = serve as Difference["serve"]): true => {
    found.push({ kind, train: one, serve: other });
    return true;
  };
  if (train.kind === "Unary" && train.op === "-" && serve.kind === "Number") return false;
  if (train.kind !== serve.kind) return false;
  switch (train.kind) {
    case "Name": {
      // The test rows may be filled with what the training rows taught.
      const { name } = serve as typeof train;
      return train.name === name || (train.name === frames[0] && name === frames[1]);
    }
    case "Number":
      return train.text === (serve as typeof train).text || (parent !== null && isSizing(parent)) || note("constant");
    case "Constant":
      return train.value === (serve as typeof train).value || note("constant");
    case "String": {
      const { value } = serve as typeof train;
      if (train.value === value) return true;
      // "train/7.png" and "test/7.png" are the same step.
      if (stemOf(train.value)?.stem === stemOf(value)?.stem && stemOf(value) !== null) return true;
      return note(parent?.kind === "Subscript" ? "column" : "constant");
    }
    case "Attribute": {
      const { attr, value } = serve as typeof train;
      if (!compare(train.value, value, train, frames, found)) return false;
      if (train.attr.name === attr.name || (train.attr.name === "fit_transform" && attr.name === "transform")) return true;
      return note(parent?.kind === "Call" && parent.func === train ? "call" : "column", train.attr, attr);
    }
    case "Call": {
      const other = serve as typeof train;
      const names = (call: typeof train): string => call.keywords.map(({ name }) => name?.name ?? "**").join();
      if (train.args.length !== other.args.length || names(train) !== names(other)) return false;
      break;
    }
    case "Binary":
      if (train.op !== (serve as typeof train).op) return false;
      break;
    case "Unary":
      if (train.op !== (serve as typeof train).op) return false;
      break;
    case "Compare":
      if (train.ops.join() !== (serve as typeof train).ops.join()) return false;
      break;
    case "Bool":
      if (train.op !== (serve as typeof train).op) return false;
      break;
    case "Lambda":
      if (train.params.map(({ name }) => name.name).join() !== (serve as typeof train).params.map(({ name }) => name.name).join())
        return false;
      break;
    case "FString":
    case "EscapeExpr":
    case "InvalidExpr":
    case "Yield":
      return false;
    default:
  }
  const [ours, theirs] = [childrenOf(train), childrenOf(serve)];
  return (
    ours.length === theirs.length &&
    ours.every((child, index) => {
      const other = theirs[index];
      // Of a tuple's elements, the call or subscript that it is given to is asked.
      return (
        !isStatement(child) &&
        !isStatement(other) &&
        compare(child, other, train.kind === "Tuple" && parent ? parent : train, frames, found)
      );
    })
  );
}
