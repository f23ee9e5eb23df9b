// `nbready git`: sets git up to compare and merge notebooks by cell, takes it back, and serves what git then calls.
import { printError } from "../console";
import { findScope, setUp, takeDown } from "../git/setUp";

/** Ends with 0, or with 2 where there is no repository or a file cannot be written. */
export function runGitSetUp(action: "install" | "uninstall", { global: isGlobal = false }: { readonly global?: boolean }): void {
  const found = findScope(isGlobal);
  if ("problem" in found) return printError(found.problem);
  const { scope } = found;
  const problem = action === "install" ? setUp(scope) : takeDown(scope);
  if (problem !== null) return printError(problem);
  process.stdout.write(
    action === "install"
      ? `git compares and merges notebooks by cell in ${scope.shownAs}.\n${scope.attributes} says so; "git difftool -t nbready" compares on demand. Undo this with "nbready git uninstall${isGlobal ? " --global" : ""}".\n`
      : `git treats notebooks like any other text again in ${scope.shownAs}.\n`,
  );
}

export { showDiff, showText } from "../git/showDiff";
