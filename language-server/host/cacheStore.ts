// Small values kept in files by name, shared by runs at the same time. What is damaged counts as missing.
import { createHash, randomUUID } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";

const day = 24 * 60 * 60 * 1000;
/** Values that no run has asked for in this time are removed. */
const lifetime = 30 * day;

export class CacheStore {
  /** @param folder absolute; made at the first value */
  constructor(private readonly folder: string) {}

  /** The value under a name (hexadecimal digits); null where there is none. */
  read(name: string): unknown {
    const bytes = this.readBytes(name);
    return bytes && (JSON.parse(bytes.toString("utf8")) as unknown);
  }

  /** The bytes under a name; null where there are none. */
  readBytes(name: string): Buffer | null {
    const path = this.#pathOf(name);
    try {
      const kept = readFileSync(path);
      const bytes = kept.subarray(checksumLength + 1);
      if (kept.toString("latin1", 0, checksumLength) !== checksum(name, bytes)) throw new Error("damaged");
      if (Date.now() - statSync(path).mtimeMs > day) utimesSync(path, new Date(), new Date());
      return bytes;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") remove(path);
      return null;
    }
  }

  /** Keeps a value; where that fails, the next run does without. Another run sees all of it or nothing. */
  write(name: string, value: unknown): void {
    this.writeBytes(name, Buffer.from(JSON.stringify(value)));
  }

  /** Keeps bytes, in the same way. */
  writeBytes(name: string, bytes: Buffer): void {
    const path = this.#pathOf(name);
    const draft = `${path}.${randomUUID()}`;
    try {
      makeFolder(dirname(path));
      writeFileSync(draft, Buffer.concat([Buffer.from(`${checksum(name, bytes)}\n`), bytes]), { mode: 0o600, flag: "wx" });
      renameSync(draft, path);
    } catch {
      remove(draft);
    }
  }

  #pathOf(name: string): string {
    return join(this.folder, name.slice(0, 2), name.slice(2));
  }
}

const checksumLength = 64;
const checksum = (name: string, bytes: Buffer): string => createHash("sha256").update(`${name}\n`).update(bytes).digest("hex");

/** Removes from all stores in a folder (absolute) what has not been used for a month; looks once a day. */
export function pruneStores(root: string, now: number = Date.now()): void {
  const marker = join(root, "pruned");
  try {
    const looked = statSync(marker, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (now - looked < day) return;
    writeFileSync(marker, "");
    for (const store of foldersIn(root)) {
      for (const folder of foldersIn(store)) {
        for (const name of readdirSync(folder))
          if (now - (statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? now) > lifetime) remove(join(folder, name));
        removeEmpty(folder);
      }
      removeEmpty(store);
    }
  } catch {
    // The folder is missing, or another run cleans it at the same time.
  }
}

const foldersIn = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(folder, name));

/**
 * Makes a folder for this user only, and those above it. Node's own way (`recursive`, up to 26) never ends where nothing
 * can be made in a folder and the system calls it missing, as /proc and automounted folders do.
 */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  if (dirname(path) !== path) makeFolder(dirname(path));
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    // Another run has made it in the meantime.
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}

function remove(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // It stays, and counts as missing each time.
  }
}

function removeEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Something is still in it.
  }
}
