// Decodes the escapes of string literals as Python does (language reference, 2.4.1 "String and Bytes literals").
export interface Decoded {
  readonly value: string;
  /** The first escape that Python refuses, with offsets in the text as written. */
  readonly problem: { readonly start: number; readonly end: number; readonly message: string } | null;
}

const SIMPLE: Readonly<Record<string, string>> = {
  "\\": "\\", "'": "'", "\"": "\"", a: "\x07", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v", "\n": "", "\r\n": "", "\r": "",
};

const TEXT_ESCAPE = /\\(?:([0-7]{1,3})|x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|(N\{[^{}\n]+\})|(\r\n|[^]))/g;
const BYTES_ESCAPE = /\\(?:([0-7]{1,3})|x([\da-fA-F]{2})|()()()(\r\n|[^]))/g;

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
  const value = text.replace(escapes, (whole: string, octal: string, x: string, u: string, wide: string, name: string, other: string, offset: number) => {
    if (octal) return String.fromCharCode(parseInt(octal, 8) & (needDigits === "x" ? 0xff : 0x1ff));
    const digits = x || u || wide;
    if (digits) {
      const code = parseInt(digits, 16);
      if (code <= 0x10ffff) return String.fromCodePoint(code);
      problem ??= { start: offset, end: offset + whole.length, message: `${whole} is beyond the last Unicode character, \\U0010ffff.` };
      return whole;
    }
    if (name) return whole;
    if (needDigits.includes(other)) {
      const meant = other === "N" ? "\\N{name of the character}" : `\\${other} and ${{ x: 2, u: 4, U: 8 }[other]} hexadecimal digits`;
      problem ??= { start: offset, end: offset + whole.length, message: `This escape is not complete: Python expects ${meant}. In a Windows path double the backslash, or put an \`r\` before the string.` };
      return whole;
    }
    return SIMPLE[other] ?? whole;
  });
  return { value, problem };
}
