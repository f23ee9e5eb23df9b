// Takes pictures of nbready in VS Code on the example notebooks, for the README and to look at: npm run screenshots [-- FOLDER].
//
// The pictures go to out/screenshots, which git ignores. The one that the README shows is copied to media/ by hand, when it is worth it.
import { resolve } from "node:path";
import { launchBrowser } from "../test/editor/vscode/browser";
import { setUpEditor, unsupportedMachine } from "../test/editor/setup";
import { shotsFolder, vsixFile } from "../test/editor/vscode/paths";
import { startVsCode } from "../test/editor/vscode/server";
import { openWorkbench, type Workbench } from "../test/editor/vscode/workbench";
import { projectFolder, runScript } from "./project";

/** Of the window, in pixels. */
const size = { width: 1200, height: 760 };

const settings = {
  "workbench.colorTheme": "Default Light Modern",
  "notebook.globalToolbar": false,
  "editor.minimap.enabled": false,
};

/** What is shown, one picture each. */
const pictures: Readonly<Record<string, (workbench: Workbench) => Promise<void>>> = {
  async churn(workbench) {
    await workbench.openFile("churn-model.ipynb");
    await workbench.squiggles("error").first().waitFor();
    await scroll(workbench, 260);
    await workbench.hover(workbench.cell(3).locator(".squiggly-error").first(), /NameError/);
    // It fades in.
    await workbench.page.waitForTimeout(600);
  },
  async "quick-fixes"(workbench) {
    await workbench.openFile("churn-model.ipynb");
    await workbench.squiggles("error").first().waitFor();
    await scroll(workbench, 260);
    const squiggle = workbench.cell(3).locator(".squiggly-error").first();
    await workbench.clickInto(squiggle);
    await workbench.quickFixes();
  },
  async views(workbench) {
    await workbench.openFile("churn-model.ipynb");
    await workbench.squiggles("error").first().waitFor();
    await workbench.page.locator(".activitybar .action-item:has(a.action-label[aria-label^='nbready'])").click();
    await workbench.page.locator(".sidebar .monaco-list-row", { hasText: /^Grade/ }).waitFor();
    await workbench.run("nbready: Show Cell Graph");
    const graph = await workbench.webView("#graph .row");
    await graph.locator("#next").click();
  },
  async sensors(workbench) {
    await workbench.openFile("sensor-report.ipynb");
    await workbench.squiggles("warning").first().waitFor();
    await workbench.problems();
  },
  async forecast(workbench) {
    await workbench.openFile("demand-forecast.ipynb");
    await workbench.statusItem(/nbready/i).waitFor();
  },
};

/** Scrolls the open notebook down by so many pixels, over the story that each example opens with. */
async function scroll({ page }: Workbench, pixels: number): Promise<void> {
  await page.mouse.move(size.width / 2, size.height / 2);
  await page.mouse.wheel(0, pixels);
}

async function main(): Promise<void> {
  const reason = unsupportedMachine();
  if (reason) throw new Error(reason);
  runScript("vsix");
  setUpEditor();
  const vscode = await startVsCode({ extensions: [vsixFile], settings });
  const browser = await launchBrowser();
  try {
    const folder = resolve(process.argv[2] ?? `${projectFolder}/examples`);
    const workbench = await openWorkbench(browser, vscode, folder, { size });
    for (const [name, show] of Object.entries(pictures)) {
      await show(workbench).finally(() => workbench.shoot(`readme-${name}`));
      await workbench.closeEditors();
    }
    console.log(`pictures are in ${shotsFolder}`);
  } finally {
    await browser.close();
    await vscode.stop();
  }
}

void main();
