// Reads the literal lists of a setup.py: install_requires and extras_require. Nothing is run.
import { declareRequirement, present, type ManifestContent, type ManifestReader } from "./declaring";

interface Literal {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

export const readSetupPy: ManifestReader = ({ path, text }): ManifestContent => {
  const masked = maskStringsAndComments(text);
  const arguments_ = [
    ...masked.code.matchAll(/\b(install_requires|extras_require|["'](?:install_requires|extras_require)["'])\s*[=:]\s*/g),
  ];
  let computed = false;
  const literals = arguments_.flatMap((match) => {
    const found = literalsAt(match.index + match[0].length, masked);
    if (found === null) computed = true;
    return found ?? [];
  });
  const declarations = literals.map(({ value, start, end }) => declareRequirement(value, path, { start, end })).filter(present);
  return {
    declarations,
    problem:
      computed && declarations.length === 0 ? "its install_requires is computed, so nobody can know it without running the file" : null,
  };
};

interface Masked {
  /** The text with strings' contents and comments blanked, same length. */
  readonly code: string;
  readonly strings: readonly Literal[];
}

/** The strings of the list, tuple or mapping at an offset, or of a name bound once to such; null where it is computed. */
function literalsAt(offset: number, masked: Masked, followed = false): readonly Literal[] | null {
  const name = /^[A-Za-z_]\w*/.exec(masked.code.slice(offset))?.[0];
  if (name !== undefined) {
    const bound = [...masked.code.matchAll(new RegExp(`^${name}\\s*(?::[^=\\n]+)?=(?!=)\\s*`, "gm"))];
    return followed || bound.length !== 1 ? null : literalsAt(bound[0].index + bound[0][0].length, masked, true);
  }
  const end = closing(offset, masked.code);
  if (end === null) return null;
  const inside = masked.strings.filter((one) => offset < one.start && one.end < end);
  // A mapping's keys are the extras' names, not requirements.
  return inside.filter((one) => !/^["']{1,3}\s*:/.test(masked.code.slice(one.end)));
}

/** The offset after the bracket that closes the one at `offset`; null where there is none or it never closes. */
function closing(offset: number, code: string): number | null {
  if (!"[({".includes(code[offset] ?? " ")) return null;
  let depth = 0;
  for (let at = offset; at < code.length; at++) {
    if ("[({".includes(code[at])) depth++;
    else if ("])}".includes(code[at]) && --depth === 0) return at + 1;
  }
  return null;
}

function maskStringsAndComments(text: string): Masked {
  const strings: Literal[] = [];
  const blank = (part: string): string => part.replace(/[^\n]/g, " ");
  const code = text.replace(
    /#[^\n]*|([rRuUbBfF]{0,2})("""[\s\S]*?"""|'''[\s\S]*?'''|"(?:\\[\s\S]|[^"\\\n])*"|'(?:\\[\s\S]|[^'\\\n])*')/g,
    (part: string, prefix: string | undefined, quoted: string | undefined, offset: number) => {
      if (quoted === undefined || prefix === undefined) return blank(part);
      const quotes = /^(?:"""|''')/.test(quoted) ? 3 : 1;
      const start = offset + prefix.length + quotes;
      const value = quoted.slice(quotes, -quotes);
      if (!/[bf]/i.test(prefix)) strings.push({ value, start, end: start + value.length });
      const isKey = value === "install_requires" || value === "extras_require";
      return prefix + quoted.slice(0, quotes) + (isKey ? value : blank(value)) + quoted.slice(-quotes);
    },
  );
  return { code, strings };
}
