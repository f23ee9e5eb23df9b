// What a `check` command line asks for, read and validated as a whole, so that every mistake in it is reported at once.
import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { selectionProblems } from "../config/commandLine";
import { severities } from "../config/config";
import { environmentFrom } from "../host/environment";
import { absolutePath } from "../host/paths";
import { rules } from "../rules/index";
import type { Severity } from "../rules/rule";
import { noSuchChoice } from "./choice";
import { formats, type Format } from "./formats/index";
import type { CheckSettings } from "./notebookChecker";
import { reportFileProblems } from "./output";
import { readShard, type Shard } from "./shard";

/** The options as commander gives them. */
export interface CheckOptions {
  readonly fix?: true;
  readonly unsafeFixes?: true;
  readonly diff?: true;
  readonly select?: readonly string[];
  readonly ignore?: readonly string[];
  readonly format: string;
  readonly output?: string;
  readonly failOn: string;
  readonly config?: string | false;
  readonly python?: string;
  readonly jobs?: string;
  readonly baseline?: string;
  readonly writeBaseline?: true;
  readonly since?: string;
  readonly shard?: string;
  readonly cache: boolean;
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
  /** The file that the report goes to; undefined or "-": standard output. */
  readonly output: string | undefined;
  /** The mildest severity that makes the run end with 1; null: none does. */
  readonly failOn: Severity | null;
  /** null: as many as the machine and the number of notebooks call for. */
  readonly jobs: number | null;
  readonly cores: number;
  /** Absolute path of the file that lists known findings. */
  readonly baseline: string | null;
  /** Puts what is found into the baseline instead of reporting it. */
  readonly writesBaseline: boolean;
  /** Revision of git; only findings on cells that changed since are reported. */
  readonly since: string | null;
  readonly shard: Shard | null;
  /** Whether results of earlier runs may be used again. */
  readonly usesCache: boolean;
  /** Path that the notebook on standard input counts as. */
  readonly stdinFilename: string | null;
  readonly statistics: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
}

export function readCheckRequest(
  paths: readonly string[],
  options: CheckOptions,
): { readonly request: CheckRequest } | { readonly problems: readonly string[] } {
  const problems: string[] = [
    ...selectionProblems("--select", options.select ?? [], rules),
    ...selectionProblems("--ignore", options.ignore ?? [], rules),
  ];
  const oneOf = <T extends string>(option: string, value: string, choices: readonly T[]): T => {
    const known = choices.find((choice) => choice === value);
    if (known === undefined) problems.push(noSuchChoice(option, value, choices));
    return known ?? choices[0];
  };
  const format = oneOf("--format", options.format, formats);
  const failOn = oneOf("--fail-on", options.failOn, [...severities, "never"]);
  const jobs = options.jobs === undefined ? null : Number(options.jobs);
  if (jobs !== null && !(Number.isInteger(jobs) && jobs >= 1 && jobs <= 256))
    problems.push(`--jobs: takes a whole number from 1 to 256, not "${options.jobs}"`);
  const environment = options.python === undefined ? null : environmentFrom(options.python);
  if (options.python !== undefined && environment === null)
    problems.push(`--python: there is no ${options.python}; name an interpreter or the folder of an environment`);
  if (typeof options.config === "string" && !existsSync(absolutePath(options.config)))
    problems.push(`${options.config}: cannot be read: check the path after --config`);
  const shard = options.shard === undefined ? null : readShard(options.shard);
  if (options.shard !== undefined && shard === null)
    problems.push(`--shard: takes a part and the number of parts, as 1/4 to 4/4, not "${options.shard}"`);
  problems.push(...narrowingProblems(paths, options), ...clashes(paths, { ...options, format }));
  problems.push(...reportFileProblems(options.output), ...reportFileProblems(options.writeBaseline ? options.baseline : undefined));
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
        cache: null,
      },
      mode: options.diff ? "diff" : options.fix ? "fix" : "report",
      unsafe: options.unsafeFixes === true,
      format,
      output: options.output,
      failOn: failOn === "never" ? null : failOn,
      jobs,
      cores: availableParallelism(),
      baseline: options.baseline === undefined ? null : absolutePath(options.baseline),
      writesBaseline: options.writeBaseline === true,
      since: options.since ?? null,
      shard,
      usesCache: options.cache && !makesFixes(options) && !paths.includes("-"),
      stdinFilename: options.stdinFilename ?? null,
      statistics: options.statistics === true,
      quiet: options.quiet === true,
      verbose: options.verbose === true,
    },
  };
}

const makesFixes = ({ fix, diff }: CheckOptions): boolean => fix === true || diff === true;

/** Mistakes in the options that narrow a report to what is new: `--baseline` and `--since`. */
function narrowingProblems(paths: readonly string[], options: CheckOptions): readonly string[] {
  const problems: string[] = [];
  if (options.writeBaseline && options.baseline === undefined) problems.push("--write-baseline: needs --baseline FILE");
  if (options.writeBaseline && options.since !== undefined)
    problems.push("--write-baseline: lists every finding, so it does not work with --since");
  if (options.since !== undefined && !/^[^-\s]/.test(options.since))
    problems.push(`--since: takes a branch, a tag or a hash of git, not "${options.since}"`);
  for (const option of ["baseline", "since"] as const) {
    if (options[option] === undefined) continue;
    if (makesFixes(options)) problems.push(`--${option}: narrows a report, so it does not work with --fix or --diff`);
    if (paths.includes("-") && options.stdinFilename === undefined)
      problems.push(`--${option}: needs --stdin-filename with -, to know which notebook standard input is`);
  }
  return problems;
}

/** Paths and options that do not go together. */
function clashes(paths: readonly string[], options: CheckOptions): readonly string[] {
  const usesStdin = paths.includes("-");
  const problems: string[] = [];
  if (usesStdin && paths.length > 1) problems.push("-: standard input is checked alone; remove the other paths");
  if (options.stdinFilename !== undefined && !usesStdin) problems.push("--stdin-filename: works only with the path - (standard input)");
  if (options.unsafeFixes && !makesFixes(options))
    problems.push("--unsafe-fixes: works only with --fix (to apply the fixes) or --diff (to see them)");
  if (options.statistics && options.format !== "text") problems.push("--statistics: is a form of the text report; remove --format");
  if (options.statistics && options.diff) problems.push("--statistics: counts what is found, so it does not work with --diff");
  if (options.diff && options.format !== "text") problems.push("--diff: prints a unified diff; remove --format");
  return problems;
}
