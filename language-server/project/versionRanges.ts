// Whether two version specifiers (PEP 440) leave any version that satisfies both.
import { satisfies, valid } from "@renovatebot/pep440";

/** True where the version satisfies the specifier, a pre-release as well; null where one of them cannot be read. "" is any version. */
export function isWithin(version: string, specifier: string): boolean | null {
  if (valid(version) === null) return null;
  if (specifier === "") return true;
  if (!isReadable(specifier)) return null;
  // A local version (2.1.0+cu118) counts as its public one, unless the specifier names one itself.
  return (
    satisfies(version, specifier, { prereleases: true }) ||
    (!specifier.includes("+") && satisfies(version.replace(/\+.*$/, ""), specifier, { prereleases: true }))
  );
}

/**
 * True where no version satisfies both; null where one cannot be read. The bounds themselves, the versions right after
 * them and the lowest of all are tried: if two ranges meet, they meet at one of these.
 */
export function areDisjoint(one: string, other: string): boolean | null {
  if (!isReadable(one) || !isReadable(other)) return null;
  const bounds = [...one.split(","), ...other.split(",")]
    .map((clause) =>
      clause
        .replace(/^[\s=~!<>]+/, "")
        .replace(/\.\*\s*$/, "")
        .trim(),
    )
    .filter((bound) => bound !== "");
  const candidates = ["0", ...bounds.flatMap((bound) => [bound, `${bound.replace(/\+.*$/, "")}.0.0.1`])];
  return !candidates.some((candidate) => isWithin(candidate, one) === true && isWithin(candidate, other) === true);
}

/**
 * The PEP 440 specifier of a range that Poetry, Pipenv or conda writes: `^1.2` and `~1.2` (to the next version of the first part that is not 0,
 * and of the second part), `=1.2` and `1.2.*` (any release of it), `*`. Source: Poetry's "Dependency specification" and conda's "Package match
 * specifications". Other texts stay as they are.
 */
export function asSpecifier(range: string): string {
  const text = range.trim();
  if (text === "*") return "";
  const [, sign, version] = /^(\^|~|=)?\s*v?(\d+(?:\.\d+)*)(?:\.\*)?$/.exec(text) ?? [];
  if (version === undefined) return text;
  const parts = version.split(".").map(Number);
  if (sign !== "^" && sign !== "~") return `==${version}.*`;
  const firstSet = parts.findIndex((part) => part > 0);
  const raised = sign === "~" ? Math.min(1, parts.length - 1) : firstSet < 0 ? parts.length - 1 : firstSet;
  return `>=${version},<${[...parts.slice(0, raised), parts[raised]! + 1].join(".")}`;
}

const isReadable = (specifier: string): boolean =>
  specifier === "" ||
  specifier.split(",").every((clause) => {
    const match = /^\s*(===|==|~=|!=|<=|>=|<|>)\s*(\S+)\s*$/.exec(clause);
    return match !== null && valid(match[2].replace(/\.\*$/, "")) !== null;
  });
