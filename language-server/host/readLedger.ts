// Notes what is read from files and what came of it, so that it can be found out later whether all of it is still so.
import { createHash } from "node:crypto";
import type { ReadNotes } from "../project/cache";
import type { Files } from "../project/files";

/** What some work read. */
export interface Reads {
  /** By question (the method of `Files` and its arguments, as JSON): a short form of the answer. */
  readonly own: ReadonlyMap<string, string>;
  /** What was read for values that other work shares. */
  readonly shared: ReadonlySet<Reads>;
}

type Question = readonly [method: keyof Files, path: string, ...numbers: number[]];

/** An answer that no file gives: the same question had two answers while the work went on. */
const torn = "torn";

/** A door to files that notes what goes through it. */
export class ReadLedger implements ReadNotes<Reads> {
  readonly files: Files;
  readonly #open: { readonly own: Map<string, string>; readonly shared: Set<Reads> }[] = [];

  constructor(files: Files) {
    const note = <T>(question: Question, answer: T): T => {
      const own = this.#open.at(-1)?.own;
      if (!own) return answer;
      const key = JSON.stringify(question);
      const short = shortForm(answer);
      own.set(key, (own.get(key) ?? short) === short ? short : torn);
      return answer;
    };
    this.files = {
      stat: (path) => note(["stat", path], files.stat(path)),
      readText: (path, limit) => note(limit === undefined ? ["readText", path] : ["readText", path, limit], files.readText(path, limit)),
      readBytes: (path, offset, length) => note(["readBytes", path, offset, length], files.readBytes(path, offset, length)),
      list: (folder) => note(["list", folder], files.list(folder)),
      realPath: (path) => note(["realPath", path], files.realPath(path)),
    };
  }

  record<T>(make: () => T): { readonly value: T; readonly reads: Reads } {
    const reads = { own: new Map<string, string>(), shared: new Set<Reads>() };
    this.#open.push(reads);
    try {
      return { value: make(), reads };
    } finally {
      this.#open.pop();
    }
  }

  replay(reads: Reads): void {
    this.#open.at(-1)?.shared.add(reads);
  }
}

/** A test whether a question still has its answer. Each is asked once. */
export function createReadTest(files: Files): (question: string, answer: string) => boolean {
  const asked = new Map<string, string>();
  return (question, answer) => {
    const known = asked.get(question) ?? shortForm(ask(question, files));
    asked.set(question, known);
    return known === answer;
  };
}

function ask(question: string, files: Files): unknown {
  const [method, path, first, second] = JSON.parse(question) as Question;
  switch (method) {
    case "stat":
      return files.stat(path);
    case "readText":
      return files.readText(path, first);
    case "readBytes":
      return files.readBytes(path, first, second);
    case "list":
      return files.list(path);
    case "realPath":
      return files.realPath(path);
  }
}

/** Times are left out: nothing that is found depends on them. So are folders' sizes, which their lists show better. */
function shortForm(answer: unknown): string {
  if (answer === undefined) return "-";
  if (typeof answer === "string" || answer instanceof Uint8Array) return hashOf(answer);
  if (Array.isArray(answer)) return hashOf(answer.join("\0"));
  const { kind, size } = answer as { readonly kind: string; readonly size: number };
  return kind === "file" ? `file ${size}` : kind;
}

const hashOf = (content: string | Uint8Array): string => createHash("sha256").update(content).digest("base64url").slice(0, 27);
