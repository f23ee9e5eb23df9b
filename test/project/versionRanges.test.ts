import assert from "node:assert/strict";
import { areDisjoint, asSpecifier, isWithin } from "../../language-server/project/versionRanges";

describe("version ranges", () => {
  // The examples of Poetry's page "Dependency specification", and conda's "Package match specifications".
  const ranges: readonly (readonly [string, string])[] = [
    ["^1.2.3", ">=1.2.3,<2"],
    ["^1.2", ">=1.2,<2"],
    ["^1", ">=1,<2"],
    ["^0.2.3", ">=0.2.3,<0.3"],
    ["^0.0.3", ">=0.0.3,<0.0.4"],
    ["^0.0", ">=0.0,<0.1"],
    ["^0", ">=0,<1"],
    ["~1.2.3", ">=1.2.3,<1.3"],
    ["~1.2", ">=1.2,<1.3"],
    ["~1", ">=1,<2"],
    ["*", ""],
    ["1.*", "==1.*"],
    ["= 1.11", "==1.11.*"],
    [">=1.2,<3", ">=1.2,<3"],
    ["~=1.5", "~=1.5"],
    ["^1.2 || ^2", "^1.2 || ^2"],
  ];
  for (const [range, specifier] of ranges) it(`reads ${range}`, () => assert.equal(asSpecifier(range), specifier));

  it("tells whether a version is within", () => {
    assert.equal(isWithin("2.2.3", ">=2,<3"), true);
    assert.equal(isWithin("2.2.3+cu121", "==2.2.3"), true);
    assert.equal(isWithin("2.2.3", "<2"), false);
    assert.equal(isWithin("2.2.3", "^1.2 || ^2"), null);
  });

  it("tells whether two ranges meet", () => {
    assert.equal(areDisjoint(">=2", "<2"), true);
    assert.equal(areDisjoint(">=2", "<=2"), false);
    assert.equal(areDisjoint(">1", "latest"), null);
  });
});
