// Results of checks kept between runs: told again only while everything they came from is as it was.
import { createHash } from "node:crypto";
import type { Config } from "../config/config";
import type { Grade } from "../grade";
import { CacheStore } from "../host/cacheStore";
import { createReadTest, type Reads } from "../host/readLedger";
import type { Diagnostic } from "../lint";
import type { Files } from "../project/files";

/** What is kept of a check: nothing of the notebook's text beyond what the findings say. */
export interface KeptResult extends Grade {
  readonly language: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** What is known before a notebook is checked. Everything else that a result depends on is read through `Files`, and noted. */
export interface ResultKey {
  readonly content: Uint8Array;
  /** Absolute. */
  readonly path: string;
  readonly config: Config;
  readonly environment: string | null;
}

interface Entry {
  readonly result: KeptResult;
  readonly reads: readonly (readonly [question: string, answer: string])[];
  /** Names of lists of reads that many results share. */
  readonly shared: readonly string[];
}

type ReadList = Entry["reads"];

/** Shorter lists are kept with the result itself. */
const shareFrom = 24;

export class ResultCache {
  readonly #store: CacheStore;
  readonly #isStillSo: (question: string, answer: string) => boolean;
  /** Names of lists that hold, or that do not. */
  readonly #lists = new Map<string, boolean>();
  readonly #stored = new Set<string>();

  /** @param folder absolute folder that belongs to this build of nbready */
  constructor(folder: string, files: Files) {
    this.#store = new CacheStore(folder);
    this.#isStillSo = createReadTest(files);
  }

  /** The kept result, where every file that it came from still says the same. */
  find(key: ResultKey): KeptResult | null {
    const entry = this.#store.read(nameOf(key)) as Entry | null;
    if (!entry || !this.#holds(entry.reads) || !entry.shared.every((name) => this.#listHolds(name))) return null;
    return entry.result;
  }

  keep(key: ResultKey, { language, grade, score, diagnostics }: KeptResult, reads: Reads): void {
    const lists = collectLists(reads);
    const small = lists.filter((list) => list.length < shareFrom).flat();
    const large = lists.filter((list) => list.length >= shareFrom).map((list) => {
      const name = hashOf(JSON.stringify(list));
      if (!this.#stored.has(name)) this.#store.write(name, list);
      this.#stored.add(name);
      return name;
    });
    const entry: Entry = { result: { language, grade, score, diagnostics: diagnostics.map(withoutEdits) }, reads: small, shared: large };
    this.#store.write(nameOf(key), entry);
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

const nameOf = ({ content, path, config, environment }: ResultKey): string =>
  createHash("sha256").update(JSON.stringify([path, config, environment])).update("\0").update(content).digest("hex");

const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex");

/** The reads of some work and of what it took over, as lists without repetition. */
function collectLists(reads: Reads, seen: Set<Reads> = new Set()): readonly ReadList[] {
  if (seen.has(reads)) return [];
  seen.add(reads);
  return [[...reads.own], ...[...reads.shared].flatMap((one) => collectLists(one, seen))];
}

/** Reports name fixes and do not make them; their edits hold pieces of the notebook. */
const withoutEdits = (diagnostic: Diagnostic): Diagnostic => ({ ...diagnostic, fixes: diagnostic.fixes.map(({ title, safe }) => ({ title, safe, edits: [] })) });
