// Runs the host tests with mocha inside VS Code's extension host, which loads this file (extensionTestsPath).
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { format } from "node:util";
import Mocha from "mocha";
import { workspace } from "vscode";
import { noFoldersMark, reportMark } from "../vscode/reportMark";
import { until } from "../vscode/until";

/** The longest that VS Code may take to read the file of its workspace, ms. */
const untilOpened = 60_000;

/** Called by VS Code; a rejection makes the run fail. The reporter named by the environment writes the results. */
export async function run(): Promise<void> {
  await opened();
  Mocha.reporters.Base.consoleLog = (...values: unknown[]) => console.log(reportMark + format(...values));
  const mocha = new Mocha({
    ui: "bdd",
    timeout: 300_000,
    color: false,
    reporter: process.env.NBREADY_TEST_REPORTER ?? "spec",
    grep: process.env.NBREADY_TEST_GREP ?? "",
  });
  for (const file of readdirSync(__dirname).sort()) if (file.endsWith(".test.js")) mocha.addFile(join(__dirname, file));
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} tests failed`);
}

/** Waits for the folders of the workspace, without which some tests have nowhere to write. VS Code goes on without any where it could not read the workspace's file. */
async function opened(): Promise<void> {
  try {
    await until("the workspace's folders", () => (workspace.workspaceFolders?.length ?? 0) > 0, untilOpened);
  } catch (error) {
    console.log(reportMark + noFoldersMark);
    throw error;
  }
}
