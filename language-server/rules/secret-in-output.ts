// Credentials in saved outputs: a printed configuration, a traceback with an address, a cell that echoed a token.
import type { Cell, Output } from "../notebook/model";
import { outputTexts } from "../notebook/outputText";
import { rememberEach } from "../util/rememberEach";
import { rememberFor } from "../util/rememberFor";
import { namedSecrets } from "../secrets/named";
import { secretShapes } from "../secrets/shapes";
import { wordList } from "../util/wordList";
import { defineRule } from "./rule";
import { firstLine } from "./support/spans";

export default defineRule({
  code: "NBR702",
  name: "secret-in-output",
  severity: "error",
  summary: "A password, key or token is in a saved output",
  *check({ notebook }) {
    for (const { cell, kinds } of showing(notebook.cells)) {
      yield {
        cell: cell.index,
        span: firstLine(cell),
        message: describe(kinds, cell),
        fixes: [{ title: "Clear this output", safe: false, edits: [{ kind: "clearOutputs", cell: cell.index }] }],
      };
    }
  },
});

function describe(kinds: readonly string[], cell: Cell): string {
  const shown = kinds.length > 3 ? [...kinds.slice(0, 3), "more"] : kinds;
  const outputs = cell.outputs.length === 1 ? "saved output contains" : "saved outputs contain";
  return `This cell's ${outputs} ${wordList(shown)}: anyone with the file or the repository's history can use ${kinds.length === 1 ? "it" : "them"}. Revoke ${kinds.length === 1 ? "it" : "them"}, clear the output, and do not print ${kinds.length === 1 ? "it" : "them"} again.`;
}

const showing = rememberEach((cell: Cell) => {
  const kinds = [...new Set(cell.outputs.flatMap(secretsIn))];
  return kinds.length > 0 ? [{ cell, kinds }] : [];
});

/** What kinds of secrets an output holds, as messages name them; worked out once an output, for outputs are large and edits frequent. */
const secretsIn = rememberFor((output: Output): readonly string[] =>
  outputTexts(output).flatMap(({ mime, text }) => [
    ...secretShapes(text).map(({ name }) => name),
    ...(isProse(mime) ? namedSecrets(text).map(({ name }) => `a secret called ${name}`) : []),
  ]),
);

/** Pages and scripts name tokens of their own: there only a provider's shape counts. */
const isProse = (mime: string): boolean => !/html|javascript|svg/.test(mime) && !mime.startsWith("application/vnd.");
