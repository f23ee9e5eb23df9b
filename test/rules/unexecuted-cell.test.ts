import rule from "../../language-server/rules/unexecuted-cell";
import { code, displayed, markdown, ran, testRule } from "./testRule";

testRule(rule, {
  valid: [
    { name: "all ran", cells: [ran(1, "a = 1"), ran(2, "a")] },
    { name: "none ran", cells: [code("a = 1"), code("a")] },
    { name: "blanks and comments", cells: [ran(1, "a = 1"), code("# to do\n\n  # later"), code(""), code(" \n")] },
    { name: "text", cells: [ran(1, "a = 1"), markdown("words")] },
    { name: "a cell that is not meant to run", cells: [ran(1, "a = 1"), code("slow()", { tags: ["skip-execution"] })] },
    { name: "one that was edited after its run", cells: [ran(1, "a = 1"), code("a", { outputs: [displayed("1")] })] },
    { name: "a comment of another language", metadata: { language_info: { name: "javascript" } }, cells: [ran(1, "let a = 1"), code("// later")] },
  ],
  invalid: [
    { name: "a cell without a count among others", cells: [ran(1, "a = 1"), code("\n«b = a»\nc = b"), ran(2, "a")], messages: [/no run number/] },
    { name: "a magic alone", cells: [ran(1, "a = 1"), code("«%matplotlib inline»")] },
    { name: "a cell that does not parse", cells: [ran(1, "a = 1"), code("«def f(»")] },
  ],
});
