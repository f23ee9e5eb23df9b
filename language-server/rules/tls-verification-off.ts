// Connections that accept any certificate: anyone in between can read and change what goes over them.
import { groupBy } from "../util/groupBy";
import { shellFunctions } from "../knowledge/shellFunctions";
import { insecureWhenTrue, tlsKeywords, tlsOptions, tlsVariables, unverifiedContexts } from "../knowledge/tls";
import type { NotebookEdit } from "../notebook/edits";
import type { Span } from "../notebook/model";
import type { PythonCell, PythonNotebook, ResolvedCall } from "../python/analysis";
import type { Expr, Identifier, Node, Stmt } from "../python/syntax";
import { walkNodes } from "../python/walk";
import { rememberEach } from "../util/rememberEach";
import { defineRule, type Finding } from "./rule";
import { spreadOptions } from "./support/arguments";
import { pickCalls } from "./support/pickCalls";
import { rememberCells } from "./support/rememberCells";
import { placeIn, shellTexts } from "./support/shellTexts";
import { splitCommands, type Word } from "./support/shellWords";

/** One place that switches the check off. */
interface Place {
  readonly cell: number;
  readonly span: Span;
  /** Begins the message and is a clause. */
  readonly what: string;
  readonly fix: { readonly title: string; readonly edit: NotebookEdit } | null;
}

export default defineRule({
  code: "NBR704",
  name: "tls-verification-off",
  severity: "warning",
  summary: "A connection that accepts any certificate",
  *check({ python }) {
    if (!python) return;
    const places = [...keywordPlaces(python), ...placesInCells(python), ...environmentPlaces(python), ...commandPlaces(python)].sort(
      (a, b) => a.cell - b.cell || a.span.start - b.span.start,
    );
    for (const alike of groupBy(places, ({ what }) => what).values()) yield finding(alike);
  },
});

/** Places that do the same are one finding, at the first. */
function finding(places: readonly Place[]): Finding {
  const [{ cell, span, what, fix }, ...others] = places as readonly [Place, ...Place[]];
  const edits = places.flatMap((place) => place.fix?.edit ?? []);
  return {
    cell,
    span,
    message: `${what}${others.length === 0 ? "" : ` (${places.length} places)`}: anyone between this machine and the server can read and change the data, including passwords and models. Install the server's certificate authority, or pass it to the client.`,
    related: others.map((other) => ({ cell: other.cell, span: other.span, message: "also here" })),
    fixes: fix && edits.length === places.length ? [{ title: fix.title, safe: false, edits }] : [],
  };
}

const place = (cell: number, { start, end }: Span, what: string, fix: Place["fix"] = null): Place => ({
  cell,
  span: { start, end },
  what,
  fix,
});

const replacing = (cell: number, { start, end }: Span, title: string, text: string): Place["fix"] => ({
  title,
  edit: { kind: "replaceText", cell, start, end, text },
});

// ------------------------------------------------------------------- keywords

const verbs = /^(?:get|post|put|patch|delete|head|options|request)$/;

const isOption = (name: string): boolean => name === "cert_reqs" || tlsKeywords.has(name) || insecureWhenTrue.has(name);

/** Calls with such an option, or with options that may hold one. */
const callsWithOption = pickCalls(({ node }) => node.keywords.some(({ name }) => name === null || isOption(name.name)));

function* keywordPlaces(python: PythonNotebook): Iterable<Place> {
  for (const call of callsWithOption(python)) {
    for (const { name, value, start, end } of call.node.keywords) {
      if (name?.name === "cert_reqs" && value.kind === "String" && /^(?:CERT_)?NONE$/.test(value.value))
        yield place(call.cell, { start, end }, `cert_reqs="${value.value}" accepts any certificate`);
      if (!name || !switchesOff(call, name.name, python.valueOf(value, call.cell), python)) continue;
      const safeValue = insecureWhenTrue.has(name.name) ? "False" : "True";
      yield place(
        call.cell,
        { start, end },
        describeOption(name.name),
        replacing(call.cell, value, `Check the certificate (${name.name}=${safeValue})`, safeValue),
      );
    }
    for (const { name, value, keyword } of spreadOptions(call.node, call.cell, python))
      if (switchesOff(call, name, value, python)) yield place(call.cell, keyword, describeOption(name));
  }
}

const describeOption = (name: string): string => `${name}=${insecureWhenTrue.has(name) ? "True" : "False"} accepts any certificate`;

function switchesOff(call: ResolvedCall, option: string, value: Expr, python: PythonNotebook): boolean {
  if (value.kind !== "Constant") return false;
  if (insecureWhenTrue.has(option)) return value.value === true;
  const packages = tlsKeywords.get(option);
  if (!packages || value.value !== false || isLocal(call, python)) return false;
  const root = call.name?.split(/[.(]/)[0];
  if (root !== undefined) return packages.includes(root);
  // A session that comes from elsewhere: only HTTP's verbs take `verify` together with an address.
  return option === "verify" && call.node.func.kind === "Attribute" && verbs.test(call.node.func.attr.name) && call.node.args.length > 0;
}

/** The same machine needs no certificate. */
function isLocal({ node, cell }: ResolvedCall, python: PythonNotebook): boolean {
  const texts = node.args.slice(0, 2).map((argument) => python.constantText(argument, cell) ?? beginning(argument));
  return texts.some((text) => text !== null && /^https?:\/\/(?:localhost|127\.\d+\.\d+\.\d+|\[::1\]|0\.0\.0\.0)(?=[:/]|$)/.test(text));
}

const beginning = (expr: Expr): string | null => (expr.kind === "FString" && expr.values[0]?.kind === "Text" ? expr.values[0].value : null);

// -------------------------------------------- contexts, sessions, environment variables

/** A word without which no node of a cell is judged: walking every cell at every edit would take longer than all else here. */
const mayJudge = new RegExp(
  [
    "CERT_NONE",
    "verify",
    "check_hostname",
    ...[...unverifiedContexts].map((name) => name.replace("ssl.", "")),
    ...tlsVariables.keys(),
  ].join("|"),
);

const placesInCells = rememberCells(({ index, module }, python): readonly Place[] => {
  const found: Place[] = [];
  if (mayJudge.test(module.source))
    walkNodes(module.body, (node, parents) => {
      const one = judgeNode(node, parents, index, python);
      if (one) found.push(one);
    });
  for (const escape of module.escapes)
    if (escape.name === "env" && setsVariable(/^\s*(\w+)\s*[= ]\s*(.*?)\s*$/.exec(escape.args.name)))
      found.push(place(index, escape.args, `${/\w+/.exec(escape.args.name)?.[0]} turns certificate checks off`));
  return found;
});

function judgeNode(node: Node, parents: readonly Node[], cell: number, python: PythonNotebook): Place | null {
  if (node.kind === "Assign") return sessionPlace(node, cell, python) ?? hostnamePlace(node, cell, python) ?? variablePlace(node, cell);
  if (node.kind !== "Attribute" && node.kind !== "Name") return null;
  const last = node.kind === "Attribute" ? node.attr.name : node.name;
  if (last === "CERT_NONE" && parents[parents.length - 1]?.kind !== "Compare" && python.qualifiedName(node, cell) === "ssl.CERT_NONE") {
    return place(cell, node, "ssl.CERT_NONE accepts any certificate");
  }
  if (!unverifiedContexts.has(`ssl.${last}`) || isTarget(node, parents) || !unverifiedContexts.has(python.qualifiedName(node, cell) ?? ""))
    return null;
  return place(
    cell,
    node,
    "This context accepts any certificate",
    node.kind === "Attribute"
      ? replacing(cell, node.attr, "Check certificates (ssl.create_default_context)", "create_default_context")
      : null,
  );
}

const isTarget = (node: Node, parents: readonly Node[]): boolean => {
  const parent = parents[parents.length - 1];
  return parent?.kind === "Assign" && parent.targets.some((target) => target === node);
};

type Assignment = Stmt & { readonly kind: "Assign" };

/** `session.verify = False`. */
function sessionPlace({ targets, value }: Assignment, cell: number, python: PythonNotebook): Place | null {
  const [target] = targets;
  if (target?.kind !== "Attribute" || target.attr.name !== "verify" || value.kind !== "Constant" || value.value !== false) return null;
  const owner = python.qualifiedName(target.value, cell) ?? "";
  return /^(?:requests|httpx|niquests)\./.test(owner)
    ? place(
        cell,
        { start: target.start, end: value.end },
        "This session accepts any certificate",
        replacing(cell, value, "Check the certificate (verify = True)", "True"),
      )
    : null;
}

/** `context.check_hostname = False`; before `CERT_NONE`, which says more, it has to stand. */
function hostnamePlace({ targets, value }: Assignment, cell: number, python: PythonNotebook): Place | null {
  const [target] = targets;
  if (target?.kind !== "Attribute" || target.attr.name !== "check_hostname" || value.kind !== "Constant" || value.value !== false)
    return null;
  if (
    !/^ssl\.(?:create_default_context|SSLContext)\(\)$/.test(python.qualifiedName(target.value, cell) ?? "") ||
    mentionsNoCertificate(python.cells).length > 0
  )
    return null;
  return place(
    cell,
    { start: target.start, end: value.end },
    "check_hostname = False accepts any other server's certificate",
    replacing(cell, value, "Check the server's name (check_hostname = True)", "True"),
  );
}

const mentionsNoCertificate = rememberEach(({ module }: PythonCell) => (module.source.includes("CERT_NONE") ? [module] : []));

/** `os.environ.update({"PYTHONHTTPSVERIFY": "0"})`, `os.environ.setdefault("PYTHONHTTPSVERIFY", "0")`, `os.putenv(…)`. */
function* environmentPlaces(python: PythonNotebook): Iterable<Place> {
  for (const {
    node: {
      args: [first, second],
      keywords,
    },
    cell,
  } of environmentCalls(python)) {
    const given =
      first?.kind === "Dict"
        ? first.entries
        : [{ key: first, value: second }, ...keywords.map(({ name, value }) => ({ key: name, value }))];
    for (const { key, value } of given) {
      const name = key && nameOfVariable(key);
      if (key && name && value?.kind === "String" && tlsVariables.get(name)?.test(value.value))
        yield place(cell, { start: key.start, end: value.end }, `${name} turns certificate checks off`);
    }
  }
}

const environmentCalls = pickCalls(({ name }) => name !== null && /^os\.(?:environ\.(?:update|setdefault)|putenv)$/.test(name));

const nameOfVariable = (key: Expr | Identifier): string | null => ("kind" in key ? (key.kind === "String" ? key.value : null) : key.name);

/** `os.environ["PYTHONHTTPSVERIFY"] = "0"`. */
function variablePlace({ targets, value }: Assignment, cell: number): Place | null {
  const [target] = targets;
  if (
    target?.kind !== "Subscript" ||
    target.index.kind !== "String" ||
    value.kind !== "String" ||
    !tlsVariables.get(target.index.value)?.test(value.value)
  )
    return null;
  return place(cell, { start: target.start, end: value.end }, `${target.index.value} turns certificate checks off`);
}

const setsVariable = (match: RegExpExecArray | null): boolean =>
  match !== null && (tlsVariables.get(match[1] ?? "")?.test(match[2] ?? "") ?? false);

// ------------------------------------------------------------------- commands

const localAddress = /^(?:https?:\/\/)?(?:localhost|127\.0\.0\.1)(?=[:/]|$)/;

const startedPrograms = pickCalls(({ name, node }) => name !== null && shellFunctions.has(name) && node.args[0]?.kind === "List");

function* commandPlaces(python: PythonNotebook): Iterable<Place> {
  for (const {
    node: {
      args: [list],
    },
    cell,
  } of startedPrograms(python)) {
    if (list?.kind !== "List") continue;
    const found = insecureOption(
      list.elements.map((word) => ({ text: word.kind === "String" ? word.value : "", start: word.start, end: word.end })),
    );
    if (found) yield place(cell, found, found.what);
  }
  for (const shell of shellTexts(python))
    for (const words of splitCommands(shell.text, 0)) {
      const found = insecureOption(words);
      if (found) yield place(shell.cell, placeIn(shell, found.start, found.end), found.what);
    }
}

/** The option of a command that accepts any certificate: `curl -k`, `git config http.sslVerify false`. */
function insecureOption([name, ...words]: readonly Word[]): (Span & { readonly what: string }) | null {
  const command = name?.text.replace(/^.*\//, "") ?? "";
  const option = tlsOptions.get(command);
  if (!option || words.some(({ text }) => localAddress.test(text))) return null;
  for (const [index, { text, start, end }] of words.entries()) {
    const next = words[index + 1];
    if (option.test(text)) return { start, end, what: `${command} ${text} accepts any certificate` };
    if (next && option.test(`${text}=${next.text}`))
      return { start, end: next.end, what: `${command} with ${text} ${next.text} accepts any certificate` };
  }
  return null;
}
