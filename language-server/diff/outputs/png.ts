// Reads the pixels of PNGs in the form that plotting libraries write: eight bits a channel, with or without transparency, row after row.
// A reader of all forms takes twice as long for it.
import { crc32, inflateSync } from "node:zlib";

const signature = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");
/** Bytes of a pixel, by the colour type of the header: red, green and blue; the same with transparency. */
const bytesOfPixel = new Map([[2, 3], [6, 4]]);
/** What may be passed over where pixels alone count: the palette that such an image suggests, and chunks that are no part of the picture, whose names begin with a small letter. */
const isBesides = (name: string): boolean => name === "PLTE" || (/^[a-z]/.test(name) && name !== "tRNS");

/** Red, green, blue and opacity of each pixel, row by row. Null for a PNG of another form, or one that is damaged. */
export function readPlainPng(png: Buffer): Buffer | null {
  const chunks = readChunks(png);
  const header = chunks?.[0];
  if (!chunks || header?.name !== "IHDR" || header.data.length !== 13) return null;
  const [width, height, [depth, colours, ...methods]] = [header.data.readUInt32BE(0), header.data.readUInt32BE(4), header.data.subarray(8)];
  const pixel = bytesOfPixel.get(colours);
  const pixels = chunks.filter(({ name }) => name === "IDAT");
  if (pixel === undefined || depth !== 8 || methods.some((method) => method !== 0) || chunks.slice(1, -1).some(({ name }) => name !== "IDAT" && !isBesides(name))) return null;
  const length = height * (1 + width * pixel);
  const filtered = inflate(pixels.map(({ data }) => data), length);
  const rows = filtered?.length === length ? unfilter(filtered, height, width * pixel, pixel) : null;
  return rows && (pixel === 4 ? rows : withOpacity(rows));
}

interface Chunk {
  readonly name: string;
  readonly data: Buffer;
}

/** The chunks up to the end, which is the file's. Null where one is damaged. */
function readChunks(png: Buffer): readonly Chunk[] | null {
  const chunks: Chunk[] = [];
  if (!png.subarray(0, signature.length).equals(signature)) return null;
  for (let at = signature.length; at + 12 <= png.length;) {
    const end = at + 8 + png.readUInt32BE(at);
    if (end + 4 > png.length || crc32(png.subarray(at + 4, end)) !== png.readUInt32BE(end)) return null;
    const name = png.toString("latin1", at + 4, at + 8);
    chunks.push({ name, data: png.subarray(at + 8, end) });
    at = end + 4;
    if (name === "IEND") return at === png.length ? chunks : null;
  }
  return null;
}

/** Null where it is more than `most` bytes, or damaged. */
function inflate(parts: readonly Buffer[], most: number): Buffer | null {
  try {
    return inflateSync(Buffer.concat(parts), { maxOutputLength: most });
  } catch {
    return null;
  }
}

/**
 * The bytes that were filtered: each says how far it is from what those to the left and above lead to expect, by the filter that its row names.
 * @param length bytes of a row, without the one that names the filter
 */
function unfilter(filtered: Buffer, height: number, length: number, pixel: number): Buffer | null {
  // Above the first row there is one of zeros.
  const rows = Buffer.alloc((height + 1) * length);
  for (let row = 0; row < height; row++) {
    const from = row * (length + 1) + 1;
    const start = (row + 1) * length;
    filtered.copy(rows, start, from, from + length);
    if (!addExpected(filtered[from - 1], rows, start, start + length, length, pixel)) return null;
  }
  return rows.subarray(length);
}

/** Adds to each byte of a row what its filter expects; to the left of the first pixel there is one of zeros. Gives false for a filter that there is not. */
function addExpected(filter: number, rows: Buffer, start: number, end: number, length: number, pixel: number): boolean {
  switch (filter) {
    case 0: return true;
    case 1:
      for (let at = start + pixel; at < end; at++) rows[at] += rows[at - pixel];
      return true;
    case 2:
      for (let at = start; at < end; at++) rows[at] += rows[at - length];
      return true;
    case 3:
      for (let at = start; at < end; at++) rows[at] += ((at < start + pixel ? 0 : rows[at - pixel]) + rows[at - length]) >> 1;
      return true;
    case 4:
      for (let channel = start; channel < start + pixel; channel++) addNearest(rows, channel, end, length, pixel);
      return true;
    default: return false;
  }
}

/** Paeth's filter, for one channel of a row: expected is that of the neighbours which is nearest to left + above - corner. */
function addNearest(rows: Buffer, start: number, end: number, length: number, pixel: number): void {
  let [left, corner] = [0, 0];
  for (let at = start; at < end; at += pixel) {
    const above = rows[at - length];
    const toLeft = Math.abs(above - corner);
    const toAbove = Math.abs(left - corner);
    const toCorner = Math.abs(left + above - 2 * corner);
    left = (rows[at] + (toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner)) & 255;
    rows[at] = left;
    corner = above;
  }
}

function withOpacity(colours: Buffer): Buffer {
  const pixels = Buffer.alloc(colours.length / 3 * 4, 255);
  for (let from = 0, to = 0; from < colours.length; from += 3, to += 4) {
    pixels[to] = colours[from];
    pixels[to + 1] = colours[from + 1];
    pixels[to + 2] = colours[from + 2];
  }
  return pixels;
}
