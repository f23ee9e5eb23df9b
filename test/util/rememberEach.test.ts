// Promises on lists that change in a few places: what was found in an item stays for as long as the item and its key do.
import assert from "node:assert/strict";
import { GROUP, rememberEach } from "../../language-server/util/rememberEach";

interface Item {
  readonly name: string;
}

const itemsOf = (count: number): readonly Item[] => Array.from({ length: count }, (_, index) => ({ name: `item ${index}` }));

describe("what is remembered for each item", () => {
  it("is found anew where an item or its key is another, and nowhere else", () => {
    const looked: string[] = [];
    const namesOf = rememberEach(({ name }: Item, ending: string) => {
      looked.push(name);
      return [name + ending];
    });
    let items = itemsOf(3 * GROUP + 5);
    let keys: readonly object[] = items.map(() => ({}));
    const found = (): readonly string[] => namesOf(items, "!", keys);
    assert.deepEqual(
      found(),
      items.map(({ name }) => `${name}!`),
    );
    looked.length = 0;
    items = items.with(GROUP + 2, { name: "another" });
    assert.deepEqual(
      found(),
      items.map(({ name }) => `${name}!`),
    );
    assert.deepEqual(looked.splice(0), ["another"]);
    keys = keys.with(7, {});
    found();
    assert.deepEqual(looked.splice(0), ["item 7"]);
  });

  it("stays, too, where other lists have most items in common, such as the cells of a notebook that are text", () => {
    const looked: string[] = [];
    const namesOf = rememberEach(({ name }: Item, _: null) => {
      looked.push(name);
      return [name];
    });
    let items = itemsOf(2 * GROUP);
    /** A key of its own for every third item; the others, at the ends of groups among them, are their own keys. */
    const makeKeys = (): readonly object[] => items.map((item, index) => (index % 3 === 1 ? { item } : item));
    const own = [makeKeys(), makeKeys(), makeKeys()];
    for (const keys of own) namesOf(items, null, keys);
    for (let edit = 0; edit < 6; edit++) {
      const at = (edit * 31) % items.length;
      items = items.with(at, { name: `edit ${edit}` });
      looked.length = 0;
      own.forEach((keys, index) => namesOf(items, null, (own[index] = keys.with(at, items[at]!))));
      assert.deepEqual(new Set(looked), new Set([`edit ${edit}`]));
    }
  });
});
