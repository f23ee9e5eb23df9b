// What axe-core finds seriously wrong with a page for those who cannot see it.
import { readFileSync } from "node:fs";
import type { Frame } from "playwright-core";

const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

/**
 * Serious and critical findings, each with its first places; none where all is well.
 * @param except ids of axe-core's rules that do not hold for the page
 */
export async function seriousViolations(frame: Frame, except: readonly string[] = []): Promise<readonly string[]> {
  await frame.evaluate(axe);
  return frame.evaluate(async (off) => {
    const rules = Object.fromEntries(off.map((id) => [id, { enabled: false }]));
    const { violations } = await (window as unknown as { axe: { run(options: object): Promise<{ violations: Violation[] }> } }).axe.run({
      rules,
    });
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(
        ({ id, nodes }) =>
          `${id}: ${nodes
            .slice(0, 3)
            .map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary}`)
            .join("\n")}`,
      );
  }, except);
}
