// Promises of docs/rules/README.md: it is what the rules say today, with links that lead somewhere.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { familyTitles } from "../../language-server/rules/families";
import { rules } from "../../language-server/rules";
import { rulesList, rulesListPath } from "../../scripts/docs";

const projectFolder = join(__dirname, "../..");

describe("the list of rules", () => {
  it("is up to date (npm run docs makes it anew)", () =>
    assert.ok(
      readFileSync(join(projectFolder, rulesListPath), "utf8").replace(/\r\n/g, "\n") === rulesList(rules),
      `${rulesListPath} says something else than the rules: npm run docs`,
    ));
  it("names every rule once, with its severity, under a title", () => {
    const text = rulesList(rules);
    for (const { code, name, severity } of rules) {
      assert.equal(text.split(`| ${code} | [${name}](${name}.md) | ${severity} | `).length, 2, code);
      assert.ok(familyTitles.has(code.slice(0, 4)), code);
    }
  });
  it("has links that lead somewhere", () => {
    const text = rulesList(rules);
    const headings = new Set(
      [...text.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading.toLowerCase().replace(/[()]/g, "").replace(/ /g, "-")),
    );
    for (const [, target] of text.matchAll(/\]\(([^)]+)\)/g)) {
      if (target.startsWith("#")) assert.ok(headings.has(target.slice(1)), target);
      else assert.ok(existsSync(join(projectFolder, dirname(rulesListPath), target)), target);
    }
  });
  it("keeps a table whole whatever a rule says", () => {
    const odd = rulesList([{ ...rules[0], summary: "a | b\nc", options: { "x|y": { description: "one\ntwo | three", default: ["|"] } } }]);
    for (const line of odd.split("\n").filter((one) => one.startsWith("| ") && one.includes("rule")))
      assert.ok([4, 5].includes(line.split(/(?<!\\)\|/).length - 1), line);
    assert.ok(odd.includes("a \\| b c"));
  });
});
