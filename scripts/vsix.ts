// Makes nbready.vsix, the file that installs nbready into VS Code: builds, then packages. Prints only where that fails. `npm run vsix`.
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { vsixFile } from "../test/editor/vscode/paths";
import { extensionPageName } from "./extensionPage";
import { projectFolder, runScript } from "./project";

function packageExtension(): void {
  const vsce = createRequire(__filename).resolve("@vscode/vsce/vsce");
  // Everything is bundled, so no dependency goes along.
  execFileSync(process.execPath, [vsce, "package", "--no-dependencies", "--readme-path", `dist/${extensionPageName}`, "--out", vsixFile], {
    cwd: projectFolder,
    stdio: "pipe",
    encoding: "utf8",
  });
}

try {
  runScript("build");
  packageExtension();
} catch (error) {
  const { message, stdout, stderr } = error as Error & { stdout?: string; stderr?: string };
  console.error([message, stdout, stderr].filter(Boolean).join("\n"));
  process.exitCode = 1;
}
