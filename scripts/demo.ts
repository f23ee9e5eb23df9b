// The main job, for a first look: builds nbready and checks the notebooks of examples/.
//
// Ends with 0 although the examples are full of findings: finding them is the success here.
import { spawnSync } from "node:child_process";
import { projectFolder, runScript } from "./project";

runScript("build");
const run = spawnSync(process.execPath, ["dist/cli.js", "check", "examples"], { cwd: projectFolder, stdio: "inherit" });
// 1 says "findings"; anything above, or a signal, that the check itself failed.
if (run.status !== 0 && run.status !== 1) process.exit(run.status ?? 1);
console.log(
  "\nThe same in VS Code: `npm run try` starts one with nbready and these notebooks; `npm run vsix` makes the file to install in your own.",
);
