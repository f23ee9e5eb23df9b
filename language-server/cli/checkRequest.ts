// What a `check` command line asks for, read and validated as a whole, so that every mistake in it is told at once.
import { availableParallelism } from "node:os";
import { selectionProblems } from "../config/commandLine";
import { severities } from "../config/config";
import { suggest } from "../config/nearest";
import { environmentFrom } from "../host/environment";
import { absolutePath } from "../host/paths";
import { rules } from "../rules/index";
import type { Severity } from "../rules/rule";
import { formats, type Format } from "./formats/index";
import type { CheckSettings } from "./notebookChecker";

/** The options as commander gives them. */
export interface CheckOptions {
  readonly fix?: true;
  readonly unsafeFixes?: true;
  readonly diff?: true;
  readonly select?: readonly string[];
  readonly ignore?: readonly string[];
  readonly format: string;
  readonly outputFile?: string;
  readonly failOn: string;
  readonly config?: string | false;
  readonly python?: string;
  readonly jobs?: string;
  readonly stdinFilename?: string;
  readonly statistics?: true;
  readonly quiet?: true;
  readonly verbose?: true;
}

export interface CheckRequest {
  readonly paths: readonly string[];
  readonly settings: CheckSettings;
  readonly mode: "report" | "fix" | "diff";
  readonly unsafe: boolean;
  readonly format: Format;
  readonly outputFile: string | null;
  /** The mildest severity that makes the run end with 1; null: none does. */
  readonly failOn: Severity | null;
  /** null: as many as the machine and the number of notebooks call for. */
  readonly jobs: number | null;
  readonly cores: number;
  /** Path that the notebook on standard input counts as. */
  readonly stdinFilename: string | null;
  readonly statistics: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
}

export function readCheckRequest(paths: readonly string[], options: CheckOptions): { readonly request: CheckRequest } | { readonly problems: readonly string[] } {
  const problems: string[] = [
    ...selectionProblems("--select", options.select ?? [], rules),
    ...selectionProblems("--ignore", options.ignore ?? [], rules),
  ];
  const oneOf = <T extends string>(option: string, value: string, choices: readonly T[]): T => {
    const known = choices.find((choice) => choice === value);
    if (known === undefined) problems.push(`${option}: there is no "${value}"${suggest(value, choices)}`);
    return known ?? choices[0];
  };
  const format = oneOf("--format", options.format, formats);
  const failOn = oneOf("--fail-on", options.failOn, [...severities, "never"]);
  const jobs = options.jobs === undefined ? null : Number(options.jobs);
  if (jobs !== null && !(Number.isInteger(jobs) && jobs >= 1 && jobs <= 256)) problems.push(`--jobs: takes a whole number from 1 on, not "${options.jobs}"`);
  const environment = options.python === undefined ? null : environmentFrom(options.python);
  if (options.python !== undefined && environment === null) problems.push(`--python: there is no ${options.python}; name an interpreter or the folder of an environment`);
  const usesStdin = paths.includes("-");
  if (usesStdin && paths.length > 1) problems.push("-: standard input is checked alone; leave the other paths out");
  if (options.stdinFilename !== undefined && !usesStdin) problems.push("--stdin-filename: goes with the path - (standard input)");
  if (options.unsafeFixes && !options.fix && !options.diff) problems.push("--unsafe-fixes: goes with --fix (to make the fixes) or --diff (to see them)");
  if (options.statistics && format !== "text") problems.push("--statistics: is a form of the text report; leave --format out");
  if (options.diff && format !== "text") problems.push("--diff: prints a unified diff; leave --format out");
  if (problems.length > 0) return { problems };
  return {
    request: {
      paths: paths.length > 0 ? paths : ["."],
      settings: {
        select: options.select ?? null,
        ignore: options.ignore ?? [],
        configFile: typeof options.config === "string" ? absolutePath(options.config) : null,
        useConfig: options.config !== false,
        environment,
      },
      mode: options.diff ? "diff" : options.fix ? "fix" : "report",
      unsafe: options.unsafeFixes === true,
      format,
      outputFile: options.outputFile ?? null,
      failOn: failOn === "never" ? null : failOn,
      jobs,
      cores: availableParallelism(),
      stdinFilename: options.stdinFilename ?? null,
      statistics: options.statistics === true,
      quiet: options.quiet === true,
      verbose: options.verbose === true,
    },
  };
}
