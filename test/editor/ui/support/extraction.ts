// What suites on extraction begin with.
import { ExtractionByHand } from "./extractionByHand";
import { useOneWindow } from "./oneWindow";
import type { OneWindow, SharedWindow } from "./windows";

/** What a suite on extraction works with. */
export interface OneExtraction extends OneWindow {
  readonly hand: ExtractionByHand;
}

/** `useOneWindow`, with a hand that extracts. */
export const useExtraction = (window: SharedWindow, files: Readonly<Record<string, string>>, take: (opened: OneExtraction) => void): void =>
  useOneWindow(window, files, (opened) => take({ ...opened, hand: new ExtractionByHand(opened.workbench) }));

/** A heading, as notebooks in tests take cells. */
export const heading = (source: string): { readonly source: string; readonly kind: "markdown" } => ({ source, kind: "markdown" });
