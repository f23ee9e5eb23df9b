// Shell commands that another machine may lack, where Python has a form of its own.
import { shellCommands } from "../knowledge/shellCommands";
import type { Fix, NotebookEdit } from "../notebook/edits";
import type { PythonNotebook } from "../python/analysis";
import type { Escape } from "../python/syntax";
import { addTo } from "../util/groupBy";
import { defineRule, type Finding } from "./rule";
import { cellsWithEscapes } from "./support/escapes";
import { conditionsAround, textOf } from "./support/guards";
import { moduleAt } from "./support/order/names";
import { splitCommands, type Word } from "./support/shellWords";

/** One command in one place. */
interface CommandUse {
  readonly cell: number;
  readonly name: Word;
  readonly words: readonly Word[];
  /** The escape that is this command and nothing else; null in a script or a pipeline. */
  readonly alone: Escape | null;
}

export default defineRule({
  code: "NBR805",
  name: "shell-dependency",
  severity: "info",
  summary: "A shell command that another machine may lack",
  *check({ python }) {
    if (!python) return;
    const byName = new Map<string, CommandUse[]>();
    for (const { index, module } of cellsWithEscapes(python.cells))
      for (const escape of module.escapes)
        for (const use of commandsOf(index, escape)) {
          if (isForOnePlatform(use, python)) continue;
          addTo(byName, use.name.text, use);
        }
    for (const [name, uses] of byName) yield describe(name, uses, python);
  },
});

/** `if "google.colab" in sys.modules:` knows which machine it is on. */
const isForOnePlatform = ({ cell, name }: CommandUse, python: PythonNotebook): boolean =>
  conditionsAround(python, cell, name).some((condition) => /colab|kaggle|platform|os\.name|which\(/i.test(textOf(python, cell, condition)));

function describe(name: string, [first, ...others]: readonly CommandUse[], python: PythonNotebook): Finding {
  const more = others.length === 0 ? "" : ` (${others.length + 1} places)`;
  return {
    cell: first.cell,
    span: { start: first.name.start, end: first.name.end },
    message: `This runs the machine's own ${name}${more}: if it is missing or behaves differently, the step fails and the notebook continues anyway. ${shellCommands.get(name)}.`,
    related: others.map((use) => ({
      cell: use.cell,
      span: { start: use.name.start, end: use.name.end },
      message: `${name} also runs here`,
    })),
    fixes: pythonFix([first, ...others], python),
  };
}

/** Commands that are no more to be missing than the shell itself, which %%bash asks for. */
const everyShellHas = /^(?:ls|dir|find|cat|head|tail|less|more|wc|type|mkdir|cp|mv|rm|rmdir|touch|sed|awk|grep|sort|uniq|cut|tr)$/;

/** Characters before a command in which its pipe is looked for: a script of many commands is not read again for each. */
const longestPipe = 200;

function commandsOf(cell: number, escape: Escape): readonly CommandUse[] {
  const isShell =
    escape.kind === "shell" || escape.kind === "shell-capture" || (escape.kind === "line-magic" && /^(?:sx|system)$/.test(escape.name));
  const isScript = escape.kind === "cell-magic" && /^(?:bash|sh|script|system|sx|!)$/.test(escape.name);
  const text = isShell ? escape.args : isScript ? escape.body : null;
  if (!text || escape.automagic) return [];
  const commands = splitCommands(withoutComments(text.name), text.start);
  // Behind a pipe a command works on another one's output: the first is the one that matters.
  return commands.flatMap((command, position) => {
    const words = command.filter(
      (word, index) => !(index === 0 && /^(?:sudo|time|nohup|exec|command)$/.test(word.text)) && !/^\w+=/.test(word.text),
    );
    const [name, ...rest] = words;
    const isPiped =
      position > 0 &&
      name !== undefined &&
      /\|(?:[ \t]|\\\r?\n)*(?:sudo[ \t]+)?$/.test(
        text.name.slice(Math.max(0, name.start - text.start - longestPipe), name.start - text.start),
      );
    if (!name || isPiped || !shellCommands.has(name.text) || (isScript && everyShellHas.test(name.text))) return [];
    return [
      {
        cell,
        name,
        words: rest,
        alone: escape.kind === "shell" && commands.length === 1 && words.length === command.length ? escape : null,
      },
    ];
  });
}

/** Comments blanked out, offsets kept. */
const withoutComments = (script: string): string =>
  script.replace(/(^|[ \t\n])#[^\n]*/g, (comment) => comment[0] + " ".repeat(comment.length - 1));

// ----------------------------------------------------------------------- fix

/** Words that the shell or IPython would expand. */
const isPlain = ({ text }: Word): boolean => /^[\w./@%+=:,-]+$/.test(text) && text !== ".";

/** The Python for all places of one command, where each is simple enough to be sure. */
function pythonFix(uses: readonly CommandUse[], python: PythonNotebook): readonly Fix[] {
  const made = uses.map((use) => (use.alone && isOwnLine(use.alone, use.cell, python) ? pythonOf(use) : null));
  const [first] = uses;
  const module = made[0]?.split(".")[0];
  if (!module || made.some((one) => one === null)) return [];
  const bound = moduleAt(python, module, { cell: first.cell, start: first.name.start });
  if (bound?.name !== module) return [];
  const edits = uses.map((use, index): NotebookEdit => ({
    kind: "replaceText",
    cell: use.cell,
    start: use.alone?.start ?? 0,
    end: use.alone?.end ?? 0,
    text: made[index] ?? "",
  }));
  return [{ title: `Use Python instead of ${first.name.text}`, safe: false, edits: [...bound.edits, ...edits] }];
}

/** False of `files = !ls`. */
const isOwnLine = (escape: Escape, cell: number, python: PythonNotebook): boolean =>
  /(?:^|\n)[ \t]*$/.test(python.notebook.cells[cell].source.slice(0, escape.start));

function pythonOf({ name, words }: CommandUse): string | null {
  const options = words.filter((word) => word.text.startsWith("-")).map((word) => word.text);
  const files = words.filter((word) => !word.text.startsWith("-"));
  if (!words.every(isPlain)) return null;
  const quoted = files.map((word) => JSON.stringify(word.text));
  switch (name.text) {
    case "mkdir":
      // The shell only says that the folder is there, and the notebook runs on.
      return files.length === 1 && options.every((option) => option === "-p") ? `os.makedirs(${quoted[0]}, exist_ok=True)` : null;
    case "unzip":
      if (files.length === 1 && options.every((option) => /^-[qo]+$/.test(option))) return `shutil.unpack_archive(${quoted[0]})`;
      return files.length === 2 && words[words.length - 2].text === "-d" && options.every((option) => /^-(?:[qo]+|d)$/.test(option))
        ? `shutil.unpack_archive(${quoted.join(", ")})`
        : null;
    case "cp":
    case "mv":
      return files.length === 2 && options.length === 0 ? `shutil.${name.text === "cp" ? "copy" : "move"}(${quoted.join(", ")})` : null;
    default:
      return null;
  }
}
