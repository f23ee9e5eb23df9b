// Removes folders that tests have made when their process ends.
import { rmSync } from "node:fs";

const folders = new Set<string>();

/** One listener for all of them: Node warns of processes to whose end many listen. */
export function removeAtExit(folder: string): void {
  if (folders.size === 0) process.once("exit", () => folders.forEach(remove));
  folders.add(folder);
}

function remove(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  } catch {
    // A program that is about to end still writes there: the system clears its temporary folder one day.
  }
}
