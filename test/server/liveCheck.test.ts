// When edits of an open notebook are checked: how long each waits, and how many checks a burst of them brings. Time is made up here.
import assert from "node:assert/strict";
import { mock } from "node:test";
import { LiveCheck } from "../../language-server/server/liveCheck";
import { readMessages } from "../../language-server/server/turns";
import type { Steps } from "../../language-server/util/steps";

/** Long enough for what waits for no timer. */
const turns = async (): Promise<void> => {
  for (let turn = 0; turn < 3; turn++) await readMessages();
};

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
  /** An edit, and what comes at once after it. */
  const typeAlone = async (): Promise<void> => {
    type();
    await turns();
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
    await typeAlone();
    assert.deepEqual(checks.slice(2), [[typed, 1]]);
  });

  it("wait for nothing where each takes less time than the next key", async () => {
    for (let key = 1; key <= 4; key++) {
      const typed = now;
      await typeAlone();
      assert.deepEqual(checks.at(-1), [typed, key]);
      pass(31);
    }
    assert.equal(checks.length, 5);
  });

  it("are two for a burst of edits: one of the first, and one of all", async () => {
    await typeAlone();
    for (let key = 0; key < 30; key++) type();
    pass(19);
    assert.equal(checks.length, 2);
    pass(1);
    assert.deepEqual(
      checks.slice(1).map(([, seen]) => seen),
      [1, 31],
    );
  });

  it("are one for edits that come together", async () => {
    await typeAlone();
    pass(100);
    type();
    await typeAlone();
    assert.equal(checks.length, 2);
    pass(20);
    assert.deepEqual(
      checks.slice(1).map(([, seen]) => seen),
      [1, 3],
    );
  });

  it("wait for a pause where one takes longer than the next key", async () => {
    duration = 100;
    await typeAlone();
    for (let key = 0; key < 6; key++) {
      type();
      pass(70);
    }
    assert.deepEqual(
      checks.slice(1).map(([, seen]) => seen),
      [1],
    );
    pass(30);
    assert.deepEqual(
      checks.slice(1).map(([, seen]) => seen),
      [1, 7],
    );
  });

  it("wait for 0.3 seconds at most", async () => {
    duration = 2000;
    await typeAlone();
    type();
    pass(299);
    assert.equal(checks.length, 2);
    pass(1);
    assert.equal(checks.length, 3);
  });

  it("end with the notebook", async () => {
    type();
    live.close();
    await turns();
    pass(500);
    assert.equal(checks.length, 1);
    assert.equal(live.now(), undefined);
  });
});
