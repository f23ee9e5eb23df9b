// The output formats of `check`.
import type { Rule, Severity } from "../../rules/rule";
import type { Reporter } from "../report";
import { githubReporter } from "./github";
import { gitlabReporter } from "./gitlab";
import { jsonReporter } from "./json";
import { junitReporter } from "./junit";
import { fromRepository } from "./repositoryPaths";
import { sarifReporter } from "./sarif";
import { textReporter, type TextOptions } from "./text";

export const formats = ["text", "json", "sarif", "github", "gitlab", "junit"] as const;
export type Format = (typeof formats)[number];

export interface ReporterOptions extends TextOptions {
  readonly rules: readonly Rule[];
  readonly version: string;
  readonly failOn: Severity;
}

export function createReporter(format: Format, options: ReporterOptions): Reporter {
  switch (format) {
    case "text":
      return textReporter(options);
    case "json":
      return jsonReporter();
    case "sarif":
      return fromRepository(sarifReporter(options.rules, options.version));
    case "github":
      return fromRepository(githubReporter(options.verbose));
    case "gitlab":
      return fromRepository(gitlabReporter());
    case "junit":
      return junitReporter(options.failOn);
  }
}
