// Mocha reporter: prints like "spec", and writes every test's result as JSON to the file that NBREADY_TEST_RESULT names.
"use strict";
const { writeFileSync } = require("node:fs");
const { stripVTControlCharacters } = require("node:util");
const Mocha = require("mocha");

/** What a test failed with, and where; the first lines of it. */
const textOf = (error) =>
  stripVTControlCharacters(String(error?.stack ?? error))
    .split("\n")
    .slice(0, 25)
    .join("\n");

module.exports = class SpecAndFile extends Mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const file = process.env.NBREADY_TEST_RESULT;
    if (!file) return;
    const tests = [];
    const add = (state) => (test, error) =>
      tests.push({ title: test.fullTitle(), state, ms: test.duration ?? 0, ...(error && { error: textOf(error) }) });
    runner.on("pass", add("passed"));
    // A hook that fails is reported here too, as a test of its own name.
    runner.on("fail", add("failed"));
    runner.on("pending", add("skipped"));
    runner.on("end", () => writeFileSync(file, JSON.stringify({ tests }, null, 1)));
  }
};
