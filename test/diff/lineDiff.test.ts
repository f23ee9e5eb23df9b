// Which lines became which, where far more differ than a search for the shortest way can look at.
import assert from "node:assert/strict";
import { editsBetween } from "../../language-server/diff/text/lineDiff";

describe("comparing lines", () => {
  it("keeps lines that stand many times on both sides between hundreds that differ", () => {
    const side = (name: string): readonly string[] => Array.from({ length: 300 }, (_, index) => [`${name} ${index}`, "}"]).flat();
    assert.deepEqual(
      editsBetween(side("old"), side("new")),
      Array.from({ length: 300 }, (_, index) => ({
        before: 2 * index,
        after: 2 * index,
        removed: [`old ${index}`],
        added: [`new ${index}`],
      })),
    );
  });
});
