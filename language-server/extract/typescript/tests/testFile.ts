// Writes tests for extracted script functions into a file for the project's test runner: what the notebook's saved outputs say is
// asserted, the rest is marked as not written yet.
import { ts } from "ts-morph";
import type { FileEdit } from "../../../notebook/edits";
import { baseName, parentFolder } from "../../../project/paths";
import { parseModule } from "../../../typescript/parse";
import { wordList } from "../../../util/wordList";
import { indent } from "../code";
import { extendModule, type CannotExtend } from "../extendModule";
import { addressOf, namesOfImport, writeImports, type ImportedName } from "../importLines";
import type { Named } from "../moduleText";
import { isFunctionValue, isImport } from "../moves";
import type { Unit } from "../names";
import type { ScriptSurvey } from "../survey";
import { isLibraryType } from "../types";
import { displayedCalls, exampleOf, type Example } from "./examples";
import type { RunnerName } from "./runners";
import { findWords, importOf, type Words } from "./words";

export interface TestRequest {
  /** Absolute path of the file. */
  readonly path: string;
  /** Its text where it exists: it is extended. */
  readonly existing: string | null;
  /** null: the code decides. */
  readonly runner: RunnerName | null;
}

/** What tests are written about. */
export interface Tested {
  readonly survey: ScriptSurvey;
  /** Functions of the chosen cells that move as they are are tested; the rest of it is what they need. */
  readonly moved: ReadonlySet<Unit>;
  readonly chosen: ReadonlySet<number>;
  readonly named: readonly Named[];
  /** Absolute path of the module. */
  readonly modulePath: string;
  readonly isTypeScript: boolean;
}

/** The file with the tests, made or extended, and how it is run; or what is in the way of extending it. */
export function writeTestFile(
  tested: Tested,
  { path, existing, runner: wanted }: TestRequest,
): { readonly edits: readonly FileEdit[]; readonly message: string | null } | CannotExtend {
  const there = existing === null ? null : parseModule(existing, path).source;
  const words = findWords(there, wanted ?? (needsDeno(tested) ? "deno" : "node"));
  const writer: Writer = { ...tested, words, needed: new Map() };
  const blocks = [
    ...[...tested.moved]
      .filter(({ cell }) => tested.chosen.has(cell))
      .flatMap((unit) => functionsOf(unit).map((one) => testOfMoved(writer, one))),
    ...tested.named.map((one) => testOfMade(writer, one)),
  ];
  if (blocks.length === 0) return { edits: [], message: null };
  const address = addressOf(parentFolder(path) ?? "/", tested.modulePath);
  const from = words.runner.namesFiles || !tested.isTypeScript ? address : address.replace(/\.[mc]?tsx?$/, "");
  const imports = [...writer.needed.values()].map((one) => ({ ...one, from: one.from === "" ? from : one.from }));
  const message = `Run the tests with ${words.runner.command(baseName(path))} in their folder.`;
  if (existing === null)
    return { edits: [{ kind: "createFile", path, text: `${[writeImports(imports).join("\n"), ...blocks].join("\n\n")}\n` }], message };
  const extended = extendModule(path, existing, { imports, blocks }, new Set());
  return "problem" in extended ? extended : { ...extended, message };
}

interface Writer extends Tested {
  readonly words: Words;
  /** Imports of the tests so far, by the name that they bind; those of the module have no address yet. */
  readonly needed: Map<string, ImportedName>;
}

/** Code that only Deno runs: addresses of its own, and its namespace. */
function needsDeno({ survey, moved, named }: Tested): boolean {
  const used = [...moved, ...named.flatMap(({ shape }) => shape.body)].flatMap(({ uses }) => uses);
  const names = new Set(used.map(({ name }) => name));
  const addresses = survey.units
    .filter((unit) => isImport(unit) && [...unit.binds.keys()].some((name) => names.has(name)))
    .flatMap((unit) => namesOfImport(unit, { notebook: "/", module: "/" }));
  return (
    used.some(({ name, from }) => name === "Deno" && from === "unbound") || addresses.some(({ from }) => /^(?:npm|jsr|https?):/.test(from))
  );
}

interface MovedFunction {
  readonly name: string;
  readonly unit: Unit;
  readonly node: ts.FunctionLikeDeclaration;
}

/** The functions that a statement declares. */
function functionsOf(unit: Unit): readonly MovedFunction[] {
  const { statement } = unit;
  if (ts.isFunctionDeclaration(statement) && statement.name) return [{ name: statement.name.text, unit, node: statement }];
  if (!ts.isVariableStatement(statement)) return [];
  return statement.declarationList.declarations.flatMap(({ name, initializer }) =>
    ts.isIdentifier(name) && initializer && isFunctionValue(initializer)
      ? [{ name: name.text, unit, node: initializer as ts.ArrowFunction | ts.FunctionExpression }]
      : [],
  );
}

/** Whether tests mean something of their own by a name. */
const isWord = ({ test, check }: Words, name: string): boolean => [test, check, "printed", "log", "format"].includes(name);

/** What tests call an input. */
const inputName = (words: Words, name: string): string => (isWord(words, name) ? `${name}Given` : name);

/** What tests call something of the module. */
function importFromModule({ words, needed }: Writer, name: string, isType = false): string {
  const local = isWord(words, name) ? `${name}OfModule` : name;
  needed.set(local, { ...importOf("", name, local), isType });
  return local;
}

function testOfMoved(writer: Writer, { name, unit, node }: MovedFunction): string {
  const { survey, words } = writer;
  const calls = displayedCalls(survey, name, unit, writer.moved);
  const called = importFromModule(writer, name);
  const isAsync = ts.getModifiers(node as ts.FunctionDeclaration)?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) ?? false;
  if ("why" in calls) {
    const inputs = node.parameters
      .filter(({ initializer, questionToken, dotDotDotToken }) => !initializer && !questionToken && !dotDotDotToken)
      .map((one, at) => (ts.isIdentifier(one.name) ? one.name.text : `argument${at + 1}`))
      .filter((one) => one !== "this")
      .map((one) => inputName(words, one));
    return skeleton(writer, { name, inputs, call: callOf(called, inputs, isAsync), isAsync, why: calls.why });
  }
  const lines = calls.map(({ args, isAwaited, shown }) => equal(writer, `${isAwaited ? "await " : ""}${called}${args}`, shown));
  return testText(
    writer,
    words.test,
    name,
    calls.some(({ isAwaited }) => isAwaited),
    lines,
  );
}

function testOfMade(writer: Writer, named: Named): string {
  const {
    name,
    shape: { parameters, isAsync },
  } = named;
  const called = importFromModule(writer, name);
  const example = exampleOf(writer.survey, named, writer.moved);
  if (!("why" in example)) return exampleTest(writer, named, example, called);
  const inputs = parameters.map((one) => inputName(writer.words, one.name));
  return skeleton(writer, { name, inputs, call: callOf(called, inputs, isAsync), isAsync, why: example.why });
}

const callOf = (name: string, inputs: readonly string[], isAsync: boolean): string =>
  `${isAsync ? "await " : ""}${name}(${inputs.join(", ")})`;

function exampleTest(
  writer: Writer,
  { name, shape: { declares, assigns, isAsync } }: Named,
  { inputs, values, returned, stdout }: Example,
  called: string,
): string {
  const { words } = writer;
  const results = [...declares.map((one) => one.name), ...assigns];
  const taken = new Set([...inputs.map((one) => inputName(words, one.name)), called]);
  const given = [...(results.length === 1 ? results : []), "result", "given", "resultOfCall"].find(
    (one) => !taken.has(one) && !isWord(words, one),
  )!;
  const call = callOf(
    called,
    inputs.map((one) => inputName(words, one.name)),
    isAsync,
  );
  const isAsked = returned !== null || results.some((one) => values.has(one));
  const checks = [
    ...(returned === null ? [] : [equal(writer, given, returned)]),
    ...results.flatMap((one) =>
      values.has(one) ? [equal(writer, results.length === 1 ? given : `${given}.${one}`, values.get(one)!)] : [],
    ),
    ...inputs.flatMap((one) =>
      !results.includes(one.name) && values.has(one.name) ? [equal(writer, inputName(words, one.name), values.get(one.name)!)] : [],
    ),
  ];
  return testText(writer, words.test, name, isAsync, [
    ...inputs.map((one) => `const ${inputName(words, one.name)}${typeOf(writer, one.type)} = ${one.text};`),
    ...(stdout === ""
      ? [isAsked ? `const ${given} = ${call};` : `${call};`, ...checks]
      : printing(writer, { given: isAsked ? given : null, call, checks, stdout })),
  ]);
}

interface PrintingCall {
  /** The name of what it gives, where that is asked. */
  readonly given: string | null;
  readonly call: string;
  readonly checks: readonly string[];
  readonly stdout: string;
}

/** Runs a call while what console.log prints is kept. In plain code, because the runners have no common way. */
function printing(writer: Writer, { given, call, checks, stdout }: PrintingCall): readonly string[] {
  const { isTypeScript, needed } = writer;
  needed.set("format", importOf("node:util", "format", "format"));
  return [
    `const printed${isTypeScript ? ": string[]" : ""} = [];`,
    "const { log } = console;",
    `console.log = (...values${isTypeScript ? ": unknown[]" : ""}) => void printed.push(format(...values));`,
    ...(given === null ? [] : [`let ${given};`]),
    `try {\n  ${given === null ? "" : `${given} = `}${call};\n} finally {\n  console.log = log;\n}`,
    ...checks,
    equal(writer, 'printed.join("\\n")', JSON.stringify(stdout.replace(/\n$/, ""))),
  ];
}

/** An assertion. */
function equal({ words: { checkImport, equal: say }, needed }: Writer, value: string, literal: string): string {
  if (checkImport) needed.set(checkImport.name, checkImport);
  return say(value, literal, /^[[{]/.test(literal));
}

/** The type that a declaration says, where the test can say it, too: types of the language and of the module. */
function typeOf(writer: Writer, type: ts.TypeNode | null): string {
  if (type === null || !writer.isTypeScript) return "";
  const { survey, moved } = writer;
  const own = new Set(
    [...moved].flatMap((unit) => [...unit.binds].flatMap(([name, how]) => (how === "type" || how === "class" ? [name] : []))),
  );
  const names: string[] = [];
  let isPlain = true;
  const visit = (node: ts.Node): void => {
    if (ts.isTypeReferenceNode(node)) names.push(node.typeName.getText());
    isPlain &&= !ts.isTypeQueryNode(node) && !ts.isImportTypeNode(node);
    ts.forEachChild(node, visit);
  };
  visit(type);
  if (!isPlain || !names.every((name) => own.has(name) || isLibraryType(name, survey.checker, type))) return "";
  for (const name of names) if (own.has(name)) importFromModule(writer, name, true);
  return `: ${type.getText()}`;
}

interface Skeleton {
  readonly name: string;
  readonly inputs: readonly string[];
  readonly call: string;
  readonly isAsync: boolean;
  readonly why: string;
}

/** A test that says that it is to be written, and what is missing; `null` stands for each value to be chosen. */
function skeleton(writer: Writer, { name, inputs, call, isAsync, why }: Skeleton): string {
  const choose = inputs.length > 0 ? `choose values for ${wordList(inputs)}, and say what it should give` : "say what it should give";
  const nothing = writer.isTypeScript ? "null!" : "null";
  return testText(writer, writer.words.skip, `${name}: not written yet, because ${why}: ${choose}`, isAsync, [
    ...inputs.map((one) => `const ${one} = ${nothing};`),
    `const result = ${call};`,
    equal(writer, "result", nothing),
  ]);
}

function testText({ words, needed }: Writer, make: string, title: string, isAsync: boolean, lines: readonly string[]): string {
  if (words.testImport) needed.set(words.testImport.name, words.testImport);
  return `${make}(${JSON.stringify(title)}, ${isAsync ? "async " : ""}() => {\n${lines.map((line) => indent(line, "  ")).join("\n")}\n});`;
}
