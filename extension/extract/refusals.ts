// Tells why cells were not extracted: leads to the line, and offers what the user can allow.
import { Range, Uri, window } from "vscode";
import type { ExtractRefusal } from "../../language-server/server/protocol";
import { goToCell } from "../goTo";

/** @param waysOut what can be done about it, by the words of a button */
export async function tellRefusals(
  refusals: readonly ExtractRefusal[],
  waysOut: ReadonlyMap<string, () => unknown> = new Map(),
): Promise<void> {
  const [first] = refusals;
  const more = refusals.length > 1 ? ` (and ${refusals.length - 1} more)` : "";
  const goTo = "Go to Line";
  const said = await window.showWarningMessage(
    `Not extracted${more}. ${first.message}`,
    ...waysOut.keys(),
    ...(first.document === null ? [] : [goTo]),
  );
  if (said === undefined) return;
  if (said !== goTo) return void waysOut.get(said)?.();
  if (first.document !== null) await goToCell(Uri.parse(first.document), new Range(first.line, 0, first.line, 0));
}
