// TOML manifests: parsing, and the place of a value in the text (the parser gives values only).
import { parse } from "smol-toml";
import { groupBy } from "../../util/groupBy";
import type { Span } from "../../notebook/model";
import { parseOrExplain } from "./declaring";

export type TomlTable = Readonly<Record<string, unknown>>;

/** Parses a TOML file; a syntax error is a value. */
export const parseToml = (text: string) => parseOrExplain<TomlTable>(() => parse(text), "TOML");

/** A literal on one line. */
const plainString = /"[^"\n]*"|'[^'\n]*'/g;
const equals = /\s*=/y;

/** Where the tables of a file stand. */
export class TomlPlaces {
  readonly #text: string;
  /** Plain literals by their content, of tables that were asked for. */
  readonly #strings = new Map<string, ReadonlyMap<string, readonly Span[]>>();
  readonly #regions: readonly { readonly name: string; readonly start: number; readonly end: number }[];

  constructor(text: string) {
    this.#text = text;
    const headers = [...text.matchAll(/^[ \t]*\[\[?[ \t]*([\w.\-"' \t]+?)[ \t]*\]\]?[ \t]*(?:#.*)?$/gm)];
    this.#regions = [
      { name: "", start: 0, end: headers[0]?.index ?? text.length },
      ...headers.map((header, index) => ({
        name: header[1].replace(/["'\s]/g, ""),
        start: header.index + header[0].length,
        end: headers[index + 1]?.index ?? text.length,
      })),
    ];
  }

  /** The content of the string literal that holds `value` in a table (dotted name); null where it stands there more than once, or not as one plain literal. */
  stringIn(table: string, value: string): Span | null {
    let strings = this.#strings.get(table);
    if (!strings) this.#strings.set(table, (strings = this.#stringsOf(table)));
    const found = strings.get(value) ?? [];
    return found.length === 1 ? found[0] : null;
  }

  #stringsOf(table: string): ReadonlyMap<string, readonly Span[]> {
    const found = this.#find(table, plainString, (match) => ({ start: match.index + 1, end: match.index + match[0].length - 1 }));
    const isKey = ({ end }: Span): boolean => {
      equals.lastIndex = end + 1;
      return equals.test(this.#text);
    };
    return groupBy(
      found.filter((one) => !isKey(one)),
      ({ start, end }) => this.#text.slice(start, end),
    );
  }

  /** The whole of `key = value` in a table, the value being a string, an inline table, or a list on one line; null where it is not certain. */
  entryIn(table: string, key: string): Span | null {
    const dotted = this.#only(
      table,
      new RegExp(`^[ \\t]*((["']?)${escape(key)}\\2[ \\t]*=[ \\t]*(?:"[^"\\n]*"|'[^'\\n]*'|\\{[^\\n]*\\}|\\[[^\\n]*\\]))`, "gm"),
      (match) => {
        const start = match.index + match[0].length - match[1].length;
        return { start, end: start + match[1].length };
      },
    );
    return dotted;
  }

  #only(table: string, pattern: RegExp, place: (match: RegExpExecArray) => Span): Span | null {
    const found = this.#find(table, pattern, place);
    return found.length === 1 ? found[0] : null;
  }

  #find(table: string, pattern: RegExp, place: (match: RegExpExecArray) => Span): readonly Span[] {
    const regions = this.#regions.filter((region) => region.name === table);
    const searched = regions.length > 0 ? regions : [{ start: 0, end: this.#text.length }];
    return searched.flatMap((region) =>
      [...this.#text.slice(region.start, region.end).matchAll(pattern)].map((match) => {
        const span = place(match);
        return { start: span.start + region.start, end: span.end + region.start };
      }),
    );
  }
}

const escape = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
