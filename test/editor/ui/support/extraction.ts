// What suites on extraction begin with.
import { ExtractionByHand } from "./extractionByHand";
import { useOneWindow } from "./oneWindow";
import type { OneWindow, SharedWindow } from "./windows";

/** What a suite on extraction works with. */
export interface OneExtraction extends OneWindow {
  readonly hand: ExtractionByHand;
}

/** `useOneWindow`, with a hand that extracts. What one test was told is not there in the next. */
export function useExtraction(window: SharedWindow, files: Readonly<Record<string, string>>, take: (opened: OneExtraction) => void): void {
  let workbench: OneWindow["workbench"];
  useOneWindow(window, files, (opened) => {
    ({ workbench } = opened);
    take({ ...opened, hand: new ExtractionByHand(workbench) });
  });
  beforeEach(() => workbench.run("Notifications: Clear All Notifications"));
}

/** A heading, as notebooks in tests take cells. */
export const heading = (source: string): { readonly source: string; readonly kind: "markdown" } => ({ source, kind: "markdown" });
