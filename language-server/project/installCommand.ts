// Reads install commands as people type them in notebooks: %pip, !pip, !python -m pip, !uv pip, %conda, %mamba.

/** One argument with its place, quotes removed. */
export interface Argument {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** True where it stood in quotes, which its place leaves out. */
  readonly quoted: boolean;
}

export interface InstallCommand {
  readonly tool: "pip" | "conda";
  /** The program as written: "%pip", "!pip", "!python -m pip", "!uv pip", "%conda"… */
  readonly program: string;
  /** Where the whole command stands, from its first sign to its last argument. */
  readonly start: number;
  readonly end: number;
  readonly packages: readonly Argument[];
  /** Options without values, and options with them: `{ text: "--index-url", value }`. */
  readonly options: readonly (Argument & { readonly value: Argument | null })[];
  /** The files of `-r` and of conda's `--file`. */
  readonly requirementFiles: readonly Argument[];
}

/** Options that take a value as the next word. Sources: `pip install --help`, `uv pip install --help`, `conda install --help`. */
const withValue: Readonly<Record<InstallCommand["tool"], ReadonlySet<string>>> = {
  pip: new Set(
    `-r --requirement -c --constraint -e --editable -t --target --platform --python-version --implementation --abi --root
    --prefix --src --upgrade-strategy -C --config-settings --config-setting --global-option --build-option --install-option --no-binary --only-binary
    --progress-bar --root-user-action --report -i --index-url --extra-index-url --index --default-index -f --find-links --log --proxy --retries --timeout
    --exists-action --trusted-host --cert --client-cert --cache-dir --python -p --keyring-provider --index-strategy --resolution
    --prerelease --exclude-newer --link-mode --no-build-package --no-binary-package --extra --override --overrides --upgrade-package -P
    --reinstall-package --refresh-package`.split(/\s+/),
  ),
  conda: new Set(
    "-n --name -p --prefix -c --channel --file --revision --repodata-fn --solver --experimental --subdir --platform".split(" "),
  ),
};

const programPattern =
  /^(?:(%|!!|!)[ \t]*)?(?:sudo[ \t]+(?:-\S+[ \t]+)*)?(?:[A-Za-z_]\w*=(?:"[^"\n]*"|'[^'\n]*'|[^\s"']*)[ \t]+)*((?:"[^"\n]*"|'[^'\n]*'|\{[^}\n]*\}|[^\s{"'#]\S*)[ \t]+-m[ \t]+pip3?|(?:\S*\/)?pip3?(?:\.\d+)?|uv[ \t]+pip|(?:\S*\/)?(?:micro)?mamba|(?:\S*\/)?conda|uv[ \t]+add)\b/;

/**
 * Reads one command; `offset` is where the text starts in the cell's source, and all places given are in the source.
 * null where it installs nothing. A bare `pip install x` (automagic) is read too.
 */
function parseInstall(text: string, offset: number): InstallCommand | null {
  const indent = text.length - text.trimStart().length;
  const program = programPattern.exec(text.slice(indent));
  if (!program) return null;
  const words = splitWords(text.slice(indent + program[0].length)).map((word) => shifted(word, offset + indent + program[0].length));
  const last = words.length === 0 ? offset + indent + program[0].length : words[words.length - 1].end;
  const end = /["']/.test(text[last - offset] ?? "") ? last + 1 : last;
  return commandOf(program[0], words, offset + indent, end);
}

/** The same of a command that is given word by word, as `subprocess.run([…])` takes it; `start` and `end` are its place. */
export function parseInstallWords(words: readonly Argument[], start: number, end: number): InstallCommand | null {
  const program = programPattern.exec(words.map((word) => word.text).join(" "));
  return program && commandOf(program[0], words.slice(program[0].split(" ").length), start, end);
}

function commandOf(program: string, words: readonly Argument[], start: number, end: number): InstallCommand | null {
  const tool = /(?:conda|mamba)$/.test(program) ? "conda" : "pip";
  const isAdd = /uv[ \t]+add$/.test(program);
  const at = isAdd ? -1 : words.findIndex((word) => !word.text.startsWith("-"));
  if (!isAdd && words[at]?.text !== "install") return null;
  const rest = [...words.slice(0, Math.max(0, at)), ...words.slice(at + 1)].flatMap((word) => partShortOptions(word, tool));
  return { tool, program: program.replace(/[ \t]+/g, " "), start, end, ...sortWords(rest, tool) };
}

const shifted = (word: Argument, by: number): Argument => ({ ...word, start: word.start + by, end: word.end + by });

/** `-qU` is `-q -U`, `-qr file` is `-q -r file`, `-rfile` is `-r file`. */
function partShortOptions(word: Argument, tool: InstallCommand["tool"]): readonly Argument[] {
  if (!/^-[A-Za-z]{2}/.test(word.text)) return [word];
  const parts: Argument[] = [];
  for (let at = 1; at < word.text.length; at++) {
    const text = `-${word.text[at]}`;
    parts.push({ ...word, text });
    if (!withValue[tool].has(text)) continue;
    if (at + 1 < word.text.length) parts.push({ ...word, text: word.text.slice(at + 1), start: word.start + at + 1 });
    break;
  }
  return parts;
}

function sortWords(
  words: readonly Argument[],
  tool: InstallCommand["tool"],
): Pick<InstallCommand, "packages" | "options" | "requirementFiles"> {
  const packages: Argument[] = [];
  const options: (Argument & { readonly value: Argument | null })[] = [];
  const requirementFiles: Argument[] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index];
    if (!word.text.startsWith("-")) {
      packages.push(word);
      continue;
    }
    const equals = word.text.startsWith("--") ? word.text.indexOf("=") : -1;
    const name = equals < 0 ? word.text : word.text.slice(0, equals);
    const value =
      equals >= 0 ? { ...word, text: word.text.slice(equals + 1) } : withValue[tool].has(name) ? (words[++index] ?? null) : null;
    options.push({ ...word, text: name, value });
    if (tool === "pip" && (name === "-e" || name === "--editable") && value) packages.push(value);
    if ((name === "-r" || name === "--requirement" || (tool === "conda" && name === "--file")) && value) requirementFiles.push(value);
  }
  return { packages, options, requirementFiles };
}

/**
 * Words as a shell splits them, up to a comment, a pipe, a redirection or the next command. A version clause without
 * quotes (`pandas>=2`), which the shell takes for a redirection into the file `=2`, is kept as what its author meant.
 */
function splitWords(text: string): readonly Argument[] {
  const words: Argument[] = [];
  let at = 0;
  while (at < text.length) {
    const space = /^(?:\\\r?\n|\s)+/.exec(text.slice(at));
    if (space) at += space[0].length;
    else if (/^(?:#|[&|;<>]|\d>)/.test(text.slice(at)) || at >= text.length) break;
    else {
      const word = /^(?:"(?:\\[\s\S]|[^"\\])*"|'[^']*'|\\[^\n]|[<>](?==?\d)|&(?!&)|[^\s"'\\;|&<>])+/.exec(text.slice(at));
      if (!word) break;
      words.push(unquote(word[0], at));
      at += word[0].length;
    }
  }
  return words;
}

function unquote(raw: string, at: number): Argument {
  const quoted = /^"([^"]*)"$|^'([^']*)'$/.exec(raw);
  const inside = quoted?.[1] ?? quoted?.[2];
  return inside !== undefined
    ? { text: inside, start: at + 1, end: at + 1 + inside.length, quoted: true }
    : { text: raw.replace(/["']/g, ""), start: at, end: at + raw.length, quoted: /["']/.test(raw) };
}

/** Every install command of a cell's source: lines of magics and shell, and of %%bash bodies. */
export function installLines(source: string): readonly InstallCommand[] {
  if (!/\b(?:pip3?|conda|mamba|micromamba|uv)\b/.test(source)) return [];
  const found: InstallCommand[] = [];
  for (const line of logicalLines(source)) {
    for (const part of commandsOf(line.text)) {
      const command = parseInstall(part.text, line.start + part.start);
      if (command) found.push(command);
    }
  }
  return found;
}

/** The commands of a line: `!apt-get update && pip install x` is two. */
function commandsOf(text: string): readonly { readonly text: string; readonly start: number }[] {
  const commands: { text: string; start: number }[] = [];
  let start = 0;
  for (const match of text.matchAll(/"(?:\\[^]?|[^"\\])*"?|'[^']*'|&&|\|\||;|\|/g)) {
    if (/^["']/.test(match[0])) continue;
    commands.push({ text: text.slice(start, match.index), start });
    start = match.index + match[0].length;
  }
  return [...commands, { text: text.slice(start), start }];
}

function logicalLines(source: string): readonly { readonly text: string; readonly start: number }[] {
  return [...source.matchAll(/(?:\\\r?\n|[^\n])+/g)]
    .filter((match) => match[0].trim() !== "")
    .map((match) => ({ text: match[0], start: match.index }));
}
