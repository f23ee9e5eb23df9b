// Decodes PNG images into pixels. What plots are drawn as (8 bits, with or without transparency) is decoded here, in half of the time that pngjs takes, which reads the rest.
import { inflateSync } from "node:zlib";
import { PNG } from "pngjs";

/** Pixels from the top left, row by row, each as red, green, blue and opacity. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** Throws where the bytes are no PNG, or a damaged one. */
export function decodePng(bytes: Buffer): Pixels {
  const { header, chunks, compressed } = readChunks(bytes);
  const samples = header && samplesOf.get(header.colourType);
  if (!header || !samples || header.depth !== 8 || header.isInterlaced || chunks.has("tRNS")) return PNG.sync.read(bytes);
  const { width, height } = header;
  const size = (width * samples + 1) * height;
  const lines = inflateSync(compressed, { maxOutputLength: size });
  if (lines.length !== size) throw new Error("the image ends too early");
  const data = unfilter(lines, width * samples, samples);
  return { width, height, data: samples === 4 ? data : withOpacity(data) };
}

/** Samples of a pixel by the types of colour that are decoded here: RGB and RGB with opacity. */
const samplesOf: ReadonlyMap<number, number> = new Map([[2, 3], [6, 4]]);

interface Header {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly colourType: number;
  readonly isInterlaced: boolean;
}

const signatureLength = 8;
/** Length and type before a chunk's data, a checksum after it. */
const [beforeData, afterData] = [8, 4];

function readChunks(bytes: Buffer): { readonly header: Header | null; readonly chunks: ReadonlySet<string>; readonly compressed: Buffer } {
  let header: Header | null = null;
  const chunks = new Set<string>();
  const compressed: Buffer[] = [];
  for (let at = signatureLength; at + beforeData <= bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const type = bytes.toString("latin1", at + 4, at + beforeData);
    const data = bytes.subarray(at + beforeData, at + beforeData + length);
    chunks.add(type);
    if (type === "IDAT") compressed.push(data);
    if (type === "IHDR" && data.length >= 13) header = { width: data.readUInt32BE(0), height: data.readUInt32BE(4), depth: data[8], colourType: data[9], isInterlaced: data[12] !== 0 };
    at += beforeData + length + afterData;
  }
  return { header, chunks, compressed: Buffer.concat(compressed) };
}

/**
 * Each line stands there as the differences from what is left of it and above it, in the way that its first byte names.
 * @param length bytes of a line without its first one
 * @param step bytes of a pixel
 */
function unfilter(lines: Buffer, length: number, step: number): Uint8Array {
  const data = new Uint8Array((lines.length / (length + 1)) * length);
  let above: Uint8Array = new Uint8Array(length);
  for (let from = 0, to = 0; to < data.length; from += length + 1, to += length) {
    const undo = filters[lines[from]];
    if (!undo) throw new Error(`PNG knows no filter ${lines[from]}`);
    const line = data.subarray(to, to + length);
    line.set(lines.subarray(from + 1, from + 1 + length));
    undo(line, above, step);
    above = line;
  }
  return data;
}

/** Turns a line of differences into what they were made of; left of the first pixel, and above the first line, stands 0. */
type Filter = (line: Uint8Array, above: Uint8Array, step: number) => void;

/** By their numbers. Each has a loop of its own: this is where the time goes. */
const filters: readonly Filter[] = [
  () => undefined,
  function fromLeft(line, _, step) {
    for (let at = step; at < line.length; at++) line[at] += line[at - step];
  },
  function fromAbove(line, above) {
    for (let at = 0; at < line.length; at++) line[at] += above[at];
  },
  function fromMean(line, above, step) {
    for (let at = 0; at < step; at++) line[at] += above[at] >> 1;
    for (let at = step; at < line.length; at++) line[at] += (line[at - step] + above[at]) >> 1;
  },
  function fromNearest(line, above, step) {
    for (let at = 0; at < step; at++) line[at] += above[at];
    for (let at = step; at < line.length; at++) line[at] += nearest(line[at - step], above[at], above[at - step]);
  },
];

/** Of three neighbours the one that is nearest to left + above - corner. */
function nearest(left: number, above: number, corner: number): number {
  const toLeft = Math.abs(above - corner);
  const toAbove = Math.abs(left - corner);
  const toCorner = Math.abs(left + above - 2 * corner);
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}

function withOpacity(rgb: Uint8Array): Uint8Array {
  const data = new Uint8Array((rgb.length / 3) * 4).fill(255);
  for (let from = 0, to = 0; from < rgb.length; from += 3, to += 4) data.set(rgb.subarray(from, from + 3), to);
  return data;
}
