// Where the notebook's import of the module goes: in the first import cell, unless something in between decides what imports find,
// and always in front of what changes the working folder.
import { isKnownImport } from "../../project/importNames";
import { isPythonBuiltin } from "../../python/builtins";
import type { Expr, Stmt } from "../../python/syntax";
import { walkNodes } from "../../python/walk";
import { isImportChunk, type Chunk } from "../cut/chunks";
import type { Step } from "../cut/step";
import { starNames } from "../follow/starNames";
import type { Refusal } from "../plan";
import { refuse } from "../refuse/refusals";
import type { Survey } from "../survey";
import { boundName, importsOf } from "./imports";
import type { Target } from "./target";

export interface Position {
  readonly cell: number;
  readonly at: number;
}

export const isBefore = (a: Position, b: Position): boolean => a.cell < b.cell || (a.cell === b.cell && a.at < b.at);

/** Code that changes where imports look, for modules of the standard library as well. */
const changesPath = /\bsys\.(?:path|modules)\b|addsitedir/;
/** Code that changes what a later import of an installed package finds or does; what only reads the environment does not. */
const changesPackages =
  /\benviron(?:\[[^\]]*\]\s*=(?!=)|\.(?:update|setdefault|pop|clear)\b|\s*\|?=(?!=))|\bdel\s+(?:os\.)?environ\b|putenv|load_dotenv|(?<!\bstyle)\.use\(|set_start_method|pip\.main|tf\.compat|^[ \t]*%\s*(?:pip|conda|mamba|uv|env|set_env|run)\b/m;
/** `%cd ..`, `cd data`, os.chdir; not a variable of that name. */
const changesFolder = /\bchdir\b|^[ \t]*(?:%[ \t]*cd\b|cd[ \t]+[^=\s][^=\n]*$)/m;

const shellLine = /^[ \t]*(?:\w+[ \t]*=[ \t]*)?!+[ \t]*(.*)$/gm;
/** Commands that only look, wait or fetch; of them none but one that names a module, or fetches a whole folder, matters to imports. */
const harmlessCommand =
  /^(?:bq|cat|curl|date|df|dot|du|echo|file|find|free|gcloud|grep|gsutil|head|ls|lsblk|lscpu|mkdir|nvidia-smi|printf|pwd|sleep|tail|tree|uname|wc|wget|which|whoami)\b/;
const module = /\.(?:py|so|pyd|whl|egg)\b|\bgit\b/;
const fetches = /\b(?:gcloud|gsutil|wget)\b/;
const wholeFolder = /\s(?:-[rR]|--recursive)\b/;

function changesImports(code: string, isOfStandardLibrary: boolean): boolean {
  if (changesPath.test(code)) return true;
  if (isOfStandardLibrary) return false;
  const commands = Array.from(code.matchAll(shellLine), ([, command]) => command);
  return changesPackages.test(code) || (commands.length > 0 && module.test(code)) || commands.some(mayBringModules);
}

const mayBringModules = (command: string): boolean =>
  !harmlessCommand.test(command) || (fetches.test(command) && wholeFolder.test(command));

/** An import that the module makes as well, as the notebook has it. */
export interface NeededImport extends Position {
  readonly module: string;
  /** A class or function that is fetched from the module; null of the module itself, and of what may be a module inside. */
  readonly member: string | null;
  /** What is fetched from the module, whatever it is: a name, or "*" of a star import; null of the module itself. */
  readonly fetched: string | null;
}

/** What is known of modules by the names of their top-level packages. */
export interface Modules {
  readonly isStandardLibrary: (module: string) => boolean;
  readonly isFirstParty: (module: string) => boolean;
}

/** The chunk after which, or in front of which, `from module import …` stands; both null for the top of the first changed cell. */
export interface ImportPlace {
  readonly behind: Chunk | null;
  readonly ahead: Chunk | null;
}

/**
 * Finds the place of `from module import …`. A module is found from the folder in which the kernel starts, so that it is imported before code leaves it.
 * @param first where the first imported name is needed
 * @param isFixed whether the module is imported there and nowhere above
 * @param needed the imports that the module makes as well
 * @param target how the notebook imports the module: a cell that does so already is the best place, and none above the line that makes it importable is right
 * @returns a problem where no place is right
 */
export function findImportPlace(
  survey: Survey,
  first: Position,
  isFixed: boolean,
  needed: readonly NeededImport[],
  modules: Modules,
  { importName, below }: Pick<Target, "importName" | "below">,
): ImportPlace | { readonly problem: "folder" | "order" | "path"; readonly chunk: Chunk } {
  const importCells = survey.chunks.filter((chunk) => isImportChunk(chunk) && chunk.cell < first.cell);
  const leaves = (chunk: Chunk): boolean => changesTheFolder(survey, chunk);
  const folder = survey.chunks.find((chunk) => isBefore(startOf(chunk), first) && leaves(chunk)) ?? null;
  const opens = below ? (survey.chunkOf(below.cell, below.at) ?? null) : null;
  if (opens && !isBefore(startOf(opens), first)) return { problem: "path", chunk: opens };
  if (folder && (isFixed || (opens && isBefore(startOf(folder), startOf(opens))))) return { problem: "folder", chunk: folder };
  const ends = isFixed
    ? []
    : importCells.filter(
        (chunk, at) =>
          importCells[at + 1]?.cell !== chunk.cell &&
          (folder === null || isBefore(startOf(chunk), startOf(folder))) &&
          (opens === null || isBefore(startOf(opens), startOf(chunk))),
      );
  const importsOwn = ({ cell }: Chunk): boolean =>
    importCells.some(
      (chunk) => chunk.cell === cell && chunk.statements.some((one) => one.kind === "ImportFrom" && one.module?.name === importName),
    );
  const isAlone = folder?.statements.some((one) => one.kind === "EscapeStmt" && one.escape.automagic) ?? false;
  const places: readonly ImportPlace[] = [
    ...ends.toSorted((one, other) => Number(importsOwn(other)) - Number(importsOwn(one))).map((behind) => ({ behind, ahead: null })),
    ...(opens ? [{ behind: opens, ahead: null }] : []),
    ...(isAlone ? [] : [{ behind: null, ahead: folder }]),
  ];
  if (places.length === 0) return { problem: "folder", chunk: folder! };
  let blocked: Chunk | null = null;
  for (const { behind, ahead } of places) {
    const place = behind ? startOf(behind) : { cell: first.cell, at: 0 };
    const between = survey.chunks.find((chunk) => {
      const isFirst = behind === null && chunk.cell === first.cell && chunk.start === first.at;
      if (isImportChunk(chunk) || (chunk !== ahead && !isFirst && !isBefore(ahead ? startOf(ahead) : place, startOf(chunk)))) return false;
      return decidesFor(survey, chunk, needed, modules);
    });
    if (!between) return { behind, ahead };
    blocked = between;
  }
  return { problem: "order", chunk: blocked! };
}

/** Statements that an import below them, which the notebook makes in front of their step's call, must not overtake: why the steps cannot be functions; [] where none is. */
export function findOvertaken(
  survey: Survey,
  steps: readonly Step[],
  modules: Modules,
): readonly { readonly chunk: Chunk; readonly refusal: Refusal }[] {
  return steps.flatMap((step) => {
    const { chunks, ahead } = step;
    const hoisted = ahead.flatMap(({ cell, statements }) =>
      statements.flatMap((statement): readonly NeededImport[] => {
        const place = { cell, at: statement.start };
        if (statement.kind === "Import")
          return statement.names.map(({ name }) => ({ ...place, module: name.name, member: null, fetched: null }));
        return statement.kind === "ImportFrom"
          ? statement.names.map(({ name }) => ({ ...place, module: statement.module?.name ?? "", member: null, fetched: name.name }))
          : [];
      }),
    );
    return [
      ...chunks
        .filter((chunk) => decidesFor(survey, chunk, hoisted, modules))
        .map((chunk) => ({ chunk, refusal: refuseOrder(survey, chunk) })),
      ...findOtherMeanings(survey, step),
    ];
  });
}

/** Statements that touch a name which an import below them gives another meaning. */
function findOtherMeanings(survey: Survey, { chunks, ahead }: Step): readonly { readonly chunk: Chunk; readonly refusal: Refusal }[] {
  return ahead.flatMap((below) =>
    below.statements.flatMap(boundByImport).flatMap((name) => {
      if (importsOf(name, survey) !== null && !isPythonBuiltin(name)) return [];
      const isInFunction = survey.functions.some(({ reads, writes }) => reads.has(name) || writes.has(name));
      return chunks
        .filter((chunk) => isBefore(startOf(chunk), startOf(below)) && (isInFunction || survey.mentions(chunk).has(name)))
        .map((chunk) => ({
          chunk,
          refusal: refuse(
            survey,
            "import-order",
            { cell: chunk.cell, at: chunk.statements[0].start },
            name,
            `${name} is something else here than what is imported below, and that import would be made before this.`,
            "Import it under another name, or leave this out of the chosen cells.",
          ),
        }));
    }),
  );
}

/** Code of the module that reads Python's builtin where the notebook imports something else under that name further down, as the module does at its top. */
export function findHiddenBuiltins(
  survey: Survey,
  chunks: readonly Chunk[],
  imported: Iterable<string>,
): readonly { readonly chunk: Chunk; readonly refusal: Refusal }[] {
  return [...imported].filter(isPythonBuiltin).flatMap((name) => {
    const places: readonly Position[] = [
      ...survey.definitionsOf(name).map(({ cell, at }) => ({ cell, at: at.start })),
      ...[starNames(survey).broughtBy(name)].filter((one) => one !== null),
    ];
    const early =
      places.length === 0
        ? undefined
        : chunks.find((chunk) => survey.mentions(chunk).has(name) && places.every((place) => isBefore(startOf(chunk), place)));
    return early
      ? [
          {
            chunk: early,
            refusal: refuse(
              survey,
              "redefined",
              { cell: early.cell, at: early.statements[0].start },
              name,
              `${name} is Python's builtin here, and something else where cell ${places[0].cell} imports it; in a module it would be the same everywhere.`,
              "Import it under another name.",
            ),
          },
        ]
      : [];
  });
}

const boundByImport = (statement: Stmt): readonly string[] =>
  statement.kind === "Import" || statement.kind === "ImportFrom"
    ? statement.names.map((one) => boundName(one, statement.kind === "Import"))
    : [];

export const refuseOrder = (survey: Survey, { cell, statements }: Chunk): Refusal =>
  refuse(
    survey,
    "import-order",
    { cell, at: statements[0].start },
    null,
    "This decides what the imports below find, and they would be made before it.",
    "Leave it out of the chosen cells, in a cell above them, or move the imports up.",
  );

/** Whether a chunk decides what those of the imports find that are below it. */
function decidesFor(survey: Survey, chunk: Chunk, imports: readonly NeededImport[], modules: Modules): boolean {
  if (imports.some((one) => isBefore(startOf(chunk), one) && setsMember(survey, chunk, one))) return true;
  const below = imports.filter((one) => isBefore(startOf(chunk), one) && !isLoadedBefore(survey, one, startOf(chunk)));
  if (below.some(({ module }) => !isInstalled(module, modules)) && changesTheFolder(survey, chunk)) return true;
  if (below.some((one) => !isInstalled(one.module, modules) && namesFile(codeOf(survey, chunk), one.module))) return true;
  return (
    below.length > 0 &&
    changesImports(
      codeOf(survey, chunk),
      below.every((one) => modules.isStandardLibrary(one.module.split(".")[0])),
    )
  );
}

/** True of code that gives a module's own variable another value before that is fetched: `settings.RATE = 2`, then `from settings import RATE`. */
function setsMember({ python }: Survey, { cell, statements }: Chunk, { module, fetched }: NeededImport): boolean {
  if (fetched === null) return false;
  const isIt = (expr: Expr | undefined): boolean =>
    expr !== undefined && expr.kind !== "Starred" && python.qualifiedName(expr, cell) === module;
  let found = false;
  walkNodes(statements, (node) => {
    const targets =
      node.kind === "Assign" || node.kind === "Delete"
        ? node.targets
        : node.kind === "AugAssign" || node.kind === "AnnAssign"
          ? [node.target]
          : [];
    found ||= targets.some(
      (target) => target.kind === "Attribute" && (fetched === "*" || target.attr.name === fetched) && isIt(target.value),
    );
    if (node.kind === "Call")
      found ||= /^(?:builtins\.setattr|importlib\.reload)$/.test(python.qualifiedName(node.func, cell) ?? "") && isIt(node.args[0]);
  });
  return found;
}

/** True of code that has to do with a module's own file: `download(site + "tools.py")`, `open("tools.py", "w")`. */
const namesFile = (code: string, name: string): boolean => code.split(/[^\p{L}\p{N}_.]/u).includes(`${name.split(".")[0]}.py`);

const codeOf = (survey: Survey, { cell, start, end }: Chunk): string =>
  survey
    .sourceOf(cell)
    .slice(start, end)
    .replace(/^[ \t]*#.*$/gm, "");

export const startOf = ({ cell, start }: Chunk): Position => ({ cell, at: start });

export const changesTheFolder = (survey: Survey, chunk: Chunk): boolean =>
  !runsElsewhere(chunk) && changesFolder.test(codeOf(survey, chunk));

/** True of a magic of the whole cell whose text is no code of the kernel: `%%bash`, `%%writefile`. */
const runsElsewhere = ({ statements }: Chunk): boolean =>
  statements.every((one) => one.kind === "EscapeStmt" && one.escape.kind === "cell-magic");

/** True of a module that is the same from every working folder: it is no file of the project. */
export function isInstalled(module: string, { isStandardLibrary, isFirstParty }: Modules): boolean {
  const [top] = module.split(".");
  return isStandardLibrary(top) || (isKnownImport(module) && !isFirstParty(top));
}

/** True of a member of a module that was imported above: it is there, and only fetched. */
const isLoadedBefore = (survey: Survey, { module, member }: NeededImport, place: Position): boolean =>
  member !== null &&
  survey.python.definitions.some(
    ({ node, cell, at }) =>
      isBefore({ cell, at: at.start }, place) &&
      (node.kind === "ImportFrom"
        ? node.level === 0 && node.module?.name === module
        : node.kind === "Import" && node.names.some(({ name }) => name.name === module)),
  );
