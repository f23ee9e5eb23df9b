// Lowers IPython's escapes: the Python inside them (statements, expressions they read) is parsed apart, at its own offsets.
import type { RawEscape } from "./ipython";
import { lowerBody } from "./lower-statements";
import type { Lowering } from "./lower-tree";
import { normaliseName } from "./lower-tree";
import { parsePython } from "./parser";
import type { Escape, Expr, Identifier, Stmt } from "./syntax";

/** Lowers each escape, by the offset of its placeholder. `source` is the text that the escapes' offsets count in. */
export function lowerEscapes(source: string, escapes: readonly RawEscape[]): ReadonlyMap<number, Escape> {
  return new Map(escapes.map((raw) => [raw.start, lowerEscape(source, raw)]));
}

function lowerEscape(source: string, raw: RawEscape): Escape {
  const { kind, start, end, name, bodyKind, unbinds, opensScope, automagic } = raw;
  const read = (span: { start: number; end: number }): Identifier => ({ start: span.start, end: span.end, name: source.slice(span.start, span.end) });
  return {
    kind, start, end, name, bodyKind, unbinds, opensScope, automagic,
    args: read(raw.args),
    body: raw.body && read(raw.body),
    statements: raw.statementSpans.flatMap((span) => lowerFragment(source, span.start, span.end)),
    reads: raw.readSpans.flatMap((span) => lowerRead(source, span.start, span.end)),
    binds: raw.bindSpans.map(read).map((bound) => ({ ...bound, name: normaliseName(bound.name) })),
  };
}

/** Statements of a fragment; a fragment that does not parse has none: what a magic makes of its arguments is its own affair. */
function lowerFragment(source: string, start: number, end: number): readonly Stmt[] {
  const tree = parsePython(source, start, end);
  if (tree.hasError) return [];
  const lowering: Lowering = { tree, problems: [], escapes: new Map() };
  const body = lowerBody(lowering, 0);
  return lowering.problems.length === 0 ? body : [];
}

function lowerRead(source: string, start: number, end: number): readonly Expr[] {
  const [statement, ...others] = lowerFragment(source, start, end);
  return statement?.kind === "ExprStmt" && others.length === 0 ? [statement.value] : [];
}
