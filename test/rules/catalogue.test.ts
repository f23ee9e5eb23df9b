// Promises about the set of rules: each has a file, a test and a page of its own; pages' examples do what they say.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { rules } from "../../language-server/rules";
import type { Rule } from "../../language-server/rules/rule";
import { loadTestParser } from "../support/parser";
import { deno } from "../typescript/scriptNotebook";
import { code, findingsOf, printed, type TestCase, type TestCell } from "./testRule";

const root = join(__dirname, "../..");
const page = (rule: Rule): string => readFileSync(join(root, "docs/rules", `${rule.name}.md`), "utf8");
const notRules = new Set(["families.ts", "index.ts", "page.ts", "rule.ts"]);
const namesIn = (folder: string, ending: string): readonly string[] =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith(ending) && !notRules.has(name))
    .map((name) => name.slice(0, -ending.length))
    .sort();

describe("the rule catalogue", () => {
  before(loadTestParser);

  it("lists exactly the files of the folder", () =>
    assert.deepEqual(rules.map((rule) => rule.name).sort(), namesIn("language-server/rules", ".ts")));
  it("is in order of the codes, each used once", () => {
    const codes = rules.map((rule) => rule.code);
    assert.deepEqual(codes, [...new Set(codes)].sort());
    codes.forEach((code) => assert.match(code, /^NBR\d{3}$/));
  });
  it("has no page without a rule", () =>
    assert.deepEqual(
      namesIn("docs/rules", ".md").filter((name) => name !== "README"),
      rules.map((rule) => rule.name).sort(),
    ));

  for (const rule of rules)
    describe(`${rule.code} ${rule.name}`, () => {
      it("has a test", () => assert.ok(existsSync(join(root, "test/rules", `${rule.name}.test.ts`))));
      it("has a page with every part", () => {
        const text = page(rule);
        assert.ok(text.startsWith(`# ${rule.name} (${rule.code})\n`), "the title names the rule");
        for (const heading of ["Why it breaks in production", "Bad", "Good", "What the fix does", "When to ignore it"])
          assert.match(text, new RegExp(`^## ${heading}$`, "m"));
        for (const option of Object.keys(rule.options ?? {}))
          assert.ok(text.includes(`\`${option}\``), `the page explains the option ${option}`);
      });
      // Some pages show JSON or words: what their rule judges is not code.
      const bad = existsSync(join(root, "docs/rules", `${rule.name}.md`)) ? cellsUnder(page(rule), "Bad") : [];
      if (bad.length > 0)
        it("reports its page's bad example and accepts the good one", () => {
          assert.ok(findingsOf(rule, { cells: bad, metadata: kernelOf(page(rule)) }).length > 0, "the bad example is reported");
          const good = findingsOf(rule, { cells: cellsUnder(page(rule), "Good"), metadata: kernelOf(page(rule)) });
          assert.deepEqual(
            good.map((finding) => finding.message),
            [],
          );
        });
    });
});

/** The Python cells of a page's section. `# In [3]`, `# tagged: x` and `# saved output: text` on lines of the example set what they say. */
function cellsUnder(text: string, heading: string): readonly TestCell[] {
  const section = new RegExp(`^## ${heading}$([\\s\\S]*?)(?=^## |$(?![\\s\\S]))`, "m").exec(text)?.[1] ?? "";
  return [...section.matchAll(/```(?:python|typescript)\n([\s\S]*?)```/g)].map(([, source]) => {
    const run = /^# In \[(\d+)\]$/m.exec(source);
    const tags = /^# tagged: (\w[\w-]*)$/m.exec(source);
    const saved = /# saved output: (.*)$/m.exec(source);
    return code(source, { run: run ? Number(run[1]) : null, tags: tags ? [tags[1]] : [], outputs: saved ? [printed(saved[1])] : [] });
  });
}

/** Of a page whose examples are TypeScript, Deno's metadata; else Python's, which is what tests take by themselves. */
const kernelOf = (text: string): TestCase["metadata"] => (text.includes("```typescript") ? deno : undefined);
