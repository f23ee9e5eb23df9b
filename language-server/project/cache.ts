// Remembers what was read from files for as long as those files stay as they were.
import type { Files } from "./files";

interface Entry {
  /** What the files looked like when the value was made, by path. */
  readonly stamps: ReadonlyMap<string, string>;
  readonly value: unknown;
  readonly reads: unknown;
}

/** A value with the paths of the files and folders that it depends on. */
export interface Made<T> {
  readonly value: T;
  readonly from: readonly string[];
}

/** Notes what is read while a value is made, so that whoever takes the value later is known to depend on the same files. */
export interface ReadNotes<Reads> {
  record<T>(make: () => T): { readonly value: T; readonly reads: Reads };
  /** Counts what was read then as read now. */
  replay(reads: Reads): void;
}

const noNotes: ReadNotes<unknown> = { record: (make) => ({ value: make(), reads: null }), replay: () => undefined };

/** Keeps parsed manifests, folders' listings and installed distributions; a change of time or size makes them anew. */
export class ProjectCache {
  readonly #entries = new Map<string, Entry>();

  /** @param notes called for every value that is made or taken again */
  constructor(private readonly notes: ReadNotes<unknown> = noNotes) {}

  /** Forgets everything that was read from a file or folder (absolute path), or that is in it. */
  invalidate(path: string): void {
    const slash = path.lastIndexOf("/");
    const folder = slash <= 0 ? "/" : path.slice(0, slash);
    for (const [key, { stamps }] of this.#entries) if (stamps.has(path) || stamps.has(folder)) this.#entries.delete(key);
  }

  /** The value under a key, made again where one of the files it came from has changed. */
  remember<T>(key: string, files: Files, make: () => Made<T>): T {
    const known = this.#entries.get(key);
    // The key names the kind of value as well as the path, so what is stored under it has the type it is asked for.
    if (known && [...known.stamps].every(([path, stamp]) => stampOf(path, files) === stamp)) {
      this.notes.replay(known.reads);
      return known.value as T;
    }
    const {
      value: { value, from },
      reads,
    } = this.notes.record(make);
    this.notes.replay(reads);
    this.#entries.set(key, { value, reads, stamps: new Map(from.map((path) => [path, stampOf(path, files)])) });
    return value;
  }

  /** Sorted names in a folder; [] where it cannot be listed. */
  list(folder: string, files: Files): readonly string[] {
    return this.remember(`list ${folder}`, files, () => ({ value: files.list(folder) ?? [], from: [folder] }));
  }

  /** What the names in a folder come to, made once for all notebooks that ask: a folder may hold thousands. `what` names the kind of value. */
  fromList<T>(what: string, folder: string, files: Files, make: (names: readonly string[]) => T): T {
    return this.remember(`${what} ${folder}`, files, () => ({ value: make(this.list(folder, files)), from: [folder] }));
  }
}

function stampOf(path: string, files: Files): string {
  const stat = files.stat(path);
  return stat ? `${stat.kind} ${stat.size} ${stat.modified}` : "";
}

/** The same files, noting every path that is looked at. */
export function recording(files: Files): { readonly files: Files; readonly seen: ReadonlySet<string> } {
  const seen = new Set<string>();
  const note = (path: string): string => {
    seen.add(path);
    return path;
  };
  return {
    seen,
    files: {
      stat: (path) => files.stat(note(path)),
      readText: (path, limit) => files.readText(note(path), limit),
      readBytes: (path, offset, length) => files.readBytes(note(path), offset, length),
      list: (folder) => files.list(note(folder)),
      realPath: (path) => files.realPath(note(path)),
    },
  };
}
