// Results of checks kept between runs: used again only while everything they came from is as it was.
import { createHash } from "node:crypto";
import type { Config } from "../config/config";
import type { Grade } from "../lint/grade";
import { CacheStore } from "../host/cacheStore";
import { createReadTest, type Reads } from "../host/readLedger";
import type { FileOnDisk } from "../host/readNotebookFile";
import type { Diagnostic, SecretPlace } from "../lint/lint";
import type { Fix } from "../notebook/edits";
import type { Files } from "../project/files";

/** What is kept of a check: nothing of the notebook's text beyond what the findings say. */
export interface KeptResult extends Grade {
  readonly language: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** Why a notebook could not be read; depends on nothing but its content. */
export interface Unreadable {
  readonly unreadable: string;
}

/** What is known before a notebook is checked. Everything else that a result depends on is read through `Files`, and noted. */
export interface ResultKey {
  /** Absolute. */
  readonly path: string;
  readonly config: Config;
  readonly environment: string | null;
}

/** A finding as it is kept: findings share lists of secrets, so each list is kept once. */
type KeptDiagnostic = Omit<Diagnostic, "secrets"> & { readonly secrets?: number };

interface Checked {
  readonly result: Omit<KeptResult, "diagnostics"> & { readonly diagnostics: readonly KeptDiagnostic[] };
  readonly secrets: readonly (readonly SecretPlace[])[];
  readonly reads: readonly (readonly [question: string, answer: string])[];
  /** Names of lists of reads that many results share. */
  readonly shared: readonly string[];
}

/** What is kept under a key: of one content, the last that was checked. */
interface Entry {
  /** Hash of the notebook's file. */
  readonly content: string;
  /** Stamp of the file with that content, where it has one. */
  readonly stamp: string | null;
  readonly found: Checked | Unreadable;
}

type ReadList = Checked["reads"];

/** Shorter lists are kept with the result itself. */
const shareFrom = 24;

export class ResultCache {
  readonly #store: CacheStore;
  readonly #isStillSo: (question: string, answer: string) => boolean;
  /** Names of lists that hold, or that do not. */
  readonly #lists = new Map<string, boolean>();
  readonly #stored = new WeakMap<Reads, string>();

  /** @param folder absolute folder that belongs to this build of nbready */
  constructor(folder: string, files: Files) {
    this.#store = new CacheStore(folder);
    this.#isStillSo = createReadTest(files);
  }

  /** What is kept of a notebook's file, where its content is the same and every other file that the result came from still says the same. */
  find(key: ResultKey, file: FileOnDisk): KeptResult | Unreadable | null {
    const name = nameOf(key);
    const entry = this.#store.read(name) as Entry | null;
    if (!entry || !this.#isOf(file, entry, name)) return null;
    const { found } = entry;
    if ("unreadable" in found) return found;
    if (!this.#holds(found.reads) || !found.shared.every((list) => this.#listHolds(list))) return null;
    const { secrets: lists, result } = found;
    return {
      ...result,
      diagnostics: result.diagnostics.map(({ secrets, ...rest }) => (secrets === undefined ? rest : { ...rest, secrets: lists[secrets] })),
    };
  }

  keep(key: ResultKey, file: FileOnDisk, { language, grade, score, diagnostics }: KeptResult, reads: Reads): void {
    const all = [...collectReads(reads)];
    const small = all.filter(({ own }) => own.size < shareFrom).flatMap(({ own }) => [...own]);
    const large = all.filter(({ own }) => own.size >= shareFrom).map((one) => this.#share(one));
    const lists = new Map(
      [...new Set(diagnostics.map(({ secrets }) => secrets))].filter((list) => list !== undefined).map((list, index) => [list, index]),
    );
    const kept = diagnostics.map(({ secrets, ...rest }): KeptDiagnostic => ({
      ...rest,
      fixes: rest.fixes.map(withoutEdits),
      ...(secrets && { secrets: lists.get(secrets) }),
    }));
    this.#write(key, file, {
      result: { language, grade, score, diagnostics: kept },
      secrets: [...lists.keys()],
      reads: small,
      shared: large,
    });
  }

  keepUnreadable(key: ResultKey, file: FileOnDisk, unreadable: string): void {
    this.#write(key, file, { unreadable });
  }

  #write(key: ResultKey, file: FileOnDisk, found: Entry["found"]): void {
    const content = contentOf(file);
    if (content !== null) this.#store.write(nameOf(key), { content, stamp: file.stamp, found } satisfies Entry);
  }

  /** Whether the entry is about the file's content; decides by the stamp where it can, and keeps a new one for the next time. */
  #isOf(file: FileOnDisk, entry: Entry, name: string): boolean {
    if (file.stamp !== null && file.stamp === entry.stamp) return true;
    if (contentOf(file) !== entry.content) return false;
    if (file.stamp !== null) this.#store.write(name, { ...entry, stamp: file.stamp } satisfies Entry);
    return true;
  }

  /** The name under which a list is kept for all results that came from it. */
  #share(reads: Reads): string {
    const known = this.#stored.get(reads);
    if (known !== undefined) return known;
    const list = [...reads.own];
    const name = createHash("sha256").update(JSON.stringify(list)).digest("hex");
    this.#store.write(name, list);
    this.#stored.set(reads, name);
    return name;
  }

  #holds(reads: ReadList): boolean {
    return reads.every(([question, answer]) => this.#isStillSo(question, answer));
  }

  #listHolds(name: string): boolean {
    const known = this.#lists.get(name);
    if (known !== undefined) return known;
    const list = this.#store.read(name) as ReadList | null;
    const holds = list !== null && this.#holds(list);
    this.#lists.set(name, holds);
    return holds;
  }
}

const nameOf = ({ path, config, environment }: ResultKey): string =>
  createHash("sha256")
    .update(JSON.stringify([path, config, environment]))
    .digest("hex");

/** Hash of a file; null where it cannot be read. */
function contentOf(file: FileOnDisk): string | null {
  const whole = file.read();
  return "bytes" in whole ? createHash("sha256").update(whole.bytes).digest("base64url") : null;
}

/** The reads of some work and of all that it took over. */
function collectReads(reads: Reads, found: Set<Reads> = new Set()): ReadonlySet<Reads> {
  if (found.has(reads)) return found;
  found.add(reads);
  for (const one of reads.shared) collectReads(one, found);
  return found;
}

/** Reports name fixes and do not make them; their edits hold pieces of the notebook. */
const withoutEdits = ({ files: _, ...fix }: Fix): Fix => ({ ...fix, edits: [] });
