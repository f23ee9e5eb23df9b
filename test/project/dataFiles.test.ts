// Expectations are counted by hand from what pandas' memory_usage(deep=True) counts: 8 bytes a number, reference or offset, and
// of text as objects 49 bytes and its letters. memory.test.ts compares with pandas itself.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ProjectCache } from "../../language-server/project/collect";
import { openDataFile } from "../../language-server/project/dataFiles";
import { memoryFiles } from "../support/memoryFiles";

const estimate = (name: string, content: string | Uint8Array, reader: string, modernPandas = false): number | null => {
  const file = openDataFile(`/p/${name}`, memoryFiles({ [`/p/${name}`]: content }), new ProjectCache(), modernPandas);
  assert.ok(file);
  return file.estimateMemory(reader);
};
const near = (found: number | null, expected: number, tolerance = 0.05): void => {
  assert.ok(found !== null && Math.abs(found - expected) <= expected * tolerance, `${found} is not near ${expected}`);
};
const rows = (count: number, row: (index: number) => string, header = ""): string =>
  header + Array.from({ length: count }, (_, index) => row(index)).join("");

const people = rows(
  20_000,
  (index) =>
    `${index},${(index * 0.618).toFixed(12)},${["Graz", "Wien", "Linz"][index % 3]},customer number ${index},${index % 2 === 0 ? "True" : "False"},2020-01-${String((index % 28) + 1).padStart(2, "0")} ${String(index % 24).padStart(2, "0")}:${String(index % 60).padStart(2, "0")}:${String(index % 59).padStart(2, "0")}.${index}\n`,
  "id,x,city,name,flag,when\n",
);

describe("data files", () => {
  it("are judged by the text's columns", () => {
    // id 8, x 8, flag 1, city 8 + 49 + 4, name 8 + 49 + 20.9, when 8 + 49 + 25.
    near(estimate("people.csv", people, "pandas.read_csv"), 20_000 * (8 + 8 + 1 + 61 + 77.9 + 82));
    // Arrow: 8 a value and its letters: city 4, name 20.4, when 24.4.
    near(estimate("people.csv", people, "pandas.read_csv", true), 20_000 * (8 + 8 + 1 + 12 + 28.9 + 33));
    near(estimate("people.csv", people, "polars.read_csv"), 20_000 * (8 + 8 + 1 + 12 + 28.9 + 33));
  });

  it("of numbers take 8 bytes a value, however long the text", () => {
    const numbers = rows(30_000, (index) => `${index * 1.23456789},-${index},${index % 5 === 0 ? "" : 3},1e-${index % 9}\n`, "a,b,c,d\n");
    near(estimate("n.csv", numbers, "pandas.read_csv"), 30_000 * 32);
    near(estimate("n.csv", numbers.replace(/,/g, ";"), "pandas.read_csv"), 30_000 * 32);
    near(estimate("n.tsv", numbers.replace(/,/g, "\t"), "pandas.read_table"), 30_000 * 32);
    near(estimate("n.csv", numbers, "numpy.loadtxt"), 30_000 * 32);
  });

  it("may hold delimiters and line breaks in quotes", () => {
    const quoted = rows(5000, (index) => `${index},"one, two\nthree ""four"" ${index}"\n`, "a,b\n");
    near(estimate("q.csv", quoted, "pandas.read_csv"), 5000 * (8 + 8 + 49 + 25.8));
  });

  it("of two lines are judged exactly", () => {
    assert.equal(estimate("s.csv", "a,b\n1,2\n3,4", "pandas.read_csv"), 32);
    assert.equal(estimate("s.csv", "a,b\r\nTrue,1.5\r\nFalse,2\r\n", "pandas.read_csv"), 18);
    // sys.getsizeof("é") is 74, of "b" 50, of "Ж" 76, of "😀" 80, of a gap's nan 24.
    assert.equal(estimate("s.csv", "a\né\nb\n", "pandas.read_csv"), 2 * 8 + 74 + 50);
    assert.equal(estimate("s.csv", "a,x\nЖ,1\n😀,1\n,1\n", "pandas.read_csv"), 3 * 8 + 76 + 80 + 24 + 3 * 8);
    assert.equal(estimate("s.csv", "a,x\nTrue,1\n,1\n", "pandas.read_csv"), 2 * (8 + 28) + 2 * 8);
  });

  it("of JSON lines are judged by the records' keys", () => {
    const lines = rows(
      20_000,
      (index) =>
        `${JSON.stringify({ id: index, ok: index % 2 === 0, name: `customer number ${index}`, ...(index % 2 === 0 ? { x: 1.5 } : {}) })}\n`,
    );
    near(estimate("a.jsonl", lines, "pandas.read_json"), 20_000 * (8 + 1 + 77.9 + 8));
    near(estimate("a.ndjson", lines, "polars.read_ndjson"), 20_000 * (8 + 1 + 28.9 + 8));
  });

  it("of Parquet are judged by the footer", () => {
    // The example's columns, as pyarrow's metadata gives them: every value of a fixed width but the text.
    const example = readFileSync(join(__dirname, "../../examples/sensors/readings.parquet"));
    const memory = estimate("readings.parquet", new Uint8Array(example), "pandas.read_parquet", true);
    assert.ok(memory !== null && memory > example.length, String(memory));
  });

  it("say nothing where nothing can be said", () => {
    for (const [name, content, reader] of [
      ["a.csv", "", "pandas.read_csv"],
      ["a.csv", "only,a,header\n", "pandas.read_csv"],
      ["a.csv", new Uint8Array([80, 75, 3, 4, 0, 0, 0]), "pandas.read_csv"],
      ["a.csv.gz", "x\n1\n", "pandas.read_csv"],
      ["a.xlsx", "x\n1\n", "pandas.read_excel"],
      ["a.csv", "x\n1\n", "pandas.read_parquet"],
      ["a.json", "[1]", "pandas.read_json"],
      ["a.jsonl", "[1]\n[2]\n", "pandas.read_json"],
      ["a.jsonl", "{broken\n", "pandas.read_json"],
      ["a.parquet", "PAR1", "pandas.read_parquet"],
      ["a.parquet", `${"x".repeat(20)}\0\0\0\0PAR1`, "pandas.read_parquet"],
      ["a.parquet", "xx\xff\xff\xff\x7fPAR1", "pandas.read_parquet"],
    ] as const)
      assert.equal(estimate(name, content, reader), null, `${name} ${reader}`);
  });

  it("that are missing or folders are none", () => {
    const files = memoryFiles({ "/p/a/b.csv": "x" });
    assert.equal(openDataFile("/p/a", files, new ProjectCache(), false), undefined);
    assert.equal(openDataFile("/p/c", files, new ProjectCache(), false), undefined);
  });
});
