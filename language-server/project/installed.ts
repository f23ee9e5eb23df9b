// Reads which distributions an environment holds, from their metadata on disk; Python is never run.
import { ProjectCache } from "./cache";
import type { Distribution } from "./facts";
import type { Files } from "./files";
import { joinPath } from "./paths";
import { normaliseName } from "./requirement";

/** Large packages list some 40,000 files; one line is about 100 bytes. */
const largestRecord = 16 * 1024 ** 2;
/** Name and version are in a metadata file's first lines. */
const headerBytes = 4096;

/**
 * Installed distributions by normalised name, of an environment's folder (absolute): a virtual environment, a conda
 * environment or an interpreter's prefix. null where it has no folder for packages.
 */
export function readInstalled(environment: string, files: Files, cache: ProjectCache): ReadonlyMap<string, Distribution> | null {
  const folders = sitePackages(environment, files);
  if (folders.length === 0) return null;
  return cache.remember(`installed ${environment}`, files, () => {
    const found = new Map<string, Distribution>();
    // The first folder on Python's path wins.
    for (const folder of folders) for (const one of distributionsIn(folder, files)) if (!found.has(one.name)) found.set(one.name, one);
    return { value: found, from: folders };
  });
}

/**
 * The folders that hold an environment's packages: lib/python3.x/site-packages (Linux, macOS), Lib/site-packages
 * (Windows), Debian's dist-packages, and those of the base interpreter where the environment asks for them.
 */
export function sitePackages(environment: string, files: Files): readonly string[] {
  const config = files.readText(joinPath(environment, "pyvenv.cfg")) ?? "";
  const base = /^include-system-site-packages\s*=\s*true\s*$/im.test(config) ? /^home\s*=\s*(.+?)\s*$/im.exec(config)?.[1] : undefined;
  const prefixes = [
    environment,
    ...(base === undefined ? [] : [/[\\/](?:bin|Scripts)[\\/]?$/i.test(base) ? joinPath(base, "..") : joinPath(base, ".")]),
  ];
  // Debian's own Python also looks where pip installs for the whole machine.
  if (prefixes.includes("/usr")) prefixes.unshift("/usr/local");
  const candidates = prefixes.flatMap((prefix) => [
    ...inLibrary(`${prefix}/lib`, files),
    ...inLibrary(`${prefix}/lib64`, files),
    `${prefix}/Lib/site-packages`,
  ]);
  const there = candidates.filter((folder) => files.stat(folder)?.kind === "folder");
  return withoutLinkedTwins([...new Set(there)], files);
}

/** lib64 is often a link to lib: two folders of the same names are one. */
const withoutLinkedTwins = (folders: readonly string[], files: Files): readonly string[] =>
  folders.filter(
    (folder) =>
      !(
        folder.includes("/lib64/") &&
        folders.includes(folder.replace("/lib64/", "/lib/")) &&
        String(files.list(folder)) === String(files.list(folder.replace("/lib64/", "/lib/")))
      ),
  );

function inLibrary(library: string, files: Files): readonly string[] {
  const versions = (files.list(library) ?? []).filter((name) => /^(?:python3(?:\.\d+t?)?|pypy3\.\d+)$/.test(name));
  return versions.flatMap((name) => [`${library}/${name}/site-packages`, `${library}/${name}/dist-packages`]);
}

function distributionsIn(folder: string, files: Files): readonly Distribution[] {
  const names = files.list(folder) ?? [];
  return names.flatMap((name) => {
    if (name.endsWith(".dist-info")) return readDistInfo(`${folder}/${name}`, files);
    if (name.endsWith(".egg-info")) return readEggInfo(`${folder}/${name}`, files);
    if (name.endsWith(".egg")) return readEggInfo(`${folder}/${name}/EGG-INFO`, files);
    return [];
  });
}

function readDistInfo(folder: string, files: Files): readonly Distribution[] {
  const header = readHeader(`${folder}/METADATA`, files);
  // pip leaves such a folder behind where an uninstall failed half-way.
  if (!header) return [];
  const record = files.readText(`${folder}/RECORD`, largestRecord);
  const recorded = record === undefined ? [] : recordedFiles(record);
  return [describe(header, recorded, files.readText(`${folder}/top_level.txt`))];
}

function readEggInfo(path: string, files: Files): readonly Distribution[] {
  const isFile = files.stat(path)?.kind === "file";
  const header = readHeader(isFile ? path : `${path}/PKG-INFO`, files);
  if (!header) return [];
  const list = isFile ? undefined : files.readText(`${path}/installed-files.txt`);
  const recorded = (list ?? "")
    .split(/\r?\n/)
    .filter((line) => line.startsWith("../"))
    .map((line) => line.slice(3));
  return [describe(header, recorded, isFile ? undefined : files.readText(`${path}/top_level.txt`))];
}

interface Header {
  readonly name: string;
  readonly version: string;
}

/** `Name:` and `Version:` of a core metadata file (RFC 822 headers, which end at the first empty line). */
function readHeader(path: string, files: Files): Header | null {
  const bytes = files.readBytes(path, 0, headerBytes);
  if (!bytes) return null;
  const [head] = new TextDecoder().decode(bytes).split(/\r?\n\r?\n/, 1);
  const name = /^Name:[ \t]*(\S+)/im.exec(head)?.[1];
  const version = /^Version:[ \t]*(\S+)/im.exec(head)?.[1];
  return name === undefined || version === undefined ? null : { name, version };
}

function describe({ name, version }: Header, recorded: readonly string[], topLevel: string | undefined): Distribution {
  const packages = outermostPackages(recorded);
  const listed = (topLevel ?? "").split(/\s+/).filter((line) => /^[A-Za-z_]\w*$/.test(line));
  const modules = [...new Set([...packages.map((one) => one.split(".")[0]), ...listed])];
  const known = new Set(packages.map((one) => one.split(".")[0]));
  return { name: normaliseName(name), version, modules, packages: [...packages, ...listed.filter((one) => !known.has(one))] };
}

/** Paths of a RECORD (CSV: path, hash, size) that a Python import can reach. */
const recordedFiles = (record: string): readonly string[] =>
  record.split(/\r?\n/).flatMap((line) => {
    const path = line.startsWith('"')
      ? (/^"((?:[^"]|"")*)"/.exec(line)?.[1].replace(/""/g, '"') ?? "")
      : line.slice(0, Math.max(0, line.indexOf(",")));
    return isModuleFile(path) ? [path.replace(/\\/g, "/")] : [];
  });

const isModuleFile = (path: string): boolean =>
  /\.(?:py|pyd|so|pyc)$/.test(path) && !path.startsWith("..") && !path.includes("__pycache__");

/**
 * Dotted names of the outermost regular packages and modules among files: for a/b/__init__.py without a/__init__.py it
 * is a.b, the roof `a` being a namespace package (PEP 420).
 */
export function outermostPackages(paths: readonly string[]): readonly string[] {
  const regular = new Set(
    paths.filter((path) => /(?:^|\/)__init__\.[^/]+$/.test(path)).map((path) => path.slice(0, path.lastIndexOf("/"))),
  );
  const found = new Set<string>();
  for (const path of paths) {
    const parts = path.split("/");
    const folders = parts.slice(0, -1).map((_, index) => parts.slice(0, index + 1).join("/"));
    const outermost =
      folders.find((folder) => regular.has(folder)) ?? [...parts.slice(0, -1), parts[parts.length - 1].split(".")[0]].join("/");
    const dotted = outermost.replace(/\//g, ".");
    if (/^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/.test(dotted) && !dotted.startsWith("__editable__")) found.add(dotted);
  }
  return [...found];
}

/** The distributions that hold a dotted import name by their metadata, longest match first. */
export function installedProviders(module: string, installed: ReadonlyMap<string, Distribution>): readonly string[] {
  const matches = [...installed.values()].flatMap((one) => {
    const lengths = one.packages.filter((name) => module === name || module.startsWith(`${name}.`)).map((name) => name.length);
    return lengths.length === 0 ? [] : [{ name: one.name, length: Math.max(...lengths) }];
  });
  return matches.sort((a, b) => b.length - a.length).map((one) => one.name);
}
