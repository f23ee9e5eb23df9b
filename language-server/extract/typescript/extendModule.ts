// Adds to a TypeScript or JavaScript module that exists, without changing what it holds.
import { ts } from "ts-morph";
import type { FileEdit } from "../../notebook/edits";
import { parseModule } from "../../typescript/parse";
import { namesBoundBy } from "./cells";
import { namesOfImport, writeImports, type ImportedName } from "./importLines";
import { joinBlocks, type ModuleParts } from "./moduleText";

/** What forbids it, as a clause, and the name that it is about. */
export interface CannotExtend {
  readonly name: string | null;
  readonly problem: string;
}

/**
 * The edits that add to a module, imports after its imports and the rest at its end; or what forbids it.
 * @param added names that the new blocks declare
 */
export function extendModule(
  path: string,
  existing: string,
  { imports, blocks }: Pick<ModuleParts, "imports" | "blocks">,
  added: ReadonlySet<string>,
): { readonly edits: readonly FileEdit[] } | CannotExtend {
  const {
    source,
    problems: [fault],
  } = parseModule(existing, path);
  if (fault)
    return {
      name: null,
      problem: `it does not parse (line ${source.getLineAndCharacterOfPosition(fault.start).line + 1}: ${fault.message.replace(/\.$/, "")})`,
    };
  if (isCommonJs(source))
    return { name: null, problem: "it is a CommonJS module (module.exports, require), and imports and exports would break it" };
  const there = new Map(importsOf(source).map((one) => [one.name, one]));
  const bound = new Map(
    namesBoundBy(source.statements).map((node) => [node.text, source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1]),
  );
  for (const name of added) if (bound.has(name)) return { name, problem: `it has ${name} already (line ${bound.get(name)})` };
  const missing: ImportedName[] = [];
  for (const one of imports) {
    const known = there.get(one.name);
    if (known && known.from === one.from && known.exported === one.exported) continue;
    if (bound.has(one.name)) return { name: one.name, problem: `${one.name} is something else there (line ${bound.get(one.name)})` };
    missing.push(one);
  }
  const eol = existing.includes("\r\n") ? "\r\n" : "\n";
  const say = (text: string): string => text.replace(/\n/g, eol);
  const tail = existing.trimEnd().length;
  const body = `${joinBlocks(blocks)}\n`;
  const addAt = (start: number, end: number, text: string): FileEdit => ({ kind: "replaceFileText", path, start, end, text: say(text) });
  if (missing.length === 0) return { edits: [addAt(tail, existing.length, `${tail > 0 ? "\n\n" : ""}${body}`)] };
  const lines = writeImports(missing).join("\n");
  const last = source.statements.findLast(ts.isImportDeclaration);
  const at = last?.end ?? headLength(source);
  if (at >= tail) return { edits: [addAt(tail, existing.length, `${last ? "\n" : tail > 0 ? "\n\n" : ""}${lines}\n\n${body}`)] };
  return { edits: [addAt(at, at, last ? `\n${lines}` : `${lines}\n\n`), addAt(tail, existing.length, `\n\n${body}`)] };
}

/** What a module imports, as it says it. */
export const importsOf = (source: ts.SourceFile): readonly ImportedName[] =>
  source.statements.filter(ts.isImportDeclaration).flatMap((statement) => namesOfImport({ statement }, { notebook: "/", module: "/" }));

/** Whether a file exports with `module.exports`, `exports.name` or `export =`, or is JavaScript that takes all it needs by `require`. */
function isCommonJs({ statements, fileName }: ts.SourceFile): boolean {
  const isPlain = /\.c?jsx?$/.test(fileName) && !statements.some((one) => ts.isImportDeclaration(one) || ts.isExportDeclaration(one));
  return statements.some((statement) => {
    if (ts.isExportAssignment(statement)) return statement.isExportEquals === true;
    if (ts.isExpressionStatement(statement) && ts.isBinaryExpression(statement.expression))
      return /^(?:module\.)?exports\b/.test(statement.expression.left.getText());
    return (
      isPlain &&
      ts.isVariableStatement(statement) &&
      statement.declarationList.declarations.some(
        ({ initializer }) =>
          initializer !== undefined && ts.isCallExpression(initializer) && initializer.expression.getText() === "require",
      )
    );
  });
}

/** Length of what has to stay in front of imports: the line that names a program, comments about the whole file, `"use strict"`. */
function headLength(source: ts.SourceFile): number {
  const { text } = source;
  const directive = source.statements.findLast((_, at) =>
    source.statements.slice(0, at + 1).every((other) => ts.isExpressionStatement(other) && ts.isStringLiteral(other.expression)),
  );
  const program = ts.getShebang(text)?.length ?? 0;
  // A comment that an empty line parts from the code below is about the file.
  const comments = ts.getLeadingCommentRanges(text, directive?.end ?? program) ?? [];
  const own = comments.findLast(({ end }) => isParted(/^\s*/.exec(text.slice(end))![0], end, text));
  const head = own?.end ?? directive?.end ?? program;
  return head === 0 ? 0 : head + /^\s*/.exec(text.slice(head))![0].length;
}

/** True of blanks that hold an empty line, or end the text. */
const isParted = (blanks: string, start: number, text: string): boolean =>
  blanks.split("\n").length > 2 || start + blanks.length === text.length;
