// The install commands of a notebook, with how each was given to the shell.
import type { Cell } from "../../../notebook/model";
import { holds } from "../../../notebook/positions";
import { installLines, parseInstallWords, type Argument, type InstallCommand } from "../../../project/installCommand";
import { declareConda } from "../../../project/manifests/condaSpec";
import { isLocalAddress, isPinnedAddress, isVcsAddress, parseRequirement } from "../../../project/requirement";
import type { PythonCell, PythonNotebook, ResolvedCall } from "../../../python/analysis";
import type { Escape, Expr, StringExpr } from "../../../python/syntax";
import { rememberEach } from "../../../util/rememberEach";
import { rememberFor } from "../../../util/rememberFor";
import { literalsOf } from "../literals";
import { commandWords, shellCommand } from "../shellTexts";

export interface NotebookInstall extends InstallCommand {
  readonly cell: number;
  /** True where the command is the whole of its line: nothing is piped, joined or redirected. */
  readonly isAlone: boolean;
  /** The expressions that give some of its words. */
  readonly variables: readonly Expr[];
}

/** A package's argument with the cell that holds it: the command's, or where a variable gives it that of the literal. */
export interface PlacedArgument extends Argument {
  readonly cell: number;
  readonly isGiven: boolean;
}

/** What a command installs: of a variable the literals that it may hold, where any are known (`for name in ["a", "b"]: !pip install {name}`). */
export const packagesOf = (install: NotebookInstall, python: PythonNotebook): readonly PlacedArgument[] =>
  install.packages.flatMap((argument): readonly PlacedArgument[] => {
    const variable = /^(?:\{[^{}]*\}|\$\w+)$/.test(argument.text) ? install.variables.find((one) => holds(argument, one)) : undefined;
    const literals = variable ? literalsOf(variable, install.cell, python).filter(({ node }) => isPlain(node)) : [];
    // Options among them may take the next word for something else than a package.
    const areKnown = literals.length > 0 && literals.every(({ node }) => !node.value.startsWith("-"));
    return !areKnown
      ? [{ ...argument, cell: install.cell, isGiven: false }]
      : literals.map(({ node, cell }) => ({ ...textOf(node), cell, isGiven: true }));
  });

/** Cell magics whose body a shell runs. */
const shells = new Set(["bash", "sh", "script", "!", "sx", "system", "cmd"]);

/** Install commands by cell: magics, shell lines, bodies of %%bash and its like; then those that Python code starts. */
export const notebookInstalls = (python: PythonNotebook): readonly NotebookInstall[] => {
  const started = python.callGroups.flatMap(startedInstalls);
  const given = writtenInstalls(python.cells);
  return started.length === 0
    ? given
    : python.cells.flatMap(({ index }) => [given, started].flatMap((installs) => installs.filter(({ cell }) => cell === index)));
};

/** What calls of subprocess, os.system and IPython's shell install: their place is the whole call. */
const startedInstalls = rememberFor((calls: readonly ResolvedCall[]): readonly NotebookInstall[] =>
  calls.flatMap((call) => {
    const { start, end } = call.node;
    return startedBy(call).map((command) => ({
      ...command,
      start,
      end,
      cell: call.cell,
      isAlone: false,
      variables: commandWords(call) ?? [],
    }));
  }),
);

function startedBy(call: ResolvedCall): readonly InstallCommand[] {
  const line = shellCommand(call);
  if (line?.kind === "String")
    return isPlain(line) ? installLines(line.value).map((command) => move(command, line.parts[0].content.start)) : [];
  const words = commandWords(call);
  const command = words && parseInstallWords(words.map(wordOf), call.node.start, call.node.end);
  return command ? [command] : [];
}

/** One literal that is in the source as it reads. */
const isPlain = ({ parts, value }: StringExpr): boolean =>
  parts.length === 1 && parts[0].content.end - parts[0].content.start === value.length;

/** A word of an argument list; braces stand for what a variable gives, `sys.executable` among them. */
function wordOf(element: Expr): Argument {
  return element.kind === "String" && isPlain(element)
    ? textOf(element)
    : { text: "{}", start: element.start, end: element.end, quoted: false };
}

const textOf = ({ value, parts: [{ content }] }: StringExpr): Argument => ({
  text: value,
  start: content.start,
  end: content.end,
  quoted: true,
});

/** Install commands of magics, shell lines and shells' cells. */
export const writtenInstalls = rememberEach(({ index, module }: PythonCell): readonly NotebookInstall[] => {
  const found = new Map<number, NotebookInstall>();
  for (const escape of module.escapes) {
    const place = commandText(escape);
    if (!place) continue;
    const text = module.source.slice(place.start, place.end);
    for (const command of installLines(text)) {
      const moved = move(command, place.start);
      if (!found.has(moved.start))
        found.set(moved.start, {
          ...moved,
          cell: index,
          isAlone: escape.kind !== "shell-capture" && command.end === text.trimEnd().length && command.start === 0,
          variables: escape.reads,
        });
    }
  }
  return [...found.values()].sort((a, b) => a.start - b.start);
});

/** The part of an escape that may be a command. */
function commandText(escape: Escape): { readonly start: number; readonly end: number } | null {
  if (escape.kind === "shell" || escape.kind === "shell-capture" || escape.kind === "line-magic") return escape;
  if (escape.kind !== "cell-magic" || !escape.body) return null;
  return shells.has(escape.name) || escape.bodyKind === "python" ? escape.body : null;
}

const moveArgument = (argument: Argument, by: number): Argument => ({ ...argument, start: argument.start + by, end: argument.end + by });

const move = (command: InstallCommand, by: number): InstallCommand => ({
  ...command,
  start: command.start + by,
  end: command.end + by,
  packages: command.packages.map((one) => moveArgument(one, by)),
  requirementFiles: command.requirementFiles.map((one) => moveArgument(one, by)),
  options: command.options.map((one) => ({ ...moveArgument(one, by), value: one.value && moveArgument(one.value, by) })),
});

/** What a package argument of an install command fixes. */
export interface JudgedPackage {
  readonly distribution: string | null;
  readonly kind: "pinned" | "unpinned" | "moving-address" | "unknown";
}

/** Tools that install: which of them is used does not change a notebook's results. */
const installers = new Set(["pip", "setuptools", "wheel", "uv"]);

/** Judges one argument. Unknown: a local path, a name that a variable gives, what is no requirement. */
export function judgePackage<Given extends Argument>(argument: Given, tool: InstallCommand["tool"]): Given & JudgedPackage {
  const { text } = argument;
  if (/[${}]/.test(text) || isLocalAddress(text)) return { ...argument, distribution: null, kind: "unknown" };
  if (tool === "pip" && isMovingAddress(text))
    return { ...argument, distribution: parseRequirement(text)?.distribution ?? null, kind: "moving-address" };
  const declared = tool === "conda" ? declareConda(text, null, null) : parseRequirement(text);
  const distribution = declared?.distribution ?? null;
  if (!declared || distribution === null || installers.has(distribution)) return { ...argument, distribution, kind: "unknown" };
  if (declared.pinned) return { ...argument, distribution, kind: "pinned" };
  // A wheel or archive with a version in its name stays what it is.
  return { ...argument, distribution, kind: "url" in declared && declared.url !== null ? "unknown" : "unpinned" };
}

/** A repository without a commit, or the archive of a branch; a release's tag is taken at its word. */
function isMovingAddress(text: string): boolean {
  const address = text.replace(/^[\w.-]+(?:\[[^\]]*\])?\s*@\s*/, "");
  if (isPinnedAddress(address)) return false;
  if (isVcsAddress(address)) return true;
  return /^https?:.*\/(?:archive|zipball|tarball)\/(?:refs\/heads\/)?(?:master|main|develop|dev|trunk|nightly)\b/i.test(address);
}

/**
 * Versions that a cell's saved output says were installed: "Successfully installed pandas-2.2.3", "Requirement already
 * satisfied: numpy>=1.26 in … (1.26.4)". By normalised name.
 */
export function installedByOutput(cell: Cell): ReadonlyMap<string, string> {
  const text = cell.outputs.flatMap((output) => output.data.map((data) => data.text ?? "")).join("\n");
  const satisfied = [
    ...text.matchAll(
      /^[^\S\r\n]*Requirement already satisfied: ([A-Za-z0-9][\w.-]*?)(?:\[[^\]]*\])?(?:[<>=!~;,\s@].*)? \((\d[^)\s]*)\)\s*$/gm,
    ),
  ].map(([, name, version]) => [name, version] as const);
  const installed = [...text.matchAll(/^[^\S\r\n]*Successfully installed (.+)$/gm)]
    .flatMap(([, list]) => list.split(/\s+/))
    .flatMap((one) => {
      const match = /^(.+)-(\d[\w.+!]*)$/.exec(one);
      return match ? [[match[1], match[2]] as const] : [];
    });
  return new Map([...satisfied, ...installed].map(([name, version]) => [name.toLowerCase().replace(/[-_.]+/g, "-"), version]));
}
