// Moves definitions, with all that they need: imports are copied, constants and functions move along, a variable of the
// notebook is refused.
import { firstOfEach } from "../../util/groupBy";
import { isBuiltin, isPythonBuiltin } from "../../python/builtins";
import type { Scope } from "../../python/scopes/scopes";
import type { Expr, FunctionDef, Identifier, Stmt } from "../../python/syntax";
import { walkNodes } from "../../python/walk";
import { wordList } from "../../util/wordList";
import type { Chunk } from "../cut/chunks";
import { followNames } from "../follow/followNames";
import { findHiddenReads } from "../follow/hiddenReads";
import type { NameUse } from "../follow/nameUse";
import { starNames, starsBefore, type StarImport } from "../follow/starNames";
import type { Refusal } from "../plan";
import { refuse, refuseUnbound, type Where } from "../refuse/refusals";
import type { Survey } from "../survey";
import { isBefore } from "../write/importPlace";
import { importsOf, type ImportedName } from "../write/imports";
import { fixedNames, madeNames } from "./constants";
import { definedNames, findEarlyEffect, findForbidden } from "./definitions";
import { earlyNames, findEarlyLook } from "./early";
import { isBoundAgain, keepsValue, whatElseBinds } from "./inPlace";

/** What the module is to hold beside functions made of statements. */
export interface ModuleParts {
  /** Definitions that move, with the names that each defines. */
  readonly moved: ReadonlyMap<Chunk, readonly string[]>;
  /** Definitions that may move although their name is bound again: the notebook imports them where they stand. */
  readonly inPlace: ReadonlySet<Chunk>;
  /** Variables of the notebook that live in the module from now on, where the notebook finds them; null where none may. */
  readonly held: readonly string[] | null;
  /** Star imports that the module repeats, all or none. */
  readonly stars: readonly StarImport[];
  /** By the name that the module's code uses. */
  readonly imports: ReadonlyMap<string, readonly ImportedName[]>;
}

export const noParts: ModuleParts = { moved: new Map(), inPlace: new Set(), held: null, stars: [], imports: new Map() };

export type Moving = { readonly parts: ModuleParts; readonly refusals: readonly Refusal[] };

/** The display function, which the notebook has without an import. */
const displayImport: ImportedName = { module: "IPython.display", name: "display", alias: null };

/** Adds a definition to the parts, and what it needs. */
export function moveDefinition(survey: Survey, parts: ModuleParts, chunk: Chunk, defined: readonly Identifier[]): Moving {
  if (parts.moved.has(chunk)) return { parts, refusals: [] };
  const wrong = defined.map((name) => whyItStays(survey, parts, chunk, name)).find((one) => one !== null);
  if (wrong) return { parts, refusals: [wrong] };
  const names = defined.map(({ name }) => name);
  let result: Moving = { parts: { ...parts, moved: new Map([...parts.moved, [chunk, names]]) }, refusals: [] };
  const early = earlyNames(chunk);
  for (const need of freeNames(survey, chunk)) {
    const next = provideName(survey, result.parts, need, chunk, wordList(names), early.has(need.name));
    result = { parts: next.parts, refusals: [...result.refusals, ...next.refusals] };
  }
  return result;
}

/** Makes a name available in the module that the moved definition `reader` reads, `isEarly` when it is defined. */
function provideName(survey: Survey, parts: ModuleParts, { name, start }: Identifier, reader: Chunk, by: string, isEarly: boolean): Moving {
  const where = { cell: reader.cell, at: start };
  const moved = movedAs(parts, name);
  const isSame = moved && (!parts.inPlace.has(moved) || (keepsValue(survey, moved, name) && !isAbove(reader, moved)));
  if (isSame || parts.imports.has(name)) return { parts, refusals: [] };
  const definitions = survey.definitionsOf(name);
  if (definitions.length === 0) return provideBuiltin(survey, parts, name, where, by);
  const imports = importsOf(name, survey);
  const imported =
    imports &&
    (withCertainImport(survey, parts, name, imports, where) ??
      (starNames(survey).names.has(name) ? null : withImport(parts, name, imports)));
  if (imported) return { parts: imported, refusals: [] };
  const chunk = definitions.length === 1 && !moved ? survey.chunkOf(definitions[0].cell, definitions[0].at.start) : undefined;
  if (chunk) {
    const along = namesAlong(survey, chunk, isEarly);
    if (along.length > 0) return moveDefinition(survey, parts, chunk, along);
    const made = parts.held === null ? [] : madeNames(survey, chunk);
    if (made.length > 0) return moveDefinition(survey, { ...parts, held: [...parts.held!, ...made.map((one) => one.name)] }, chunk, made);
  }
  const cells = [...new Set(definitions.map(({ cell }) => cell))];
  const wayOut = isEarly
    ? `Write the value itself there, or take None as the default and hand ${name} over where ${by} is called.`
    : `Make ${name} a parameter of ${by} and hand it over at every call.`;
  return {
    parts,
    refusals: [
      refuse(
        survey,
        "reads-variable",
        where,
        name,
        `${by} reads ${name}${isEarly ? " when it is defined" : ""}, a variable that the notebook sets (cell ${cells.slice(0, 3).join(", ")}): in a module it would not see it.`,
        wayOut,
      ),
    ],
  };
}

const isAbove = (one: Chunk, other: Chunk): boolean => one.cell < other.cell || (one.cell === other.cell && one.index < other.index);

/** The definition of a name that moves. */
export const movedAs = ({ moved }: ModuleParts, name: string): Chunk | null =>
  [...moved].find(([, own]) => own.includes(name))?.[0] ?? null;

export const isPlainFunction = ({ statements }: Chunk): boolean => statements.length === 1 && statements[0].kind === "FunctionDef";

/** What of the notebook a function needs that cannot move along with it. */
interface Wanted {
  /** The variables that it reads while it runs. */
  readonly variables: readonly string[];
  /** The parameters that have a variable as their default, with its name; but for collections that are made once, which can move. */
  readonly defaults: ReadonlyMap<string, string>;
  /** The functions that would move along. */
  readonly functions: readonly Chunk[];
}

const wantsNothing: Wanted = { variables: [], defaults: new Map(), functions: [] };

/** What a function wants; nothing where it needs variables to be defined in other ways than as defaults. */
export function variablesOf(survey: Survey, chunk: Chunk, func: FunctionDef): Wanted {
  const functions: Chunk[] = [];
  const isVariable = (name: string, isEarly: boolean): boolean => {
    const definitions = survey.definitionsOf(name);
    if (definitions.length === 0 || importsOf(name, survey)) return false;
    const defining = survey.chunkOf(definitions[0].cell, definitions[0].at.start);
    if (definitions.length > 1 || !defining || namesAlong(survey, defining, isEarly).length === 0) return true;
    if (isPlainFunction(defining)) functions.push(defining);
    return false;
  };
  const defaults = new Map(
    func.params.flatMap(({ name, default: value }) =>
      value?.kind === "Name" && isVariable(value.name, true) && !isMadeOnce(survey, value.name) ? [[name.name, value.name]] : [],
    ),
  );
  const withoutDefaults = {
    ...func,
    params: func.params.map((param) => (defaults.has(param.name.name) ? { ...param, default: null } : param)),
  };
  if ([...headerNeeds(survey, withoutDefaults, chunk.cell).keys()].some((name) => isVariable(name, true))) return wantsNothing;
  const variables = namesInside(survey, chunk, func)
    .filter(({ name }) => name !== func.name.name && isVariable(name, false))
    .map(({ name }) => name);
  return { variables, defaults, functions };
}

/** True of a name that one statement gives a literal or a new collection. */
function isMadeOnce(survey: Survey, name: string): boolean {
  const [{ cell, at }, ...others] = survey.definitionsOf(name);
  const chunk = survey.chunkOf(cell, at.start);
  return others.length === 0 && chunk !== undefined && madeNames(survey, chunk).length > 0;
}

/** The names of a chunk that may move along with what reads one of them; none where it may not. What a definition computes with may be in small letters. */
function namesAlong(survey: Survey, chunk: Chunk, isEarly: boolean): readonly Identifier[] {
  const defined = definedNames(chunk, survey);
  if (defined.length > 0) return defined;
  const fixed = fixedNames(survey, chunk, isEarly);
  return fixed.every(({ name }) => survey.definitionsOf(name).length === 1) ? fixed : [];
}

/** As `provideName`, of a name that the notebook never binds. */
export function provideBuiltin(survey: Survey, parts: ModuleParts, name: string, where: Where, by: string): Moving {
  const none = (refusal: Refusal): Moving => ({ parts, refusals: [refusal] });
  if (name === "display") return { parts: withImport(parts, name, [displayImport]), refusals: [] };
  if (name === "__name__")
    return none(
      refuse(
        survey,
        "main-guard",
        where,
        name,
        'The code asks for __name__, which is "__main__" in a notebook and the module\'s name in a module.',
        'If it is a test such as `if __name__ == "__main__"`, take it away: in a notebook it is always true. Else leave this line in the notebook, in a cell of its own.',
      ),
    );
  if (name === "exit" || name === "quit" || name === "get_ipython")
    return none(
      refuse(
        survey,
        "history",
        where,
        name,
        `${name} belongs to the notebook's kernel.`,
        "Leave this line in the notebook, in a cell of its own.",
      ),
    );
  if (isBuiltin(name) && !isPythonBuiltin(name))
    return none(
      refuse(
        survey,
        "history",
        where,
        name,
        `${name} is something that only the notebook's kernel has.`,
        "Give the value a name of its own, and use that.",
      ),
    );
  const star = starNames(survey);
  const exported = star.names.get(name);
  if (exported?.isCertain && exported.cell < where.cell && !star.isUnknown)
    return { parts: withImport(parts, name, [{ module: exported.module, name, alias: null }]), refusals: [] };
  const imported = star.broughtBy(name)?.imported;
  if (imported) return { parts: withImport(parts, name, [imported]), refusals: [] };
  const isDoubtful = star.mayHide(name) || (!isPythonBuiltin(name) && star.isUnknown);
  const starred = isDoubtful ? withStars(survey, parts, where) : null;
  if (starred) return { parts: starred, refusals: [] };
  if (isDoubtful)
    return none(
      refuse(
        survey,
        "star-import",
        where,
        name,
        `${name} may come from ${star.what}, so it is not known what it is.`,
        /\.ipynb\b/.test(star.what)
          ? `Extract the cell of that notebook which makes ${name} to a module, and import ${name} from it.`
          : `Import ${name} by its name.`,
      ),
    );
  if (isPythonBuiltin(name)) return { parts, refusals: [] };
  return none(refuseUnbound(survey, where, name, by));
}

export const withImport = (parts: ModuleParts, name: string, imports: readonly ImportedName[]): ModuleParts => ({
  ...parts,
  imports: new Map([...parts.imports, [name, imports]]),
});

/** The parts with the notebook's star imports, where that gives all names the same meaning for code at this place. */
function withStars(survey: Survey, parts: ModuleParts, where: Where): ModuleParts | null {
  const { repeatable } = starNames(survey);
  return repeatable?.every((star) => isBefore(star, where)) ? { ...parts, stars: repeatable } : null;
}

/** The parts with an import that star imports do not hide for code at this place, or hide in the module, too; null where that is not certain. */
export function withCertainImport(
  survey: Survey,
  parts: ModuleParts,
  name: string,
  imports: readonly ImportedName[],
  where: Where,
): ModuleParts | null {
  const { repeatable, mayHide } = starNames(survey);
  if (!mayHide(name)) return withImport(parts, name, imports);
  if (!repeatable) return null;
  const starsAbove = new Set(survey.definitionsOf(name).map(({ cell, at }) => starsBefore(repeatable, { cell, at: at.start })));
  if (starsAbove.size > 1) return null;
  if (starsAbove.has(repeatable.length)) return withImport(parts, name, imports);
  const starred = withStars(survey, parts, where);
  return starred && withImport(starred, name, imports);
}

/** Why a definition cannot move, or null. */
function whyItStays(survey: Survey, parts: ModuleParts, chunk: Chunk, { name, start }: Identifier): Refusal | null {
  const where = { cell: chunk.cell, at: start };
  const problem = survey.python.cellAt(chunk.cell)!.module.problems.find((one) => chunk.start <= one.start && one.start <= chunk.end);
  if (problem) return refuse(survey, "syntax-error", { cell: chunk.cell, at: problem.start }, name, problem.message, "Fix it first.");
  const definitions = survey.definitionsOf(name);
  const isInPlace = parts.inPlace.has(chunk) && movedAs(parts, name) === null;
  if (definitions.length !== 1 && !isInPlace) {
    const other = definitions.find(({ cell, at }) => cell !== chunk.cell || at.start !== start);
    return refuse(
      survey,
      "redefined",
      where,
      name,
      `${name} is bound ${definitions.length} times in the notebook${other ? ` (also in cell ${other.cell})` : ""}: code in between would see the wrong one.`,
      `Give each ${name} a name of its own.`,
    );
  }
  if (isBoundAgain(survey, name) && !isInPlace)
    return survey.removed.has(name) || survey.removed.has("*")
      ? refuse(survey, "removes-name", where, name, `${name} is removed again somewhere in the notebook.`, "Remove the del first.")
      : refuse(
          survey,
          "star-import",
          where,
          name,
          `${whatElseBinds(survey, name)} may bind ${name}, too, to something else.`,
          `Move that up, above all code with ${name}, or give your ${name} another name.`,
        );
  if (isPythonBuiltin(name))
    return refuse(survey, "redefined", where, name, `${name} hides Python's builtin of the same name.`, `Rename ${name}.`);
  const early = chunk.statements.map((statement) => findEarlyEffect(statement, chunk.cell, survey)).find((one) => one !== null);
  if (early)
    return refuse(
      survey,
      "import-time",
      { cell: chunk.cell, at: early.node.start },
      name,
      `${name} ${early.what}: in a module that would happen when it is imported.`,
      "Move that into a function, or leave this definition out.",
    );
  const look = findEarlyLook(survey, chunk);
  if (look)
    return refuse(
      survey,
      "import-time",
      { cell: chunk.cell, at: look.node.start },
      name,
      `${name} looks into ${look.name} when it is defined, which cell ${look.changedIn} may have changed by then: in a module that would happen before.`,
      `Take what ${name} needs of ${look.name} inside of it, or hand it over where ${name} is used.`,
    );
  const forbidden = findForbidden(chunk.statements);
  if (forbidden?.kind === "Global")
    return {
      reader: name,
      ...refuse(
        survey,
        "global",
        { cell: chunk.cell, at: forbidden.start },
        forbidden.names[0]?.name ?? name,
        `${name} changes a variable of the notebook by global; in a module that would be another variable.`,
        "Return the value in place of global.",
      ),
    };
  if (forbidden)
    return refuse(
      survey,
      "magic",
      { cell: chunk.cell, at: forbidden.start },
      name,
      `${name} holds a line that is no plain Python, or imports what no name says.`,
      "Write it in Python, or leave this definition out.",
    );
  const [hidden] = findHiddenReads(survey.python, chunk.statements, chunk.cell).unknown;
  if (hidden?.isText)
    return refuse(
      survey,
      "hidden-names",
      { cell: chunk.cell, at: hidden.node.start },
      hidden.name,
      `${name} uses ${hidden.name}, which evaluates a text that is not known before the code runs, and may find variables of the notebook in it.`,
      "Write the text out in one piece, or leave this definition out.",
    );
  if (hidden)
    return refuse(
      survey,
      "hidden-names",
      { cell: chunk.cell, at: hidden.node.start },
      hidden.name,
      `${name} uses ${hidden.name}, which looks at variables that nothing in the text names.`,
      "Hand over what it needs by name.",
    );
  return null;
}

/** Names of the notebook that a definition reads, when it runs or when it is called; each once, with a place. */
function freeNames(survey: Survey, chunk: Chunk): readonly Identifier[] {
  const [statement] = chunk.statements;
  const isDefinition = statement.kind === "FunctionDef" || statement.kind === "ClassDef" || statement.kind === "TypeAlias";
  const needs = isDefinition ? headerNeeds(survey, statement, chunk.cell) : followNames(chunk.statements, survey.facts(chunk.cell)).needs;
  return firstOfEach([...needs.values(), ...namesInside(survey, chunk, statement)], ({ name }) => name);
}

/** Names of the notebook that the scopes inside a definition read, and texts in it. */
function namesInside(survey: Survey, chunk: Chunk, statement: Stmt): readonly Identifier[] {
  const found: Identifier[] = [];
  const scopes = scopesOf(survey, chunk);
  for (const scope of scopes) collect(scope, statement, (name) => found.push(name));
  const postponed = annotationNames(chunk.statements).filter(({ name }) => !scopes.some((scope) => isBoundInside(scope, name)));
  const inTexts = findHiddenReads(survey.python, chunk.statements, chunk.cell).known;
  return firstOfEach(
    [...found, ...[...postponed, ...inTexts].filter(({ name }) => survey.definitionsOf(name).length > 0)],
    ({ name }) => name,
  );
}

/** Names in the annotations of definitions and variables. Below `from __future__ import annotations` no scope has them, but dataclasses and type checkers look them up. */
function annotationNames(statements: readonly Stmt[]): readonly Identifier[] {
  const annotations: Expr[] = [];
  walkNodes(statements, (node) => {
    if (node.kind === "AnnAssign") annotations.push(node.annotation);
    if (node.kind === "FunctionDef")
      annotations.push(...[...node.params.map(({ annotation }) => annotation), node.returns].filter((expr) => expr !== null));
  });
  const names: Identifier[] = [];
  walkNodes(annotations, (node) => void (node.kind === "Name" && names.push(node)));
  return names;
}

/** Whether a scope, or one inside it, binds the name itself. */
const isBoundInside = ({ symbols, children }: Scope, name: string): boolean =>
  symbols.get(name)?.place === "local" || symbols.get(name)?.place === "cell" || children.some((child) => isBoundInside(child, name));

/** Names that a definition reads when it runs: in decorators, defaults, annotations, bases. */
function headerNeeds(survey: Survey, statement: Header, cell: number): NameUse["needs"] {
  return followNames(
    headerExpressions(statement).map((value): Stmt => ({ kind: "ExprStmt", start: value.start, end: value.end, value })),
    survey.facts(cell),
  ).needs;
}

type Header = Extract<Stmt, { kind: "FunctionDef" | "ClassDef" | "TypeAlias" }>;

function headerExpressions(statement: Header): readonly Expr[] {
  if (statement.kind === "TypeAlias") return [statement.value];
  if (statement.kind === "ClassDef") return [...statement.decorators, ...statement.bases, ...statement.keywords.map(({ value }) => value)];
  const params = statement.params.flatMap((param) => [param.annotation, param.default]);
  return [...statement.decorators, ...params, statement.returns].filter((expr) => expr !== null);
}

/** The scopes of a cell that are inside a chunk. */
function scopesOf(survey: Survey, { cell, start, end }: Chunk): readonly Scope[] {
  const scopes = survey.python.cellAt(cell)?.scope.children ?? [];
  return scopes.filter(({ node }) => "start" in node && node.start >= start && node.end <= end);
}

function collect(scope: Scope, statement: Stmt, add: (name: Identifier) => void): void {
  for (const { name, place, isReferenced, isAssigned } of scope.symbols.values()) {
    if ((place === "global-implicit" || place === "global-explicit") && (isReferenced || isAssigned))
      add(firstIn(scope, name) ?? { name, start: statement.start, end: statement.end });
  }
  scope.children.forEach((child) => collect(child, statement, add));
}

/** Where a scope's own code has a name first, but for scopes inside it. */
function firstIn({ node: own, children }: Scope, name: string): Identifier | null {
  let first: Identifier | null = null;
  walkNodes("body" in own ? own.body : own, (node) => {
    if (node.kind === "Name" && node.name === name && (first === null || node.start < first.start))
      first = { name, start: node.start, end: node.end };
    return !children.some((child) => child.node === node);
  });
  return first;
}
