import rule from "../../language-server/rules/empty-cell";
import { code, displayed, markdown, testRule } from "./testRule";

const remove = "Remove the empty cell";

testRule(rule, {
  valid: [
    { name: "the last cell, which Jupyter adds", cells: ["a = 1", ""] },
    { name: "a new notebook", cells: ["", "", ""] },
    { name: "comments", cells: ["# to do", "a = 1"] },
    {
      name: "cells that a tag or a grader gives a meaning",
      cells: [code("", { tags: ["parameters"] }), code("", { metadata: { nbgrader: { solution: true } } }), "a = 1"],
    },
  ],
  invalid: [
    {
      name: "code and Markdown, each once",
      cells: ["a = 1", "«»", markdown("«»"), "«  \n»", "print(a)"],
      fixes: [{ title: remove, safe: false, cells: ["a = 1", "", "  \n", "print(a)"] }],
    },
    {
      name: "outputs without code",
      cells: [code("«»", { outputs: [displayed("3")] }), "a = 1"],
      messages: [/code that made them was deleted/],
      fixes: [{ title: remove, safe: false, cells: ["a = 1"] }],
    },
  ],
});
