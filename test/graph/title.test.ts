// The titles of cells: their first line that says something.
import assert from "node:assert/strict";
import { codeTitle, headingOf } from "../../language-server/graph/title";

const codeTitles: readonly (readonly [source: string, title: string])[] = [
  ["", ""],
  ["\n\n  x = 1\ny = 2", "x = 1"],
  ["# Load the data\nx = 1", "Load the data"],
  ["#------\n# Load #\n#------\nx", "Load"],
  ["# %%\nx = 1", "x = 1"],
  ["#%% Load", "Load"],
  ["# noqa\n# nbready: ignore[NBR301]\nx = 1", "x = 1"],
  ["%matplotlib inline\nx", "%matplotlib inline"],
  ['"""\nWhat it does.\n"""\nx', "What it does."],
  ['"""What it does."""', "What it does."],
  ["// Load\r\nconst x = 1", "Load"],
  [`x = "${"long ".repeat(40)}"`, `x = "${"long ".repeat(15)}`.slice(0, 79).trimEnd() + "…"],
];

const headings: readonly (readonly [source: string, heading: string | null])[] = [
  ["just text", null],
  ["# Title", "1 Title"],
  ["text\n\n### Part **two** of `x` ###", "3 Part two of x"],
  ["#hashtag", null],
  ["```\n# a comment\n```\n## After", "2 After"],
  ["Title\n=====", "1 Title"],
  ["Title\r\n---", "2 Title"],
  ["- item\n---", null],
  ["## [Link](https://example.org) and <b>bold</b>", "2 Link and bold"],
  ["#", null],
];

describe("titles of cells", () => {
  for (const [source, title] of codeTitles)
    it(`code ${JSON.stringify(source.slice(0, 40))}`, () => assert.equal(codeTitle({ source }), title));
  for (const [source, expected] of headings) {
    it(`heading ${JSON.stringify(source.slice(0, 40))}`, () => {
      const heading = headingOf({ source });
      assert.equal(heading && `${heading.level} ${heading.title}`, expected);
    });
  }
});
