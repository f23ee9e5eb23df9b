// What git has to know about nbready: the keys of its configuration and their values.
import { realpathSync } from "node:fs";
import { delimiter, join } from "node:path";

/** The sections that nbready writes into. */
export const sections = ["diff.nbready", "merge.nbready", "difftool.nbready"] as const;

/** Headings and definitions, for the heads of hunks. */
const landmarks = "^(#{1,6} .+|[[:space:]]*(async )?def .+|[[:space:]]*class .+)$";

/** What nbready writes into its sections. */
export const ownKeys: ReadonlySet<string> = new Set(gitSettings("").map(([key]) => key));

/** @param nbready how a shell starts the program */
export function gitSettings(nbready: string): readonly (readonly [key: string, value: string])[] {
  return [
    ["diff.nbready.command", `${nbready} git show-diff --`],
    // git log -p, git show and git blame do not ask the command above.
    ["diff.nbready.textconv", `${nbready} git show-text --`],
    ["diff.nbready.xfuncname", landmarks],
    ["merge.nbready.name", "nbready: notebooks cell by cell"],
    // Where a side is no notebook, or nbready is gone, git's own merge by lines leaves its markers: nothing is lost unseen.
    [
      "merge.nbready.driver",
      `${nbready} merge %O %A %B -o %A --path=%P; code=$?; test $code -lt 2 && exit $code; git merge-file -L ours -L base -L theirs %A %O %B`,
    ],
    ["difftool.nbready.cmd", `${nbready} diff -- "$LOCAL" "$REMOTE"`],
  ];
}

/** How a shell starts the running program: `nbready` where that is what PATH finds, else by absolute paths. */
export function ownCommand(script: string = process.argv[1] ?? ""): string {
  const own = resolved(script);
  const found = (process.env.PATH ?? "")
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => resolved(join(folder, "nbready")))
    .find((path) => path !== null);
  if (own !== null && own === found) return "nbready";
  return [process.execPath, own ?? script].map(quoted).join(" ");
}

function resolved(path: string): string | null {
  try {
    return realpathSync(path);
  } catch {
    return null;
  }
}

/** One word for a POSIX shell, which git brings along on Windows, too. */
const quoted = (text: string): string => `'${text.replaceAll("\\", "/").replaceAll("'", "'\\''")}'`;
