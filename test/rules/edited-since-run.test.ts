import rule from "../../language-server/rules/edited-since-run";
import { code, displayed, printed, ran, testRule } from "./testRule";

testRule(rule, {
  valid: [
    { name: "outputs with their count", cells: [ran(1, "a = 1"), ran(2, "a", displayed("1", 2))] },
    { name: "a cell that never ran", cells: [ran(1, "a = 1"), code("a")] },
    { name: "counts that a tool removed everywhere", cells: [code("a = 1"), code("a", { outputs: [displayed("1")] })] },
    { name: "an empty cell", cells: [ran(1, "a = 1"), code("\n", { outputs: [printed("1\n")] })] },
  ],
  invalid: [
    {
      name: "an output without a count",
      cells: [ran(1, "a = 1"), code("\n«a + 1»\n", { outputs: [displayed("1")] }), ran(3, "a", displayed("1", 3))],
      messages: [/edited after the output was made/],
      fixes: [{ title: "Clear this output", safe: false }],
    },
    {
      name: "many outputs without a count, more than cells with one, are one finding",
      cells: [
        ran(1, "a = 1"),
        code("«a + 1»", { outputs: [displayed("2")] }),
        code("b = 1"),
        ...[2, 3, 4, 5, 6].map((number) => code(`a + ${number}`, { outputs: [displayed(`${number + 1}`)] })),
      ],
      messages: [
        /^This cell and 5 others have saved outputs but no run number, and fewer cells have one: .* Run the notebook from the top/,
      ],
      related: [
        [
          [3, "a + 2"],
          [4, "a + 3"],
          [5, "a + 4"],
          [6, "a + 5"],
          [7, "a + 6"],
        ],
      ],
      fixes: [{ title: "Clear these outputs", safe: false }],
    },
    {
      name: "another language",
      metadata: { kernelspec: { name: "ir", display_name: "R", language: "R" }, language_info: { name: "R" } },
      cells: [ran(1, "a <- 1"), code("«print(a)»", { outputs: [printed("1")] })],
    },
  ],
});
