// Reads pip's requirements files: requirements.txt and .in, with what they include (-r) and constrain (-c).
import type { Declaration } from "../facts";
import { baseName, joinPath, parentFolder } from "../paths";
import { declareConda, isCondaLine } from "./condaSpec";
import { declareRequirement, present, type ManifestContent, type ManifestReader, type ManifestSource } from "./declaring";

/** A line after continuations are joined: its text without comment, and where each character is in the file. */
interface LogicalLine {
  readonly text: string;
  readonly start: number;
  /** Offset in the file of `text[i]`; as long as `text` plus one. */
  readonly offsets: readonly number[];
}

/** Includes are followed this deep; real projects stay below five. */
const deepestInclude = 20;

/** Format: pip's documentation, "Requirements File Format". */
export const readRequirements: ManifestReader = (source) => {
  const found = readFile(source, new Set());
  const constraints = new Map(found.constraints.filter((one) => one.pinned).map((one) => [one.distribution, one]));
  const declarations = found.declarations.map((one) => {
    const constraint = one.pinned ? undefined : constraints.get(one.distribution);
    return constraint ? { ...one, pinned: true, version: constraint.version } : one;
  });
  return { declarations, problem: found.problem };
};

interface FileContent extends ManifestContent {
  readonly constraints: readonly Declaration[];
}

function readFile(source: ManifestSource, seen: Set<string>): FileContent {
  if (seen.has(source.path) || seen.size >= deepestInclude) return { declarations: [], constraints: [], problem: null };
  seen.add(source.path);
  const declarations: Declaration[] = [];
  const constraints: Declaration[] = [];
  const problems: string[] = [];
  for (const line of logicalLines(source.text)) {
    const include = /^(?:-r|--requirement|-c|--constraint)(?:\s+|=|(?=[^\s-]))(.+)$/.exec(line.text);
    if (include) {
      const isConstraint = /^(?:-c|--c)/.test(line.text);
      const inner = readInclude(include[1].trim(), source, seen);
      // They may be too many to be handed over as arguments.
      for (const one of inner.declarations) (isConstraint ? constraints : declarations).push(one);
      for (const one of inner.constraints) constraints.push(one);
      if (inner.problem) problems.push(inner.problem);
      continue;
    }
    const declared = declareLine(line, source.path);
    if (declared) declarations.push(declared);
  }
  return { declarations, constraints, problem: problems[0] ?? null };
}

function readInclude(name: string, { path, files }: ManifestSource, seen: Set<string>): FileContent {
  const nothing = { declarations: [], constraints: [], problem: null };
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(name)) return nothing;
  const target = joinPath(parentFolder(path) ?? "/", name.replace(/^(["'])(.*)\1$/, "$2"));
  const text = files.readText(target);
  if (text === undefined) return { ...nothing, problem: `it includes ${name}, which is missing or cannot be read` };
  return readFile({ path: target, text, files }, seen);
}

/** One requirement line: a requirement, an address, or -e with an address; options and hashes around it are understood. */
function declareLine(line: LogicalLine, path: string): Declaration | null {
  const editable = /^(?:-e|--editable)(?:\s+|=)/.exec(line.text);
  if (!editable && line.text.startsWith("-")) return null;
  const start = editable?.[0].length ?? 0;
  const options = /(?<!\s)\s+--?[A-Za-z]/.exec(line.text.slice(start));
  const end = options ? start + options.index : line.text.length;
  const text = line.text
    .slice(start, end)
    .trimEnd()
    .replace(/^(["'])(.*)\1$/, "$2");
  const span = { start: line.offsets[start], end: line.offsets[start + text.length - 1] + 1 };
  return isCondaLine(text) ? declareConda(text, path, span) : declareRequirement(text, path, text === "" ? null : span);
}

/** Joins lines that end in a backslash and drops comments, as pip does. */
function logicalLines(text: string): readonly LogicalLine[] {
  const lines: LogicalLine[] = [];
  let characters: string[] = [];
  let offsets: number[] = [];
  const finish = (end: number): void => {
    const joined = characters.join("");
    const from = joined.length - joined.trimStart().length;
    const trimmed = joined.trim();
    if (trimmed !== "") lines.push({ text: trimmed, start: offsets[from], offsets: [...offsets.slice(from, from + trimmed.length), end] });
    characters = [];
    offsets = [];
  };
  for (const match of text.matchAll(/([^\r\n]*)(\r\n|\n|\r|$)/g)) {
    const [, raw] = match;
    const comment = /(?:^|\s)#.*$/.exec(raw);
    const line = comment ? raw.slice(0, comment.index) : raw;
    const continued = !comment && line.endsWith("\\");
    const kept = continued ? line.slice(0, -1) : line;
    for (let index = 0; index < kept.length; index++) {
      characters.push(kept[index]);
      offsets.push(match.index + index);
    }
    if (!continued) finish(match.index + raw.length);
    if (match.index + match[0].length >= text.length) {
      finish(text.length);
      break;
    }
  }
  return lines;
}

/** Reads a list of requirement strings, as conda's `pip:` section and Hatch hold them, with `-r` lines followed. */
export function readRequirementLines(
  lines: readonly { readonly text: string; readonly start: number | null }[],
  source: ManifestSource,
): readonly Declaration[] {
  return lines
    .flatMap(({ text, start }) => {
      const found = readRequirements({ ...source, text }).declarations;
      return found.map((one) =>
        one.path !== source.path
          ? one
          : { ...one, span: one.span && start !== null ? { start: one.span.start + start, end: one.span.end + start } : null },
      );
    })
    .filter(present);
}

/** requirements.txt, requirements-dev.in, dev_requirements.txt, requirements.lock; not constraints files, which declare nothing. */
export const isRequirementsName = (path: string): boolean =>
  /^(?:.*[-_.])?requirements?(?:[-_.].*)?\.(?:txt|in|lock)$|^requirements[^/]*\.(?:txt|in|lock)$/i.test(baseName(path));
