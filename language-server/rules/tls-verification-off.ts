// Connections that take any certificate: whoever stands in between can read and change what goes over them.
import { shellFunctions } from "../knowledge/shellFunctions";
import { insecureWhenTrue, tlsKeywords, tlsOptions, tlsVariables, unverifiedContexts } from "../knowledge/tls";
import type { Fix } from "../notebook/edits";
import type { Span } from "../notebook/model";
import type { PythonNotebook, ResolvedCall } from "../python/analysis";
import type { Expr, Keyword, Stmt } from "../python/syntax";
import { walkNodes, type Node } from "../python/walk";
import { defineRule, type Finding } from "./rule";
import { splitCommands } from "./support/paths/pathUses";
import { placeIn, shellTexts } from "./support/shellTexts";

export default defineRule({
  code: "NBR704",
  name: "tls-verification-off",
  severity: "warning",
  perCell: true,
  summary: "A connection that takes any certificate",
  *check({ python }) {
    if (!python) return;
    for (const call of python.calls) for (const keyword of call.node.keywords) if (switchesOff(call, keyword, python)) yield keywordFinding(call.cell, keyword, python);
    for (const { index, module } of python.cells) {
      const found: Finding[] = [];
      if (mayJudge.test(module.source)) walkNodes(module.body, (node, parents) => {
        const one = judgeNode(node, parents, index, python);
        if (one) found.push(one);
      });
      yield* found;
      for (const escape of module.escapes) if (escape.name === "env" && setsVariable(/^\s*(\w+)\s*[= ]\s*(.*?)\s*$/.exec(escape.args.name))) yield finding(index, escape.args, `${/\w+/.exec(escape.args.name)?.[0]} switches the check of certificates off`, []);
    }
    yield* commandFindings(python);
  },
});

/** `what` begins the message and is a clause. */
const finding = (cell: number, span: Span, what: string, fixes: readonly Fix[]): Finding => ({
  cell,
  span: { start: span.start, end: span.end },
  message: `${what}: anyone on the way can read and change what is sent and received, passwords and models included. Install the server's certificate authority, or name it to the client.`,
  fixes,
});

const replacing = (cell: number, { start, end }: Span, title: string, text: string): Fix => ({ title, safe: false, edits: [{ kind: "replaceText", cell, start, end, text }] });

// ------------------------------------------------------------------- keywords

const verbs = /^(?:get|post|put|patch|delete|head|options|request)$/;

function switchesOff(call: ResolvedCall, { name: keyword, value: given }: Keyword, python: PythonNotebook): boolean {
  if (!keyword) return false;
  const value = python.valueOf(given, call.cell);
  if (value.kind !== "Constant") return false;
  if (insecureWhenTrue.has(keyword.name)) return value.value === true;
  const packages = tlsKeywords.get(keyword.name);
  if (!packages || value.value !== false || isLocal(call, python)) return false;
  const root = call.name?.split(/[.(]/)[0];
  if (root !== undefined) return packages.includes(root);
  // A session that comes from elsewhere: only HTTP's verbs take `verify` together with an address.
  return keyword.name === "verify" && call.node.func.kind === "Attribute" && verbs.test(call.node.func.attr.name) && call.node.args.length > 0;
}

/** The same machine needs no certificate. */
function isLocal({ node, cell }: ResolvedCall, python: PythonNotebook): boolean {
  const texts = node.args.slice(0, 2).map((argument) => python.constantText(argument, cell) ?? beginning(argument));
  return texts.some((text) => text !== null && /^https?:\/\/(?:localhost|127\.\d+\.\d+\.\d+|\[::1\]|0\.0\.0\.0)(?=[:/]|$)/.test(text));
}

const beginning = (expr: Expr): string | null => (expr.kind === "FString" && expr.values[0]?.kind === "Text" ? expr.values[0].value : null);

function keywordFinding(cell: number, keyword: Keyword, python: PythonNotebook): Finding {
  const value = python.valueOf(keyword.value, cell);
  const [written, mended] = value.kind === "Constant" && value.value === true ? ["True", "False"] : ["False", "True"];
  return finding(cell, keyword, `${keyword.name?.name}=${written} takes any certificate`, [replacing(cell, keyword.value, `Check the certificate (${keyword.name?.name}=${mended})`, mended)]);
}

// -------------------------------------------- contexts, sessions, environment variables

/** A word without which no node of a cell is judged: walking every cell at every edit would take longer than all else here. */
const mayJudge = new RegExp(["CERT_NONE", "verify", ...[...unverifiedContexts].map((name) => name.replace("ssl.", "")), ...tlsVariables.keys()].join("|"));

function judgeNode(node: Node, parents: readonly Node[], cell: number, python: PythonNotebook): Finding | null {
  if (node.kind === "Assign") return sessionFinding(node, cell, python) ?? variableFinding(node, cell);
  if (node.kind !== "Attribute" && node.kind !== "Name") return null;
  const last = node.kind === "Attribute" ? node.attr.name : node.name;
  if (last === "CERT_NONE" && parents[parents.length - 1]?.kind !== "Compare" && python.qualifiedName(node, cell) === "ssl.CERT_NONE") {
    return finding(cell, node, "ssl.CERT_NONE takes any certificate", []);
  }
  if (!unverifiedContexts.has(`ssl.${last}`) || isTarget(node, parents) || !unverifiedContexts.has(python.qualifiedName(node, cell) ?? "")) return null;
  const fixes = node.kind === "Attribute" ? [replacing(cell, node.attr, "Check certificates (ssl.create_default_context)", "create_default_context")] : [];
  return finding(cell, node, "This context takes any certificate", fixes);
}

const isTarget = (node: Node, parents: readonly Node[]): boolean => {
  const parent = parents[parents.length - 1];
  return parent?.kind === "Assign" && parent.targets.some((target) => target === node);
};

type Assignment = Stmt & { readonly kind: "Assign" };

/** `session.verify = False`. */
function sessionFinding({ targets, value }: Assignment, cell: number, python: PythonNotebook): Finding | null {
  const [target] = targets;
  if (target?.kind !== "Attribute" || target.attr.name !== "verify" || value.kind !== "Constant" || value.value !== false) return null;
  const owner = python.qualifiedName(target.value, cell) ?? "";
  return /^(?:requests|httpx|niquests)\./.test(owner) ? finding(cell, { start: target.start, end: value.end }, "This session takes any certificate", [replacing(cell, value, "Check the certificate (verify = True)", "True")]) : null;
}

/** `os.environ["PYTHONHTTPSVERIFY"] = "0"`. */
function variableFinding({ targets, value }: Assignment, cell: number): Finding | null {
  const [target] = targets;
  if (target?.kind !== "Subscript" || target.index.kind !== "String" || value.kind !== "String" || !tlsVariables.get(target.index.value)?.test(value.value)) return null;
  return finding(cell, { start: target.start, end: value.end }, `${target.index.value} switches the check of certificates off`, []);
}

const setsVariable = (match: RegExpExecArray | null): boolean => match !== null && (tlsVariables.get(match[1] ?? "")?.test(match[2] ?? "") ?? false);

// ------------------------------------------------------------------- commands

const localAddress = /^(?:https?:\/\/)?(?:localhost|127\.0\.0\.1)(?=[:/]|$)/;

function* commandFindings(python: PythonNotebook): Iterable<Finding> {
  for (const { name, node, cell } of python.calls) {
    const [list] = node.args;
    if (name === null || !shellFunctions.has(name) || list?.kind !== "List") continue;
    const [command, ...words] = list.elements.flatMap((word) => (word.kind === "String" ? [word] : []));
    const option = tlsOptions.get(command?.value.replace(/^.*\//, "") ?? "");
    const word = option && list.elements[0] === command ? words.find(({ value }) => option.test(value)) : undefined;
    if (word && !words.some(({ value }) => localAddress.test(value))) yield finding(cell, word, `${command.value} ${word.value} takes any certificate`, []);
  }
  for (const shell of shellTexts(python)) for (const [name, ...words] of splitCommands(shell.text, 0)) {
    const command = name?.text.replace(/^.*\//, "") ?? "";
    const option = tlsOptions.get(command);
    const word = option && words.find(({ text }) => option.test(text));
    if (!word || words.some(({ text }) => localAddress.test(text))) continue;
    yield finding(shell.cell, placeIn(shell, word.start, word.end), `${command} ${word.text} takes any certificate`, []);
  }
}
