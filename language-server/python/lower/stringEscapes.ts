// Decodes the escapes of string literals as Python does (language reference, 2.4.1 "String and Bytes literals").
export interface Decoded {
  readonly value: string;
  /** The first escape that Python refuses, with offsets in the text as written. */
  readonly problem: { readonly start: number; readonly end: number; readonly message: string } | null;
}

const SIMPLE: Readonly<Record<string, string>> = {
  "\\": "\\",
  "'": "'",
  '"': '"',
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  "\n": "",
  "\r\n": "",
  "\r": "",
};

const TEXT_ESCAPE =
  /\\(?:(?<octal>[0-7]{1,3})|x(?<x>[\da-fA-F]{2})|u(?<u>[\da-fA-F]{4})|U(?<U>[\da-fA-F]{8})|(?<name>N\{[^{}\n]+\})|(?<other>\r\n|[^]))/g;
const BYTES_ESCAPE = /\\(?:(?<octal>[0-7]{1,3})|x(?<x>[\da-fA-F]{2})|(?<other>\r\n|[^]))/g;

/** The value of a text literal. `\N{…}` stays as written: names of characters are not looked up. */
export function decodeText(written: string, raw: boolean): Decoded {
  return decode(written, raw, TEXT_ESCAPE, "xuUN");
}

/** The value of a bytes literal, one character for each byte. */
export function decodeBytes(written: string, raw: boolean): Decoded {
  const wide = /[^\0-\x7f]/.exec(written);
  const decoded = decode(written, raw, BYTES_ESCAPE, "x");
  if (!wide) return decoded;
  const message = "A bytes literal holds ASCII characters only: write others as \\x escapes, or leave out the `b`.";
  return { value: decoded.value, problem: { start: wide.index, end: wide.index + 1, message } };
}

function decode(written: string, raw: boolean, escapes: RegExp, needDigits: string): Decoded {
  const text = written.includes("\r") ? written.replace(/\r\n?/g, "\n") : written;
  if (raw || !text.includes("\\")) return { value: text, problem: null };
  let problem: Decoded["problem"] = null;
  let value = "";
  let copied = 0;
  for (const escape of text.matchAll(escapes)) {
    const start = escape.index;
    const end = start + escape[0].length;
    const read = readEscape(escape, needDigits);
    if ("message" in read) problem ??= { start, end, message: read.message };
    value += text.slice(copied, start) + ("value" in read ? read.value : escape[0]);
    copied = end;
  }
  return { value: value + text.slice(copied), problem };
}

/** The characters that one escape means, or why Python refuses it. */
function readEscape(escape: RegExpMatchArray, needDigits: string): { readonly value: string } | { readonly message: string } {
  const [whole] = escape;
  const { octal, x, u, U, name, other } = escape.groups as Readonly<Record<string, string | undefined>>;
  if (octal !== undefined) return { value: String.fromCharCode(parseInt(octal, 8) & (needDigits === "x" ? 0xff : 0x1ff)) };
  const digits = x ?? u ?? U;
  if (digits !== undefined) {
    const code = parseInt(digits, 16);
    return code <= 0x10ffff
      ? { value: String.fromCodePoint(code) }
      : { message: `${whole} is beyond the last Unicode character, \\U0010ffff.` };
  }
  if (name !== undefined || other === undefined) return { value: whole };
  if (!needDigits.includes(other)) return { value: SIMPLE[other] ?? whole };
  const meant = other === "N" ? "\\N{name of the character}" : `\\${other} and ${{ x: 2, u: 4, U: 8 }[other]} hexadecimal digits`;
  return {
    message: `This escape is not complete: Python expects ${meant}. In a Windows path double the backslash, or put an \`r\` before the string.`,
  };
}
