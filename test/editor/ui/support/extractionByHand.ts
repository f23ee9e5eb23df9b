// Drives an extraction in the workbench as a user does: the command, the questions, the preview, what is told.
import type { Locator } from "playwright-core";
import { until } from "../../vscode/until";
import type { Workbench } from "../../vscode/workbench";

/** What a question proposes (null: whatever it is), and what is answered in its place. */
type Answer = readonly [proposed: string | null, other?: string];

export class ExtractionByHand {
  constructor(private readonly workbench: Workbench) {}

  line(cell: number, text: string): Locator {
    return this.workbench.cell(cell).locator(".view-line", { hasText: text }).first();
  }

  async extractFrom(cell: number, command?: string): Promise<void> {
    await this.workbench.clickInto(this.workbench.cell(cell).locator(".view-line").first());
    await this.start(command);
  }

  /** Runs the command without waiting for the palette to close: the first question opens in its place. */
  async start(command = "Extract Cells to Module…"): Promise<void> {
    await this.workbench.choose(["F1"], `>nbready: ${command}`, command);
  }

  /** Takes what the input box of this title proposes (null: whatever it is), or gives another answer. */
  async answer(title: RegExp, proposed: string | null, other?: string): Promise<void> {
    const box = this.workbench.page.locator(".quick-input-widget", { hasText: title });
    await box.waitFor();
    const input = box.locator("input").last();
    if (proposed !== null) await until(`the proposal ${proposed}`, async () => (await input.inputValue()) === proposed);
    if (other !== undefined) await input.fill(other);
    await input.press("Enter");
  }

  /** Opens a notebook, extracts from a cell of it and answers both questions. */
  async extractToModule(notebook: string, cell: number, module: Answer, functionName: Answer, command?: string): Promise<void> {
    await this.workbench.openFile(notebook);
    await this.extractFrom(cell, command);
    await this.answer(/1\/2/, ...module);
    await this.answer(/2\/2/, ...functionName);
  }

  /** Waits until the preview shows all of these on its changed side, and its choice; gives what it shows. One file after the other gets its text. */
  async previewText(...wanted: readonly RegExp[]): Promise<string> {
    const editors = this.workbench.page.locator(".multiDiffEntry .editor.modified .view-lines");
    const shown = await until(`a preview with ${wanted.join(", ")}`, async () => {
      const text = (await editors.allInnerTexts()).join("\n").replace(/\u00a0/g, " ");
      return wanted.every((one) => one.test(text)) && text;
    });
    await this.rows().filter({ hasText: "Apply" }).first().waitFor();
    return shown;
  }

  /** The rows of the preview's choice, from top to bottom. */
  async choices(): Promise<readonly string[]> {
    return (await this.rows().allInnerTexts()).map((row) => row.replace(/\s+/g, " ").trim());
  }

  /** Rows of the choice whose text is wider than they are, so that VS Code cuts it off. */
  async cutOff(): Promise<readonly string[]> {
    return this.rows()
      .locator(".monaco-icon-label-container")
      .evaluateAll((labels) => labels.filter((label) => label.scrollWidth > label.clientWidth).map((label) => label.textContent ?? ""));
  }

  /** The row that the arrow keys have reached. */
  async chosen(): Promise<string> {
    return (await this.rows().and(this.workbench.page.locator(".focused")).innerText()).replace(/\s+/g, " ").trim();
  }

  /** Goes to a choice with the arrow key, and takes it. */
  async decide(label: string): Promise<void> {
    const input = this.workbench.page.locator(".quick-input-widget .quick-input-box input");
    const focused = this.rows().and(this.workbench.page.locator(".focused")).filter({ hasText: label });
    await this.rows().filter({ hasText: label }).first().waitFor();
    await until(`the choice ${label}`, async () => {
      if ((await focused.count()) > 0) return true;
      await input.press("ArrowDown");
      return false;
    });
    await input.press("Enter");
  }

  /** Waits until the user is told that the extraction is done: VS Code has saved the files then. Of one that is being saved it takes an undo for no change, and does not save it again. */
  async undo(cell: number): Promise<void> {
    const told = await this.workbench.notification(": done.");
    await told.locator(".codicon-notifications-clear").click();
    const { page, cell: cellAt } = this.workbench;
    await this.workbench.clickInto(cellAt(cell).locator(".view-line").first());
    // From a text with a hover or below a list of notifications, the first Escape only closes these.
    await until("the keyboard out of the cell's text", async () => {
      if ((await cellAt(cell).locator(".monaco-editor.focused").count()) === 0) return true;
      await page.keyboard.press("Escape");
      return false;
    });
    await page.keyboard.press("Control+z");
  }

  private rows(): Locator {
    return this.workbench.page.locator(".quick-input-list .monaco-list-row");
  }
}
