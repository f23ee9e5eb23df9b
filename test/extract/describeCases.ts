// Runs cases of extraction: small notebooks with the module and the cells that come out, or the refusal; and runs them in IPython before and after.
import assert from "node:assert/strict";
import type { ExtractRequest, RefusalReason } from "../../language-server/extract/plan";
import { loadTestParser } from "../support/parser";
import { hasPython } from "../support/python";
import { prove } from "./proof";
import { runNotebooks } from "./runNotebooks";
import { applyToCells, extract, moduleAfter } from "./support";

export interface Case {
  readonly name: string;
  readonly cells: readonly string[];
  readonly chosen: readonly number[];
  readonly options?: Partial<ExtractRequest>;
  /** The module, and all cells of the notebook; */
  readonly module?: string;
  readonly after?: readonly string[];
  readonly messages?: readonly RegExp[];
  /** or why it is refused: reason, cell, line from 0, name. */
  readonly refused?: readonly (readonly [RefusalReason, number, number, string | null])[];
}

/** A suite of cases: each by its texts, and all by what they do. */
export const describeCases = (title: string, cases: readonly Case[]): void =>
  void describe(title, () => {
    before(loadTestParser);

    for (const { name, cells, chosen, options, module, after, messages, refused } of cases) {
      it(name, () => {
        const result = extract(cells, chosen, options);
        if (refused) {
          assert.ok(!result.ok, `it was extracted:\n${result.ok ? result.files[0].text : ""}`);
          assert.deepEqual(
            result.refusals.map(({ reason, cell, line, name: what }) => [reason, cell, line, what]),
            refused,
          );
          for (const { message, wayOut } of result.refusals) {
            assert.match(message, /\.$/);
            assert.match(wayOut, /^[A-Z].*[.)]$/);
          }
          return;
        }
        assert.ok(result.ok, result.ok ? "" : JSON.stringify(result.refusals, null, 1));
        assert.equal(moduleAfter(result.files, options?.existing ?? ""), module);
        assert.deepEqual(applyToCells(cells, result.edits), after);
        assert.ok(
          (messages ?? []).every((wanted) => result.messages.some((one) => wanted.test(one))),
          result.messages.join("\n"),
        );
      });
    }

    it("does the same as before in each case", function () {
      if (!hasPython) return this.skip();
      const extracted = cases.filter(({ refused, options }) => !refused && options?.existing === undefined);
      const { different, unsteady } = prove(
        extracted.map(({ name, cells, chosen, options }) => ({ notebook: name, cells, chosen, options: options ?? {} })),
        runNotebooks,
      );
      assert.deepEqual([different, unsteady], [[], []]);
    });
  });
