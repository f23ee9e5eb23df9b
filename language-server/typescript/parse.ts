// Parses a cell's text with the TypeScript compiler that ts-morph brings (the one in `typescript` is a native program by now).
// No types are checked: one text at a time.
import { ts } from "ts-morph";
import type { ScriptComment, ScriptProblem } from "./analysis";

export interface ParsedCell {
  readonly source: ts.SourceFile;
  readonly problems: readonly ScriptProblem[];
  readonly comments: readonly ScriptComment[];
  /** False for text that is no script: its first line is a kernel's own command (`%…`, `!…`, `#!…`). */
  readonly isScript: boolean;
}

/** Parses the text of a cell: JavaScript with JSX, or TypeScript, as JSX too where it is only that way valid. */
export function parseCell(text: string, isTypeScript: boolean): ParsedCell {
  if (/^\s*(?:%{1,2}[A-Za-z]|!\s*[\w./-]|#!)/.test(text))
    return { source: parse("", "cell.ts"), problems: [], comments: [], isScript: false };
  const source = parseScript(text, isTypeScript);
  return { source, problems: problemsOf(source), comments: commentsOf(source, text), isScript: true };
}

/** The tree of a piece of a cell; it may have faults. */
export function parseScript(text: string, isTypeScript: boolean): ts.SourceFile {
  const plain = parse(text, isTypeScript ? "cell.ts" : "cell.jsx");
  const withTags = isTypeScript && problemsOf(plain).length > 0 && text.includes("<") ? parse(text, "cell.tsx") : plain;
  return problemsOf(withTags).length < problemsOf(plain).length ? withTags : plain;
}

/** Whether a text that is no script is an object literal: `{ [Symbol.for("Jupyter.display")]: … }`. */
export const isObjectLiteral = (text: string, isTypeScript: boolean): boolean =>
  /^\s*\{/.test(text) && !/;\s*$/.test(text) && problemsOf(parseScript(`(${text})`, isTypeScript)).length === 0;

/** A module's file. */
export interface ParsedModule {
  readonly source: ts.SourceFile;
  readonly problems: readonly ScriptProblem[];
}

/** Parses the text of a module in the language that its name says; a first line that names a program (`#!…`) belongs to it. */
export function parseModule(text: string, path: string): ParsedModule {
  const source = parse(text, `module${/\.[cm]?[jt]sx?$/.exec(path)?.[0] ?? ".ts"}`);
  return { source, problems: problemsOf(source) };
}

/** A cell is a module: `await` at its top level waits, and is no name. */
const asModule: ts.CreateSourceFileOptions = {
  languageVersion: ts.ScriptTarget.ESNext,
  // Comments stay comments: no types are read from them.
  jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
  setExternalModuleIndicator: (file) => void Object.assign(file, { externalModuleIndicator: true }),
};

const parse = (text: string, name: string): ts.SourceFile => ts.createSourceFile(name, text, asModule, true);

/** The parser's own complaints; it keeps them under a name that its types do not show. */
function problemsOf(source: ts.SourceFile): readonly ScriptProblem[] {
  const found = (source as unknown as { readonly parseDiagnostics?: readonly ts.DiagnosticWithLocation[] }).parseDiagnostics ?? [];
  return found.map(({ start, length, messageText }) => ({
    start,
    end: start + length,
    message: ts.flattenDiagnosticMessageText(messageText, " "),
  }));
}

/** Comments are in the white space before tokens; text inside literals and JSX has none. */
function commentsOf(source: ts.SourceFile, text: string): readonly ScriptComment[] {
  if (!text.includes("//") && !text.includes("/*")) return [];
  const found = new Map<number, ScriptComment>();
  const add = (ranges: readonly ts.CommentRange[] | undefined): void => {
    for (const { pos, end } of ranges ?? []) found.set(pos, { start: pos, end, text: text.slice(pos, end) });
  };
  const visit = (node: ts.Node): void => {
    if (node.kind === ts.SyntaxKind.JsxText) return;
    if (node.getChildCount(source) === 0) {
      add(ts.getLeadingCommentRanges(text, node.pos));
      add(ts.getTrailingCommentRanges(text, node.end));
      return;
    }
    for (const child of node.getChildren(source)) visit(child);
  };
  visit(source);
  return [...found.values()].sort((a, b) => a.start - b.start);
}
