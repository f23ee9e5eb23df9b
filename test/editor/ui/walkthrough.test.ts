// The walkthrough on VS Code's page "Get Started": its steps, with their pictures.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectFolder } from "../vscode/paths";
import { until } from "../vscode/until";
import type { Workbench } from "../vscode/workbench";
import { useOneWindow } from "./support/oneWindow";
import { chooseTheme } from "./support/theme";
import { merging } from "./support/windows";

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly views: { readonly nbready: readonly { readonly id: string }[] };
    readonly walkthroughs: readonly {
      readonly title: string;
      readonly steps: readonly { readonly title: string; readonly description: string; readonly completionEvents: readonly string[] }[];
    }[];
  };
}

describe("walkthrough", () => {
  let workbench: Workbench;
  useOneWindow(merging, {}, (opened) => ({ workbench } = opened));
  const { contributes } = JSON.parse(readFileSync(join(projectFolder, "package.json"), "utf8")) as Manifest;
  const [{ title, steps }] = contributes.walkthroughs;

  it("names commands that there are", () => {
    // VS Code itself makes a command for each view.
    const own = new Set([
      ...contributes.commands.map(({ command }) => command),
      ...contributes.views.nbready.map(({ id }) => `${id}.focus`),
    ]);
    const named = steps.flatMap(({ description, completionEvents }) =>
      [...description.matchAll(/\(command:(nbready\.[\w.]+)/g)]
        .map(([, id]) => id)
        .concat(completionEvents.filter((one) => one.startsWith("onCommand:")).map((one) => one.slice("onCommand:".length))),
    );
    assert.deepEqual(
      named.filter((id) => !own.has(id)),
      [],
    );
  });

  it("opens, and shows a picture for each step, of the theme's kind", async () => {
    const { page } = workbench;
    await workbench.answer("Open Walkthrough", title);
    const rows = page.locator(".gettingStartedDetailsContent .getting-started-step:visible");
    await rows.first().waitFor();
    assert.equal(await rows.count(), steps.length);
    for (const [index, step] of steps.entries()) {
      await rows.filter({ hasText: step.title }).first().click();
      const picture = page.locator(".gettingStartedDetailsContent .getting-started-media img:visible").first();
      await until(`the picture of ${step.title}`, () =>
        picture.evaluate((image) => (image as HTMLImageElement).naturalWidth > 0).catch(() => false),
      );
      await workbench.shoot(`walkthrough-${index + 1}`);
    }
    await chooseTheme(workbench, "Dark Modern");
    await page.locator(".gettingStartedDetailsContent .getting-started-media img[srcset*='-dark.png']").waitFor();
    await workbench.shoot("walkthrough-dark");
  });
});
