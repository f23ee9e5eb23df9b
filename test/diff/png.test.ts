// The quick reader of PNGs gives the pixels that pngjs gives, or leaves the image to it.
import assert from "node:assert/strict";
import { PNG, type PNGOptions } from "pngjs";
import { readPlainPng } from "../../language-server/diff/outputs/png";
import { leastProcessorTime } from "../support/evenGrowth";
import { numbersFrom } from "../support/random";

/** A picture with plain areas, gradients and noise, so that each filter has something to do. */
function png(width: number, height: number, options: PNGOptions = {}): Buffer {
  const chance = numbersFrom(width * height);
  const image = new PNG({ width, height, ...options });
  for (let at = 0; at < image.data.length; at++) image.data[at] = at % 5 === 0 ? chance() * 256 : at % 3 === 0 ? at >> 4 : 200;
  return PNG.sync.write(image, options);
}

describe("reading PNGs", () => {
  for (const colorType of [6, 2] as const) for (const filterType of [0, 1, 2, 3, 4, -1]) it(`gives the pixels of colour type ${colorType}, filter ${filterType < 0 ? "by row" : filterType}`, () => {
    for (const [width, height] of [[1, 1], [1, 9], [7, 1], [31, 17]]) {
      const bytes = png(width, height, { colorType, filterType });
      assert.deepEqual(readPlainPng(bytes), PNG.sync.read(bytes).data, `${width}×${height}`);
    }
  });

  it("leaves other forms", () => {
    for (const options of [{ colorType: 0 }, { colorType: 4 }, { bitDepth: 16 }] as const) assert.equal(readPlainPng(png(9, 9, options)), null);
  });

  it("gives nothing else for a damaged one, and does not unpack more than its size says", () => {
    const bytes = png(6, 5);
    for (let at = 0; at < bytes.length; at++) for (const damaged of [bytes.subarray(0, at), Buffer.concat([bytes.subarray(0, at), Buffer.from([bytes[at] ^ 0x41]), bytes.subarray(at + 1)])]) {
      const pixels = readPlainPng(damaged);
      if (pixels) assert.deepEqual(pixels, PNG.sync.read(damaged).data, `byte ${at}`);
    }
    const [small, large] = [png(2, 2), png(900, 900)];
    // The signature takes eight bytes, the header behind it 25.
    assert.equal(readPlainPng(Buffer.concat([small.subarray(0, 33), large.subarray(33)])), null);
  });

  it("takes less time than reading every form does", () => {
    const bytes = png(1200, 900);
    const time = (read: () => unknown): number => leastProcessorTime(read, 0);
    const [quick, whole] = [time(() => readPlainPng(bytes)), time(() => PNG.sync.read(bytes))];
    assert.ok(quick < whole, `${quick.toFixed(0)} ms, ${whole.toFixed(0)} ms`);
  });
});
