// Promises on names of files and texts of cells that were made to take over what shows them: a terminal, a page, GitHub's runner.
import assert from "node:assert/strict";
import { buildCli, inFolder, notebookText, runCli, type CliRun } from "../cli/runCli";

const source =
  'x = "\u001b[31m \u001b]0;title\u0007 ::error::a <script>alert(1)</script> ]]> \u009b31m \u202e"; undefined_name\nopen("/home/a/b \u001b[31m ::error::c <b> ]]> %0A.csv")\nimport pandas\n';
const names = [
  "a\n::error::b.ipynb",
  "c\u001b[31m\u001b]0;title\u0007.ipynb",
  "d\"<script>alert(1)</script>&'.ipynb",
  "e%0A::warning::f.ipynb",
  "g\r\nh.ipynb",
  "i]]>j.ipynb",
  "k|l`m*_[n](o).ipynb",
  "p\u202eq.ipynb",
  "r,file=s,line=1::t.ipynb",
  "\u2028::error::u.ipynb",
  "v\u009b31m.ipynb",
];
const files = Object.fromEntries(names.map((name, index) => [name, notebookText([source, `::error::w\n</script><script>y${index}`])]));

/** What a terminal obeys or hides. */
const obeyed = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;
/** GitHub's runner passes over blanks before a command: https://github.com/actions/runner, src/Runner.Common/ActionCommand.cs. */
const command = /(?:^|\n)\s*::/;

/** Forms for people. */
const shown: Readonly<Record<string, readonly string[]>> = {
  check: ["check", "--no-cache", "--verbose", "."],
  "check --format junit": ["check", "--no-cache", "--format", "junit", "."],
  report: ["report", "--no-cache", "."],
  "report --format markdown": ["report", "--no-cache", "--format", "markdown", "."],
  "report --format html": ["report", "--no-cache", "--format", "html", "."],
  diff: ["diff", names[0], names[1]],
  "diff --format html": ["diff", "--format", "html", names[0], names[2]],
  "a missing file": ["check", `${names[0]}x`, `${names[1]}x`],
  "an unknown rule": ["check", "--select", names[1], "."],
  "an unknown command": [names[1]],
};

(process.platform === "win32" ? describe.skip : describe)("names and texts that would take over what shows them", function () {
  before(buildCli);
  const run = (args: readonly string[]): CliRun => inFolder(files, (cwd) => runCli(args, { cwd }));

  for (const [what, args] of Object.entries(shown))
    it(`${what} shows them as what they are`, () => {
      const { stdout, stderr } = run(args);
      for (const text of [stdout, stderr]) {
        assert.doesNotMatch(text, obeyed);
        assert.doesNotMatch(text, command);
        assert.ok(!text.includes("<script>alert") || !what.includes("html"), "a script in the page");
      }
      assert.ok((stdout + stderr).length > 0);
    });

  it("check --format github gives its own commands alone", () => {
    const { stdout } = run(["check", "--no-cache", "--verbose", "--format", "github", "."]);
    assert.doesNotMatch(stdout, obeyed);
    for (const line of stdout.trimEnd().split("\n"))
      assert.match(line, /^::(?:error|warning|notice) file=[^:,]+,line=\d+,title=NBR\d+ [\w-]+::/);
  });

  for (const format of ["json", "sarif", "gitlab"])
    it(`check --format ${format} names them in JSON`, () => {
      const { stdout } = run(["check", "--no-cache", "--format", format, "."]);
      assert.doesNotMatch(stdout, /[\u0000-\u0008\u000b-\u001f]/);
      assert.ok(
        JSON.stringify(JSON.parse(stdout)).includes(JSON.stringify("c\u001b").slice(1, -1)) || format === "sarif",
        "the path stands there whole",
      );
    });
});
