import assert from "node:assert/strict";
import { readNotebook } from "../../language-server/notebook/read";
import { collectFacts } from "../../language-server/project/collect";
import rule from "../../language-server/rules/untitled";
import { memoryFiles } from "../support/memoryFiles";
import { markdown, testRule } from "./testRule";

const five = ["a = 1", "b = 2", "c = 3", "d = 4", "e = 5"];

testRule(rule, {
  valid: [
    { name: "a heading", cells: [markdown("# Rates\n\nHow rates are made."), ...five] },
    { name: "a heading below, of any form", cells: [...five, markdown("Rates\n=====")] },
    {
      name: "a heading in HTML, and one without a blank",
      cells: [markdown("<h1 align='center'>Rates</h1>"), markdown("##Rates"), ...five],
    },
    { name: "a small notebook", cells: five.slice(1) },
  ],
  invalid: [
    {
      name: "no heading",
      cells: [markdown("Some words, and a #tag."), ...five],
      wholeNotebook: 1,
      messages: [/No Markdown cell has a heading/],
    },
    { name: "a heading in a code cell's comment only", cells: ["# Rates", ...five], wholeNotebook: 1 },
    { name: "a smaller minimum", cells: ["a = 1"], options: { "minimum-cells": 1 }, wholeNotebook: 1 },
  ],
});

describe("names that untitled reports", () => {
  const messagesFor = (name: string): readonly string[] => {
    const path = `/project/${name}`;
    const read = readNotebook(JSON.stringify({ cells: [], metadata: {}, nbformat: 4, nbformat_minor: 4 }), path);
    assert.ok(read.ok);
    const { notebook } = read.file;
    const project = collectFacts({ notebookPath: path, workspaceRoot: "/project", files: memoryFiles({}), trusted: true, notebook });
    const context = { notebook, python: null, script: null, project, options: { "minimum-cells": 5 }, memoryBudget: 1 };
    return [...rule.check(context)].map(({ message }) => message);
  };

  for (const name of [
    "Untitled.ipynb",
    "Untitled12.ipynb",
    "untitled (3).ipynb",
    "Copy of train.ipynb",
    "Copy_of_train.ipynb",
    "train-Copy1.ipynb",
    "train copy.ipynb",
    "train - Copy (2).ipynb",
  ]) {
    it(`reports ${name}`, () => assert.match(messagesFor(name)[0] ?? "", /is the editor's default name/));
  }
  for (const name of ["train.ipynb", "untitled-songs.ipynb", "copy-files.ipynb", "hardcopy.ipynb", "scale copyright.ipynb"]) {
    it(`accepts ${name}`, () => assert.deepEqual(messagesFor(name), []));
  }
});
