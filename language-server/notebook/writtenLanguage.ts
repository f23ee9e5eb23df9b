// The language in which a code cell's text is written, if its first line says so: `%%bash`, `%%writefile train.py`.
import { languageName } from "./language";

/**
 * The language of a code cell's text, to colour it by.
 * @param language that of the cell; "" means Python
 */
export function writtenLanguage(source: string, language: string): string {
  const own = language === "" ? "python" : language;
  const magic = /^\s*%%(\S+)([^\n]*)/.exec(source);
  if (own !== "python" || !magic) return own;
  const [, name, args] = magic;
  if (name === "writefile" || name === "file") return languageOfFile(args.trim().split(/\s+/).at(-1) ?? "");
  if (name === "script") return languageOfProgram(args.trim().split(/\s+/)[0]);
  return Object.hasOwn(ofMagics, name) ? ofMagics[name] : own;
}

/** Magics whose cell is not Python; those that are not listed run Python, or it is not known what they run. */
const ofMagics: Readonly<Record<string, string>> = {
  bash: "bash",
  sh: "bash",
  zsh: "bash",
  ksh: "bash",
  shell: "bash",
  sx: "bash",
  system: "bash",
  "!": "bash",
  cmd: "",
  sql: "sql",
  bigquery: "sql",
  bqsql: "sql",
  duckdb: "sql",
  dql: "sql",
  sparksql: "sql",
  javascript: "javascript",
  js: "javascript",
  node: "javascript",
  typescript: "typescript",
  ts: "typescript",
  deno: "typescript",
  R: "r",
  julia: "julia",
  ruby: "ruby",
  perl: "perl",
  cpp: "c++",
  "c++": "c++",
  cu: "c++",
  cuda: "c++",
  java: "java",
  scala: "scala",
  go: "go",
  rust: "rust",
  html: "html",
  HTML: "html",
  svg: "html",
  SVG: "html",
  xml: "html",
  css: "css",
  markdown: "markdown",
  md: "markdown",
  latex: "latex",
  yaml: "yaml",
  json: "json",
  toml: "ini",
};

const ofEndings: Readonly<Record<string, string>> = {
  py: "python",
  pyx: "python",
  pyi: "python",
  sh: "bash",
  bash: "bash",
  zsh: "bash",
  sql: "sql",
  js: "javascript",
  mjs: "javascript",
  cjs: "javascript",
  jsx: "javascript",
  ts: "typescript",
  tsx: "typescript",
  r: "r",
  jl: "julia",
  rb: "ruby",
  pl: "perl",
  c: "c++",
  h: "c++",
  cc: "c++",
  cpp: "c++",
  hpp: "c++",
  cu: "c++",
  cuh: "c++",
  java: "java",
  scala: "scala",
  kt: "kotlin",
  go: "go",
  rs: "rust",
  cs: "csharp",
  html: "html",
  htm: "html",
  svg: "html",
  xml: "html",
  css: "css",
  md: "markdown",
  yaml: "yaml",
  yml: "yaml",
  json: "json",
  jsonl: "json",
  toml: "ini",
  ini: "ini",
  cfg: "ini",
  conf: "ini",
  env: "ini",
};

/** "" for a file of another kind: it has no colours. */
function languageOfFile(path: string): string {
  const name = path.replace(/["']/g, "").toLowerCase().split(/[\\/]/).at(-1) ?? "";
  if (/^dockerfile(?:\.|$)/.test(name)) return "dockerfile";
  const ending = name.includes(".") ? (name.split(".").at(-1) ?? "") : "";
  return Object.hasOwn(ofEndings, ending) ? ofEndings[ending] : "";
}

const languageOfProgram = (program: string): string =>
  /^(?:.*\/)?(?:ba|z|k)?sh$/.test(program) ? "bash" : languageName(/^[^\d.]*/.exec(program.replace(/^.*\//, ""))![0]);
