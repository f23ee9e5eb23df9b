// What README.md and docs/ promise exists: every link, every npm script, every rule.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { rules } from "../language-server/rules/index";
import { extensionPage } from "../scripts/extensionPage";

const projectFolder = resolve(__dirname, "..");
const read = (path: string): string => readFileSync(join(projectFolder, path), "utf8");
const pages = [
  "README.md",
  ...readdirSync(join(projectFolder, "docs"), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".md"))
    .map((path) => join("docs", path)),
];

describe("README and docs", () => {
  it("open with the two commands", () => {
    const [, , fence, first, second] = read("README.md").split("\n");
    assert.equal(fence, "```");
    assert.match(first, /^npm ci && npm start /);
    assert.match(second, /^npm ci && npm test /);
  });

  it("make a page for VS Code, without commands for the sources and without pictures, which it would not show", () => {
    const page = extensionPage(read("README.md"));
    assert.match(page, /^# .+\n\nA notebook[^]*^## In VS Code\n\n\w[^]*^## Settings$/m);
    assert.doesNotMatch(page, /npm (ci|run)|!\[|<!--/);
  });

  it("name families that have rules", () => {
    const families = [...read("README.md").matchAll(/^\| \*\*.+\*\* \((NBR\d)\) \|/gm)].map(([, family]) => family);
    assert.ok(families.length >= 5);
    assert.deepEqual(
      families.filter((family) => !rules.some(({ code }) => code.startsWith(family))),
      [],
    );
  });

  it("link to files that exist", () => {
    const broken = pages.flatMap((page) =>
      [...read(page).matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)]
        .filter(([, target]) => !existsSync(join(projectFolder, dirname(page), target)))
        .map(([, target]) => `${page}: ${target}`),
    );
    assert.deepEqual(broken, []);
  });

  it("name npm scripts that exist", () => {
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
    const named = pages.flatMap((page) => [...read(page).matchAll(/npm run ([\w-]+)/g)].map(([, name]) => name));
    assert.ok(named.length > 0);
    assert.deepEqual(
      named.filter((name) => !(name in scripts)),
      [],
    );
  });

  it("give each dependency its reason", () => {
    const { devDependencies } = JSON.parse(read("package.json")) as { devDependencies: Record<string, string> };
    const reasons = read("docs/architecture.md").split("## Dependencies")[1];
    const named = new Set([...reasons.matchAll(/^\| (.+?) \|/gm)].flatMap(([, names]) => names.split(", ")));
    const family = (name: string): string => name.replace("vscode-languageserver-", "-");
    assert.deepEqual(
      Object.keys(devDependencies).filter((name) => !name.startsWith("@types/") && !named.has(name) && !named.has(family(name))),
      [],
    );
  });
});
