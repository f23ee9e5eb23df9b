// What suites on extraction begin with.
import { ExtractionByHand } from "./extractionByHand";
import { useOneWindow, type OneWindow, type OneWindowOptions } from "./oneWindow";

/** What a suite on extraction works with. */
export interface OneExtraction extends OneWindow {
  readonly hand: ExtractionByHand;
}

/** `useOneWindow`, with a hand that extracts. */
export const useExtraction = (files: Readonly<Record<string, string>>, take: (opened: OneExtraction) => void, options?: OneWindowOptions): void =>
  useOneWindow(files, (opened) => take({ ...opened, hand: new ExtractionByHand(opened.workbench) }), options);

/** A heading, as notebooks in tests take cells. */
export const heading = (source: string): { readonly source: string; readonly kind: "markdown" } => ({ source, kind: "markdown" });
