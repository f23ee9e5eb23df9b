// Which of a finding's fixes is made where many are made at once.
import type { Diagnostic } from "../lint/lint";
import type { Fix } from "../notebook/edits";

/** The first safe fix, with `unsafe` else the first that leaves nothing to be done by hand; undefined where none is. */
export const chooseFix = ({ fixes }: Pick<Diagnostic, "fixes">, unsafe: boolean): Fix | undefined =>
  fixes.find((fix) => fix.safe) ?? (unsafe ? fixes.find((fix) => !fix.needsHand) : undefined);

/** True where only a fix that may change what the notebook does would fix it. */
export const isFixedUnsafely = (diagnostic: Pick<Diagnostic, "fixes">): boolean => chooseFix(diagnostic, true)?.safe === false;
