// Reads conda's match specifications, one package each.
import { fromConda } from "../condaNames";
import type { Declaration } from "../facts";
import { condaVersion } from "./versions";

/**
 * The declaration of one conda match specification: `channel::name=version=build`, `name >=1,<2`, `name[version='1.2']`.
 * null for python itself and for what names nothing.
 */
export function declareConda(text: string, path: string | null, span: Declaration["span"], cell: number | null = null): Declaration | null {
  const match = /^(?:[^\s:]+::?)?(?:[^\s:]*:)?([A-Za-z0-9_][A-Za-z0-9_.-]*)\s*(.*)$/.exec(text.trim());
  if (!match || /^python$/i.test(match[1])) return null;
  const [, name, rest] = match;
  const bracket = /version\s*=\s*["']?([^"',\]]+)/.exec(rest)?.[1];
  const version = condaVersion(bracket ?? rest.replace(/\[.*$/, "").replace(/\s+/g, ""));
  return { distribution: fromConda(name), text: text.trim(), pinned: version !== null, version, path, span, cell };
}

/** True of a line of `conda list --export`, which many keep as requirements.txt: `numpy=1.18.1=py37h7ea13bd_1`. pip has no such operator. */
export const isCondaLine = (text: string): boolean => /^[A-Za-z0-9_][\w.-]*=[^=<>!~\s]+(?:=[^=<>!~\s]+)?$/.test(text);
