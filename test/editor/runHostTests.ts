// Runs the tests of host/ inside VS Code's extension host, with this project as the extension under development.
import { buildSync } from "esbuild";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { exitOnSignals } from "../support/exitOnSignals";
import { launchBrowser } from "./vscode/browser";
import { makeFolder } from "./vscode/notebooks";
import { editorFolder, projectFolder, shotsFolder } from "./vscode/paths";
import { noFoldersMark, reportMark } from "./vscode/reportMark";
import { startVsCode } from "./vscode/server";

const sources = join(editorFolder, "host");
const bundles = join(editorFolder, "out/host");
/** The longest the whole run may take, ms. */
const limit = 60 * 60_000;

/** Bundles the tests. mocha itself stays outside: its globals must be those of the runner. */
function bundleTests(): void {
  rmSync(bundles, { recursive: true, force: true });
  buildSync({
    entryPoints: readdirSync(sources)
      .filter((name) => name.endsWith(".ts"))
      .map((name) => join(sources, name)),
    outdir: bundles,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    sourcemap: "inline",
    external: ["vscode", "mocha"],
    logLevel: "warning",
  });
}

/** How often VS Code is started where it does not open the workspace's folders. */
const mostStarts = 3;

/** Runs the tests and gives whether all passed and there was at least one. */
async function runHostTests(): Promise<boolean> {
  bundleTests();
  for (let start = 1; ; start++) {
    const result = await runInVsCode();
    if (result !== "no folders") return result === "passed";
    console.error(`VS Code did not open the folders of its workspace (start ${start} of ${mostStarts})`);
    if (start === mostStarts) return false;
  }
}

async function runInVsCode(): Promise<"passed" | "failed" | "no folders"> {
  const results = process.env.NBREADY_TEST_RESULT ?? join(makeFolder({}), "host.json");
  rmSync(results, { force: true });
  // Of two folders: what settings of one of them change is seen nowhere else.
  const root = makeFolder({
    "first/.keep": "",
    "second/.keep": "",
    "host.code-workspace": JSON.stringify({ folders: [{ path: "first" }, { path: "second" }] }),
  });
  const environment = {
    NBREADY_TEST_RESULT: results,
    NBREADY_TEST_REPORTER: join(projectFolder, "scripts/mochaReporter.cjs"),
    NBREADY_TEST_GREP: process.argv[2] ?? "",
  };
  const vscode = await startVsCode({ environment, settings: { "nbready.trace.server": "off" } });
  const browser = await launchBrowser();
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  /** What VS Code and the tests print beside the report. */
  const printed: string[] = [];
  let opensFolders = true;
  try {
    // VS Code calls these two functions of the page with what the tests print and with their result.
    const ended = new Promise<number>((resolve) => void page.exposeFunction("codeAutomationExit", resolve));
    await page.exposeFunction("codeAutomationLog", (_type: string, values: readonly unknown[]) => {
      const text = values.join(" ");
      if (text === reportMark + noFoldersMark) opensFolders = false;
      else if (text.startsWith(reportMark)) console.log(text.slice(reportMark.length));
      else printed.push(text);
    });
    await page.goto(
      vscode.url(join(root, "host.code-workspace"), [
        ["extensionDevelopmentPath", vscode.remote(projectFolder)],
        ["extensionTestsPath", vscode.remote(join(bundles, "index"))],
      ]),
    );
    const code = await Promise.race([ended, rejectAfter(limit)]);
    if (!opensFolders) return "no folders";
    // "Never ran" must not pass for "nothing failed": the reporter's file is demanded too.
    const tests = existsSync(results) ? (JSON.parse(readFileSync(results, "utf8")) as { tests: unknown[] }).tests.length : 0;
    if (tests === 0) console.error("no host test ran\n" + printed.join("\n").slice(-5000) + vscode.log().slice(-3000));
    return code === 0 && tests > 0 ? "passed" : "failed";
  } catch (error) {
    console.error(error, printed.join("\n").slice(-5000), vscode.log().slice(-3000));
    mkdirSync(shotsFolder, { recursive: true });
    await page.screenshot({ path: join(shotsFolder, "host-tests-failed.png") });
    return "failed";
  } finally {
    await browser.close();
    await vscode.stop();
    rmSync(root, { recursive: true, force: true });
  }
}

const rejectAfter = (ms: number): Promise<never> =>
  new Promise((_, reject) => setTimeout(() => reject(new Error(`the host tests did not end in ${ms / 1000} s`)), ms).unref());

exitOnSignals();
void runHostTests().then((passed) => process.exit(passed ? 0 : 1));
