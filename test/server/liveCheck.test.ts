// When edits of an open notebook are checked: how long each waits, and how many checks a burst of them brings. Time is made up here.
import assert from "node:assert/strict";
import { mock } from "node:test";
import { LiveCheck } from "../../language-server/server/liveCheck";
import type { Steps } from "../../language-server/util/steps";

describe("checks of an open notebook", () => {
  let now: number;
  /** How long a check takes, ms. */
  let duration: number;
  let edits: number;
  /** What was checked: when, and with how many edits. */
  let checks: (readonly [number, number])[];
  let live: LiveCheck<number>;

  function* check(): Steps<number> {
    const began = now;
    now += duration / 2;
    yield;
    now += duration / 2;
    checks.push([began, edits]);
    return edits;
  }
  const type = (): void => {
    edits++;
    live.edited();
  };
  const pass = (time: number): void => {
    now += time;
    mock.timers.tick(time);
  };

  beforeEach(async () => {
    [now, duration, edits, checks] = [1000, 20, 0, []];
    mock.method(performance, "now", () => now);
    mock.timers.enable({ apis: ["setTimeout"] });
    live = new LiveCheck<number>({ check, publish: () => undefined, fail: (error) => assert.fail(String(error)) });
    await live.restart(Promise.resolve());
    assert.deepEqual(checks, [[1000, 0]]);
  });
  afterEach(() => {
    live.close();
    mock.timers.reset();
    mock.restoreAll();
  });

  it("begin at once after the first edit, however long the first check took", async () => {
    duration = 200;
    await live.restart(Promise.resolve());
    pass(300);
    const typed = now;
    type();
    pass(1);
    assert.deepEqual(checks.slice(2), [[typed + 1, 1]]);
  });

  it("wait for nothing where each takes less time than the next key", () => {
    for (let key = 1; key <= 4; key++) {
      const typed = now;
      type();
      pass(1);
      assert.deepEqual(checks.at(-1), [typed + 1, key]);
      pass(30);
    }
    assert.equal(checks.length, 5);
  });

  it("are two for a burst of edits: one of the first, and one of all", () => {
    type();
    pass(1);
    for (let key = 0; key < 30; key++) type();
    pass(19);
    assert.equal(checks.length, 2);
    pass(1);
    assert.deepEqual(checks.slice(1).map(([, seen]) => seen), [1, 31]);
  });

  it("wait for a pause where one takes longer than the next key", () => {
    duration = 100;
    type();
    pass(1);
    for (let key = 0; key < 6; key++) {
      type();
      pass(70);
    }
    assert.deepEqual(checks.slice(1).map(([, seen]) => seen), [1]);
    pass(30);
    assert.deepEqual(checks.slice(1).map(([, seen]) => seen), [1, 7]);
  });

  it("wait for 0.3 seconds at most", () => {
    duration = 2000;
    type();
    pass(1);
    type();
    pass(299);
    assert.equal(checks.length, 2);
    pass(1);
    assert.equal(checks.length, 3);
  });

  it("end with the notebook", () => {
    type();
    live.close();
    pass(500);
    assert.equal(checks.length, 1);
    assert.equal(live.now(), undefined);
  });
});
