// Which version texts of the tools' own notations fix one version.
import { valid } from "@renovatebot/pep440";

/** The exact version of `1.2.3`, `==1.2.3` or `===1.2.3`, as Poetry, Pipenv and Pixi read it; null for `^1.2`, `~1.2`, `*`, ranges and wildcards. */
export function bareVersion(text: string): string | null {
  const exact = text.trim().replace(/^={2,3}\s*/, "");
  return valid(exact) === null ? null : exact;
}

/**
 * The exact version of a conda match specification's version part. `==1.2.3` is exact; `=1.2.3` also takes builds and
 * post-releases of 1.2.3 only, and counts; `=1.2` takes any 1.2.x and does not, unless it is a calendar version (2024.1).
 * Source: conda's documentation, "Package match specifications".
 */
export function condaVersion(text: string): string | null {
  const match = /^(={0,2})\s*([^\s=<>!~*,|^$]+)(?:=\S+)?$/.exec(text.trim());
  if (!match) return null;
  const [whole, operator, version] = match;
  if (operator === "==" || /\d=\S/.test(whole.slice(operator.length))) return version;
  const parts = version.split(".");
  return parts.length >= 3 || (parts.length === 2 && Number(parts[0]) >= 1900) ? version : null;
}
