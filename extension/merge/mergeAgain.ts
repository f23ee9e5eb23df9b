// Merges a notebook again, by cell, whose lines git has merged: with git's marks in its JSON it does not open.
import { window, workspace, type Uri } from "vscode";
import { conflictStarts } from "../../language-server/notebook/gitMarks";
import { mergeRequest } from "../../language-server/server/protocol";
import { stages, versionOf } from "../diff/git";
import { readSaved, readSide } from "../diff/sides";
import { isTabOf, nameOf, openNotebookOf } from "../notebooks";
import type { Server } from "../server";
import { pagedCell } from "./conflicts";

/** Whether a file holds git's marks where JSON should be. */
export async function isMergedByLines(uri: Uri): Promise<boolean> {
  const text = await readSaved(uri).catch(() => null);
  return text !== null && conflictStarts(text).length > 0;
}

/** Asks, and merges. Gives whether the file is a notebook again. */
export async function mergeAgain(server: Server, uri: Uri): Promise<boolean> {
  const name = nameOf(uri);
  if (isBeingEdited(uri))
    return tell(
      `${name} has unsaved changes from before git merged it. Save it in place of what git made, or revert it and settle its conflicts then.`,
    );
  const merge = "Merge by Cell";
  const detail = "nbready can merge both versions again, by cell. What was changed in the file since git merged it is lost.";
  if (
    (await window.showWarningMessage(
      `git has merged ${name} by lines, so that it no longer opens as a notebook.`,
      { modal: true, detail },
      merge,
    )) !== merge
  )
    return false;
  const [base, ours, theirs] = await Promise.all([sideOf("base", uri), sideOf("ours", uri), sideOf("theirs", uri)]);
  if (ours.text === null || theirs.text === null)
    return tell(`git no longer knows both versions of ${name}. Settle the conflicts in its text.`);
  const merged = await server.ask(mergeRequest, { base, ours, theirs });
  if (!merged?.ok) return tell(`${name} cannot be merged by cell. ${merged?.problems.join(" ") ?? ""}`.trim());
  await workspace.fs.writeFile(uri, new TextEncoder().encode(merged.text));
  await isShown(uri, merged.text);
  return true;
}

/** VS Code keeps a notebook for minutes after its editor was closed, and reads it again a moment after the file has changed: two seconds at most are waited for it. */
async function isShown(uri: Uri, text: string): Promise<void> {
  const sources = JSON.stringify(
    (JSON.parse(text) as { readonly cells: readonly { readonly source: string | readonly string[] }[] }).cells.map(({ source }) =>
      [source].flat().join(""),
    ),
  );
  for (let turn = 0; turn < 10; turn++) {
    const notebook = openNotebookOf(uri);
    if (!notebook || JSON.stringify(notebook.getCells().map((cell) => pagedCell(cell).source)) === sources) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

const isBeingEdited = (uri: Uri): boolean => window.tabGroups.all.some(({ tabs }) => tabs.some((tab) => tab.isDirty && isTabOf(tab, uri)));

async function sideOf(side: keyof typeof stages, uri: Uri): Promise<{ readonly name: string; readonly text: string | null }> {
  const version = await versionOf(uri, stages[side]);
  return { name: `${nameOf(uri)} (${side})`, text: version ? await readSide(version).catch(() => null) : null };
}

function tell(problem: string): false {
  void window.showWarningMessage(problem);
  return false;
}
