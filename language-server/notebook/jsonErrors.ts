// Finds and explains the first syntax error of a JSON text. Runs only when JSON.parse has refused the text.
import { skipSpace } from "./jsonSpans";

export interface JsonSyntaxError {
  /** UTF-16 offset of the first character that is not allowed at its place. */
  readonly offset: number;
  /** What is wrong and how to fix it, without the place. */
  readonly message: string;
}

/** What may come next. */
type Expected = "value" | "value-or-end" | "key" | "key-or-end" | "colon" | "comma-or-end" | "nothing";

const cutOff =
  "The file ends too early here, as after an interrupted save, download or sync: restore it from version control, from .ipynb_checkpoints beside it, or from a backup";

/**
 * The first place where the text is no longer JSON (RFC 8259), or null where all of it is. Keeps its own stack, so
 * nesting may be of any depth.
 */
export function findJsonError(text: string): JsonSyntaxError | null {
  const open: ("[" | "{")[] = [];
  let expected: Expected = "value";
  let comma = -1;
  const afterValue = (): Expected => (open.length > 0 ? "comma-or-end" : "nothing");
  for (let at = text.charCodeAt(0) === 0xfeff ? 1 : 0; ;) {
    at = skipSpace(text, at);
    const found = text[at];
    if (found === undefined) return expected === "nothing" ? null : { offset: at, message: cutOff };
    const closes = found === "]" || found === "}";
    if (closes && open.at(-1) === (found === "]" ? "[" : "{") && (expected === "comma-or-end" || expected.endsWith("-or-end"))) {
      open.pop();
      expected = afterValue();
      at++;
    } else if (expected === "comma-or-end" && found === ",") {
      expected = open.at(-1) === "[" ? "value" : "key";
      comma = at++;
    } else if (expected === "colon" && found === ":") {
      expected = "value";
      at++;
    } else if ((expected === "key" || expected === "key-or-end" || expected === "value" || expected === "value-or-end") && found === '"') {
      const string = readString(text, at);
      if (typeof string !== "number") return string;
      expected = expected.startsWith("key") ? "colon" : afterValue();
      at = string;
    } else if (expected === "value" || expected === "value-or-end") {
      if (found === "[" || found === "{") {
        open.push(found);
        expected = found === "[" ? "value-or-end" : "key-or-end";
        at++;
      } else {
        const scalar = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/y;
        scalar.lastIndex = at;
        if (!scalar.test(text)) return { offset: at, message: explain(text, at, expected, open.at(-1), comma) };
        expected = afterValue();
        at = scalar.lastIndex;
      }
    } else return { offset: at, message: explain(text, at, expected, open.at(-1), comma) };
  }
}

/** The offset after the string, or its error. */
function readString(text: string, start: number): number | JsonSyntaxError {
  const special = /["\\\u0000-\u001f]/g;
  special.lastIndex = start + 1;
  for (let match = special.exec(text); match; match = special.exec(text)) {
    const at = match.index;
    if (match[0] === '"') return at + 1;
    if (match[0] !== "\\") {
      return {
        offset: at,
        message:
          match[0] === "\n" || match[0] === "\r"
            ? 'The string that begins with a quote is not closed on its line: a closing " is missing (inside a string, a line end is written \\n)'
            : `The control character U+${match[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")} is inside a string: remove it, or write it as \\u${match[0].charCodeAt(0).toString(16).padStart(4, "0")}`,
      };
    }
    const escape = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;
    escape.lastIndex = at;
    if (!escape.test(text)) {
      if (text.length - at < 6 && !/["\n]/.test(text.slice(at + 1))) break;
      return { offset: at, message: `"${text.slice(at, at + 2)}" is not an escape that JSON knows: write a backslash itself as \\\\` };
    }
    special.lastIndex = escape.lastIndex;
  }
  return { offset: text.length, message: cutOff };
}

function explain(text: string, at: number, expected: Expected, inside: "[" | "{" | undefined, comma: number): string {
  const rest = text.slice(at, at + 40);
  const found = text[at];
  const closes = found === "]" || found === "}";
  const container = inside === "[" ? "list" : "object";
  if (expected === "nothing")
    return "The notebook is complete, but more text follows: two files were joined, or something was pasted after the end. Delete what follows";
  if ((expected === "value" || expected === "key") && closes && comma >= 0 && text.slice(comma + 1, at).trim() === "")
    return `The comma before this "${found}" has nothing after it: delete the comma (or put back the missing item)`;
  const word = /^(?:None|True|False|-?NaN|[+-]?Infinity|undefined)\b/.exec(rest)?.[0];
  if (word && expected.startsWith("value"))
    return `${word} is not JSON: write ${word === "True" ? "true" : word === "False" ? "false" : "null"}`;
  if (/^(?:\/\/|\/\*|#)/.test(rest)) return "JSON has no comments: delete this one";
  if (found === "'") return "JSON strings are written in double quotes, not single ones";
  if (found === "," && expected !== "comma-or-end")
    return `There is a comma where ${expected.startsWith("key") ? "a key" : "a value"} should be: delete it (or put back the missing item)`;
  if (closes && expected !== "comma-or-end")
    return `A ${expected === "colon" ? 'colon ":"' : expected.startsWith("key") ? "key" : "value"} is missing before this "${found}"`;
  if (closes) return `This "${found}" closes what a "${inside}" opened: "${inside === "[" ? "]" : "}"}" is missing`;
  if (expected === "comma-or-end")
    return `A comma is missing before this, or the closing "${inside === "[" ? "]" : "}"}" of the ${container}`;
  if (expected === "colon") return 'A colon ":" is missing between the key and its value';
  if (expected.startsWith("key")) return `A key should be here, not ${snippet(rest)}: keys are written in double quotes, as "cell_type"`;
  return `A value should be here, not ${snippet(rest)}: strings are written in double quotes`;
}

/** The beginning of the text there, up to the end of the line; long words with digits are cut, because they may be secrets. */
function snippet(rest: string): string {
  const beginning = /^[^\r\n",]{1,24}/.exec(rest)?.[0] ?? rest.slice(0, 1);
  return `"${beginning.trim().replace(/[\w+/=-]{9,}/g, (word) => (/\d/.test(word) || word.length > 16 ? `${word.slice(0, 4)}…` : word))}"`;
}
