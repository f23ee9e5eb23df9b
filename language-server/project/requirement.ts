// One requirement as Python's packaging tools write it: "pandas[excel]>=2,<3; python_version > '3.8'", a URL, a VCS address.
import { valid as validVersion } from "@renovatebot/pep440";

/** What a requirement says. */
export interface Requirement {
  /** The distribution's name as written. */
  readonly name: string;
  /** PEP 503 normalised name. */
  readonly distribution: string;
  readonly extras: readonly string[];
  /** Version clauses as written, "" where there are none: ">=2,<3". */
  readonly specifier: string;
  /** Of `name @ url` and of plain addresses; null otherwise. */
  readonly url: string | null;
  /** The environment marker, null where there is none. */
  readonly marker: string | null;
  /** Pinned: `==` with a whole version, `===`, an address with a hash or with a commit. */
  readonly pinned: boolean;
  /** The exact version where there is one. */
  readonly version: string | null;
}

/** PEP 503: runs of `-`, `_` and `.` are one dash, case does not count. */
export const normaliseName = (name: string): string => name.toLowerCase().replace(/[-_.]+/g, "-");

const requirementPattern = /^([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(?:\[([^\]]*)\])?\s*(.*)$/s;
const clausePattern = /^(?:===|==|~=|!=|<=|>=|<|>)\s*[^\s,;]+$/;

/** Parses one requirement (PEP 508, or an address); null where it is neither. Comments and options must be gone already. */
export function parseRequirement(text: string): Requirement | null {
  const trimmed = text.trim();
  if (isAddress(trimmed)) return parseAddress(trimmed);
  const match = requirementPattern.exec(trimmed);
  if (!match) return null;
  const [, name, extraText, rest] = match;
  const extras = (extraText ?? "")
    .split(",")
    .map((extra) => extra.trim())
    .filter((extra) => extra !== "");
  const base = { name, distribution: normaliseName(name), extras };
  if (rest.startsWith("@")) {
    const [url, marker] = splitMarker(rest.slice(1).trim(), /(?<!\s)\s+;/);
    return url === "" ? null : { ...base, specifier: "", url, marker, pinned: isPinnedAddress(url), version: addressVersion(url) };
  }
  const [clauses, marker] = splitMarker(rest, /;/);
  const specifier = clauses.replace(/^\((.*)\)$/s, "$1").trim();
  const parts =
    specifier === ""
      ? []
      : specifier
          .split(",")
          .map((part) => part.trim())
          .filter((part) => part !== "");
  if (!parts.every((part) => clausePattern.test(part))) return null;
  const version = exactVersion(parts);
  return { ...base, specifier, url: null, marker, pinned: version !== null, version };
}

function splitMarker(text: string, separator: RegExp): readonly [string, string | null] {
  const at = text.search(separator);
  return at < 0 ? [text.trim(), null] : [text.slice(0, at).trim(), text.slice(text.indexOf(";", at) + 1).trim()];
}

/** The version that one clause fixes (`==2.1.0`, `===any`); null for ranges and for `==2.*`. */
function exactVersion(clauses: readonly string[]): string | null {
  for (const clause of clauses) {
    const match = /^(={2,3})\s*(\S+)$/.exec(clause);
    if (match && (match[1] === "===" || validVersion(match[2]) !== null)) return match[2];
  }
  return null;
}

/** URLs, VCS addresses, paths and archives. */
const isAddress = (text: string): boolean =>
  /^(?:[a-z][a-z0-9+.-]*:\/\/|file:|\.{1,2}(?:[\\/]|$)|[\\/~]|[A-Za-z]:[\\/])/i.test(text) ||
  /^git@/.test(text) ||
  isArchive(text.replace(/[#?].*$/, ""));

const isArchive = (text: string): boolean => !/\s|@/.test(text) && /\.(?:whl|tar\.gz|tgz|tar\.bz2|zip)(?:\[[^\]]*\])?$/i.test(text);

/** True for addresses on this machine: a path, a file: URL. */
export const isLocalAddress = (text: string): boolean =>
  isAddress(text) && (/^file:/i.test(text) || !/^(?:[a-z][a-z0-9+.-]*:\/\/|git@)/i.test(text));

/** True for `git+https://…` and its like. */
export const isVcsAddress = (text: string): boolean => /^(?:git|hg|svn|bzr)(?:\+|:\/\/|@)/i.test(text);

/** An address with a hash of its content, at a commit, or a wheel on this machine. */
export function isPinnedAddress(url: string): boolean {
  // A wheel beside the project is one release, whoever wrote it.
  if (isLocalAddress(url) && /\.whl$/i.test(url.replace(/[#?].*$/, ""))) return true;
  if (/[#&](?:sha256|sha384|sha512|sha224|sha1|md5)=[0-9a-f]+/i.test(url)) return true;
  return isVcsAddress(url) && /@[0-9a-f]{7,40}$/i.test(url.replace(/[#?].*$/, "").trim());
}

function addressVersion(url: string): string | null {
  const file = /([^/\\]+?)(?:[#?].*)?$/.exec(url)?.[1] ?? "";
  const wheel = /^[^-]+-([^-]+)-.*\.whl$/i.exec(file)?.[1];
  const archive = /-(\d[^-]*)\.(?:tar\.gz|tgz|tar\.bz2|zip)$/i.exec(file)?.[1];
  const version = decode(wheel ?? archive ?? "");
  return validVersion(version) === null ? null : version;
}

function parseAddress(text: string): Requirement | null {
  const [url, marker] = splitMarker(text, /(?<!\s)\s+;/);
  const name = addressName(url);
  if (name === null) return null;
  return {
    name,
    distribution: normaliseName(name),
    extras: [],
    specifier: "",
    url,
    marker,
    pinned: isPinnedAddress(url),
    version: addressVersion(url),
  };
}

/** The distribution that an address names: `#egg=name`, a wheel's or archive's file name, a repository's name; null for folders. */
function addressName(url: string): string | null {
  const egg = /[#&]egg=([A-Za-z0-9][A-Za-z0-9._-]*)/.exec(url)?.[1];
  if (egg) return egg;
  const path = url.replace(/[#?].*$/, "").replace(/\[[^[\]]*\]$/, "");
  const file = decode(/([^/\\]+)[\\/]*$/.exec(path)?.[1] ?? "");
  const wheel = /^([A-Za-z0-9][A-Za-z0-9._]*)-[^-]+-.*\.whl$/i.exec(file)?.[1];
  if (wheel) return wheel;
  const archive = /^([A-Za-z0-9][A-Za-z0-9._-]*?)-\d[^-]*\.(?:tar\.gz|tgz|tar\.bz2|zip)$/i.exec(file)?.[1];
  if (archive) return archive;
  const repository = isVcsAddress(url)
    ? (/^([A-Za-z0-9][A-Za-z0-9._-]*?)(?:\.git)?(?:@.*)?$/.exec(file)?.[1] ??
      /\/([A-Za-z0-9][A-Za-z0-9._-]*?)(?:\.git)?@[^@]*$/.exec(path)?.[1])
    : undefined;
  return repository ?? null;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
