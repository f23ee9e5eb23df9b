// Reduces statements to the steps that matter for names.
import type {
  AnnAssign,
  Assign,
  AugAssign,
  ExceptHandler,
  Expr,
  For,
  Import,
  ImportFrom,
  Match,
  MatchCase,
  Stmt,
  Try,
  While,
  With,
} from "../syntax";
import { isInFunction } from "./frames";
import { isNamespaceCall } from "./namespace";
import { reduceEscape } from "./reduceEscapes";
import { mention, reduceExpr, reduceValue } from "./reduceExpressions";
import { reduceAnnotation, reduceClass, reduceFunction, reduceTypeAlias } from "./reduceFunctions";
import { bindName, blockOf, readName, type Reducer, risk, unbindName } from "./reducer";
import { reducePlace, reduceTarget } from "./reduceTargets";
import { reduceBranch, riskOfTruth } from "./reduceTests";
import { catchesNameError, constantTest, isNonEmptyIterable, mayBeNameError, suppressedErrors } from "./tests";

export function reduceBody(r: Reducer, body: readonly Stmt[]): void {
  const outer = r.statement;
  for (const stmt of body) {
    r.statement = stmt;
    reduceStmt(r, stmt);
  }
  r.statement = outer;
}

function reduceStmt(r: Reducer, stmt: Stmt): void {
  switch (stmt.kind) {
    case "FunctionDef":
      return reduceFunction(r, stmt);
    case "ClassDef":
      return reduceClass(r, stmt);
    case "ExprStmt":
      return reduceExpr(r, stmt.value);
    case "Assign":
      return reduceAssign(r, stmt);
    case "AugAssign":
      return reduceAugAssign(r, stmt);
    case "AnnAssign":
      return reduceAnnAssign(r, stmt);
    case "TypeAlias":
      return reduceTypeAlias(r, stmt);
    case "Return":
      if (stmt.value) reduceExpr(r, stmt.value, "hand-over");
      return jump(r, "return");
    case "Delete":
      for (const target of stmt.targets) reduceDelete(r, target);
      return;
    case "Raise":
      if (stmt.exception) reduceExpr(r, stmt.exception);
      if (stmt.cause) reduceExpr(r, stmt.cause);
      return jump(r, "raise");
    case "Assert":
      return reduceBranch(
        r,
        stmt.test,
        () => {},
        () => {
          if (stmt.message) reduceExpr(r, stmt.message);
          jump(r, "raise");
        },
      );
    case "If":
      return reduceBranch(
        r,
        stmt.test,
        () => reduceBody(r, stmt.body),
        () => reduceBody(r, stmt.orelse),
      );
    case "For":
      return reduceFor(r, stmt);
    case "While":
      return reduceWhile(r, stmt);
    case "With":
      return reduceWith(r, stmt, 0);
    case "Try":
      return reduceTry(r, stmt);
    case "Match":
      return reduceMatch(r, stmt);
    case "Import":
    case "ImportFrom":
      return reduceImport(r, stmt);
    case "Break":
    case "Continue":
      return jump(r, stmt.kind === "Break" ? "break" : "continue");
    case "EscapeStmt":
      return reduceEscape(r, stmt.escape);
    case "InvalidStmt":
      return mention(r, stmt.names);
    case "Global":
    case "Nonlocal":
    case "Pass":
      return;
  }
}

const jump = (r: Reducer, to: "break" | "continue" | "return" | "raise"): void => void r.out.push({ kind: "jump", to });

function reduceAssign(r: Reducer, { targets, value }: Assign): void {
  if (value.kind === "EscapeExpr") {
    reduceExpr(r, value);
    for (const target of targets) reduceTarget(r, target, "assign");
    return;
  }
  const ref = reduceValue(r, value);
  const areNames = targets.every((target) => target.kind === "Name");
  // Stored in an object, it may be called from there.
  if (ref && !areNames && value.kind !== "Call")
    r.out.push({ kind: "hand-over", ref, at: { name: "", start: value.start, end: value.end } });
  for (const target of targets) {
    if (target.kind === "Name") bindName(r, target, { kind: "assign", value, ref });
    else reduceTarget(r, target, "assign");
  }
}

function reduceAugAssign(r: Reducer, { target, value }: AugAssign): void {
  if (target.kind === "Name") readName(r, target, "value");
  else reducePlace(r, target);
  reduceExpr(r, value, "hand-over");
  risk(r);
  if (target.kind === "Name") bindName(r, target, { kind: "augassign" });
}

/** Local annotations in functions are never evaluated. */
function reduceAnnAssign(r: Reducer, { target, annotation, value }: AnnAssign): void {
  const ref = value && reduceValue(r, value);
  if (target.kind === "Name") {
    if (value) bindName(r, target, { kind: "annassign", value, ref });
  } else if (value) reduceTarget(r, target, "assign");
  if (!isInFunction(r.frame)) reduceAnnotation(r, annotation);
}

function reduceDelete(r: Reducer, target: Expr): void {
  switch (target.kind) {
    case "Name":
      readName(r, target, "delete");
      return unbindName(r, target);
    case "Tuple":
    case "List":
      for (const element of target.elements) reduceDelete(r, element);
      return;
    case "Subscript":
      reduceExpr(r, isNamespaceCall(target.value) ? target.value.func : target.value);
      reduceExpr(r, target.index);
      return risk(r);
    default:
      reduceExpr(r, target);
      return risk(r);
  }
}

// ---------------------------------------------------------------------- loops

function reduceFor(r: Reducer, stmt: For): void {
  reduceExpr(r, stmt.iter, "hand-over");
  risk(r);
  const head = blockOf(r, () => {
    // The iterator may raise before any round, also before the first.
    reduceTarget(r, stmt.target, "for");
  });
  const body = blockOf(r, () => reduceBody(r, stmt.body));
  const orelse = blockOf(r, () => reduceBody(r, stmt.orelse));
  r.out.push({
    kind: "loop",
    head,
    body: [...body, { kind: "risk" }],
    orelse,
    maySkip: !isNonEmptyIterable(stmt.iter),
    isEndless: false,
    testsFirst: false,
  });
}

function reduceWhile(r: Reducer, stmt: While): void {
  const truth = constantTest(stmt.test);
  const head = blockOf(r, () => {
    reduceExpr(r, stmt.test);
    riskOfTruth(r, stmt.test);
  });
  const body = blockOf(r, () => reduceBody(r, stmt.body));
  const orelse = blockOf(r, () => reduceBody(r, stmt.orelse));
  if (truth === false) {
    r.out.push(...head);
    if (body.length > 0) r.out.push({ kind: "dead", block: body });
    r.out.push(...orelse);
    return;
  }
  r.out.push({ kind: "loop", head, body, orelse, maySkip: truth === null, isEndless: truth === true, testsFirst: true });
}

// ------------------------------------------------------------- with, try, match

function reduceWith(r: Reducer, stmt: With, index: number): void {
  const item = stmt.items[index];
  if (!item) return reduceBody(r, stmt.body);
  reduceExpr(r, item.context, "hand-over");
  risk(r);
  if (item.target) {
    if (item.target.kind === "Name") bindName(r, item.target, { kind: "with", value: item.context });
    else reduceTarget(r, item.target, "with");
  }
  const suppressed = suppressedErrors(item.context);
  if (!suppressed) {
    reduceWith(r, stmt, index + 1);
    return risk(r);
  }
  const body = blockOf(r, () => reduceWith(r, stmt, index + 1));
  r.out.push({
    kind: "try",
    body,
    handlers: [[]],
    orelse: [],
    finalbody: [],
    catchesNameError: suppressed.some(mayBeNameError),
    catchesAll: false,
  });
}

function reduceTry(r: Reducer, stmt: Try): void {
  const body = blockOf(r, () => reduceBody(r, stmt.body));
  const handlers = stmt.handlers.map((handler) => blockOf(r, () => reduceHandler(r, handler)));
  const orelse = blockOf(r, () => reduceBody(r, stmt.orelse));
  const finalbody = blockOf(r, () => reduceBody(r, stmt.finalbody));
  r.out.push({
    kind: "try",
    body,
    handlers,
    orelse,
    finalbody,
    catchesNameError: stmt.handlers.some(catchesNameError),
    catchesAll: stmt.handlers.some(
      ({ type }) => type === null || (type.kind === "Name" && (type.name === "Exception" || type.name === "BaseException")),
    ),
  });
}

/** The error's name is removed at the end of the clause, however it ends. */
function reduceHandler(r: Reducer, { type, name, body }: ExceptHandler): void {
  if (type) {
    reduceExpr(r, type);
    if (type.kind !== "Name") risk(r);
  }
  if (!name) return reduceBody(r, body);
  bindName(r, name, { kind: "except" });
  const guarded = blockOf(r, () => reduceBody(r, body));
  const finalbody = blockOf(r, () => unbindName(r, name));
  if (finalbody.length === 0) r.out.push(...guarded);
  else r.out.push({ kind: "try", body: guarded, handlers: [], orelse: [], finalbody, catchesNameError: false, catchesAll: false });
}

function reduceMatch(r: Reducer, stmt: Match): void {
  reduceExpr(r, stmt.subject, "hand-over");
  reduceCases(r, stmt.cases, 0);
}

/** Cases that are tried one after the other; those behind are alternatives in no order, or thousands would be nested as deep. */
const casesInOrder = 100;

/** The case at `from` matches, or the rest is tried. A guard that fails leaves its pattern's names bound. */
function reduceCases(r: Reducer, cases: readonly MatchCase[], from: number): void {
  const first = cases[from];
  if (!first) return;
  if (from >= casesInOrder) {
    const blocks = cases.slice(from).map((one) => blockOf(r, () => reduceCases(r, [one], 0)));
    r.out.push({ kind: "choice", arms: [...blocks, []].map((block) => ({ block, known: null })) });
    return;
  }
  const { pattern, guard } = first;
  for (const value of pattern.values) reduceExpr(r, value);
  if (!pattern.irrefutable) risk(r);
  const captures = blockOf(r, () => {
    for (const at of pattern.captures) bindName(r, at, { kind: "match" });
  });
  if (guard) {
    const test = [
      ...captures,
      ...blockOf(r, () => {
        reduceExpr(r, guard);
        riskOfTruth(r, guard);
      }),
    ];
    if (pattern.irrefutable) r.out.push(...test);
    else
      r.out.push({
        kind: "choice",
        arms: [
          { block: test, known: null },
          { block: [], known: null },
        ],
      });
  }
  const body = [...captures, ...blockOf(r, () => reduceBody(r, first.body))];
  if (pattern.irrefutable && !guard) return void r.out.push(...body);
  r.out.push({
    kind: "choice",
    arms: [
      { block: body, known: null },
      { block: blockOf(r, () => reduceCases(r, cases, from + 1)), known: null },
    ],
  });
}

// -------------------------------------------------------------------- imports

function reduceImport(r: Reducer, stmt: Import | ImportFrom): void {
  risk(r);
  if (stmt.kind === "Import") {
    for (const { name, asName } of stmt.names) {
      const [top] = name.name.split(".", 1);
      const at = asName ?? { name: top!, start: name.start, end: name.start + top!.length };
      bindName(r, at, { kind: "import", imported: asName ? name.name : top! });
      if (stmt.names.length > 1) risk(r);
    }
    return;
  }
  const module = ".".repeat(stmt.level) + (stmt.module?.name ?? "");
  if (module === "__future__" && stmt.names.some(({ name }) => name.name === "annotations")) r.out.push({ kind: "postpone-annotations" });
  for (const { name, asName } of stmt.names) {
    if (name.name === "*") {
      r.out.push({ kind: "open" });
      continue;
    }
    const imported = module === "" || module.endsWith(".") ? `${module}${name.name}` : `${module}.${name.name}`;
    bindName(r, asName ?? name, { kind: "import-from", imported });
    if (stmt.names.length > 1) risk(r);
  }
}
