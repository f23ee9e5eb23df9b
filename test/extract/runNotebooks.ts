// Runs notebooks in IPython, and says what differs between two runs.
import { join } from "node:path";
import { askLoadedPython } from "../support/python";

/** What is to be run: code cells, and files beside the notebook by name, and those of the folder `beside`. */
export interface Job {
  readonly cells: readonly string[];
  readonly files: Readonly<Record<string, string>>;
  readonly beside?: string | null;
}

export interface RunResult {
  readonly stdout: string;
  readonly displayed: readonly string[];
  readonly error: string | null;
  /** What can be compared of the final namespace, as texts. */
  readonly names: Readonly<Record<string, string>>;
  /** Names, and items `name[key]`, that are one and the same object. */
  readonly shared: readonly (readonly string[])[];
}

export interface Limits {
  /** Of the processor, for each notebook. */
  readonly seconds: number;
  /** For notebooks of strangers: no network, no other programs, no writing elsewhere, and stand-ins for missing libraries. */
  readonly confined: boolean;
}

/** Runs each notebook in a process and a folder of its own; null for one that took too long. */
export function runNotebooks(
  jobs: readonly Job[],
  { seconds, confined }: Limits = { seconds: 20, confined: false },
): readonly (RunResult | null)[] {
  return askLoadedPython(
    join(__dirname, "run_notebooks.py"),
    jobs.map((job) => ({ ...job, beside: job.beside ?? null, confined })),
    [String(seconds)],
  ) as readonly (RunResult | null)[];
}

/** The same for small programs that need no IPython and no library: a hundred times faster. */
export function runPrograms(jobs: readonly Job[]): readonly (RunResult | null)[] {
  return askLoadedPython(join(__dirname, "run_programs.py"), jobs, ["1"]) as readonly (RunResult | null)[];
}

/** A name that is not bound is a NameError at the top and its subclass UnboundLocalError in a function, with another text; where a recursion ends depends on its depth. */
const plainError = (error: string | null): string | null =>
  error?.replace(/^(?:NameError|UnboundLocalError): .*?'([^']*)'.*$/, "NameError: $1").replace(/^(RecursionError).*$/, "$1") ?? null;

/** What differs between a notebook's run and that of the extracted one, which no longer has the `dropped` names; null where nothing does. */
export function findDifference(before: RunResult, after: RunResult | null, dropped: readonly string[]): string | null {
  if (after === null) return "took too long";
  if (plainError(before.error) !== plainError(after.error)) return `error ${before.error} → ${after.error}`;
  if (before.stdout !== after.stdout) return `stdout ${JSON.stringify(before.stdout)} → ${JSON.stringify(after.stdout)}`;
  if (JSON.stringify(before.displayed) !== JSON.stringify(after.displayed))
    return `displayed ${JSON.stringify(before.displayed)} → ${JSON.stringify(after.displayed)}`;
  if (before.error !== null) return null;
  const gone = new Set(dropped);
  for (const [name, value] of Object.entries(before.names)) {
    if (!gone.has(name) && after.names[name] !== value) return `${name} = ${value} → ${after.names[name]}`;
  }
  const added = Object.keys(after.names).find((name) => !(name in before.names) && !name.startsWith("shown"));
  if (added !== undefined) return `${added} is new`;
  const [sharedBefore, sharedAfter] = [before, after].map(({ shared }) =>
    sharing(shared, (path) => path.startsWith("shown") || gone.has(path.replace(/\[.*/s, ""))),
  );
  return sharedBefore === sharedAfter ? null : `one object: ${sharedBefore} → ${sharedAfter}`;
}

/** The groups of paths to one object, without the paths to be left out, as a text. */
const sharing = (groups: RunResult["shared"], isLeftOut: (path: string) => boolean): string =>
  groups
    .map((group) =>
      group
        .filter((path) => !isLeftOut(path))
        .sort()
        .join(" is "),
    )
    .filter((group) => group.includes(" is "))
    .sort()
    .join("; ");
