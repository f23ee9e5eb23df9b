// Reads conda's environment.yml, with its pip section.
import { isMap, isScalar, isSeq } from "yaml";
import { baseName } from "../paths";
import { declareConda } from "./condaSpec";
import { present, unreadable, type ManifestReader } from "./declaring";
import { readRequirementLines } from "./requirements";
import { parseYaml } from "./yaml";

interface Line {
  readonly text: string;
  readonly start: number | null;
}

export const readEnvironment: ManifestReader = (source) => {
  const parsed = parseYaml(source.text);
  if ("problem" in parsed) return unreadable(parsed.problem);
  const dependencies = parsed.value.get("dependencies");
  if (!isSeq(dependencies)) return unreadable("it has no list of dependencies");
  const conda = linesOf(dependencies.items).map(({ text, start }) =>
    declareConda(text, source.path, start === null ? null : { start, end: start + text.length }),
  );
  const pip = dependencies.items.filter(isMap).flatMap((item) => {
    const list: unknown = item.get("pip");
    return isSeq(list) ? linesOf(list.items) : [];
  });
  return { declarations: [...conda.filter(present), ...readRequirementLines(pip, source)], problem: null };
};

/** Plain strings of a list; the offset is known where the text stands as it is. */
const linesOf = (items: readonly unknown[]): readonly Line[] =>
  items
    .filter(isScalar)
    .filter((item) => typeof item.value === "string")
    .map((item) => {
      const start = item.range?.[0];
      const quoted = item.type === "QUOTE_DOUBLE" || item.type === "QUOTE_SINGLE";
      return {
        text: String(item.value),
        start: start === undefined || (quoted && item.source !== item.value) ? null : start + (quoted ? 1 : 0),
      };
    });

/** environment.yml, environment-dev.yaml, conda_env.yml, conda.yaml (MLflow's). */
export const isEnvironmentName = (path: string): boolean =>
  /^(?:.*[-_.])?(?:environment|env|conda|conda_dependencies)(?:[-_.][^/]*)?\.ya?ml$/i.test(baseName(path)) && !/lock\.ya?ml$/i.test(path);

/** True of text that can be nothing but such a file, whatever it is called (pytorch.yml beside pytorch.ipynb). */
export const isEnvironmentText = (text: string): boolean => /^channels\s*:/m.test(text) && /^dependencies\s*:/m.test(text);
