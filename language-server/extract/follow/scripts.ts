// What `%run file.py` brings: the script runs by itself, and what its top binds in the end is bound in the notebook.
// `%run other.ipynb` runs the other notebook's cells as if they stood here.
import { starExports } from "../../knowledge/starExports";
import { readNotebook } from "../../notebook/read";
import { baseName } from "../../project/paths";
import { isPythonBuiltin } from "../../python/builtins";
import { lowerCell } from "../../python/lower/lower";
import { buildScope, type Scope } from "../../python/scopes/scopes";
import type { Escape, Module } from "../../python/syntax";
import { walkNodes } from "../../python/walk";
import { isImport } from "../cut/chunks";
import { isInstalled, type Modules } from "../write/importPlace";
import type { Survey } from "../survey";
import { describe, importsOf, namesImportedBy, type ImportedName } from "../write/imports";
import { boundAnotherWay, isStarImport } from "./anotherWay";
import { followNames } from "./followNames";
import { collectGlobals } from "./globals";
import { mentionedNames } from "./mentionedNames";
import type { UseFacts } from "./nameUse";

/** The names of a script. */
export interface Script {
  /** Whether it may bind a name. */
  readonly mayBind: (name: string) => boolean;
  /** Names that it binds on every path to its end. */
  readonly certain: ReadonlySet<string>;
  /** Names that it imports at its top, once, and binds in no other way. */
  readonly imports: ReadonlyMap<string, ImportedName>;
  /** Names that mean the same in it and in the notebook: all that are in the text of another notebook, none of a script, whose variables are its own. */
  readonly shared: ReadonlySet<string>;
}

/** What is known of the files and modules around the notebook. */
export interface Surrounding extends Modules {
  /** Gives the text of a file by its path from the notebook's folder; undefined where there is none. */
  readonly readBeside?: (path: string) => string | undefined;
}

/** The path that `%run` is given, without options: these run the script otherwise, as in the notebook's own names. What the shell would fill in is not known. */
const scriptPath = /^\s*(?:"([^"]+)"|'([^']+)'|([^\s"'-]\S*))(?=\s|$)/;

/**
 * The script that a magic runs; null where it runs none, or one that is not known: not there, no Python, one that may bind names which its text does not have,
 * or one that other lines of the notebook name as well, which may write it. @param sources the texts of the notebook's cells
 */
export function scriptOf(
  { kind, name, args }: Escape,
  sources: readonly string[],
  { readBeside = () => undefined, ...modules }: Surrounding,
): Script | null {
  const [, ...quoted] = name === "run" && kind === "line-magic" ? (scriptPath.exec(args.name) ?? []) : [];
  const file = quoted.find((one) => one !== undefined);
  if (file === undefined || /[$~*?{}\\]/.test(file)) return null;
  if (/\.ipynb$/.test(file)) return isNamedElsewhere(baseName(file), sources) ? null : readOtherNotebook(readBeside(file), modules);
  if (isNamedElsewhere(`${baseName(file).replace(/\.py$/, "")}.py`, sources)) return null;
  const text = /\.py$/.test(file)
    ? readBeside(file)
    : /\.\w+$/.test(file) || readBeside(file) !== undefined
      ? undefined
      : readBeside(`${file}.py`);
  if (text === undefined) return null;
  const module = lowerCell(text);
  return readScript(module, buildScope(module), modules);
}

/**
 * What a notebook brings whose cells run in the notebook that runs it; null where that is not known, or it needs a name that is not its own:
 * its code could see what the notebook gives that name. Magics about figures and the like are left out.
 */
function readOtherNotebook(text: string | undefined, modules: Modules): Script | null {
  const read = text === undefined ? null : readNotebook(text, "");
  if (!read?.ok || (read.file.notebook.language !== "python" && read.file.notebook.language !== "")) return null;
  const sources = read.file.notebook.cells.flatMap(({ kind, source }) => (kind === "code" ? [source] : []));
  const code = sources.join("\n").replace(/^%[ \t]*(?:matplotlib|config|autoreload|precision|xmode|colors)\b.*$/gm, "");
  const module = lowerCell(code);
  const scope = buildScope(module);
  const script = readScript(module, scope, modules);
  if (!script) return null;
  const inFunctions = new Set<string>();
  scope.children.forEach((child) => collectGlobals(child, inFunctions, new Set()));
  const needed = [...followNames(module.body, nothingKnown).needs.keys(), ...inFunctions];
  return needed.every((name) => script.certain.has(name) || isPythonBuiltin(name))
    ? { ...script, shared: new Set([...scope.symbols.keys(), ...mentionedNames(module.body)]) }
    : null;
}

/** Whether lines name a file that do not run it: `%%writefile tools.py`, `!wget …/tools.py`. */
const isNamedElsewhere = (file: string, sources: readonly string[]): boolean =>
  sources.some(
    (source) => source.includes(file) && source.split(/\r\n|\r|\n/).some((line) => line.includes(file) && !/^\s*(?:%\s*)?run\s/.test(line)),
  );

/** Ways to the notebook's names, and to builtins, that have no name in the text. */
const reachesOut = /\b(?:get_ipython|user_ns|__main__|__builtins__|builtins|sys\.modules|_getframe|globals|locals|vars)\b/;

/** Below such a script no module is found that lies beside the notebook. */
const leavesFolder = /\bchdir\b/;

/** `__name__ == "__main__"`: true of a script that is run. */
const isRun = /\b__name__\s*==\s*(["'])__main__\1/g;

/** Ways to end a script early. */
const endsEarly = /\b(?:exit|quit|_exit|abort|SystemExit)\b/;

function readScript(module: Module, scope: Scope, modules: Modules): Script | null {
  if (
    module.problems.length > 0 ||
    module.escapes.length > 0 ||
    reachesOut.test(module.source.replace(isRun, "")) ||
    leavesFolder.test(module.source)
  )
    return null;
  const stars = starNamesIn(module);
  if (stars === null) return null;
  const inFunctions = new Set<string>();
  scope.children.forEach((child) => collectGlobals(child, new Set(), inFunctions));
  const names = new Set([
    ...stars,
    ...inFunctions,
    ...[...scope.symbols.values()].flatMap(({ name, isAssigned, isImported }) => (isAssigned || isImported ? [name] : [])),
  ]);
  const { definite } = followNames(module.body, nothingKnown);
  const certain = new Set(endsEarly.test(module.source) ? [] : [...names].filter((name) => definite?.has(name)));
  const others = new Set([
    ...stars,
    ...inFunctions,
    ...followNames(
      module.body.filter((one) => !isImport(one)),
      nothingKnown,
    ).binds.keys(),
  ]);
  const imports = module.body.flatMap(namesImportedBy);
  const isOnlyImport = (name: string): boolean =>
    certain.has(name) && !others.has(name) && imports.filter(([other]) => other === name).length === 1;
  return {
    // Those that begin with two underscores every module has.
    mayBind: (name) => names.has(name) || name.startsWith("__"),
    certain,
    shared: new Set(),
    imports: new Map(imports.filter(([name, one]) => isOnlyImport(name) && isInstalled(one.module, modules))),
  };
}

/** Of a script nothing is known but its text. */
const nothingKnown: UseFacts = { numberOf: () => null, maySuppress: () => true, isUsedUp: () => false, namesInText: () => [] };

/** The names that a script's star imports bring; null where they are not known, or where it binds names by another way than by the name. */
function starNamesIn({ body }: Module): ReadonlySet<string> | null {
  const names = new Set<string>();
  let isKnown = true;
  walkNodes(body, (node) => {
    if (boundAnotherWay(node) !== null) isKnown = false;
    if (!isStarImport(node)) return;
    const exported = node.level === 0 && node.module ? starExports.get(node.module.name) : undefined;
    if (exported) exported.forEach((name) => names.add(name));
    else isKnown = false;
  });
  return isKnown ? names : null;
}

/** True of a name that a script imports just as the notebook does. */
export function importsTheSame(survey: Survey, script: Script, name: string): boolean {
  const [own, ...others] = script.imports.has(name) ? (importsOf(name, survey) ?? []) : [];
  return own !== undefined && others.length === 0 && describe(own) === describe(script.imports.get(name)!);
}
