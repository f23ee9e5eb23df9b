// Collects the licences of the packages that are bundled, for both that ship: the extension and the npm package.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { groupBy } from "../language-server/util/groupBy";
import { projectFolder } from "./project";

/** The file in dist/. */
export const noticesName = "ThirdPartyNotices.txt";

/** Packages that carry a copy of another one in their own files: that one's licence applies, too. */
const copiesInside: Readonly<Record<string, string>> = { "node_modules/@ts-morph/common": "node_modules/typescript" };

const licenceFile = /^(licen[cs]e|copying|notice|thirdpartynotices)\b/i;

/**
 * The names, versions and licences of all packages that these files come from. Paths are given from the project's folder; files of
 * the project itself may be among them. Throws where a package brings no licence.
 */
export function thirdPartyNotices(files: Iterable<string>): string {
  const folders = new Set<string>();
  for (const file of files) {
    const folder = packageFolder(file);
    if (folder === undefined) continue;
    folders.add(folder);
    if (folder in copiesInside) folders.add(copiesInside[folder]);
  }
  const packages = [...folders].map(readPackage).sort((a, b) => (a.title < b.title ? -1 : 1));
  const sections = [...groupBy(packages, ({ licence }) => licence)].map(
    ([licence, sharing]) => `${sharing.map(({ title }) => title).join(", ")}\n\n${licence}\n`,
  );
  return ["nbready contains code of the packages below, under these licences.\n", ...sections].join(`\n${"-".repeat(80)}\n\n`);
}

/** `node_modules/yaml/dist/index.js` belongs to `node_modules/yaml`. */
const packageFolder = (file: string): string | undefined => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0];

function readPackage(folder: string): { readonly title: string; readonly licence: string } {
  const path = join(projectFolder, folder);
  const { name, version } = JSON.parse(readFileSync(join(path, "package.json"), "utf8")) as { name: string; version: string };
  const texts = readdirSync(path)
    .filter((file) => licenceFile.test(file))
    .sort()
    .map((file) => readFileSync(join(path, file), "utf8").replace(/\r\n/g, "\n").trim());
  if (texts.length === 0) throw new Error(`${folder} brings no licence. Find out which one applies before it is bundled.`);
  return { title: `${name} ${version}`, licence: texts.join("\n\n") };
}
