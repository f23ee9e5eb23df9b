import rule from "../../language-server/rules/untested-logic";
import { testRule } from "./testRule";

const statements = (count: number): string => Array.from({ length: count }, (_, number) => `a${number} = ${number}`).join("\n");

testRule(rule, {
  valid: [
    { name: "a hundred statements", cells: [statements(60), statements(40)] },
    { name: "a function", cells: [statements(150), "def f():\n    return 1"] },
    { name: "a method", cells: [statements(150), "class A:\n    def f(self):\n        return 1"] },
    { name: "a function under a condition", cells: [statements(150), "if a1:\n    def f():\n        return 1"] },
    { name: "a module that the notebook writes", cells: [statements(150), "%%writefile churn.py\ndef f(): pass"] },
    { name: "texts are no statements", cells: [statements(100), "'''said'''"] },
  ],
  invalid: [
    {
      name: "a hundred and one statements in two cells",
      cells: [statements(60), statements(41)],
      wholeNotebook: 1,
      messages: [/has 101 statements/],
      severities: ["hint"],
    },
    { name: "those in loops count", cells: [statements(99), "for a in b:\n    c = 1"], wholeNotebook: 1 },
    { name: "a lower limit", cells: ["a = 1\nb = lambda: 2"], options: { statements: 1 }, wholeNotebook: 1 },
  ],
});
