// Gives a suite its window: there before the tests, emptied after each.
import type { OneWindow, SharedWindow } from "./windows";

/**
 * To be called in a `describe`: opens the packaged extension on a folder, or goes on where another suite has opened it. A test that fails leaves a screenshot.
 * @param files text of the suite's files, by path
 * @param take is given what was opened, before the first test
 * @param prepare called with the folder before VS Code opens it
 */
export function useOneWindow(
  window: SharedWindow,
  files: Readonly<Record<string, string>>,
  take: (opened: OneWindow) => void,
  prepare?: (folder: string) => void,
): void {
  let opened: OneWindow | undefined;
  window.enter(files, prepare);

  before(async () => take((opened = await window.open())));

  afterEach(async function () {
    if (this.currentTest?.state === "failed") await opened?.workbench.shoot(`failed-${this.currentTest.title.replace(/\W+/g, "-")}`);
    await opened?.workbench.closeEditors();
  });

  after(() => window.leave());
}
