// Turns a notebook file's bytes into text, or says why they are not text.
import { positionInText, type ReadProblem } from "./readProblem";

const restore = "Restore the file from version control, from .ipynb_checkpoints beside it, or from a backup";

/** Decodes UTF-8; a byte-order mark is kept as the first character so that the file can be written back as it was. */
export function decodeText(bytes: Uint8Array): { readonly text: string } | { readonly problem: ReadProblem } {
  const foreign = foreignFormat(bytes);
  if (foreign) return { problem: { message: foreign } };
  try {
    return { text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    const at = invalidUtf8(bytes);
    if (at < 0) return { problem: tooLarge(bytes.length) };
    const before = positionInText(new TextDecoder().decode(bytes.subarray(0, at)));
    const byte = `0x${bytes[at].toString(16).toUpperCase().padStart(2, "0")}`;
    return {
      problem: {
        ...before,
        message: `The file is not UTF-8 text: byte ${byte} at line ${before.line + 1}, column ${before.character + 1} belongs to another encoding (often Windows-1252 or Latin-1), or the file is damaged. Jupyter reads UTF-8 only: save it again as UTF-8, for example with "iconv -f WINDOWS-1252 -t UTF-8".`,
      },
    };
  }
}

/** For a file whose text does not fit into a string (about 512 MB). */
export const tooLarge = (bytes: number): ReadProblem => ({
  message: `The file is too large to read (${Math.round(bytes / 1e6)} MB). Nearly all of that is saved output: clear it, for example with "jupyter nbconvert --clear-output --inplace", and keep large results in separate files.`,
});

function foreignFormat(bytes: Uint8Array): string | null {
  const [a, b, c, d] = bytes;
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff) || (a === 0x7b && b === 0) || (a === 0 && b === 0x7b)) {
    return 'The file is UTF-16, which Jupyter cannot open (PowerShell\'s ">" writes it). Save it again as UTF-8, for example with "iconv -f UTF-16 -t UTF-8".';
  }
  if (a === 0x1f && b === 0x8b) return "The file is compressed with gzip. Decompress it first.";
  if (a === 0x50 && b === 0x4b && c === 3 && d === 4) return "The file is a zip archive, not a notebook. Unpack it first.";
  if (a === 0 && b === 0) return `The file contains zero bytes instead of text, as after a crash or a full disk while saving. ${restore}.`;
  return null;
}

/** Offset of the first byte that is not valid UTF-8 (RFC 3629), -1 if all are. */
function invalidUtf8(bytes: Uint8Array): number {
  for (let at = 0; at < bytes.length;) {
    const length = sequenceLength(bytes, at);
    if (length === 0) return at;
    at += length;
  }
  return -1;
}

function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at];
  if (first < 0x80) return 1;
  const length = first >= 0xc2 && first <= 0xdf ? 2 : first >= 0xe0 && first <= 0xef ? 3 : first >= 0xf0 && first <= 0xf4 ? 4 : 0;
  if (length === 0 || at + length > bytes.length) return 0;
  for (let next = at + 1; next < at + length; next++) if ((bytes[next] & 0xc0) !== 0x80) return 0;
  const second = bytes[at + 1];
  const overlong = (first === 0xe0 && second < 0xa0) || (first === 0xf0 && second < 0x90);
  const outside = (first === 0xed && second > 0x9f) || (first === 0xf4 && second > 0x8f);
  return overlong || outside ? 0 : length;
}
