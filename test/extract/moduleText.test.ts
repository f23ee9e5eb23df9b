// The last look at a module before anything is written.
import assert from "node:assert/strict";
import { findModuleFault } from "../../language-server/extract/write/moduleText";
import { loadTestParser } from "../support/parser";

describe("the last look at a module", () => {
  before(loadTestParser);

  const finds = (text: string, fault: RegExp): void => assert.match(findModuleFault(text) ?? "nothing", fault);

  it("finds nothing in one that works", () => finds("import os\n\n\ndef names(folder):\n    return os.listdir(folder)\n", /^nothing$/));
  it("finds text that does not parse", () => finds("def names(folder):\n    return (\n", /never closed/));
  it("finds names that nothing binds", () => finds("def names(folder):\n    return os.listdir(folder)\n", /^os would be undefined/));
  it("finds lines of IPython's", () => finds("def names(folder):\n    found = !ls $folder\n    return found\n", /only IPython/));
  it("leaves names to a star import", () => finds("from os import *\n\n\ndef names(folder):\n    return listdir(folder)\n", /^nothing$/));
});
