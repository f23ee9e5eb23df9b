// Compares images as they are stored in outputs: their size, and how many of their pixels differ.
import pixelmatch from "pixelmatch";
import { PNG } from "pngjs";
import type { ImageData } from "./shownOutput";

/** What is said of an image. */
export interface ImageFacts {
  readonly mime: string;
  /** Size as a file, in bytes. */
  readonly bytes: number;
  readonly width: number | null;
  readonly height: number | null;
}

export function imageFacts({ mime, data }: ImageData): ImageFacts {
  if (mime === "image/svg+xml") return { mime, bytes: Buffer.byteLength(data), width: null, height: null };
  const bytes = Buffer.from(data, "base64");
  return { mime, bytes: bytes.length, ...(sizeOfPng(bytes) ?? sizeOfGif(bytes) ?? sizeOfJpeg(bytes) ?? { width: null, height: null }) };
}

interface Size {
  readonly width: number;
  readonly height: number;
}

function sizeOfPng(bytes: Buffer): Size | null {
  return bytes.length >= 24 && bytes.readUInt32BE(0) === 0x89504e47
    ? { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
    : null;
}

function sizeOfGif(bytes: Buffer): Size | null {
  return bytes.length >= 10 && bytes.toString("latin1", 0, 3) === "GIF"
    ? { width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) }
    : null;
}

/** The frame header of a JPEG: markers C0 to CF save those for tables (C4, C8, CC). */
function sizeOfJpeg(bytes: Buffer): Size | null {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return null;
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff; at += 2 + bytes.readUInt16BE(at + 2)) {
    const marker = bytes[at + 1];
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
  }
  return null;
}

/** Images with more pixels are not decoded: a malicious few kilobytes can stand for gigabytes. */
const mostPixels = 8_000_000;

/** Share of pixels that differ to the eye, from 0 to 1; null where the images are no PNGs of one size. */
export function pixelsChanged(before: ImageData, after: ImageData): number | null {
  if (before.mime !== "image/png" || after.mime !== "image/png") return null;
  const { width, height } = imageFacts(before);
  const other = imageFacts(after);
  if (width === null || height === null || width !== other.width || height !== other.height || width * height > mostPixels) return null;
  try {
    const one = PNG.sync.read(Buffer.from(before.data, "base64"));
    const two = PNG.sync.read(Buffer.from(after.data, "base64"));
    return pixelmatch(one.data, two.data, undefined, width, height, { threshold: 0.1 }) / (width * height);
  } catch {
    // A damaged image: all that is known is that the bytes differ.
    return null;
  }
}
