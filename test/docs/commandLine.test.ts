// docs/cli.md names every command, and every option of each: there, or on the page that it leads to.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { buildCli, runCli } from "../cli/runCli";

const docs = join(__dirname, "../../docs");
const overview = readFileSync(join(docs, "cli.md"), "utf8");

/** The section about a command, with the pages that it says more on. */
function textAbout(command: string): string {
  const section = new RegExp(`^## ${command}\n([^]*?)(?=^## |(?![^]))`, "m").exec(overview)?.[1] ?? overview;
  const pages = [...section.matchAll(/\]\(((?!rules\/)[\w-]+\.md)/g)].map(([, page]) => readFileSync(join(docs, page), "utf8"));
  return [section, ...pages].join("\n");
}

describe("docs/cli.md", () => {
  before(buildCli);

  const help = (...args: string[]): string => runCli([...args, "--help"], { cwd: docs }).stdout;

  it("names every command and every option", () => {
    const commands = [
      ...help()
        .split("\nCommands:\n")[1]
        .split("\n\n")[0]
        .matchAll(/^ {2}([a-z-]+)/gm),
    ]
      .map(([, name]) => name)
      .filter((name) => name !== "help");
    assert.ok(commands.length > 10);
    assert.deepEqual(
      commands.filter((command) => !overview.includes(`\nnbready ${command} `) && !overview.includes(`\nnbready ${command}\n`)),
      [],
    );
    const missing = commands.flatMap((command) => {
      const about = textAbout(command);
      // The names of an option, short and long: one of them is enough.
      const options = [...help(command).matchAll(/^ {2}(?:(-\w), )?(--[\w-]+)/gm)]
        .map(([, ...names]) => names.filter(Boolean))
        .filter((names) => !names.includes("--help"));
      return options
        .filter((names) => !names.some((name) => new RegExp(`(?<![\\w-])${name}(?![\\w-])`).test(about)))
        .map((names) => `${command} ${names.join(", ")}`);
    });
    assert.deepEqual(missing, []);
  });
});
