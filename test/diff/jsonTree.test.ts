// JSON as a tree: nothing of either side is lost in it, and what did not change is said not to have.
import assert from "node:assert/strict";
import fc from "fast-check";
import { jsonTree, type JsonNode } from "../../language-server/diff/outputs/jsonTree";
import type { JsonValue } from "../../language-server/notebook/jsonStyle";

/** The JSON text of one side, put together again from the tree. */
function textOf(node: JsonNode, side: "before" | "after"): string {
  if (!node.children) return node[side] ?? "";
  const children = node.children().filter((child) => child[side] !== null);
  const isList = /items?$/.test(node[side] ?? "");
  return isList
    ? `[${children.map((child) => textOf(child, side)).join(",")}]`
    : `{${children.map((child) => `${JSON.stringify(child.key)}:${textOf(child, side)}`).join(",")}}`;
}

/** Short enough that no value is cut where it is told. */
const json = (fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<JsonValue>).filter(
  (value) => JSON.stringify(value).length < 300 && !JSON.stringify(value).includes("__proto__"),
);
const parsed = (text: string): unknown => JSON.parse(text);

describe("JSON as a tree", () => {
  it("holds both sides whole", () => {
    fc.assert(
      fc.property(json, json, (before, after) => {
        const tree = jsonTree(before, after);
        assert.deepEqual(parsed(textOf(tree, "before")), parsed(JSON.stringify(before)));
        assert.deepEqual(parsed(textOf(tree, "after")), parsed(JSON.stringify(after)));
      }),
      { numRuns: 400 },
    );
  });

  it("says of the same value that it is the same, all the way down", () => {
    const isSame = ({ happening, children }: JsonNode): boolean => happening === "same" && (children?.().every(isSame) ?? true);
    fc.assert(fc.property(json, (value) => isSame(jsonTree(value, structuredClone(value)))));
  });

  it("names the places that changed: by key, and in lists with equal items facing each other", () => {
    const changes = (node: JsonNode, path = ""): readonly string[] => {
      const here = path + (node.key === "" ? "" : `/${node.key}`);
      if (node.happening === "same") return [];
      return node.children && node.happening === "changed"
        ? node.children().flatMap((child) => changes(child, here))
        : [`${here}: ${node.happening} ${node.before} → ${node.after}`];
    };
    const before: JsonValue = { title: "Sales", layers: [{ mark: "bar" }, { mark: "line", width: 2 }], size: [10, 20], old: null };
    const after: JsonValue = {
      title: "Sales of 2026",
      layers: [{ mark: "rule" }, { mark: "bar" }, { mark: "line", width: 3 }],
      size: "wide",
      fresh: { a: 1 },
    };
    assert.deepEqual(changes(jsonTree(before, after)), [
      '/title: changed "Sales" → "Sales of 2026"',
      "/layers/0: added null → 1 key",
      "/layers/2/width: changed 2 → 3",
      '/size: changed [10,20] → "wide"',
      "/old: removed null → null",
      "/fresh: added null → 1 key",
    ]);
  });
});
