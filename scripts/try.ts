// Starts a VS Code with nbready installed on the example notebooks (or another folder: npm run try -- FOLDER) and prints its address.
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { setUpEditor, unsupportedMachine } from "../test/editor/setup";
import { vsixFile } from "../test/editor/vscode/paths";
import { startVsCode } from "../test/editor/vscode/server";
import { projectFolder, runScript } from "./project";

async function main(): Promise<void> {
  const folder = resolve(process.argv[2] ?? `${projectFolder}/examples`);
  const reason = unsupportedMachine() ?? (existsSync(folder) ? undefined : `there is no folder ${folder}`);
  if (reason) {
    console.error(`${reason}. To use nbready in your own VS Code: npm run vsix`);
    process.exitCode = 2;
    return;
  }
  runScript("vsix");
  setUpEditor();
  const vscode = await startVsCode({ extensions: [vsixFile] });
  console.log(`VS Code with nbready: ${vscode.url(folder)}\nCtrl+C ends it.`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void vscode.stop().then(() => process.exit(0)));
}

void main();
