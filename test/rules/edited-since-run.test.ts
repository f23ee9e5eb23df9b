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
    { name: "another language", metadata: { kernelspec: { name: "ir", display_name: "R", language: "R" }, language_info: { name: "R" } }, cells: [ran(1, "a <- 1"), code("«print(a)»", { outputs: [printed("1")] })] },
  ],
});
