// Names that may come from where no text names them: star imports, magics that run other files, `exec`.
import { starExports } from "../../knowledge/starExports";
import type { Escape } from "../../python/syntax";
import { walkNodes } from "../../python/walk";
import { rememberFor } from "../../util/rememberFor";
import { isImportChunk, type Chunk } from "../cut/chunks";
import type { Survey } from "../survey";
import { isBefore, type Position } from "../write/importPlace";
import type { ImportedName } from "../write/imports";
import { boundAnotherWay, isStarImport } from "./anotherWay";
import { importsTheSame } from "./scripts";

/** `from module import *` at the top of a cell. */
export interface StarImport extends Position {
  readonly module: string;
}

export interface StarNames {
  /** True where any name may be bound. */
  readonly isUnknown: boolean;
  /** Names that star imports of known modules bind, with the module and the cell of the last such import. */
  readonly names: ReadonlyMap<string, { readonly module: string; readonly cell: number; readonly isCertain: boolean }>;
  /** All star imports in order, where nothing else brings unknown names, so that a module which repeats them has the same names; else null. */
  readonly repeatable: readonly StarImport[] | null;
  /** Whether a builtin or an import of the notebook may be something else, because a star import or what brings unknown names has a name like it. */
  readonly mayHide: (name: string) => boolean;
  /** What between two places may bind a name, as messages have it; `to` null: anywhere below `from`. null where nothing does. */
  readonly mayBindBetween: (name: string, from: Position, to: Position | null) => string | null;
  /** True of a name that a star import of a known module or a known script may bind. */
  readonly mayBring: (name: string) => boolean;
  /** Where a known script (`%run file.py`) brings a name for certain first; null where none does, or it is removed again somewhere. */
  readonly broughtBy: (name: string) => BroughtName | null;
  /** What brings them, for messages. */
  readonly what: string;
}

/** A place that binds names which no text there has. */
interface Source extends Position {
  readonly what: string;
  readonly mayBind: (name: string) => boolean;
}

/** A name that a script brings for certain, which a cell runs at its top, and the end of the line that does. */
export interface BroughtName extends Position {
  /** The script's import of it, where nothing else brings or binds the name. */
  readonly imported: ImportedName | null;
}

/** Magics that put text into a cell, where it does nothing until it is run. */
const putsText = /^(?:load|loadpy|recall)$/;

/** Magics that run code of the user's; extensions bring magics, and no names that Python has. */
const runsCode = /^(?:ed|edit|rerun|run|sc|store|julia|cython|cython_inline|cython_pyximport|fortran)$/;

/** Builtins that some version of numpy or of matplotlib's pylab has a name like: what %pylab imports. */
const hiddenByPylab: ReadonlySet<string> = new Set(
  "abs all any bool bytes complex divmod float hex int max min object oct pow round sorted str sum".split(" "),
);

export const starNames = rememberFor(findStarNames);

function findStarNames(survey: Survey): StarNames {
  const { python, chunks, removed, definitionsOf } = survey;
  const names = new Map<string, { module: string; cell: number; isCertain: boolean }>();
  const unknown: { readonly what: string; readonly mayHide: (name: string) => boolean }[] = [];
  const known: string[] = [];
  const stars: StarImport[] = [];
  const sources: Source[] = [];
  const scripts: (Source & { readonly mentions: (name: string) => boolean })[] = [];
  const brought = new Map<string, BroughtName>();
  let isRepeatable = true;
  for (const { index, module } of python.cells) {
    walkNodes(module.body, (node) => {
      const otherWay = boundAnotherWay(node);
      if (otherWay !== null)
        sources.push({
          cell: index,
          at: otherWay.start,
          what: otherWay.what,
          mayBind: (name) => otherWay.name === null || otherWay.name === name,
        });
      if (!isStarImport(node)) return;
      const source = node.module?.name ?? ".";
      const what = `"from ${source} import *"`;
      const exported = starExports.get(source);
      if (exported) known.push(what);
      else unknown.push({ what, mayHide: () => true });
      for (const name of exported ?? [])
        names.set(name, { module: source, cell: index, isCertain: !names.has(name) && module.body.includes(node) });
      const star = { module: source, cell: index, at: node.start };
      sources.push({ cell: index, at: node.start, what, mayBind: (name) => exported?.has(name) ?? true });
      if (node.level === 0 && module.body.includes(node)) stars.push(star);
      else isRepeatable = false;
    });
    for (const escape of module.escapes) {
      if (!escape.opensScope || putsText.test(escape.name)) continue;
      const what = escape.name === "run" ? `%run ${escape.args.name.trim()}` : `%${escape.name}`;
      const script = survey.scriptOf(escape);
      if (script) {
        known.push(what);
        const source = {
          cell: index,
          at: escape.start,
          what,
          mayBind: (name: string) => script.mayBind(name) && !importsTheSame(survey, script, name),
        };
        scripts.push({ ...source, mentions: (name) => script.shared.has(name) });
        sources.push(source);
        const isAtTop = module.body.some((one) => one.kind === "EscapeStmt" && one.escape === escape);
        for (const name of isAtTop ? script.certain : [])
          if (!brought.has(name)) brought.set(name, { cell: index, at: escape.end, imported: script.imports.get(name) ?? null });
        continue;
      }
      unknown.push({ what, mayHide: hiddenBy(escape) });
      if (escape.name === "pylab" || runsCode.test(escape.name)) sources.push({ cell: index, at: escape.start, what, mayBind: () => true });
    }
  }
  const onlyStars =
    scripts.length === 0 &&
    unknown.every(({ what }) => what.startsWith('"')) &&
    chunks.every((chunk) => !chunk.statements.some(isStarImport) || isStarChunk(chunk));
  return {
    isUnknown: unknown.length > 0,
    names,
    what: unknown.at(-1)?.what ?? known.at(-1) ?? "",
    repeatable: isRepeatable && onlyStars && stars.length > 0 ? stars : null,
    mayHide: (name) => names.has(name) || unknown.some((one) => one.mayHide(name)) || scripts.some((one) => one.mayBind(name)),
    mayBring: (name) => names.has(name) || scripts.some((one) => one.mayBind(name) || one.mentions(name)),
    mayBindBetween: (name, from, to) =>
      sources.find((source) => isBefore(from, source) && (to === null || isBefore(source, to)) && source.mayBind(name))?.what ?? null,
    broughtBy: (name) => {
      const first = removed.has(name) || removed.has("*") ? undefined : brought.get(name);
      const isOnly = definitionsOf(name).length === 0 && sources.filter((one) => one.mayBind(name)).length === 1;
      return first ? { ...first, imported: isOnly ? first.imported : null } : null;
    },
  };
}

const hiddenBy =
  ({ name: magic }: Escape) =>
  (name: string): boolean =>
    magic === "pylab" ? hiddenByPylab.has(name) : runsCode.test(magic);

/** True of lines with nothing but imports, a star import among them. */
export const isStarChunk = (chunk: Chunk): boolean => chunk.statements.some(isStarImport) && isImportChunk(chunk);

/** How many of the star imports are above a place. */
export const starsBefore = (stars: readonly StarImport[], place: Position): number => stars.filter((star) => isBefore(star, place)).length;
