// Where the project is, how it is built, and which tests it has, for the scripts.
import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join, resolve, sep } from "node:path";

export const projectFolder = resolve(__dirname, "..");

/** Runs one of package.json's scripts quietly. Throws with what it printed where it fails. */
export function runScript(name: string): void {
  try {
    execFileSync("npm", ["run", "--silent", name], { cwd: projectFolder, stdio: "pipe", encoding: "utf8" });
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    throw new Error(`npm run ${name} failed:\n${stdout ?? ""}${stderr ?? ""}`);
  }
}

/** Paths of the test files, from the project's folder and with forward slashes, that `wanted` accepts. */
export function testFiles(wanted: (path: string) => boolean): readonly string[] {
  return listTests("test").filter(wanted);
}

function listTests(folder: string): string[] {
  return readdirSync(join(projectFolder, folder), { withFileTypes: true })
    .filter((entry) => !["node_modules", "out"].includes(entry.name))
    .flatMap((entry) => {
      const path = join(folder, entry.name).split(sep).join("/");
      if (entry.isDirectory()) return listTests(path);
      return path.endsWith(".test.ts") ? [path] : [];
    })
    .sort();
}
