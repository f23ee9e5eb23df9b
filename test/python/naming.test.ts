import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { analysePython } from "../../language-server/python/analyse";
import { loadTestParser } from "../support/parser";
import { namingPuzzle } from "./namingPuzzles";
import { pythonNotebook } from "./notebooks";

/** A call's place and the names of all that was called there, null for what has none. */
type Observation = readonly [cell: number, start: number, end: number, names: readonly (string | null)[]];

/** What the notebooks' calls called when Python ran them, null where one is no valid Python; null altogether without Python. */
function runInPython(notebooks: readonly (readonly string[])[]): readonly (readonly Observation[] | null)[] | null {
  const own = join(__dirname, "../../.venv/bin/python");
  const { status, stdout, stderr, error } = spawnSync(existsSync(own) ? own : "python3", [join(__dirname, "namingOracle.py")], {
    input: JSON.stringify(notebooks),
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (error) return null;
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout) as readonly (readonly Observation[] | null)[];
}

describe("names of calls", () => {
  before(loadTestParser);

  it("are what runs of random notebooks in Python call", function () {
    const notebooks = Array.from({ length: 1500 }, (_, seed) => namingPuzzle(seed));
    const answers = runInPython(notebooks);
    if (!answers) return this.skip();
    const wrong: string[] = [];
    const total = { seen: 0, certain: 0, named: 0 };
    answers.forEach((observations, seed) => {
      if (!observations) return;
      const calls = new Map(
        analysePython(pythonNotebook(notebooks[seed]!)).calls.map((call) => [
          `${call.cell} ${call.node.start} ${call.node.end}`,
          call.name,
        ]),
      );
      for (const [cell, start, end, names] of observations) {
        const name = calls.get(`${cell} ${start} ${end}`);
        assert.notEqual(name, undefined, `call ${start}-${end} of cell ${cell} is missing in\n${notebooks[seed]!.join("\n---\n")}`);
        total.seen++;
        if (names.length === 1 && names[0] !== null) total.certain++;
        if (name === null) continue;
        total.named++;
        if (names.length > 1 || names[0] !== name)
          wrong.push(
            `${notebooks[seed]!.join("\n---\n")}\n=> cell ${cell} at ${start}, ${notebooks[seed]![cell]!.slice(start, end)}: called ${names.join(", ")}; said ${name}`,
          );
      }
    });
    assert.equal(
      wrong.length,
      0,
      `${wrong.length} of ${total.named} are wrong:\n${wrong
        .sort((one, other) => one.length - other.length)
        .slice(0, 3)
        .join("\n\n")}`,
    );
    console.log(
      `        ${total.seen} calls ran, ${total.named} are named, all of them right; ${total.certain} called one and the same named thing`,
    );
    assert.ok(total.named > 3000 && total.named > total.certain * 0.6, JSON.stringify(total));
  });
});
