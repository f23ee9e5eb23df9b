// Which of a finding's fixes is made where many are made at once.
import type { Diagnostic } from "../lint/lint";
import type { Fix } from "../notebook/edits";

/** The fix to make of a finding, undefined if none is to be made. */
export type ChooseFix = (diagnostic: Pick<Diagnostic, "fixes">) => Fix | undefined;

/** The first safe fix. */
export const chooseSafeFix: ChooseFix = ({ fixes }) => fixes.find((fix) => fix.safe);

/** The first safe fix, or else the first that leaves nothing to be done by hand. */
export const chooseAnyFix: ChooseFix = (diagnostic) => chooseSafeFix(diagnostic) ?? diagnostic.fixes.find((fix) => !fix.needsHand);

/** Whether only a fix that may change what the notebook does would fix it. */
export const isFixedUnsafely = (diagnostic: Pick<Diagnostic, "fixes">): boolean => chooseAnyFix(diagnostic)?.safe === false;
