import rule from "../../language-server/rules/large-output";
import { code, printed, testRule } from "./testRule";

const kilobytes = (number: number): unknown => printed("x".repeat(number * 1000));

testRule(rule, {
  valid: [
    { name: "outputs up to the limit", cells: [code("a", { outputs: [kilobytes(999)] }), code("b", { outputs: [kilobytes(999)] })] },
    { name: "no outputs", cells: ["a = 1"] },
    { name: "higher limits", cells: [code("a", { outputs: [kilobytes(1500)] })], options: { cell: 2 } },
  ],
  invalid: [
    {
      name: "one cell, all its outputs together",
      cells: ["b = 1", code("«plot(b)»\nb", { run: 3, outputs: [kilobytes(700), kilobytes(500)] })],
      messages: [/of this cell is 1\.2 MB/],
      severities: ["info"],
      fixes: [{ title: "Clear this output", safe: false }],
    },
    { name: "bytes are those of UTF-8", cells: [code("«a»", { outputs: [printed("é".repeat(600_000))] })], messages: [/1\.2 MB/] },
    {
      name: "an image",
      cells: [code("«a»", { outputs: [{ output_type: "display_data", metadata: {}, data: { "image/png": "A".repeat(2_000_000) } }] })],
      messages: [/2 MB/],
    },
    {
      name: "several cells: one finding",
      cells: [
        code("«a»", { outputs: [kilobytes(2000)] }),
        code("b", { outputs: [kilobytes(10)] }),
        code("c", { outputs: [kilobytes(4000)] }),
      ],
      messages: [/of cells 0 and 2 are 6 MB/],
      related: [[[2, "c"]]],
      fixes: [{ title: "Clear these outputs", safe: false }],
    },
    {
      name: "many small ones",
      cells: Array.from({ length: 8 }, () => code("a", { outputs: [kilobytes(800)] })),
      wholeNotebook: 1,
      messages: [/add up to 6\.4 MB/],
    },
  ],
});
