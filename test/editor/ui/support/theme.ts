// The colour theme of the window.
import { until } from "../../vscode/until";
import type { Workbench } from "../../vscode/workbench";

/** Chooses a theme by its name, as a user does. */
export async function chooseTheme({ choose, page }: Workbench, theme: string): Promise<void> {
  const list = page.locator(".quick-input-widget");
  await choose(["Control+k", "Control+t"], theme, theme);
  // While the window takes on the colours of the row, the list may lose the focus, and the key.
  await until("the list of themes to close", async () => {
    if (
      await list.waitFor({ state: "hidden", timeout: 5000 }).then(
        () => true,
        () => false,
      )
    )
      return true;
    await list.locator(".quick-input-box input").press("Enter", { timeout: 1000 });
    return false;
  });
}
