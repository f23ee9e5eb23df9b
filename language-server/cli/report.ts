// What a check found, as every output format takes it.
import { chooseAnyFix } from "../fixes/chooseFix";
import type { Grade } from "../lint/grade";
import type { Diagnostic } from "../lint/lint";
import type { Notebook } from "../notebook/model";
import type { Severity } from "../rules/rule";

export interface CheckedNotebook extends Grade {
  /** As the user knows it. */
  readonly path: string;
  /** The cells that the findings point at, with secrets masked; the others are empty, and so are all if the report shows none. */
  readonly notebook: Notebook;
  /** The file's text for reports that name lines of the file, or "". */
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** An input that could not be checked. */
export interface InputError {
  readonly path: string;
  /** What is wrong and how to fix it, without the path. */
  readonly message: string;
}

export interface Summary {
  readonly notebooks: number;
  readonly counts: Readonly<Record<Severity, number>>;
  /** Findings that have a safe fix, and those that have an unsafe one only. */
  readonly fixable: { readonly safe: number; readonly unsafe: number };
  /** Findings that were fixed in this run; absent if none were to be fixed. */
  readonly fixed?: number;
  /** What options kept out of the report; absent if there were no such options. */
  readonly notShown?: NotShown;
  readonly errors: readonly InputError[];
  readonly durationMs: number;
}

/** What a run with a baseline, or since a revision, did not report. */
export interface NotShown {
  readonly baseline?: {
    readonly path: string;
    readonly hidden: number;
    /** Entries that no finding needs any more. */ readonly gone: number;
    readonly isWritten: boolean;
  };
  readonly since?: {
    readonly revision: string;
    /** Notebooks that were passed over. */ readonly unchanged: number;
    readonly hidden: number;
  };
}

/** Whether a baseline or `--since` hides findings. */
export const hidesFindings = (notShown: NotShown | undefined): boolean =>
  (notShown?.baseline?.hidden ?? 0) + (notShown?.since?.hidden ?? 0) > 0;

/** Writes one output format piece by piece, so that a large run needs no memory for what is already reported. Each call returns text to print. */
export interface Reporter {
  notebook(checked: CheckedNotebook): string;
  end(summary: Summary): string;
}

/** Sums up the notebooks of a run as they come. */
export function createTally(): {
  add(checked: CheckedNotebook): void;
  summary(errors: readonly InputError[], durationMs: number): Summary;
} {
  const counts: Record<Severity, number> = { error: 0, warning: 0, info: 0, hint: 0 };
  const fixable = { safe: 0, unsafe: 0 };
  let notebooks = 0;
  return {
    add({ diagnostics }) {
      notebooks++;
      for (const diagnostic of diagnostics) {
        counts[diagnostic.severity]++;
        const fix = chooseAnyFix(diagnostic);
        if (fix) fixable[fix.safe ? "safe" : "unsafe"]++;
      }
    },
    summary: (errors, durationMs) => ({ notebooks, counts, fixable, errors, durationMs }),
  };
}
