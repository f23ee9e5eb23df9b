// Runs the host tests with mocha inside VS Code's extension host, which loads this file (extensionTestsPath).
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { format } from "node:util";
import Mocha from "mocha";
import { reportMark } from "../vscode/reportMark";

/** Called by VS Code; a rejection makes the run fail. The reporter named by the environment writes the results. */
export async function run(): Promise<void> {
  Mocha.reporters.Base.consoleLog = (...values: unknown[]) => console.log(reportMark + format(...values));
  const mocha = new Mocha({ ui: "bdd", timeout: 300_000, color: false, reporter: process.env.NBREADY_TEST_REPORTER ?? "spec", grep: process.env.NBREADY_TEST_GREP ?? "" });
  for (const file of readdirSync(__dirname).sort()) if (file.endsWith(".test.js")) mocha.addFile(join(__dirname, file));
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} tests failed`);
}
