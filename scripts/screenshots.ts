// Takes the pictures of the README and of VS Code's "Get Started" page from a real VS Code on the example notebooks: npm run screenshots [-- NAME…]
//
// They are written to media/, which git keeps. Look at them before you commit them.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { PNG } from "pngjs";
import { setUpEditor, unsupportedMachine } from "../test/editor/setup";
import { ExtractionByHand } from "../test/editor/ui/support/extractionByHand";
import { chooseTheme } from "../test/editor/ui/support/theme";
import { launchBrowser } from "../test/editor/vscode/browser";
import { vsixFile } from "../test/editor/vscode/paths";
import { makeRepository } from "../test/editor/vscode/repository";
import { startVsCode } from "../test/editor/vscode/server";
import { until } from "../test/editor/vscode/until";
import { openWorkbench, type Workbench } from "../test/editor/vscode/workbench";
import { projectFolder, runScript } from "./project";

interface Picture {
  /** Of the window, in pixels. */
  readonly size: { readonly width: number; readonly height: number };
  show(workbench: Workbench): Promise<void>;
}

/** The README shows its pictures over the whole width, the page "Get Started" beside its text. */
const wide = { width: 1200, height: 760 };
const small = { width: 960, height: 620 };
const tall = { width: 1080, height: 900 };
const low = { width: 960, height: 360 };

/** The README shows its pictures in a light theme, the page "Get Started" those of the reader's kind. */
const light = { suffix: "", theme: "Light Modern" };
const dark = { suffix: "-dark", theme: "Dark Modern" };

const settings = {
  "workbench.layoutControl.enabled": false,
  "window.commandCenter": false,
  "breadcrumbs.enabled": false,
  "notebook.globalToolbar": false,
  "editor.minimap.enabled": false,
};

/** By their paths from media/. */
const pictures: Readonly<Record<string, Picture>> = {
  "in-vscode": { size: wide, show: showProblem },
  views: { size: wide, show: showViews },
  "walkthrough/problems": { size: small, show: (workbench) => alone(workbench, showProblem) },
  "walkthrough/fixes": {
    size: small,
    show: (workbench) =>
      alone(workbench, async () => {
        await openChurn(workbench);
        await workbench.quickFixes(workbench.cell(3).locator(".squiggly-error").first());
      }),
  },
  "walkthrough/readiness": { size: small, show: (workbench) => showReadiness(workbench).then(() => widenSideBar(workbench, 130)) },
  "walkthrough/extract": {
    size: tall,
    show: (workbench) =>
      alone(workbench, async () => {
        await workbench.openFile("demand-forecast.ipynb");
        await workbench.statusItem(/nbready A/).waitFor();
        await scrollTo(workbench, workbench.cell(5));
        await workbench.clickInto(workbench.cell(5).locator(".view-line").first());
        await workbench.page.keyboard.press("Escape");
        await workbench.page.keyboard.press("Shift+ArrowDown");
        const hand = new ExtractionByHand(workbench);
        await hand.start();
        await hand.answer(/1\/2/, null, "demand.py");
        await hand.answer(/2\/2/, null, "fit_demand");
        await hand.previewText(/fit_demand/);
        await workbench.page.locator(".quick-input-list .monaco-list-row", { hasText: "Apply" }).waitFor();
      }),
  },
  "walkthrough/diff": {
    size: small,
    show: (workbench) =>
      alone(workbench, async () => {
        await workbench.openFile("sensor-report.ipynb");
        await workbench.run("nbready: Compare Notebook with HEAD");
        await (await workbench.webView("#rows .row")).locator(".row").first().waitFor();
      }),
  },
  "walkthrough/ci": {
    size: low,
    show: (workbench) =>
      alone(workbench, async () => {
        await workbench.openFile("notebooks.yml");
        await workbench.page.locator(".view-line", { hasText: "uses: nbready" }).waitFor();
      }),
  },
};

async function openChurn(workbench: Workbench): Promise<void> {
  await workbench.openFile("churn-model.ipynb");
  await workbench.statusItem(/nbready F/).waitFor();
  await scrollTo(workbench, workbench.cell(3));
  await workbench.cell(3).locator(".squiggly-error").first().waitFor();
}

/** Scrolls the open notebook until a cell has room for a hover above it. */
async function scrollTo({ page }: Workbench, cell: ReturnType<Workbench["cell"]>): Promise<void> {
  const { width, height } = page.viewportSize() ?? wide;
  await page.mouse.move(width * 0.6, height / 2);
  await until("the cell in the lower half", async () => {
    // What is far below is not in the page yet.
    const box = (await cell.isVisible()) ? await cell.boundingBox() : null;
    const way = (box?.y ?? height) - height * 0.7;
    if (Math.abs(way) < 30) return true;
    await page.mouse.wheel(0, way);
    return page.waitForTimeout(300).then(() => false);
  });
}

async function showProblem(workbench: Workbench): Promise<void> {
  await openChurn(workbench);
  await workbench.hover(workbench.cell(3).locator(".squiggly-error").first(), /NameError/);
}

async function showReadiness(workbench: Workbench): Promise<void> {
  await openChurn(workbench);
  await workbench.page.locator(".activitybar .action-item:has(a.action-label[aria-label^='nbready'])").click();
  await workbench.page.locator(".sidebar .monaco-list-row", { hasText: /^Grade/ }).waitFor();
}

async function widenSideBar({ page }: Workbench, pixels: number): Promise<void> {
  const box = await page.locator(".part.sidebar").boundingBox();
  if (!box) return;
  const [edge, middle] = [box.x + box.width, box.y + box.height / 2];
  await page.mouse.move(edge, middle);
  await page.mouse.down();
  await page.mouse.move(edge + pixels, middle, { steps: 5 });
  await page.mouse.up();
  await page.mouse.move(edge + 2 * pixels, middle);
}

async function showViews(workbench: Workbench): Promise<void> {
  await showReadiness(workbench);
  await workbench.run("nbready: Show Cell Graph");
  await (await workbench.webView("#graph .row")).locator("#next").click();
}

/** Without the side bar. */
async function alone(workbench: Workbench, show: (workbench: Workbench) => Promise<void>): Promise<void> {
  await workbench.page.keyboard.press("Control+b");
  await show(workbench);
}

/** The examples as a repository of their own, with a notebook that has changed since and a workflow. */
function makeExamples(folder: string): void {
  cpSync(join(projectFolder, "examples"), folder, { recursive: true });
  const workflow = /```yaml\n(# \.github[^]*?)```/.exec(readFileSync(join(projectFolder, "docs/ci.md"), "utf8"))?.[1] ?? "";
  mkdirSync(join(folder, ".github/workflows"), { recursive: true });
  writeFileSync(join(folder, ".github/workflows/notebooks.yml"), workflow);
  makeRepository(folder);
  const notebook = join(folder, "sensors/sensor-report.ipynb");
  const { cells, ...rest } = JSON.parse(readFileSync(notebook, "utf8")) as { cells: { source: readonly string[] }[] };
  const fixed = cells
    .filter(({ source }) => !source.join("").startsWith("%cd"))
    .map((cell) => ({
      ...cell,
      source: cell.source.map((line) => line.replace("/home/marta/projects/sensors/", "").replace(/r"C:.*(limits\.csv)/, '"$1')),
    }));
  writeFileSync(notebook, JSON.stringify({ cells: fixed, ...rest }, null, 1));
}

/** Shades of each colour that a picture keeps: of a window nobody tells them from 256, and half of the bytes do. */
const shades = 32;

/** In few bytes: no transparency, few shades, no filter (flat colours repeat as they are), the strongest compression. */
function compressed(picture: Buffer): Buffer {
  const png = PNG.sync.read(picture);
  const step = 255 / (shades - 1);
  png.data.forEach((value, at) => {
    png.data[at] = Math.round(Math.round(value / step) * step);
  });
  return PNG.sync.write(png, { colorType: 2, deflateLevel: 9, deflateStrategy: 0, filterType: 0 });
}

/** Every picture, or those whose names end so, in each of its themes. */
function wantedPictures(names: readonly string[]): readonly (Picture & { readonly name: string; readonly theme: string })[] {
  const all = Object.entries(pictures).flatMap(([name, picture]) =>
    (name.startsWith("walkthrough/") ? [light, dark] : [light]).map(({ suffix, theme }) => ({ ...picture, name: name + suffix, theme })),
  );
  return names.length === 0 ? all : all.filter(({ name }) => names.some((wanted) => name.endsWith(wanted)));
}

async function main(names: readonly string[]): Promise<void> {
  const reason = unsupportedMachine();
  if (reason) throw new Error(reason);
  runScript("vsix");
  setUpEditor();
  const root = mkdtempSync(join(tmpdir(), "nbready-pictures-"));
  const folder = join(root, "examples");
  makeExamples(folder);
  const vscode = await startVsCode({ extensions: [vsixFile], settings });
  const browser = await launchBrowser();
  try {
    for (const { name, size, show, theme } of wantedPictures(names)) {
      const workbench = await openWorkbench(browser, vscode, folder, { size });
      await chooseTheme(workbench, theme);
      await show(workbench).catch(async (error: unknown) => {
        await workbench.shoot("picture-failed");
        throw error;
      });
      // What fades in or loads is there after a second.
      await workbench.page.waitForTimeout(1000);
      const file = join(projectFolder, "media", `${name}.png`);
      mkdirSync(dirname(file), { recursive: true });
      const bytes = compressed(await workbench.page.screenshot());
      writeFileSync(file, bytes);
      console.log(`media/${name}.png  ${Math.round(bytes.length / 1024)} KB`);
      await workbench.close();
    }
  } finally {
    await browser.close();
    await vscode.stop();
    rmSync(root, { recursive: true, force: true });
  }
}

void main(process.argv.slice(2));
