// Decoding of PNGs, with pngjs as the oracle: the same pixels for every filter and type of colour, and sooner for what plots are drawn as.
import assert from "node:assert/strict";
import fc from "fast-check";
import { PNG } from "pngjs";
import { decodePng } from "../../language-server/diff/outputs/decodePng";

/** Types of colour: grey, RGB, grey with opacity, RGB with opacity. */
const colourTypes = [0, 2, 4, 6] as const;
/** -1 lets pngjs choose the best one for each line. */
const filters = [-1, 0, 1, 2, 3, 4];

function draw(width: number, height: number, data: Uint8Array, colorType: 0 | 2 | 4 | 6, filterType: number): Buffer {
  const png = new PNG({ width, height });
  png.data = Buffer.from(data);
  return PNG.sync.write(png, { colorType, filterType });
}

describe("decoding of PNGs", () => {
  it("gives the pixels that pngjs gives", () => {
    const image = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 })).chain(([width, height]) => fc.tuple(fc.constant(width), fc.constant(height), fc.uint8Array({ minLength: width * height * 4, maxLength: width * height * 4 })));
    fc.assert(fc.property(image, fc.constantFrom(...colourTypes), fc.constantFrom(...filters), ([width, height, data], colourType, filter) => {
      const bytes = draw(width, height, data, colourType, filter);
      const pixels = decodePng(bytes);
      assert.deepEqual([pixels.width, pixels.height, ...pixels.data], [width, height, ...PNG.sync.read(bytes).data]);
    }), { numRuns: 300 });
  });

  it("reads palettes and transparent colours, too", () => {
    // Two pixels of a palette: one red, one of a green that is half seen through.
    const palette = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAMAAADD/I+4AAAABlBMVEX/AAAA/wDSh+9xAAAAAnRSTlP/gAgPs2oAAAALSURBVHicY2BgBAAABAACv3o/SgAAAABJRU5ErkJggg==", "base64");
    assert.deepEqual([...decodePng(palette).data], [...PNG.sync.read(palette).data]);
  });

  it("refuses what is damaged, and what is longer than it says", () => {
    const bytes = draw(40, 40, new Uint8Array(6400).map((_, at) => at * at), 6, 4);
    assert.throws(() => decodePng(bytes.subarray(0, bytes.length / 2)));
    assert.throws(() => decodePng(Buffer.from("no image")));
    const short = Buffer.from(bytes);
    short.writeUInt32BE(20, 20);
    assert.throws(() => decodePng(short));
  });

  it("is done with a plot before pngjs is", () => {
    const plot = draw(800, 500, new Uint8Array(800 * 500 * 4).map((_, at) => (at % 3200 < 900 ? 255 : (at * 7) >> 9)), 6, -1);
    const time = (work: () => unknown): number => {
      const start = process.cpuUsage().user;
      work();
      return process.cpuUsage().user - start;
    };
    const times = Array.from({ length: 7 }, () => [time(() => decodePng(plot)), time(() => PNG.sync.read(plot))] as const);
    const [own, other] = [Math.min(...times.map(([one]) => one)), Math.min(...times.map(([, one]) => one))];
    assert.ok(own < other, `${own} µs, pngjs ${other} µs`);
  });
});
