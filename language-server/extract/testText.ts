// Writes a pytest file for extracted functions: a test each, marked as not written yet, so that none asserts nothing.
import type { FunctionDef } from "../python/syntax";
import type { MadeFunction } from "./plan";

type Tested = Pick<MadeFunction, "name" | "parameters" | "returns" | "isAsync">;

/** `moved` are functions that moved as they are; `importName` is how tests import the module. */
export function testText(made: readonly MadeFunction[], moved: readonly FunctionDef[], importName: string): string {
  const functions: readonly Tested[] = [...moved.map((node) => ({ name: node.name.name, parameters: node.params.map((param) => param.name.name), returns: [], isAsync: node.isAsync })), ...made];
  if (functions.length === 0) return "";
  const names = functions.map(({ name }) => name).toSorted();
  const tests = functions.map(({ name, parameters, returns, isAsync }) => {
    const takes = parameters.length > 0 ? `values for ${parameters.join(", ")}` : "the call";
    const gives = returns.length > 0 ? `and what ${name} should give: ${returns.join(", ")}` : "and what it should do";
    const call = `${returns.length > 0 ? `${returns.join(", ")} = ` : ""}${isAsync ? "await " : ""}${name}(${parameters.join(", ")})`;
    return `def test_${name}():\n    # ${call}\n    pytest.skip("not written yet: choose ${takes}, ${gives}")\n`;
  });
  return `import pytest\n\nfrom ${importName} import ${names.join(", ")}  # noqa: F401\n\n\n${tests.join("\n\n")}`;
}
