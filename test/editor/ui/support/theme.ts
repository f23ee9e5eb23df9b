// The colour theme of the window.
import type { Workbench } from "../../vscode/workbench";

/** Chooses a theme by its name, as a user does. */
export async function chooseTheme({ choose, page }: Workbench, theme: string): Promise<void> {
  await choose(["Control+k", "Control+t"], theme, theme);
  await page.locator(".quick-input-widget").waitFor({ state: "hidden" });
}
