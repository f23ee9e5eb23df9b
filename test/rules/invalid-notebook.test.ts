import rule from "../../language-server/rules/invalid-notebook";
import { testRule } from "./testRule";

const cell = (id: unknown, more: Readonly<Record<string, unknown>> = {}): unknown => ({
  cell_type: "code",
  id,
  metadata: {},
  execution_count: null,
  outputs: [],
  source: "«a»",
  ...more,
});
const repaired = [{ title: "Repair the notebook file", safe: true }];

testRule(rule, {
  valid: [
    { name: "a valid notebook", cells: ["a = 1", "a"] },
    { name: "no ids before 4.5", cells: [], json: { nbformat_minor: 4, cells: [{ cell_type: "markdown", metadata: {}, source: "x" }] } },
    { name: "keys nobody knows", cells: ["a"], json: { more: 1 } },
  ],
  invalid: [
    {
      name: "two cells with one id",
      cells: [],
      json: { cells: [cell("x", { source: "a" }), cell("x")] },
      messages: [/^Cell 1 has the same id as cell 0 \("x"\)\. At each reading nbformat makes up a new one, .* the cell\. Repair it\.$/],
      fixes: repaired,
    },
    {
      name: "no ids: one finding",
      cells: [],
      json: { cells: [cell(undefined), cell(undefined, { source: "b" }), cell(undefined, { source: "c" })] },
      messages: [/^Cell 0 has no id, .* \(and 2 more like it\)\. At each reading .* later versions will reject the file\. Repair it\.$/],
      fixes: repaired,
    },
    {
      name: "null in place of a source",
      cells: [],
      json: { cells: [cell("x", { source: null })] },
      places: ["cell 0 at 0: "],
      messages: [/null instead of its source text\. Tools that check the format reject the file/],
      fixes: [{ ...repaired[0], cells: [""] }],
    },
    {
      name: "a cell without outputs and metadata",
      cells: [],
      json: { cells: [{ cell_type: "code", id: "x", execution_count: null, source: "«a»" }] },
      messages: [/has no metadata \(and 1 more like it\)/],
      fixes: repaired,
    },
    {
      name: "no format number",
      cells: ["a"],
      json: { nbformat: undefined },
      wholeNotebook: 1,
      messages: [/has no nbformat number/],
      fixes: repaired,
    },
    {
      name: "format 3",
      cells: [],
      wholeNotebook: 1,
      json: {
        nbformat: 3,
        nbformat_minor: 0,
        cells: undefined,
        worksheets: [
          {
            metadata: {},
            cells: [
              { cell_type: "code", collapsed: false, input: ["a = 1"], language: "python", metadata: {}, outputs: [], prompt_number: 1 },
            ],
          },
        ],
      },
      messages: [/nbformat 3, which was replaced in 2015/],
      fixes: [{ title: "Upgrade to the current nbformat", safe: false, cells: ["a = 1"] }],
    },
  ],
});
