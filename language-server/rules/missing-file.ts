// Files that a cell reads and that are not there: neither beside the notebook nor written by one of its cells.
import { fileBringers, fileMakers, fileReaders, modeAt, pathReaders } from "../knowledge/filesRead";
import type { Span } from "../notebook/model";
import type { ProjectFacts } from "../project/facts";
import { installLines } from "../project/installCommand";
import { baseName } from "../project/paths";
import type { PythonCell, PythonNotebook, ResolvedCall } from "../python/analysis";
import type { Escape, Expr } from "../python/syntax";
import { groupBy } from "../util/groupBy";
import { rememberEach } from "../util/rememberEach";
import { defineRule } from "./rule";
import { missingScriptFiles } from "./scripts/missing-file";
import { argumentOf } from "./support/arguments";
import { isTried } from "./support/guards";
import { writtenInstalls } from "./support/packages/installs";
import { fileApiOf } from "./support/paths/pathUses";
import { runsRemotely } from "./support/remoteFunctions";
import { rememberCells } from "./support/rememberCells";

export default defineRule({
  code: "NBR306",
  name: "missing-file",
  severity: "info",
  summary: "A file is read that is not there and that no cell writes",
  *check({ python, script, project }) {
    if (script) yield* missingScriptFiles(script, project);
    if (!python || project.folder === null) return;
    const missing = [...requirementsRead(python), ...filesRead(python)].filter(
      ({ cell, span, text }) => project.exists(text) === false && !isTracked(text, project) && !runsRemotely(cell, span, python),
    );
    if (missing.length === 0 || bringsFiles(python)) return;
    const isMentioned = mentionsElsewhere(python);
    for (const [name, uses] of byWhatIsMissing(
      missing.filter(({ text }) => !isMentioned(text)),
      project,
    )) {
      const [first, ...rest] = uses;
      const isFolder = name.endsWith("/");
      yield {
        cell: first.cell,
        span: first.span,
        message: `There is no ${isFolder ? `folder ${name}` : `file ${name}`} relative to the notebook's folder, and no cell ${isFolder ? "creates" : "writes"} it, so ${first.isInstalled ? "nothing is installed here, and the run goes on without its packages" : "the run stops here"}. Correct the path, or add the ${isFolder ? "data" : "file"} or a cell that ${isFolder ? "creates" : "writes"} it.`,
        related: rest.map(({ cell, span }) => ({ cell, span, message: isFolder ? "also read from there" : "also read here" })),
      };
    }
  },
});

/** DVC brings what a .dvc file beside it names, or beside one of its folders. */
function isTracked(text: string, project: ProjectFacts): boolean {
  const parts = text.replace(/\\/g, "/").split("/");
  return parts.some(
    (part, index) => part !== ".." && part !== "." && project.exists(`${parts.slice(0, index + 1).join("/")}.dvc`) === true,
  );
}

interface FileRead {
  readonly cell: number;
  readonly span: Span;
  readonly text: string;
  /** True for a file of requirements: IPython goes on where pip stops. */
  readonly isInstalled?: true;
}

/** Constant relative paths at calls that read them. */
const filesRead = rememberCells(({ index }, python): readonly FileRead[] =>
  python.callsIn(index).flatMap((call) => {
    const path = pathRead(call, python);
    const text = path && python.constantText(path, index);
    return path && text && isPlainRelative(text) && !isTried(python, index, path)
      ? [{ cell: index, span: { start: path.start, end: path.end }, text }]
      : [];
  }),
);

/** The files of `%pip install -r requirements.txt`, where the command is the whole of its line. */
const requirementsRead = (python: PythonNotebook): readonly FileRead[] =>
  writtenInstalls(python.cells).flatMap(({ cell, isAlone, requirementFiles }) =>
    isAlone
      ? requirementFiles
          .filter(({ text }) => isPlainRelative(text) && !text.includes("$"))
          .map(({ start, end, text }) => ({ cell, span: { start, end }, text, isInstalled: true }))
      : [],
  );

function pathRead(call: ResolvedCall, python: PythonNotebook): Expr | null {
  const name = call.name?.replace(/^builtins\./, "") ?? "";
  if (pathReaders.has(name) && call.node.func.kind === "Attribute") return readsMode(call, name, python) ? call.node.func.value : null;
  const api = fileReaders.has(name) ? fileApiOf(call) : null;
  if (!api || !readsMode(call, name, python)) return null;
  const keyword = call.node.keywords.find((one) => one.name !== null && api.keywords.includes(one.name.name));
  return keyword?.value ?? call.node.args[api.positions[0] ?? 0] ?? null;
}

function readsMode(call: ResolvedCall, name: string, python: PythonNotebook): boolean {
  const position = modeAt.get(name);
  if (position === undefined) return true;
  const mode = argumentOf(call.node, position, "mode");
  if (!mode) return true;
  const text = python.constantText(mode, call.cell);
  return text !== null && /^r(?!\+)/.test(text);
}

/** No address, no pattern, no placeholder, nothing of a hosted platform's own layout (../input is Kaggle's). */
const isPlainRelative = (text: string): boolean =>
  !/^(?:[\\/~]|\w[\w+.-]*:|\.\.\/input(?:\/|$)|input\/)|[*?[\]{}<>\n"|]|^\s|^$/.test(text) &&
  !text.includes("path/to") &&
  !/\s\S+\s\S+\s/.test(text);

/** True where files may appear that no literal names: downloads, archives, scripts, another current folder. */
const bringsFiles = (python: PythonNotebook): boolean => bringingCells(python).length > 0;

const bringingCells = rememberCells((cell, python) => {
  const brings =
    cell.module.escapes.some((escape) => escapeBrings(escape) && !isInstall(escape)) ||
    python.callsIn(cell.index).some((call) => {
      const last = call.node.func.kind === "Attribute" ? call.node.func.attr.name : (call.name ?? "").replace(/^.*\./, "");
      return fileMakers.has(last) || writesSomewhere(call, python);
    });
  return brings ? [cell] : [];
});

function escapeBrings({ kind, name, args, body }: Escape): boolean {
  if (/^shell/.test(kind) || /^(?:bash|sh|script|system|sx|!)$/.test(name)) return fileBringers.test(`${args.name} ${body?.name ?? ""}`);
  return /^(?:run|cd|pushd|load|writefile|file|store|fs|sql)$/.test(name);
}

/** `!python -m pip install -r requirements.txt` with nothing behind it brings packages, and no files. */
function isInstall({ name, args }: Escape): boolean {
  const text = `${name} ${args.name}`.trim();
  const [command] = installLines(text);
  return command !== undefined && command.start === 0 && command.end === text.length;
}

/** Writes to a file whose name is not constant. */
function writesSomewhere(call: ResolvedCall, python: PythonNotebook): boolean {
  const name = call.name?.replace(/^builtins\./, "") ?? "";
  const isOpen = modeAt.has(name) && !readsMode(call, name, python);
  const isWriter =
    /(?:^|\.)(?:to_(?:csv|parquet|excel|pickle|feather|json|hdf|stata)|savetxt|save|savez|savefig|dump|write_(?:csv|parquet))$/.test(
      call.node.func.kind === "Attribute" ? call.node.func.attr.name : name,
    );
  if (!isOpen && !isWriter) return false;
  const api = fileApiOf(call);
  const path = call.node.args[api?.positions[0] ?? 0];
  return (
    path !== undefined &&
    (path.kind === "FString" || path.kind === "Name" || path.kind === "Binary" || path.kind === "Call") &&
    python.constantText(path, call.cell) === null
  );
}

/** Tells of a path whether something else than a reading call is given it, or names the file: that may be what makes it, or asks for it first. */
function mentionsElsewhere(python: PythonNotebook): (text: string) => boolean {
  const named = new Set(namesGiven(python));
  const escapes = escapeTexts(python.cells).join("\n");
  return (text) => named.has(baseName(text)) || escapes.includes(baseName(text));
}

const escapeTexts = rememberEach(({ module }: PythonCell) =>
  module.escapes.filter((escape) => !isInstall(escape)).map(({ args, body }) => `${args.name} ${body?.name ?? ""}`),
);

/** The names of files that calls are given which do not read them. */
const namesGiven = rememberCells(({ index }, python): readonly string[] =>
  python.callsIn(index).flatMap((call) => {
    // Joining and quoting only make the path.
    if (/(?:^|\.)(?:join|Path|PurePath|abspath|str|format|print|display)$/.test(call.name ?? "")) return [];
    const read = pathRead(call, python);
    const given = [
      ...call.node.args,
      ...call.node.keywords.map(({ value }) => value),
      ...(call.node.func.kind === "Attribute" ? [call.node.func.value] : []),
    ];
    return given.flatMap((one) => {
      if (one === read || !/^(?:String|Name|Binary|Call)$/.test(one.kind)) return [];
      const isPart = read !== null && one.start >= read.start && one.end <= read.end;
      const constant = isPart ? null : python.constantText(one, index);
      return constant === null ? [] : [baseName(constant)];
    });
  }),
);

/** Files of a folder that is missing as a whole are one finding. */
const byWhatIsMissing = (reads: readonly FileRead[], project: ProjectFacts): ReadonlyMap<string, readonly FileRead[]> =>
  groupBy(reads, ({ text }) => {
    const parts = text.replace(/\\/g, "/").split("/");
    const gone = parts.findIndex(
      (part, index) => part !== ".." && part !== "." && project.exists(parts.slice(0, index + 1).join("/")) === false,
    );
    return gone >= 0 && gone < parts.length - 1 ? `${parts.slice(0, gone + 1).join("/")}/` : text;
  });
