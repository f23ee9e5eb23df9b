// Whole files and downloads taken into memory where a piece at a time would do.
import { fileOpeners } from "../knowledge/resources";
import { waitingCalls } from "../knowledge/timeouts";
import type { Fix, NotebookEdit } from "../notebook/edits";
import { holds } from "../notebook/positions";
import type { DataFile } from "../project/facts";
import type { PythonNotebook, ResolvedCall } from "../python/analysis";
import { calledName } from "../python/calledName";
import type { AttributeExpr, CallExpr, Expr, Stmt } from "../python/syntax";
import { walkNodes } from "../python/walk";
import { defineRule, type Finding, type RuleContext } from "./rule";
import { addArgument, argumentOf, keywordOf } from "./support/arguments";
import { sizeText } from "./support/data/sizes";
import { definitionsAt, definitionsNamed, latentReadsOf, readsOf } from "./support/definitions";
import { pickCalls } from "./support/pickCalls";

/** Functions that take an open file and hold all of it. */
const takesAll = new Set(["json.load", "builtins.list", "builtins.tuple", "builtins.sorted"]);
/** Readers that a list is made of, row by row. */
const rowReaders = new Set(["csv.reader", "csv.DictReader"]);

const readsAndWrites = pickCalls(
  ({ name, node }) =>
    (name !== null && (takesAll.has(name) || /^pathlib\.Path\(\)\.read_/.test(name))) ||
    (node.func.kind === "Attribute" && /^(?:read|readlines|write|write_bytes|write_text)$/.test(node.func.attr.name)),
);

export default defineRule({
  code: "NBR405",
  name: "reads-whole-file",
  severity: "info",
  summary: "A large file or download is kept in memory as a whole",
  options: {
    "large-file": { description: "Files from this many megabytes on are reported.", default: 100 },
  },
  *check(context) {
    const { python } = context;
    if (!python) return;
    for (const call of readsAndWrites(python)) {
      const found = wholeRead(call, context, python) ?? wholeDownload(call, python);
      if (found) yield { cell: call.cell, ...found };
    }
  },
});

type Found = Pick<Finding, "span" | "message" | "fixes">;

// ---------------------------------------------------------------------- files

function wholeRead(call: ResolvedCall, { project, options }: RuleContext, python: PythonNotebook): Found | null {
  const path = pathRead(call, python);
  const literal = path && python.constantText(path, call.cell);
  const file: DataFile | undefined = literal ? project.dataFile(literal) : undefined;
  if (!file || file.size < Number(options["large-file"]) * 1e6) return null;
  const what =
    takesAll.has(call.name ?? "") || call.node.func.kind !== "Attribute"
      ? (call.name ?? "").replace("builtins.", "")
      : call.node.func.attr.name;
  return {
    span: { start: call.node.start, end: call.node.end },
    message: `${what}() loads the whole file into memory: ${sizeText(file.size)} on disk, and as much or more as Python objects. Read it line by line or in chunks.`,
    fixes: linesFix(call, python),
  };
}

/** The path of the file that the call reads from beginning to end; null where it reads a part or something else. */
function pathRead({ node, name, cell }: ResolvedCall, python: PythonNotebook): Expr | null {
  if (name === "pathlib.Path().read_text" || name === "pathlib.Path().read_bytes")
    return node.func.kind === "Attribute" ? node.func.value : null;
  if (node.func.kind === "Attribute" && /^(?:read|readlines)$/.test(node.func.attr.name))
    return node.args.length === 0 && node.keywords.length === 0 ? openedPath(node.func.value, cell, python) : null;
  const [first] = node.args;
  return first && takesAll.has(name ?? "") ? openedPath(first, cell, python) : null;
}

/** The path that a file object was opened with. */
function openedPath(file: Expr, cell: number, python: PythonNotebook): Expr | null {
  const opened = python.valueOf(file, cell);
  if (opened.kind !== "Call") return null;
  const name = python.qualifiedName(opened.func, cell) ?? "";
  if (rowReaders.has(name)) return opened.args[0] ? openedPath(opened.args[0], cell, python) : null;
  if (name === "pathlib.Path().open") return opened.func.kind === "Attribute" ? opened.func.value : null;
  return fileOpeners.has(name) ? (argumentOf(opened, 0, "file") ?? null) : null;
}

/** `for line in f.readlines()` → `for line in f`, where nothing else looks at the file: its place is another while its lines are read. */
function linesFix({ node, parent, cell, statement }: ResolvedCall, python: PythonNotebook): readonly Fix[] {
  const isLoop =
    node.func.kind === "Attribute" &&
    node.func.attr.name === "readlines" &&
    ((parent?.kind === "For" && parent.iter === node) || (parent?.kind === "ListComp" && parent.generators[0].iter === node));
  if (!isLoop || node.func.kind !== "Attribute" || isTouched(node.func.value, statement, cell, python)) return [];
  return [
    {
      title: "Read the file line by line",
      safe: true,
      edits: [{ kind: "replaceText", cell, start: node.func.value.end, end: node.end, text: "" }],
    },
  ];
}

/** True where the file's name is used again, but to close it in the end, or the loop opens or writes a file. */
function isTouched(file: Expr, loop: Stmt, cell: number, python: PythonNotebook): boolean {
  const opens = python
    .callsIn(cell)
    .some(
      ({ name, node }) =>
        holds(loop, node) &&
        !holds(file, node) &&
        (fileOpeners.has(name ?? "") || /^(?:open|write_text|write_bytes|unlink)$/.test(calledName(node))),
    );
  if (opens || file.kind !== "Name") return opens;
  if (
    definitionsAt(file, cell, python).some((one) =>
      [...readsOf(one, python), ...latentReadsOf(one, python)].some((read) => read.cell !== cell),
    )
  )
    return true;
  let found = false;
  walkNodes(python.cellAt(cell)?.module.body ?? [], (node, parents) => {
    if (node.kind !== "Name" || node.name !== file.name || node.start === file.start) return;
    const parent = parents[parents.length - 1];
    const closes = parent?.kind === "Attribute" && parent.attr.name === "close" && !holds(loop, node);
    if (parent?.kind !== "Assign" && parent?.kind !== "With" && !closes) found = true;
  });
  return found;
}

// ------------------------------------------------------------------ downloads

function wholeDownload(call: ResolvedCall, python: PythonNotebook): Found | null {
  const { node, cell } = call;
  const method = node.func.kind === "Attribute" ? node.func.attr.name : "";
  const [written] = node.args;
  if ((method !== "write" && method !== "write_bytes" && method !== "write_text") || !written) return null;
  const content = python.valueOf(written, cell);
  const download = downloaded(content, cell, python);
  if (!download) return null;
  const advice = download.isRequests
    ? "Request it with stream=True and write it in chunks (iter_content)."
    : "Copy it in chunks with shutil.copyfileobj.";
  return {
    span: { start: written.start, end: written.end },
    message: `The whole download is kept in memory before it is written to disk: this works for a sample and fails for a large file. ${advice}`,
    fixes:
      download.isRequests && content === written && content.kind === "Attribute" ? streamFix(call, content, download.call, python) : [],
  };
}

/** The request behind `r.content`, `r.text` and `urlopen(…).read()`. */
function downloaded(content: Expr, cell: number, python: PythonNotebook): { readonly call: CallExpr; readonly isRequests: boolean } | null {
  const isBody = content.kind === "Attribute" && (content.attr.name === "content" || content.attr.name === "text");
  const isRead =
    content.kind === "Call" && content.func.kind === "Attribute" && content.func.attr.name === "read" && content.args.length === 0;
  const response = isBody ? content.value : isRead && content.func.kind === "Attribute" ? content.func.value : null;
  const call = response && python.valueOf(response, cell);
  if (call?.kind !== "Call") return null;
  const name = python.qualifiedName(call.func, cell) ?? "";
  const isRequests = waitingCalls.has(name) && name.startsWith("requests.");
  return (isBody && isRequests) || (isRead && name === "urllib.request.urlopen") ? { call, isRequests } : null;
}

/** Writes chunk by chunk, where the response is a name that is used for nothing else than its status. */
function streamFix(call: ResolvedCall, content: AttributeExpr, request: CallExpr, python: PythonNotebook): readonly Fix[] {
  const { node, statement, cell } = call;
  const { source } = python.notebook.cells[cell];
  const requestCell = python.calls.find((one) => one.node === request)?.cell;
  const indent = source.slice(source.lastIndexOf("\n", statement.start - 1) + 1, statement.start);
  const isAlone =
    statement.kind === "ExprStmt" &&
    statement.value === node &&
    !/\S/.test(indent) &&
    /^[ \t]*(?:;[ \t]*)?(?:#[^\n]*)?(?:\r?\n|$)/.test(source.slice(statement.end));
  if (
    requestCell === undefined ||
    content.attr.name !== "content" ||
    content.value.kind !== "Name" ||
    node.func.kind !== "Attribute" ||
    node.func.attr.name !== "write" ||
    node.func.value.kind !== "Name" ||
    !isAlone ||
    usesBody(content, python)
  )
    return [];
  const edits: NotebookEdit[] = [
    {
      kind: "replaceText",
      cell,
      start: statement.start,
      end: statement.end,
      text: `for chunk in ${content.value.name}.iter_content(1 << 20):\n${indent}    ${node.func.value.name}.write(chunk)`,
    },
  ];
  if (!keywordOf(request, "stream")) edits.push(addArgument(request, requestCell, "stream=True", python));
  return [{ title: "Stream the download to disk", safe: false, edits }];
}

/** True where the response's body is looked at in another place, too. */
function usesBody(content: AttributeExpr, python: PythonNotebook): boolean {
  const { value } = content;
  let found = definitionsNamed(python, "chunk").length > 0;
  for (const { module } of python.cells)
    walkNodes(module.body, (node) => {
      if (
        node !== content &&
        node.kind === "Attribute" &&
        node.value.kind === "Name" &&
        value.kind === "Name" &&
        node.value.name === value.name &&
        !/^(?:status_code|ok|raise_for_status|headers|url|reason|elapsed)$/.test(node.attr.name)
      )
        found = true;
    });
  return found;
}
