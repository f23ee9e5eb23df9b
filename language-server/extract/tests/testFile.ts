// Writes a pytest file for extracted functions: what the notebook's saved outputs say is asserted, the rest is marked as not written yet.
import { parentFolder } from "../../project/paths";
import type { FunctionDef } from "../../python/syntax";
import { fromLine } from "../imports";
import type { Named } from "../nameFunctions";
import type { Survey } from "../survey";
import type { Target } from "../target";
import { displayedCalls, exampleOf, type Example } from "./judge";

/** A function that moves as it is. */
export interface MovedFunction {
  readonly cell: number;
  readonly node: FunctionDef;
}

/** The file's text; "" where there is no function. `importName` is how tests import the module. */
export function testFile(survey: Survey, moved: readonly MovedFunction[], made: readonly Named[], importName: string): string {
  const tests = [...moved.map((one) => testOfMoved(survey, one)), ...made.map((one) => testOfMade(survey, one))];
  if (tests.length === 0) return "";
  const hasSkeleton = tests.some(({ isSkeleton }) => isSkeleton);
  const line = fromLine(importName, [...moved.map(({ node }) => node.name.name), ...made.map(({ name }) => name)]);
  const head = [
    ...(tests.some(({ isAsync }) => isAsync) ? ["import asyncio\n"] : []),
    ...(hasSkeleton ? ["import pytest\n"] : []),
    // What a test that is not written yet will call.
    hasSkeleton ? line.replace(/$|(?<=\()$/m, "  # noqa: F401") : line,
  ];
  return `${head.join("\n")}\n\n\n${tests.map(({ text }) => text).join("\n\n")}`;
}

/** What the user has to know for pytest to find the module: it looks beside the test file, unless Python runs it. */
export function howToRun({ path, importName, sysPath, note }: Target, testPath: string): readonly string[] {
  const isInstalled = note !== null && sysPath === null;
  if (isInstalled || (!importName.includes(".") && parentFolder(path) === parentFolder(testPath))) return [];
  const folder = sysPath === null ? "" : `PYTHONPATH=${sysPath} `;
  return [`Run the tests in the notebook's folder with ${folder}python -m pytest, so that they find ${importName}.`];
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
  if ("why" in calls) return skeleton({ name, call: `${name}(${node.params.map((param) => param.name.name).join(", ")})`, inputs: node.params.map((param) => param.name.name), why: calls.why });
  return { text: `def test_${name}():\n${calls.map(({ call, shown }) => `    assert ${call} == ${shown}\n`).join("")}`, isSkeleton: false, isAsync: false };
}

function testOfMade(survey: Survey, named: Named): WrittenTest {
  const { name, shape: { parameters, returns, use } } = named;
  const example = exampleOf(survey, named);
  const call = `${name}(${parameters.join(", ")})`;
  if ("why" in example) return skeleton({ name, call: `${returns.length > 0 ? `${returns.join(", ")} = ` : ""}${use.isAsync ? "await " : ""}${call}`, inputs: parameters, why: example.why });
  return { text: exampleTest(named, example, use.isAsync ? `asyncio.run(${call})` : call), isSkeleton: false, isAsync: use.isAsync };
}

function exampleTest({ name, shape }: Named, { inputs, values, shown, stdout }: Example, call: string): string {
  const taken = new Set([...shape.parameters, ...shape.returns]);
  const result = ["result", "shown", "displayed"].find((one) => !taken.has(one)) ?? "result_of_call";
  const given = [...shape.returns, ...(shape.step.shown ? [result] : [])];
  const isAsked = shown !== null || values.some((value) => shape.returns.includes(value.name));
  const lines = [
    ...inputs.map((input) => `${input.name} = ${input.text}`),
    isAsked ? `${given.join(", ")} = ${call}` : call,
    ...values.map((value) => `assert ${value.name} == ${value.text}`),
    ...(shown === null ? [] : [`assert ${result} == ${shown}`]),
    ...(stdout === "" ? [] : [`assert capsys.readouterr().out == ${pythonText(stdout)}`]),
  ];
  return `def test_${name}(${stdout === "" ? "" : "capsys"}):\n${lines.map((line) => `    ${line}\n`).join("")}`;
}

/** A text as a Python literal. */
const pythonText = (text: string): string => JSON.stringify(text).replace(/\u007f/g, "\\x7f");

/** A test that says that it is to be written, and what is missing. */
function skeleton({ name, call, inputs, why }: { readonly name: string; readonly call: string; readonly inputs: readonly string[]; readonly why: string }): WrittenTest {
  const choose = inputs.length > 0 ? `choose values for ${inputs.join(", ")}, and what it should give` : "say what it should give";
  return { text: `def test_${name}():\n    # ${call}\n    pytest.skip(${pythonText(`not written yet, because ${why}: ${choose}`)})\n`, isSkeleton: true, isAsync: false };
}
