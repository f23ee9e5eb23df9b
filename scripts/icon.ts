// Draws media/icon.png, the extension's icon, from media/icon.svg: the marketplace takes no SVG. `npm run icon`.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setUpEditor } from "../test/editor/setup";
import { launchBrowser } from "../test/editor/vscode/browser";
import { projectFolder } from "./project";

/** Width and height, pixels. */
const size = 256;

async function main(): Promise<void> {
  setUpEditor();
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    await page.setContent(
      `<style>body { margin: 0 } svg { display: block }</style>${readFileSync(join(projectFolder, "media/icon.svg"), "utf8")}`,
    );
    await page.screenshot({ path: join(projectFolder, "media/icon.png"), omitBackground: true });
  } finally {
    await browser.close();
  }
}

void main();
