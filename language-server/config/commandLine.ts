// Lays what the command line asks for over a configuration.
import type { Config } from "./config";
import { selectorProblem, specificity } from "./selection";
import type { Rule } from "../rules/rule";

/** Selectors given on the command line. */
export interface Selection {
  /** null: as configured. */
  readonly select: readonly string[] | null;
  readonly ignore: readonly string[];
}

/**
 * The configuration with the command line's selectors. `select` takes the place of the configured one, and overrules an
 * `ignore` of the configuration that names its rules no more narrowly; `ignore` adds to the configured one.
 */
export function laySelection(config: Config, { select, ignore }: Selection, rules: readonly Rule[]): Config {
  if (select === null) return { ...config, ignore: [...config.ignore, ...ignore] };
  const isOverruled = (ignored: string): boolean =>
    rules.some((rule) => {
      const narrow = specificity(ignored, rule);
      return narrow > 0 && select.some((selector) => specificity(selector, rule) === narrow);
    });
  return { ...config, select, ignore: [...config.ignore.filter((ignored) => !isOverruled(ignored)), ...ignore] };
}

/** What is wrong with selectors given as an option, as sentences. */
export const selectionProblems = (option: string, selectors: readonly string[], rules: readonly Rule[]): readonly string[] =>
  selectors.flatMap((selector) => {
    const problem = selectorProblem(selector, rules);
    return problem ? [`${option}: "${selector}" ${problem}`] : [];
  });
