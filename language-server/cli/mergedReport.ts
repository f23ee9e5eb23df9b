// Joins the JSON reports of a run that was split into shards.
import { severities } from "../config/config";
import type { Severity } from "../rules/rule";
import type { InputError } from "./report";

/** A notebook of a report; what its findings say beyond the severity is passed on as it is. */
export interface ReportedNotebook {
  readonly path: string;
  readonly diagnostics: readonly { readonly severity: Severity }[];
}

export interface JsonReport {
  readonly notebooks: readonly ReportedNotebook[];
  readonly errors: readonly InputError[];
  readonly durationMs: number;
}

/** A report with the path it was read from. */
export interface NamedReport extends JsonReport {
  readonly from: string;
}

/** The report in a file's text; null if it is not a report of `check --format json`. */
export function parseReport(text: string): JsonReport | null {
  try {
    const json = JSON.parse(text) as {
      readonly version?: unknown;
      readonly notebooks?: unknown;
      readonly errors?: unknown;
      readonly summary?: { readonly durationMs?: unknown };
    } | null;
    if (
      json?.version !== 1 ||
      !Array.isArray(json.notebooks) ||
      !Array.isArray(json.errors) ||
      typeof json.summary?.durationMs !== "number"
    )
      return null;
    const { notebooks, errors } = json as { readonly notebooks: readonly unknown[]; readonly errors: readonly unknown[] };
    return notebooks.every(isNotebook) && errors.every(isError) ? { notebooks, errors, durationMs: json.summary.durationMs } : null;
  } catch {
    return null;
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === "object" && value !== null;
const isNotebook = (value: unknown): value is ReportedNotebook =>
  isRecord(value) &&
  typeof value.path === "string" &&
  Array.isArray(value.diagnostics) &&
  value.diagnostics.every((one) => isRecord(one) && severities.some((severity) => severity === one.severity));
const isError = (value: unknown): value is InputError =>
  isRecord(value) && typeof value.path === "string" && typeof value.message === "string";

/**
 * One report with everything once, notebooks in the order in which a search of their folder finds them, durations added
 * up. A notebook about which two reports say different things keeps what the first says and is a problem.
 */
export function mergeReports(reports: readonly NamedReport[]): { readonly report: JsonReport; readonly problems: readonly string[] } {
  const notebooks = new Map<string, { readonly notebook: ReportedNotebook; readonly from: string }>();
  const errors = new Map<string, InputError>();
  const problems: string[] = [];
  for (const report of reports) {
    for (const error of report.errors) errors.set(JSON.stringify([error.path, error.message]), error);
    for (const notebook of report.notebooks) {
      const known = notebooks.get(notebook.path);
      if (!known) notebooks.set(notebook.path, { notebook, from: report.from });
      else if (JSON.stringify(known.notebook) !== JSON.stringify(notebook))
        problems.push(`${notebook.path}: ${known.from} and ${report.from} contradict each other; join only reports of one run`);
    }
  }
  const durationMs = reports.reduce((sum, report) => sum + report.durationMs, 0);
  return {
    report: {
      notebooks: [...notebooks.values()].map(({ notebook }) => notebook).sort(inFolderOrder),
      errors: [...errors.values()],
      durationMs,
    },
    problems,
  };
}

/** Folder by folder, names compared by their code units. */
function inFolderOrder({ path: a }: ReportedNotebook, { path: b }: ReportedNotebook): number {
  const [left, right] = [a.split("/"), b.split("/")];
  const at = left.findIndex((part, index) => part !== right[index]);
  if (at < 0) return left.length - right.length;
  return right[at] === undefined || left[at] > right[at] ? 1 : -1;
}

export function reportText({ notebooks, errors, durationMs }: JsonReport): string {
  const count = (severity: Severity): number =>
    notebooks.reduce((sum, { diagnostics }) => sum + diagnostics.filter((one) => one.severity === severity).length, 0);
  const summary = {
    notebooks: notebooks.length,
    ...Object.fromEntries(severities.map((severity) => [severity, count(severity)])),
    durationMs,
  };
  const lines = notebooks.map((notebook) => `    ${JSON.stringify(notebook)}`).join(",\n");
  return `{ "version": 1,\n  "notebooks": [${lines === "" ? "" : `\n${lines}\n  `}],\n  "errors": ${JSON.stringify(errors)},\n  "summary": ${JSON.stringify(summary)} }\n`;
}
