// The colour theme of the window.
import type { Workbench } from "../../vscode/workbench";

/** Chooses a theme by its name, as a user does. */
export async function chooseTheme({ page }: Workbench, theme: string): Promise<void> {
  await page.keyboard.press("Control+k");
  await page.keyboard.press("Control+t");
  await page.locator(".quick-input-widget .quick-input-box input").fill(theme);
  await page.locator(".quick-input-list .monaco-list-row.focused", { hasText: theme }).waitFor();
  await page.keyboard.press("Enter");
  await page.locator(".quick-input-widget").waitFor({ state: "hidden" });
}
