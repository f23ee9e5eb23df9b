// What the diff view says where there is nothing to show.
import assert from "node:assert/strict";
import { askForDiff } from "../../extension/diff/askForDiff";
import type { Server, ServerState } from "../../extension/server";
import { serverStopped } from "../../extension/words";

const sides = (before: string | null, after: string | null) => ({
  before: { name: "a.ipynb (HEAD)", text: before },
  after: { name: "a.ipynb", text: after },
  showAll: false,
});

/** A server in this state that answers so. */
const serverThat = (state: ServerState, answer: () => Promise<null>): Pick<Server, "state" | "ask"> => ({
  state,
  ask: answer as Server["ask"],
});

describe("asking for a diff", () => {
  it("says that the server has stopped, and how to start it, without asking", async () => {
    const server = serverThat("stopped", () => assert.fail("it was asked"));
    assert.deepEqual(await askForDiff(server, sides("{}", "{}")), { ok: false, problems: [serverStopped] });
  });

  it("says so, too, where it stops while it is asked", async () => {
    const server = {
      state: "running" as ServerState,
      ask: (async () => {
        server.state = "stopped";
        throw new Error("connection closed");
      }) as Server["ask"],
    };
    assert.deepEqual(await askForDiff(server, sides("{}", "{}")), { ok: false, problems: [serverStopped] });
  });

  it("names files that are not there, and leads to the log where the server failed", async () => {
    assert.deepEqual(
      await askForDiff(
        serverThat("running", async () => null),
        sides(null, null),
      ),
      { ok: false, problems: ["a.ipynb (HEAD): there is no such file", "a.ipynb: there is no such file"] },
    );
    assert.deepEqual(
      await askForDiff(
        serverThat("running", async () => null),
        sides("{}", null),
      ),
      { ok: false, problems: ["The notebooks could not be compared. nbready’s log says why."] },
    );
  });

  it("hands on what a running server throws", async () => {
    await assert.rejects(
      askForDiff(
        serverThat("running", async () => {
          throw new Error("no");
        }),
        sides("{}", "{}"),
      ),
      /^Error: no$/,
    );
  });
});
