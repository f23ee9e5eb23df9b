// Reads the value of one configuration key: the typed value, or what is wrong with it.
import { isTable } from "../project/manifests/declaring";
import type { PythonVersion } from "../project/stdlib";
import type { OptionValue, Rule, Severity } from "../rules/rule";
import { severities, type FileIgnore } from "./config";
import type { KeyPath } from "./keyPlaces";
import { suggest } from "./nearest";
import { selectorProblem } from "./selection";
import { parseSize } from "./sizes";

/** Gathers problems; each is the end of a sentence that begins with the key. `place`: what is to be mended, if not the key. */
export type Report = (key: KeyPath, problem: string, place?: KeyPath) => void;

const isStrings = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every((item) => typeof item === "string");
/** The beginning of a longer value is enough to recognise it. */
const longest = 100;

function shown(value: unknown): string {
  const text = typeof value === "number" ? String(value) : (JSON.stringify(value) ?? String(value));
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

export function readStrings(key: KeyPath, value: unknown, report: Report, example: string): readonly string[] {
  if (isStrings(value)) return value;
  report(key, `must be a list of strings, e.g. ${example}, not ${shown(value)}`);
  return [];
}

export function readSelectors(key: KeyPath, value: unknown, rules: readonly Rule[], report: Report, example: string): readonly string[] {
  return readStrings(key, value, report, example).filter((selector, index) => {
    const problem = selectorProblem(selector, rules);
    if (problem) report(key, `lists "${selector}", which ${problem}`, [...key, index]);
    return !problem;
  });
}

export function readSeverities(
  key: KeyPath,
  value: unknown,
  rules: readonly Rule[],
  report: Report,
  example: string,
): Readonly<Record<string, Severity>> {
  if (!isTable(value)) {
    report(key, `must be a table, e.g. ${example}, not ${shown(value)}`);
    return {};
  }
  return Object.fromEntries(
    Object.entries(value).flatMap(([selector, severity]): [string, Severity][] => {
      const problem = selectorProblem(selector, rules);
      if (problem) report(key, `names "${selector}", which ${problem}`, [...key, selector]);
      const known = severities.find((one) => one === severity);
      if (!known)
        report(
          [...key, selector],
          typeof severity === "string"
            ? `is "${severity}", which is not a severity${suggest(severity, severities)}`
            : `must be one of ${severities.map(shown).join(", ")}, not ${shown(severity)}`,
        );
      return known && !problem ? [[selector, known]] : [];
    }),
  );
}

export function readFileIgnores(
  key: KeyPath,
  value: unknown,
  rules: readonly Rule[],
  report: Report,
  example: string,
): readonly FileIgnore[] {
  if (!isTable(value)) {
    report(key, `must be a table, e.g. ${example}, not ${shown(value)}`);
    return [];
  }
  return Object.entries(value).map(([pattern, selectors]) => ({
    pattern,
    selectors: readSelectors([...key, pattern], selectors, rules, report, `["NBR2"]`),
  }));
}

export function readPythonVersion(key: KeyPath, value: unknown, report: Report): PythonVersion | null {
  const match = typeof value === "string" ? /^(3)\.(\d{1,2})$/.exec(value.trim()) : null;
  if (match) return { major: Number(match[1]), minor: Number(match[2]) };
  // TOML reads 3.10 as the number 3.1, so a number is refused even where it looks right.
  report(key, `must be a Python version in quotes, e.g. "3.11", not ${shown(value)}`);
  return null;
}

export function readSize(key: KeyPath, value: unknown, report: Report): number | null {
  const bytes = typeof value === "string" ? parseSize(value) : null;
  if (bytes === null) report(key, `must be a size, e.g. "4GB" or "512MiB", not ${shown(value)}`);
  return bytes;
}

/** Options of rules by rule name (or code), each checked against what the rule accepts. */
export function readRuleOptions(
  key: KeyPath,
  value: unknown,
  rules: readonly Rule[],
  report: Report,
): Readonly<Record<string, Readonly<Record<string, OptionValue>>>> {
  if (!isTable(value)) {
    report(key, `must hold a table for each rule, e.g. [tool.nbready.rules.unbounded-read], not ${shown(value)}`);
    return {};
  }
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, options]) => {
      const rule = rules.find((one) => one.name === name || one.code === name.toUpperCase());
      if (!rule)
        report(
          [...key, name],
          `is not a rule${suggest(
            name,
            rules.map((one) => one.name),
          )}`,
        );
      else if (!isTable(options)) report([...key, name], `must be a table of the rule's options, not ${shown(options)}`);
      else return [[rule.name, readOptions([...key, name], options, rule, report)]];
      return [];
    }),
  );
}

function readOptions(
  key: KeyPath,
  table: Readonly<Record<string, unknown>>,
  rule: Rule,
  report: Report,
): Readonly<Record<string, OptionValue>> {
  const known = rule.options ?? {};
  return Object.fromEntries(
    Object.entries(table).flatMap(([name, value]): [string, OptionValue][] => {
      const option = Object.hasOwn(known, name) ? known[name] : undefined;
      if (!option) {
        const names = Object.keys(known);
        report(
          [...key, name],
          names.length === 0 ? `is not known: ${rule.name} has no options` : `is not an option of ${rule.name}${suggest(name, names)}`,
        );
        return [];
      }
      if (isLike(value, option.default)) return [[name, value]];
      report([...key, name], `must be ${kindOf(option.default)}, e.g. ${shown(option.default)}, not ${shown(value)}`);
      return [];
    }),
  );
}

function isLike(value: unknown, example: OptionValue): value is OptionValue {
  return Array.isArray(example) ? isStrings(value) : typeof value === typeof example && !Number.isNaN(value);
}

const kindOf = (value: OptionValue): string =>
  Array.isArray(value)
    ? "a list of strings"
    : { number: "a number", string: "a string", boolean: "true or false" }[typeof value as "number" | "string" | "boolean"];
