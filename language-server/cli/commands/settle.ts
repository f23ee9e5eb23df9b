// `nbready settle`: takes a side of the conflicts that a merge marked, or takes away what is left of those settled by hand.
import { writePatched } from "../../diff/writePatched";
import { writeFileWhole } from "../../host/writeFile";
import type { Conflict } from "../../merge/findConflicts";
import type { Take } from "../../merge/settle";
import { settleNotebook } from "../../merge/settleNotebook";
import { noSuchChoice } from "../choice";
import { exitCodes, printError, printWarning } from "../console";
import { readSide } from "../diff/readSide";

const takes: readonly Take[] = ["ours", "theirs", "both"];

/** Ends with 0 where no conflict is left, 1 where some are, 2 where a notebook cannot be read or written. */
export async function runSettle(paths: readonly string[], { take: wanted }: { readonly take?: string }): Promise<void> {
  const take = takes.find((one) => one === wanted) ?? null;
  if (wanted !== undefined && take === null) return printError(noSuchChoice("--take", wanted, takes));
  for (const path of paths) {
    if (path === "-") printError("-: settle changes notebooks in place, so it takes files only");
    else await settleFile(path, take);
  }
}

async function settleFile(path: string, take: Take | null): Promise<void> {
  const read = await readSide(path);
  if ("problem" in read) return printError(read.problem);
  const { json, open } = settleNotebook(read.side.json, take);
  const problem = json === read.side.json ? null : writeFileWhole(path, writePatched(read.side, json), read.bytes);
  if (problem !== null) return printError(`${path}: ${problem}`);
  for (const conflict of open) printWarning(`${path}: ${conflict.cell < 0 ? "" : `cell ${conflict.cell}: `}${textOf(conflict)}`);
  if (open.length > 0) process.exitCode ??= exitCodes.findings;
}

function textOf(conflict: Conflict): string {
  switch (conflict.kind) {
    case "lines":
      return "both sides changed the same lines";
    case "cells":
      return `cells ${conflict.cell + 1} to ${conflict.end - 1} hold two versions`;
    case "metadata":
      return `both sides changed ${conflict.cell < 0 ? "the notebook's " : ""}${conflict.theirValues.map(({ path }) => path.join(".")).join(", ")}; ours is kept. --take ours or --take theirs settles it`;
    case "torn":
      return "a marker of the conflict is missing: edit the cell, or delete it, by hand";
  }
}
