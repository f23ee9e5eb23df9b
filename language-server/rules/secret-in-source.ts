// Credentials written into cells: anyone with the file, or the repository's history, can use them.
import type { Fix } from "../notebook/edits";
import type { Span } from "../notebook/model";
import { cellLabel } from "../notebook/label";
import type { PythonNotebook } from "../python/analysis";
import { secretUses, type SecretUse } from "../secrets/secretUses";
import { groupBy } from "../util/groupBy";
import { defineRule, type RuleContext } from "./rule";
import { scriptEnvironmentFix } from "./scripts/secret-in-source";
import { environmentFix, FreeVariables } from "./support/environment";

export default defineRule({
  code: "NBR701",
  name: "secret-in-source",
  severity: "error",
  summary: "A password, key or token is in a cell",
  *check({ notebook, python, script }: RuleContext) {
    const uses = secretUses(notebook, python, script);
    if (uses.length === 0) return;
    // Two secrets that are called alike are read from two variables.
    const variables = new FreeVariables(python);
    for (const alike of sameSecrets(uses, (use) => notebook.cells[use.cell].source.slice(use.span.start, use.span.end))) {
      const known = python && readWithDefault(alike[0], python)?.variable;
      const variable = known ? variables.take(known) : variables.next(alike[0].variable);
      const [first, ...others] = alike.map((use): SecretUse => ({ ...use, variable }));
      yield {
        cell: first.cell,
        span: first.span,
        message: describe(first),
        related: others.map(({ cell, span }) => ({ cell, span, message: `the same secret again in ${cellLabel(notebook.cells[cell])}` })),
        fixes: python ? fixes([first, ...others], python) : script ? scriptEnvironmentFix([first, ...others], script) : [],
      };
    }
  },
});

/** Uses of one secret are one cause: each group is one finding. */
const sameSecrets = (uses: readonly SecretUse[], textOf: (use: SecretUse) => string): Iterable<readonly SecretUse[]> =>
  groupBy(uses, textOf).values();

function describe({ kind, name, variable }: SecretUse): string {
  const what =
    kind !== null
      ? `This is ${kind}, written into the notebook`
      : `The value of ${name} looks like a real secret, written into the notebook`;
  return `${what}: anyone with a copy of the file or the repository's history can use it. Revoke it, and read the new one from the environment variable ${variable}.`;
}

/** Only where every place is a whole Python literal, and none sets the environment variable itself. */
function fixes(uses: readonly SecretUse[], python: PythonNotebook): readonly Fix[] {
  const reads = uses.map((use) => readWithDefault(use, python));
  const [{ variable }] = uses;
  if (uses.some((use, index) => use.literal === null || (!reads[index] && setsEnvironment(use, python)))) return [];
  const places = uses.flatMap(({ cell, literal }, index) =>
    literal ? [{ cell, start: (reads[index] ?? literal).start, end: (reads[index] ?? literal).end }] : [],
  );
  const fix = environmentFix(python, `Read it from the environment variable ${variable}`, variable, places);
  return fix ? [fix] : [];
}

/** `os.getenv("API_KEY", "…")`: the variable is read already, and the secret is its default. */
function readWithDefault({ cell, literal }: SecretUse, python: PythonNotebook): (Span & { readonly variable: string }) | null {
  for (const { name, node } of python.callsIn(cell)) {
    const [variable, given] = node.args;
    if (given === literal && variable?.kind === "String" && (name === "os.getenv" || name === "os.environ.get"))
      return { start: node.start, end: node.end, variable: variable.value };
  }
  return null;
}

const setsEnvironment = ({ cell, span }: SecretUse, python: PythonNotebook): boolean => {
  const { source } = python.notebook.cells[cell];
  const line = source.slice(source.lastIndexOf("\n", span.start - 1) + 1, span.start);
  return /\benviron\b/.test(line);
};
