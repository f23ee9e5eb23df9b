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
    {
      name: "a comment of another language",
      metadata: { language_info: { name: "javascript" } },
      cells: [ran(1, "let a = 1"), code("// later")],
    },
  ],
  invalid: [
    {
      name: "a cell without a count among others",
      cells: [ran(1, "a = 1"), code("\n«b = a»\nc = b"), ran(2, "a")],
      messages: [/no run number/],
    },
    {
      name: "many cells without a count, more than with one, are one finding",
      cells: [
        ran(1, "a = 1"),
        code("«b = a»"),
        code("# later"),
        ...["c = b", "d = c", "e = d", "f = e", "g = f"].map((source) => code(source)),
        code("a", { outputs: [displayed("1")] }),
      ],
      messages: [/^This cell and 5 others have no run number, and fewer cells ran: .* Run the notebook from the top/],
      related: [
        [
          [3, "c = b"],
          [4, "d = c"],
          [5, "e = d"],
          [6, "f = e"],
          [7, "g = f"],
        ],
      ],
    },
    { name: "a few are a finding each", cells: [ran(1, "a = 1"), code("«b = 1»"), code("«c = b»"), code("«d = b»")] },
    {
      name: "as many as ran are a finding each",
      cells: [
        ...["a", "b", "c", "d", "e", "f"].map((name, index) => ran(index + 1, `${name} = 1`)),
        ...["g", "h", "i", "j", "k", "l"].map((name) => code(`«${name} = 1»`)),
      ],
    },
    { name: "a magic alone", cells: [ran(1, "a = 1"), code("«%matplotlib inline»")] },
    { name: "a cell that does not parse", cells: [ran(1, "a = 1"), code("«def f(»")] },
  ],
});
