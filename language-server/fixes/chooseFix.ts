// Which of a finding's fixes is made when many findings are fixed at once.
import type { Diagnostic } from "../lint/lint";
import type { Fix } from "../notebook/edits";

/** Picks the fix of a finding that is made; undefined if none is. */
export type ChooseFix = (diagnostic: Pick<Diagnostic, "fixes">) => Fix | undefined;

/** The first safe fix. */
export const chooseSafeFix: ChooseFix = ({ fixes }) => fixes.find((fix) => fix.safe);

/** The first safe fix, or else the first that leaves nothing to be done by hand. */
export const chooseAnyFix: ChooseFix = (diagnostic) => chooseSafeFix(diagnostic) ?? diagnostic.fixes.find((fix) => !fix.needsHand);

/** Whether only a fix that may change what the notebook does would fix it. */
export const isFixedUnsafely = (diagnostic: Pick<Diagnostic, "fixes">): boolean => chooseAnyFix(diagnostic)?.safe === false;
