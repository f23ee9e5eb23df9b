// Lowers IPython's escapes: the Python inside them (statements, expressions they read) is parsed apart, at its own offsets.
import type { RawEscape, Transformed } from "../ipython/ipython";
import { type MovedLines, moveToSource } from "../ipython/movedLines";
import { parsePython } from "../parser/parser";
import type { Escape, Expr, Identifier, Stmt } from "../syntax";
import { lowerBody } from "./statements";
import type { Lowering } from "./tree";
import { normaliseName } from "./tree";

/** What the escapes of one cell are lowered from. */
interface Cell {
  /** The text that the escapes' own offsets count in. */
  readonly source: string;
  /** The text that their statements are parsed from, and how its lines map to the source. */
  readonly fragments: string;
  readonly lines: MovedLines;
  /** By the offset of the placeholder in the text; escapes inside others come first. */
  readonly lowered: Map<number, Escape>;
}

/** Lowers each escape, in order of the source, by the offset of its placeholder in the transformed text. */
export function lowerEscapes(source: string, { escapes, fragments }: Transformed, lines: MovedLines): ReadonlyMap<number, Escape> {
  const lowered = new Map<number, Escape>();
  for (const raw of escapes.toReversed()) lowered.set(lines.toText(raw.start), lowerEscape(raw, { source, fragments, lines, lowered }));
  return new Map([...lowered].reverse());
}

function lowerEscape(raw: RawEscape, cell: Cell): Escape {
  const { kind, start, end, name, bodyKind, unbinds, opensScope, automagic } = raw;
  const read = (span: { start: number; end: number }): Identifier => ({
    start: span.start,
    end: span.end,
    name: cell.source.slice(span.start, span.end),
  });
  return {
    kind,
    start,
    end,
    name,
    bodyKind,
    unbinds,
    opensScope,
    automagic,
    args: read(raw.args),
    body: raw.body && read(raw.body),
    statements: raw.statementSpans.flatMap((span) => lowerFragment(span.start, span.end, cell)),
    reads: raw.readSpans.flatMap((span) => lowerRead(span.start, span.end, cell)),
    binds: raw.bindSpans.map(read).map((bound) => ({ ...bound, name: normaliseName(bound.name) })),
  };
}

/** Statements of a fragment; a fragment that does not parse has none: what a magic makes of its arguments is its own affair. */
function lowerFragment(start: number, end: number, { fragments, lines, lowered }: Cell): readonly Stmt[] {
  const tree = parsePython(fragments, lines.toText(start), lines.toText(end));
  if (tree.hasError) return [];
  const lowering: Lowering = { tree, problems: [], escapes: lowered };
  const body = lowerBody(lowering, 0);
  return lowering.problems.length === 0 ? moveToSource(body, lines, new Set(lowered.values())) : [];
}

function lowerRead(start: number, end: number, cell: Cell): readonly Expr[] {
  const [statement, ...others] = lowerFragment(start, end, cell);
  return statement?.kind === "ExprStmt" && others.length === 0 ? [statement.value] : [];
}
