// The fix for a secret in a script: read it from the environment.
import type { Fix } from "../../notebook/edits";
import type { SecretUse } from "../../secrets/secretUses";
import type { ScriptNotebook } from "../../typescript/analysis";
import { kernelName } from "../../typescript/kernel";

/** Only where every place is a whole literal, and none sets the environment variable itself. */
export function scriptEnvironmentFix(uses: readonly SecretUse[], script: ScriptNotebook): readonly Fix[] {
  const [{ variable }] = uses;
  const literals = uses.map(({ cell, span }) =>
    script.strings.find(
      (one) => one.cell === cell && one.isWhole && !one.isInert && one.content.start === span.start && one.content.end === span.end,
    ),
  );
  const read = kernelName(script.notebook) === "deno" ? `Deno.env.get("${variable}")` : `process.env.${variable}`;
  const text = script.language === "typescript" ? `${read}!` : read;
  const edits = literals.flatMap((literal) =>
    literal && !setsEnvironment(literal.cell, literal.start, script)
      ? [{ kind: "replaceText" as const, cell: literal.cell, start: literal.start, end: literal.end, text }]
      : [],
  );
  return edits.length === uses.length ? [{ title: `Read it from the environment variable ${variable}`, safe: false, edits }] : [];
}

function setsEnvironment(cell: number, start: number, { notebook }: ScriptNotebook): boolean {
  const { source } = notebook.cells[cell];
  return /\benv\b/.test(source.slice(source.lastIndexOf("\n", start - 1) + 1, start));
}
