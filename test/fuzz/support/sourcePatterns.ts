// Collects the regular expressions that stand in TypeScript sources, and makes texts that slow ones choke on.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ts } from "ts-morph";

/** A regular expression with the place of its literal, "folder/file.ts:line". */
export interface SourcePattern {
  readonly place: string;
  readonly pattern: RegExp;
}

/** Every regular expression literal below a folder, and every `new RegExp` of constant text; what is filled in at run time stands as "name". */
export function sourcePatterns(folder: string): readonly SourcePattern[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .sort()
    .flatMap((path) => patternsOf(path.replace(/\\/g, "/"), readFileSync(join(folder, path), "utf8")));
}

function patternsOf(path: string, text: string): readonly SourcePattern[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true);
  const constants = new Map<string, ts.Expression>();
  const found: SourcePattern[] = [];
  const add = (node: ts.Node, body: string, flags: string): void =>
    void found.push({
      place: `${path}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`,
      pattern: new RegExp(body, flags),
    });
  const textOf = (node: ts.Expression): string => {
    if (ts.isStringLiteralLike(node)) return node.text;
    if (ts.isTaggedTemplateExpression(node)) return textOfTemplate(node.template, true);
    if (ts.isTemplateExpression(node)) return textOfTemplate(node, false);
    const constant = ts.isIdentifier(node) ? constants.get(node.text) : undefined;
    return constant ? textOf(constant) : "name";
  };
  const textOfTemplate = (node: ts.TemplateLiteral, isRaw: boolean): string => {
    const own = (part: ts.TemplateLiteralLikeNode): string => (isRaw ? part.rawText : part.text) ?? "";
    return ts.isNoSubstitutionTemplateLiteral(node)
      ? own(node)
      : own(node.head) + node.templateSpans.map((span) => textOf(span.expression) + own(span.literal)).join("");
  };
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer) constants.set(node.name.text, node.initializer);
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf("/");
      add(node, node.text.slice(1, end), node.text.slice(end + 1));
    }
    if (ts.isNewExpression(node) && node.expression.getText() === "RegExp" && node.arguments?.length) {
      const [body, flags] = node.arguments;
      add(node, textOf(body), flags && ts.isStringLiteralLike(flags) ? flags.text : "");
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Texts of about `length` characters: repetitions of what the pattern itself names, behind its beginning and before what it does not name. */
export function pathologicalTexts({ source }: RegExp, length: number): readonly string[] {
  const characters = [...new Set([...ownCharacters(source), "a", " "])];
  const words = [...new Set(source.match(/(?<!\\)\w{2,}|(?<!\\)[@/:=]{1,3}/g) ?? [])].slice(0, 12);
  const pairs = characters.slice(0, 6).flatMap((one) =>
    characters
      .slice(0, 6)
      .filter((other) => other !== one)
      .map((other) => one + other),
  );
  const repeated = [...characters, ...words, ...words.flatMap((word) => [`${word} `, `${word}(`]), ...pairs].map((unit) =>
    unit.repeat(Math.ceil(length / unit.length)),
  );
  const heads = words.slice(0, 4).flatMap((word) => characters.slice(0, 8).map((one) => word + one.repeat(length)));
  return [...repeated.map((text) => `${text}\u0007`), ...heads.map((text) => `${text}\u0007`)];
}

/** What the pattern's classes and escapes stand for, one of each. */
function ownCharacters(source: string): readonly string[] {
  const escapes: Readonly<Record<string, string>> = {
    s: " \t\n",
    w: "a1_",
    d: "7",
    n: "\n",
    r: "\r",
    t: "\t",
    S: "x",
    b: "",
    B: "",
    p: "é",
    u: "",
    x: "",
    k: "",
    1: "",
    2: "",
  };
  const plain = source
    .replace(/\(\?(?:[:=!]|<[=!]|<\w+>)/g, "")
    .replace(/\{\d*,?\d*\}/g, "")
    .replace(/\\u\{?[0-9a-fA-F]{4}\}?|\\x[0-9a-fA-F]{2}/g, "");
  const own = plain.replace(/\\(.)/g, (_, one: string) => escapes[one] ?? one).replace(/[()|*+?^$]/g, "");
  return [...new Set([...own.replace(/[\w]/g, ""), ...(own.match(/\w/g)?.slice(0, 6) ?? [])])].filter((one) => one !== "").slice(0, 24);
}
