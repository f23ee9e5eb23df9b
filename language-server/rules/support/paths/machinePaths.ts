// The machine-bound paths of a notebook and their fixes, in whatever language it is written.
import type { Fix } from "../../../notebook/edits";
import type { RuleContext } from "../../rule";
import { scriptPathFixes, scriptPathUses } from "../../scripts/paths";
import { pathFixes } from "./pathFixes";
import { pathUses, type PathUse } from "./pathUses";

/** Every machine-bound path, in document order; none in a language that is not read. */
export const machinePaths = ({ python, script }: RuleContext): readonly PathUse[] =>
  python ? pathUses(python) : script ? scriptPathUses(script) : [];

export const machinePathFixes = (use: PathUse, context: RuleContext): readonly Fix[] =>
  context.script ? scriptPathFixes(use, context) : pathFixes(use, context);
