// Writes tests for extracted functions into a pytest file: what the notebook's saved outputs say is asserted, the rest is marked as not written yet.
import type { FileEdit } from "../../notebook/edits";
import { parentFolder } from "../../project/paths";
import type { FunctionDef } from "../../python/syntax";
import { wordList } from "../../util/wordList";
import type { Named } from "../naming/nameFunctions";
import type { ExtractRequest } from "../plan";
import type { Survey } from "../survey";
import { extendModule } from "../write/extendModule";
import { writeImports, type ImportedName } from "../write/imports";
import { moduleText } from "../write/moduleText";
import type { Target } from "../write/target";
import { displayedCalls, exampleOf, type Example } from "./judge";

/** A function that moves as it is. */
export interface MovedFunction {
  readonly cell: number;
  readonly node: FunctionDef;
}

/** Tests and what they import. */
export interface Tests {
  readonly imports: readonly ImportedName[];
  /** The text of each, a function. */
  readonly functions: readonly string[];
}

/** What tests call a function: pytest would run one that is called as a test. */
const calledName = (name: string): string => (name.startsWith("test") ? `run_${name}` : name);

/** A test for each function. `importName` is how they import the module. */
export function writeTests(survey: Survey, moved: readonly MovedFunction[], made: readonly Named[], importName: string): Tests {
  const tests = [...moved.map((one) => testOfMoved(survey, one)), ...made.map((one) => testOfMade(survey, one))];
  const whole = (module: string): ImportedName => ({ module, name: null, alias: null });
  return {
    imports: [
      ...(tests.some(({ isAsync }) => isAsync) ? [whole("asyncio")] : []),
      ...(tests.some(({ isSkeleton }) => isSkeleton) ? [whole("pytest")] : []),
      ...[...moved.map(({ node }) => node.name.name), ...made.map(({ name }) => name)].map((name) => ({
        module: importName,
        name,
        alias: calledName(name) === name ? null : calledName(name),
      })),
    ],
    functions: tests.map(({ text }) => text),
  };
}

/** The file with the tests, made or extended; or what is in the way of extending it, as a clause. */
export function writeTestFile(
  { imports, functions }: Tests,
  path: string,
  request: Pick<ExtractRequest, "target" | "existingTest" | "isStandardLibrary" | "isFirstParty" | "format">,
): { readonly edits: readonly FileEdit[] } | { readonly problem: string } {
  if (functions.length === 0) return { edits: [] };
  const [own] = request.target.importName.split(".");
  const order = { ...request, isFirstParty: (module: string): boolean => module === own || request.isFirstParty(module) };
  const textWith = (importText: string): string => request.format(moduleText({ imports: importText, definitions: [], functions }));
  if (request.existingTest === null) return { edits: [{ kind: "createFile", path, text: textWith(writeImports(imports, order)) }] };
  const extended = extendModule(request.existingTest, imports, textWith(""), order, true);
  return "problem" in extended ? extended : { edits: extended.additions.map((one) => ({ kind: "replaceFileText", path, ...one })) };
}

/** What the user has to know for pytest to find the module: it looks beside the test file, unless Python runs it. */
export function howToRun({ path, importName, sysPath, note, below }: Target, testPath: string): readonly string[] {
  const isInstalled = note !== null && sysPath === null;
  if (isInstalled || (!importName.includes(".") && parentFolder(path) === parentFolder(testPath))) return [];
  const folder = sysPath === null ? "" : `PYTHONPATH=${sysPath} `;
  return [
    `Run the tests in ${below ? below.folder : "the notebook's folder"} with ${folder}python -m pytest, so that they find ${importName}.`,
  ];
}

interface WrittenTest {
  readonly text: string;
  readonly isSkeleton: boolean;
  /** It runs the function with asyncio. */
  readonly isAsync: boolean;
}

function testOfMoved(survey: Survey, { node, cell }: MovedFunction): WrittenTest {
  const name = node.name.name;
  const calls = displayedCalls(survey, node, cell);
  if (!("why" in calls))
    return {
      text: `def test_${name}():\n${calls.map(({ call, shown }) => `    assert ${calledName(name)}${call.slice(name.length)} == ${shown}`).join("\n")}`,
      isSkeleton: false,
      isAsync: false,
    };
  const needed = node.params.filter((param) => param.default === null && !param.kind.startsWith("*"));
  const call = `${calledName(name)}(${needed.map((param) => (param.kind === "keyword-only" ? `${param.name.name}=${param.name.name}` : param.name.name)).join(", ")})`;
  return skeleton({ name, inputs: needed.map((param) => param.name.name), call, isAsync: node.isAsync, given: ["result"], why: calls.why });
}

function testOfMade(survey: Survey, named: Named): WrittenTest {
  const {
    name,
    shape: { step, parameters, returns, use },
  } = named;
  const call = `${calledName(name)}(${parameters.join(", ")})`;
  const example = exampleOf(survey, named);
  if ("why" in example)
    return skeleton({
      name,
      inputs: parameters,
      call,
      isAsync: use.isAsync,
      given: [...returns, ...(step.shown ? [resultName(named)] : [])],
      why: example.why,
    });
  return { text: exampleTest(named, example, asynchronous(call, use.isAsync)), isSkeleton: false, isAsync: use.isAsync };
}

const asynchronous = (call: string, isAsync: boolean): string => (isAsync ? `asyncio.run(${call})` : call);

/** A name for the displayed value that is none of the function's. */
const resultName = ({ shape: { parameters, returns } }: Named): string =>
  ["result", "shown", "displayed"].find((one) => !parameters.includes(one) && !returns.includes(one)) ?? "result_of_call";

function exampleTest(named: Named, { inputs, values, shown, stdout }: Example, call: string): string {
  const {
    name,
    shape: { step, returns },
  } = named;
  const result = resultName(named);
  const given = [...returns, ...(step.shown ? [result] : [])];
  const isAsked = shown !== null || values.some((value) => returns.includes(value.name));
  const lines = [
    ...inputs.map((input) => `${input.name} = ${input.text}`),
    isAsked ? `${given.join(", ")} = ${call}` : call,
    ...values.map((value) => `assert ${value.name} == ${value.text}`),
    ...(shown === null ? [] : [`assert ${result} == ${shown}`]),
    ...(stdout === "" ? [] : [`assert capsys.readouterr().out == ${pythonText(stdout)}`]),
  ];
  return `def test_${name}(${stdout === "" ? "" : "capsys"}):\n${indented(lines)}`;
}

/** The longest reason that fits in the line of its call; words of up to 76 characters together fit in a line of their own. */
const longestReason = 64;
const pieces = /.{1,75}(?: |$)|\S+ ?/gu;

/** The call that skips a test; a long reason is a string a line, for the formatter breaks none. */
function skipLines(reason: string): readonly string[] {
  if (reason.length <= longestReason) return [`pytest.skip(${pythonText(reason)})`];
  return ["pytest.skip(", ...(reason.match(pieces) ?? []).map((piece) => `    ${pythonText(piece)}`), ")"];
}

const indented = (lines: readonly string[]): string => lines.map((line) => `    ${line}`).join("\n");

/** A text as a Python literal. */
const pythonText = (text: string): string => JSON.stringify(text).replace(/\u007f/g, "\\x7f");

interface Skeleton {
  readonly name: string;
  readonly inputs: readonly string[];
  readonly call: string;
  readonly isAsync: boolean;
  /** Names for what the function gives back. */
  readonly given: readonly string[];
  readonly why: string;
}

/** A test that says that it is to be written, and what is missing; `...` stands for each value to be chosen. */
function skeleton({ name, inputs, call, isAsync, given, why }: Skeleton): WrittenTest {
  const say = `say what it should ${given.length > 0 ? "give" : "do"}`;
  const choose = inputs.length > 0 ? `choose values for ${wordList(inputs)}, and ${say}` : say;
  const called = asynchronous(call, isAsync);
  const lines = [
    ...skipLines(`not written yet, because ${why}: ${choose}`),
    ...inputs.map((input) => `${input} = ...`),
    ...(given.length === 0
      ? [called, "# and what it should have done"]
      : [`${given.join(", ")} = ${called}`, ...given.map((one) => `assert ${one} == ...`)]),
  ];
  return { text: `def test_${name}():\n${indented(lines)}`, isSkeleton: true, isAsync };
}
