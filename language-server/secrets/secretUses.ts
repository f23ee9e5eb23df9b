// Finds the secrets that a notebook's sources hold: by their shape anywhere, by the name they are bound to in code.
import { ownVariable } from "../knowledge/systemVariables";
import { countLeading } from "../util/countLeading";
import type { Cell, Notebook, Span } from "../notebook/model";
import type { PythonNotebook, StringUse } from "../python/analysis";
import type { CallExpr, DictExpr, Expr, FStringExpr, Stmt, StringExpr } from "../python/syntax";
import { rememberEach } from "../util/rememberEach";
import type { ScriptNotebook } from "../typescript/analysis";
import { isSecretValue, namedSecrets, secretName } from "./named";
import { secretShapes } from "./shapes";

/** One place of a secret in a cell's source; it never carries the secret's text. */
export interface SecretUse {
  readonly cell: number;
  readonly span: Span;
  /** The provider's kind with its article ("a GitHub token"); null where only the name shows it. */
  readonly kind: string | null;
  /** The name that it is bound to, where one is. */
  readonly name: string | null;
  /** The environment variable that it should come from. */
  readonly variable: string;
  /** The whole literal that is the secret, for the fix; null where the secret is a part of a text or no Python. */
  readonly literal: StringExpr | null;
}

const known = new WeakMap<Notebook, readonly SecretUse[]>();

/** Every secret in the sources of a notebook, in document order; each place once. `python` and `script` are null where the notebook's language is another. */
export function secretUses(notebook: Notebook, python: PythonNotebook | null, script: ScriptNotebook | null = null): readonly SecretUse[] {
  let uses = known.get(notebook);
  if (!uses) known.set(notebook, (uses = findSecrets(notebook, python, script)));
  return uses;
}

function findSecrets(notebook: Notebook, python: PythonNotebook | null, script: ScriptNotebook | null): readonly SecretUse[] {
  const keys = notebook.cells.map((cell) => python?.cellAt(cell.index) ?? cell);
  return secretsInEach(notebook.cells, python, keys).filter((use) => use.kind !== null || isText(use, script));
}

const secretsInEach = rememberEach((cell: Cell, python: PythonNotebook | null) =>
  usesIn(cell, python?.stringsIn(cell.index) ?? [], python),
);

/** In a script, what is no text and no comment is an expression: `process.env.PASSWORD!`. */
function isText({ cell, span }: SecretUse, script: ScriptNotebook | null): boolean {
  const code = script?.cellAt(cell);
  if (!script || !code) return true;
  const holders = [...code.comments, ...script.strings.filter((one) => one.cell === cell)];
  return holders.some(({ start, end }) => start <= span.start && span.end <= end);
}

function usesIn(cell: Cell, strings: readonly StringUse[], python: PythonNotebook | null): readonly SecretUse[] {
  const shapes = secretShapes(cell.source);
  const uses = holders(shapes, strings);
  const shaped = shapes.map(({ start, end, name, variable }, index): SecretUse => {
    const use = uses[index];
    const literal = use && isWhole(use, { start, end }) ? (use.node as StringExpr) : null;
    const bound = literal && use ? boundName(use.node, use.parents) : null;
    return {
      cell: cell.index,
      span: { start, end },
      kind: name,
      name: bound,
      variable: bound && secretName(bound) ? variableName(bound) : variable,
      literal,
    };
  });
  const named =
    cell.kind === "code"
      ? [...strings.flatMap((use) => namedUse(use)), ...strings.flatMap(({ node }) => namedPlaces(cell, node)), ...looseUses(cell, python)]
      : [];
  // A literal's own name comes before one inside its text.
  const once = new Map([...named].reverse().map((use) => [use.span.start, use]));
  const rest = [...once.values()].filter(({ span }) => {
    const before = shaped[countLeading(shaped, (one) => one.span.start < span.end) - 1];
    return !before || before.span.end <= span.start;
  });
  return [...shaped, ...rest].sort((a, b) => a.span.start - b.span.start);
}

/** The outermost string around each of some places, which are in order. */
function holders(places: readonly Span[], strings: readonly StringUse[]): readonly (StringUse | undefined)[] {
  const waiting = places.length > 0 ? [...strings].sort((a, b) => a.node.start - b.node.start) : [];
  let met = 0;
  let open: readonly StringUse[] = [];
  return places.map(({ start, end }) => {
    const from = met;
    while (met < waiting.length && waiting[met].node.start <= start) met++;
    open = [...open, ...waiting.slice(from, met)].filter(({ node }) => node.end > start);
    return open.find(({ node }) => end <= node.end);
  });
}

/** The text between the quotes of a literal of one part. */
const contentOf = ({ parts, start, end }: StringExpr | FStringExpr): Span =>
  parts.length === 1 && parts[0] ? parts[0].content : { start, end };

function isWhole({ node }: StringUse, { start, end }: Span): boolean {
  if (node.kind !== "String" || node.parts.length !== 1) return false;
  const content = contentOf(node);
  return content.start === start && content.end === end && !node.isBytes;
}

function namedUse({ cell, node, parents }: StringUse): readonly SecretUse[] {
  const value = plainText(node);
  const name = value === null ? null : boundName(node, parents);
  const kind = name === null ? null : secretName(name);
  if (value === null || name === null || kind === null || !isSecretValue(value, kind)) return [];
  return [
    {
      cell,
      span: contentOf(node),
      kind: null,
      name,
      variable: variableName(name),
      literal: node.kind === "String" && !node.isBytes ? node : null,
    },
  ];
}

/** A literal's text; null of an f-string with fields. */
function plainText(node: StringExpr | FStringExpr): string | null {
  if (node.kind === "String") return node.value;
  const [only] = node.values;
  return node.values.length === 1 && only.kind === "Text" ? only.value : null;
}

/** Wrappers that hand a text on. */
const wrappers = /^(?:SecretStr|Secret|str|quote|quote_plus)$/;

/** The name that an expression becomes the value of: a variable, an attribute, a key, a parameter, or what a call sets. */
function boundName(node: Expr, parents: readonly (Expr | Stmt)[]): string | null {
  const [pair, ...outer] = parents;
  if (pair?.kind !== "Tuple") return nameAround(node, parents);
  // auth=("user", "password")
  const isSecond = pair.elements.length === 2 && pair.elements[1] === node;
  return isSecond && /(?:^|_)(?:auth|credentials?)$/i.test(nameAround(pair, outer) ?? "") ? "password" : null;
}

function nameAround(node: Expr, parents: readonly (Expr | Stmt)[]): string | null {
  let value: Expr = node;
  for (const parent of parents) {
    switch (parent.kind) {
      case "Assign":
        return parent.value === value ? firstName(parent.targets) : null;
      case "AnnAssign":
      case "NamedExpr":
        return parent.value === value ? firstName([parent.target]) : null;
      case "Dict": {
        const key = keyOf(parent, value);
        return key?.kind === "String" ? key.value : null;
      }
      case "FunctionDef":
      case "Lambda":
        return parent.params.find((one) => one.default === value)?.name.name ?? null;
      case "Call": {
        if (parent.args.length === 1 && parent.args[0] === value && wrappers.test(calleeName(parent) ?? "")) break;
        return nameInCall(parent, value);
      }
      case "Bool":
      case "Conditional":
        break;
      default:
        return null;
    }
    value = parent as Expr;
  }
  return null;
}

/** The key of a value. Entries are in the order of the source, and there may be very many: each is found by binary search. */
function keyOf({ entries }: DictExpr, value: Expr): Expr | null {
  const entry = entries[countLeading(entries, (one) => one.value.start <= value.start) - 1];
  return entry?.value === value ? entry.key : null;
}

/** Calls whose second argument is a password. Sources: the references of Requests, aiohttp, ftplib and smtplib. */
const logIns = /^(?:HTTP(?:Basic|Digest|Proxy)Auth|BasicAuth|login)$/;

function nameInCall(call: CallExpr, value: Expr): string | null {
  const callee = calleeName(call);
  const keyword = call.keywords.find((one) => one.value === value)?.name?.name;
  if (keyword !== undefined) return keyword;
  const [first, second] = call.args;
  if (second === value && callee !== null && logIns.test(callee)) return "password";
  // setdefault("API_KEY", "…"), getenv("API_KEY", "…"), set("api_key", "…")
  if (second === value && first?.kind === "String") return first.value;
  return first === value && callee !== null && /^(?:set_?)/i.test(callee) ? callee : null;
}

const calleeName = ({ func }: CallExpr): string | null =>
  func.kind === "Name" ? func.name : func.kind === "Attribute" ? func.attr.name : null;

function firstName(targets: readonly Expr[]): string | null {
  for (const target of targets) {
    if (target.kind === "Name") return target.name;
    if (target.kind === "Attribute") return target.attr.name;
    if (target.kind === "Subscript" && target.index.kind === "String") return target.index.value;
  }
  return null;
}

/** Secrets by name inside a text: `"host=db password=…"`, `"DRIVER=…;PWD=…"`, `"https://a.net/?api_key=…"`, JSON. */
const namedPlaces = (cell: Cell, span: Span): readonly SecretUse[] =>
  namedSecrets(cell.source.slice(span.start, span.end)).map(({ start, end, name }): SecretUse => ({
    cell: cell.index,
    span: { start: span.start + start, end: span.start + end },
    kind: null,
    name,
    variable: variableName(name),
    literal: null,
  }));

/** Secrets by name where the text is no Python: magics, shell lines, comments, cells in other languages. */
function looseUses(cell: Cell, python: PythonNotebook | null): readonly SecretUse[] {
  const module = python?.cellAt(cell.index)?.module;
  const spans: readonly Span[] = module
    ? [
        ...module.escapes
          .filter(({ kind }) => kind !== "help")
          .flatMap(({ args, body, bodyKind }) => [args, ...(body && bodyKind !== "python" ? [body] : [])]),
        ...module.comments,
      ]
    : [{ start: 0, end: cell.source.length }];
  return spans.flatMap((span) => namedPlaces(cell, span));
}

/** `openaiApiKey` → OPENAI_API_KEY. */
const variableName = (name: string): string =>
  ownVariable(
    name
      .replace(/([a-z\d])([A-Z])/g, "$1_$2")
      .replace(/[^A-Za-z0-9]+/g, "_")
      .replace(/^_+|_+$/g, "")
      .toUpperCase(),
  );
