// Reads setup.cfg: install_requires and extras.
import { declareRequirement, present, type ManifestReader } from "./declaring";

interface Option {
  readonly section: string;
  readonly key: string;
  /** The value's lines with their offsets in the file. */
  readonly lines: readonly { readonly text: string; readonly start: number }[];
}

export const readSetupCfg: ManifestReader = ({ path, text }) => {
  const declarations = options(text)
    .filter(isRequirementList)
    .flatMap((option) =>
      option.lines.map((line) => {
        const written = line.text.replace(/(?:^|\s)[#;](?!\s*python_|\s*sys_|\s*platform_|\s*extra).*$/, "").trimEnd();
        const lead = written.length - written.trimStart().length;
        const start = line.start + lead;
        return declareRequirement(written, path, { start, end: start + written.length - lead });
      }),
    )
    .filter(present);
  return { declarations, problem: null };
};

const isRequirementList = ({ section, key }: Option): boolean =>
  section === "options.extras_require" || (section === "options" && key === "install_requires");

function options(text: string): readonly Option[] {
  const found: { section: string; key: string; lines: { text: string; start: number }[] }[] = [];
  let section = "";
  for (const match of text.matchAll(/[^\r\n]+/g)) {
    const line = match[0];
    const header = /^\[([^\]]+)\]/.exec(line);
    const option = /^([^\s#;=:][^=:]*?)\s*[=:][ \t]*/.exec(line);
    if (header) section = header[1].trim();
    else if (/^\s*[#;]/.test(line)) continue;
    else if (/^\s/.test(line)) found.at(-1)?.lines.push({ text: line, start: match.index });
    else if (option)
      found.push({
        section,
        key: option[1].toLowerCase(),
        lines: [{ text: line.slice(option[0].length), start: match.index + option[0].length }],
      });
  }
  return found;
}
