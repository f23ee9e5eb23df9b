// Finds where the keys and list items of a TOML text stand, which its parser does not tell.
import type { Position, Range, Span } from "../notebook/model";
import { startsOfLines } from "../notebook/positions";
import { countLeading } from "../util/countLeading";

/** Names of keys from the outermost table inwards, and numbers of list items (counted from 0). */
export type KeyPath = readonly (string | number)[];

/** Where the key or item of a path stands in a text that is valid TOML; where it is not found, the nearest table above it, or else the first line. */
export function keyRanges(text: string): (path: KeyPath) => Range {
  const starts = startsOfLines(text);
  const positionOf = (offset: number): Position => {
    const line = countLeading(starts, (start) => start <= offset) - 1;
    return { line, character: offset - starts[line] };
  };
  let spans: ReadonlyMap<string, Span> | undefined;
  return (path) => {
    spans ??= new KeyReader(text).read();
    for (let length = path.length; length > 0; length--) {
      const span = spans.get(JSON.stringify(path.slice(0, length)));
      if (span) return { start: positionOf(span.start), end: positionOf(span.end) };
    }
    return { start: positionOf(0), end: positionOf(text.search(/[\r\n]|$/)) };
  };
}

const spacing = /(?:\s|#[^\r\n]*)*/y;
const string = /"""[^"\\]*(?:(?:\\[^]|"{1,2}(?!"))[^"\\]*)*"{3,5}|'''[^]*?'{3,5}|"[^"\\\r\n]*(?:\\.[^"\\\r\n]*)*"|'[^'\r\n]*'/y;
const bareKey = /[\w-]+/y;
/** Numbers, truth values and times; a time may have a space behind its date. */
const bareValue = /[^\s,\]}#]+(?: \d\d:[^\s,\]}#]+)?/y;

/** Reads keys and values one after the other. Every step takes something, or the reading ends. */
class KeyReader {
  private readonly spans = new Map<string, Span>();
  private at = 0;

  constructor(private readonly text: string) {}

  read(): ReadonlyMap<string, Span> {
    let table: KeyPath = [];
    for (let before = -1; this.next() !== "" && this.at > before;) {
      before = this.at;
      if (this.take(/\[\[?/y) !== "") {
        table = this.key([]);
        this.take(/\]\]?/y);
      } else this.entry(table);
    }
    return this.spans;
  }

  private entry(table: KeyPath): void {
    const path = this.key(table);
    this.take(/=/y);
    this.value(path);
  }

  private key(table: KeyPath): KeyPath {
    let path = table;
    do {
      this.next();
      const start = this.at;
      const quoted = this.take(string);
      path = [...path, quoted === "" ? this.take(bareKey) : unquoted(quoted)];
      this.note(path, start);
      this.next();
    } while (this.take(/\./y) !== "");
    return path;
  }

  private value(path: KeyPath): void {
    this.next();
    if (this.take(/\[/y) !== "") this.list("]", (index) => this.item([...path, index]));
    else if (this.take(/\{/y) !== "") this.list("}", () => this.entry(path));
    else if (this.take(string) === "") this.take(bareValue);
  }

  private list(end: string, read: (index: number) => void): void {
    for (let index = 0, before = -1; this.at > before && !["", end].includes(this.next()); index++) {
      before = this.at;
      read(index);
      this.next();
      this.take(/,/y);
    }
    this.take(/[\]}]/y);
  }

  private item(path: KeyPath): void {
    const start = this.at;
    this.value(path);
    this.note(path, start);
  }

  /** Where a table is named more than once, its first place counts. */
  private note(path: KeyPath, start: number): void {
    const key = JSON.stringify(path);
    if (!this.spans.has(key)) this.spans.set(key, { start, end: this.at });
  }

  /** Passes over white space, line ends and comments; gives the character behind them, "" at the end. */
  private next(): string {
    this.take(spacing);
    return this.text.charAt(this.at);
  }

  private take(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const [taken] = pattern.exec(this.text) ?? [""];
    this.at += taken.length;
    return taken;
  }
}

/** The name in a quoted key. Its escapes are JSON's in all but rare cases, in which the key is not found. */
function unquoted(quoted: string): string {
  try {
    return quoted.startsWith('"') ? String(JSON.parse(quoted)) : quoted.slice(1, -1);
  } catch {
    return quoted;
  }
}
