// Makes one function of statements: which names it takes, which it gives back, and why it cannot be made.
import type { Read } from "../python/analysis";
import { isBuiltin, isPythonBuiltin } from "../python/builtins";
import type { ExprStmt, Identifier } from "../python/syntax";
import { walkNodes } from "../python/walk";
import type { Chunk } from "./chunks";
import { definedName } from "./definitions";
import { findHiddenReads } from "./hiddenReads";
import { importsOf } from "./imports";
import { moveDefinition, provideBuiltin, withImport, type ModuleParts } from "./moveDefinitions";
import { followNames, targetNames, type NameUse, type Obstacle } from "./nameUse";
import type { Refusal } from "./plan";
import { refuse } from "./refusals";
import { starNames } from "./starNames";
import type { Survey } from "./survey";

/** Statements that are to become one function. */
export interface Step {
  readonly cells: readonly number[];
  /** The cell that gets the call. */
  readonly callCell: number;
  readonly chunks: readonly Chunk[];
  /** The last statement, where its value is displayed. */
  readonly shown: ExprStmt | null;
  /** Chunks of its cells that run before the call and stay: imports and magics. */
  readonly ahead: readonly Chunk[];
}

export interface FunctionShape {
  readonly step: Step;
  readonly use: NameUse;
  readonly parameters: readonly string[];
  readonly returns: readonly string[];
  readonly locals: readonly string[];
  /** Names of the notebook that it removes on every path: the notebook removes them behind the call. */
  readonly removes: readonly string[];
}

/** What is known when a function's names are settled. */
export interface Surroundings {
  readonly survey: Survey;
  readonly parts: ModuleParts;
  /** Names that are bound whenever a cell starts. */
  readonly boundBefore: (cell: number) => ReadonlySet<string>;
  /** Names that functions made of later cells take: their calls read them, on whatever path the function does. */
  readonly wantedLater: ReadonlySet<string>;
}

/** Settles what a step's function takes from the module: imports, definitions, and names left to be parameters. */
export function settleNeeds(survey: Survey, parts: ModuleParts, step: Step, use: NameUse, boundBefore: ReadonlySet<string>): { readonly parts: ModuleParts; readonly parameters: readonly string[]; readonly refusals: readonly Refusal[] } {
  const refusals: Refusal[] = [];
  const parameters: string[] = [];
  const bound = boundAtCall(survey, step, boundBefore);
  let current = parts;
  for (const name of [...use.needs.values(), ...hiddenNeeds(survey, step, use)]) {
    const where = whereIs(survey, step, name);
    if (bound.has(name.name) || [...current.moved.values()].includes(name.name)) {
      const next = takeFromModule(survey, current, name.name, step, use);
      if (next) current = next;
      else parameters.push(name.name);
      continue;
    }
    if (isSometimesBound(survey, step, name.name)) {
      refusals.push(refuse(survey, "maybe-unbound", where, name.name, `${name.name} is read here but bound on some paths above only.`, `Give ${name.name} a value on every path, for example \`${name.name} = None\` above.`));
      continue;
    }
    if (use.binds.has(name.name) && !isBuiltin(name.name)) continue;
    if (use.binds.has(name.name)) {
      refusals.push(refuse(survey, "redefined", where, name.name, `${name.name} is read as ${isPythonBuiltin(name.name) ? "Python's builtin" : "the kernel's value"} and then bound: in a function it would be unbound at first.`, `Choose another name for your ${name.name}.`));
      continue;
    }
    const provided = provideBuiltin(survey, current, name.name, where, "this code");
    current = provided.parts;
    refusals.push(...provided.refusals);
  }
  return { parts: current, parameters, refusals };
}

/** Names that are bound whenever the call runs. What `%%capture out` binds is there at the cell's end only. */
function boundAtCall(survey: Survey, { ahead, callCell }: Step, boundBefore: ReadonlySet<string>): ReadonlySet<string> {
  const run = ahead.flatMap(({ statements }) => statements).filter((one) => one.kind !== "EscapeStmt" || one.escape.kind !== "cell-magic");
  return run.length === 0 ? boundBefore : followNames(run, survey.facts(callCell), boundBefore).definite ?? boundBefore;
}

/** A name that the module has itself: an import, or a definition that moves or may move along; null where it is to be handed over. */
function takeFromModule(survey: Survey, parts: ModuleParts, name: string, step: Step, use: NameUse): ModuleParts | null {
  if (use.binds.has(name)) return null;
  if ([...parts.moved.values()].includes(name) || parts.imports.has(name)) return parts;
  const imports = importsOf(name, survey);
  if (imports) return starNames(survey).isUnknown ? null : withImport(parts, name, imports);
  const [definition, ...others] = survey.definitionsOf(name);
  const chunk = definition && survey.chunkOf(definition.cell, definition.at.start);
  if (!chunk || others.length > 0 || step.chunks.includes(chunk)) return null;
  const [statement] = chunk.statements;
  if (!definedName(chunk, survey) || (statement.kind !== "FunctionDef" && statement.kind !== "ClassDef")) return null;
  const moving = moveDefinition(survey, parts, chunk, definition.at);
  return moving.refusals.length === 0 ? moving.parts : null;
}

/** Names in pandas queries that the step's own statements do not bind. */
function hiddenNeeds(survey: Survey, step: Step, use: NameUse): readonly Identifier[] {
  const names = step.chunks.flatMap((chunk) => findHiddenReads(survey.python, chunk.statements, chunk.cell).known);
  return names.filter(({ name }, at) => !use.needs.has(name) && !use.binds.has(name) && names.findIndex((other) => other.name === name) === at);
}

/** The place of a name in the step; a place of several cells is the one whose text has the name there. */
const whereIs = (survey: Survey, step: Step, { start, name }: Identifier) => {
  const chunk = step.chunks.find((one) => one.start <= start && start <= one.end && survey.sourceOf(one.cell).startsWith(name, start)) ?? step.chunks.find((one) => one.start <= start && start <= one.end) ?? step.chunks[0];
  return { cell: chunk.cell, at: start };
};

/** True where a definition may reach the step from outside. */
function isSometimesBound(survey: Survey, step: Step, name: string): boolean {
  const isOwn = (cell: number, at: number): boolean => step.chunks.some((chunk) => chunk.cell === cell && chunk.start <= at && at <= chunk.end);
  return step.cells.some((cell) => survey.python.document.before(cell, name).some((definition) => !isOwn(definition.cell, definition.at.start)))
    || survey.definitionsOf(name).some((definition) => definition.kind === "global-in-function" || (definition.cell === step.callCell && !isOwn(definition.cell, definition.at.start) && definition.at.start < step.chunks[0].start));
}

/** Settles what the function gives back. Call it for later steps first: what they take is among what earlier ones give. */
export function settleReturns(surroundings: Surroundings, step: Step, use: NameUse, parameters: readonly string[]): { readonly shape: FunctionShape; readonly refusals: readonly Refusal[] } {
  const { survey, parts, wantedLater } = surroundings;
  const refusals: Refusal[] = [];
  const isOwn = (cell: number, at: number): boolean => step.chunks.some((chunk) => chunk.cell === cell && chunk.start <= at && at <= chunk.end);
  const isMoved = (read: Read): boolean => {
    const chunk = survey.chunkOf(read.cell, read.at.start);
    return chunk !== undefined && parts.moved.has(chunk);
  };
  const bound = boundAtCall(survey, step, surroundings.boundBefore(step.callCell));
  const readOutside = namesReadOutside(survey, isOwn, isMoved);
  const readsAll = findWholeReader(survey, parts, step);
  const returns: string[] = [];
  const fallbacks: string[] = [];
  for (const [name, at] of use.binds) {
    const isDefinite = use.definite === null || use.definite.has(name);
    const isWanted = readOutside.has(name) || wantedLater.has(name) || (bound.has(name) && name !== "_" && (isDefinite || parameters.includes(name))) || (readsAll !== null && !use.removes.has(name));
    if (!isWanted || use.definite === null) continue;
    if (!isDefinite && !bound.has(name)) {
      if (use.removes.has(name) && !isSometimesBound(survey, step, name)) continue;
      refusals.push(refuse(survey, "bound-in-one-branch", whereIs(survey, step, at), name, `${name} is bound on some paths of this code only, and code after it reads ${name}.`, `Give ${name} a value on every path, for example \`${name} = None\` above.`));
      continue;
    }
    returns.push(name);
    if (!isDefinite && !parameters.includes(name)) fallbacks.push(name);
  }
  const removes = [...use.removes.keys()].filter((name) => parameters.includes(name) && bound.has(name) && use.definite !== null && !use.definite.has(name) && isAlwaysRemoved(step, use, name));
  refusals.push(...hazards(surroundings, step, use, parameters, removes));
  const locals = [...use.binds.keys()].filter((name) => !returns.includes(name) && (!use.removes.has(name) || use.rebound.has(name)));
  return { shape: { step, use, parameters: [...parameters, ...fallbacks], returns, locals, removes }, refusals };
}

/** True of a name that a `del` at the top of the step removes, and nothing binds again. */
const isAlwaysRemoved = ({ chunks }: Step, use: NameUse, name: string): boolean =>
  !use.rebound.has(name) && chunks.some(({ statements }) => statements.some((one) => one.kind === "Delete" && one.targets.flatMap(targetNames).includes(name)));

function namesReadOutside(survey: Survey, isOwn: (cell: number, at: number) => boolean, isMoved: (read: Read) => boolean): ReadonlySet<string> {
  const { document, recorded } = survey.python;
  const names = new Set<string>();
  for (const flow of [document, ...(recorded ? [recorded] : [])]) {
    for (const read of flow.reads) {
      if (isOwn(read.cell, read.at.start) || isMoved(read)) continue;
      if (read.definitions.some((definition) => isOwn(definition.cell, definition.at.start))) names.add(read.name);
    }
    for (const read of flow.latent) if (!isOwn(read.cell, read.at.start) && !isMoved(read)) names.add(read.name);
  }
  for (const { name, cell, start, isText } of hiddenTexts(survey)) if (isText && !isOwn(cell, start)) names.add(name);
  return names;
}

/** Names in strings such as "price > @limit", which pandas reads where they are used. */
function hiddenTexts(survey: Survey): readonly { readonly name: string; readonly cell: number; readonly start: number; readonly isText: true }[] {
  return survey.python.cells.flatMap(({ index, module }) => findHiddenReads(survey.python, module.body, index).known.map(({ name, start }) => ({ name, cell: index, start, isText: true as const })));
}

/** Code that stays and looks at all variables. */
function findWholeReader(survey: Survey, parts: ModuleParts, step: Step): Chunk | null {
  return survey.chunks.find((chunk) => !step.chunks.includes(chunk) && !parts.moved.has(chunk) && findHiddenReads(survey.python, chunk.statements, chunk.cell).unknown.length > 0) ?? null;
}

/** What would make the function behave otherwise than the statements did. */
function hazards({ survey, parts, boundBefore }: Surroundings, step: Step, use: NameUse, parameters: readonly string[], removes: readonly string[]): readonly Refusal[] {
  const refusals: Refusal[] = [];
  const last = step.chunks[step.chunks.length - 1];
  const isOwn = (cell: number, at: number): boolean => step.chunks.some((chunk) => chunk.cell === cell && chunk.start <= at && at <= chunk.end);
  const isMovedAt = (cell: number, at: number): boolean => {
    const chunk = survey.chunkOf(cell, at);
    return chunk !== undefined && parts.moved.has(chunk);
  };
  refusals.push(...use.obstacles.map((obstacle) => explainObstacle(survey, step, obstacle)));
  for (const chunk of step.chunks) {
    for (const { node, name } of findHiddenReads(survey.python, chunk.statements, chunk.cell).unknown) {
      refusals.push(refuse(survey, "hidden-names", { cell: chunk.cell, at: node.start }, name, `${name} looks at variables that nothing in the text names; in a function it would see others.`, "Leave this line in the notebook, in a cell of its own, or hand over by name what it needs."));
    }
  }
  for (const [name, at] of use.removes) {
    if (use.definite?.has(name) || removes.includes(name)) continue;
    if (!isSometimesBound(survey, step, name) && !boundBefore(step.callCell).has(name)) continue;
    refusals.push(refuse(survey, "removes-name", whereIs(survey, step, at), name, `This code removes ${name}, which the notebook bound before; a function cannot remove it there.`, `Leave \`del ${name}\` in the notebook, in a cell of its own, or give the name in the except clause another name.`));
  }
  for (const [name, at] of use.kept) {
    if (!parameters.includes(name) && !use.binds.has(name)) continue;
    const later = survey.definitionsOf(name).find((definition) => !isOwn(definition.cell, definition.at.start) && (definition.cell > last.cell || definition.kind === "global-in-function" || (definition.cell === last.cell && definition.at.start > last.end)));
    if (later) refusals.push(refuse(survey, "kept-closure", whereIs(survey, step, at), name, `A function or generator that is made here may run later, when cell ${later.cell} has given ${name} another value; in a module it would see the old one.`, `Hand ${name} over as a default (lambda …, ${name}=${name}: …), or give the later value another name.`));
  }
  for (const { cell, name: func, writes } of survey.functions) {
    const changed = [...writes].find((name) => use.binds.has(name) || use.needs.has(name));
    if (changed === undefined || cell > last.cell || !mayBeCalled(survey, step, func, changed, isOwn)) continue;
    const at = use.needs.get(changed) ?? use.binds.get(changed)!;
    refusals.push(refuse(survey, "global", whereIs(survey, step, at), changed, `${func ?? "A function"} of cell ${cell} sets ${changed} by global and may be called here, so ${changed} may change while this code runs.`, "Return the value from that function in place of global."));
  }
  for (const { cell, start, name: func, reads } of survey.functions) {
    if (isMovedAt(cell, start) || isOwn(cell, start) || cell > last.cell) continue;
    const shared = [...reads].find((name) => use.binds.has(name));
    if (shared === undefined || !mayBeCalled(survey, step, func, shared, isOwn)) continue;
    refusals.push(refuse(survey, "used-by-staying-function", whereIs(survey, step, use.binds.get(shared)!), shared, `${func ?? "A function"} of cell ${cell} reads ${shared} from the notebook and may be called here, after ${shared} is bound: it would see the value from before.`, `Make ${shared} a parameter of ${func ?? "that function"}.`));
  }
  return refusals;
}

/** Whether a function that stays may run while the step runs. Plain functions are followed from call to call; others may always. */
function mayBeCalled(survey: Survey, step: Step, func: string | null, shared: string, isOwn: (cell: number, at: number) => boolean): boolean {
  let calls = false;
  for (const chunk of step.chunks) walkNodes(chunk.statements, (node) => void (calls ||= node.kind === "Call" || node.kind === "Subscript" || node.kind === "Attribute" || node.kind === "Binary" || node.kind === "Compare" || node.kind === "For"));
  if (!calls) return false;
  if (func === null) return true;
  const { document } = survey.python;
  if (step.cells.some((cell) => document.readsIn(cell).some((read) => read.name === shared && read.calledFrom.length > 0 && !isOwn(read.cell, read.at.start)))) return true;
  const isNamed = step.chunks.some((chunk) => survey.mentions(chunk).has(func));
  return isNamed || isHandedOver(survey, func);
}

/** Whether a function's name is read anywhere but as the function of a call. */
function isHandedOver(survey: Survey, func: string): boolean {
  let found = false;
  for (const chunk of survey.chunks) {
    walkNodes(chunk.statements, (node, parents) => {
      if (node.kind !== "Name" || node.name !== func) return;
      const parent = parents[parents.length - 1];
      found ||= !(parent?.kind === "Call" && parent.func === node);
    });
  }
  return found;
}

function explainObstacle(survey: Survey, step: Step, { node, what, name }: Obstacle): Refusal {
  const chunk = step.chunks.find((one) => one.start <= node.start && node.end <= one.end) ?? step.chunks[0];
  const where = { cell: chunk.cell, at: node.start };
  switch (what) {
    case "shell":
      return refuse(survey, "shell", where, name, "This line runs a shell command, which a module cannot.", "Leave it in the notebook, in a cell of its own, or write it with subprocess.run.");
    case "magic":
      return refuse(survey, "magic", where, name, `This is IPython's syntax${name ? ` (${name})` : ""}, which a module cannot hold.`, "Leave it in the notebook, in a cell of its own.");
    case "global":
      return refuse(survey, "global", where, name, "global at the top of a cell says nothing; in a function it would.", "Remove the line.");
    case "nested-definition":
      return refuse(survey, "nested-definition", where, name, `${name ?? "A definition"} is defined inside a branch or a loop, so it is not certain which definition the module should hold.`, "Define it at the top of a cell.");
    case "star-import":
      return refuse(survey, "star-import", where, name, `"from ${name} import *" binds names that nothing in the text says.`, "Import what you use by its name.");
    case "relative-import":
      return refuse(survey, "not-importable", where, name, "A relative import finds something else from the module's folder.", "Import it by its full name.");
    case "yield":
      return refuse(survey, "layout", where, name, "yield or return stands outside a function.", "Put the code into a function first.");
    case "lambda-walrus":
      return refuse(survey, "layout", where, name, "A lambda or generator binds a name with :=, perhaps later.", "Write a def in its place.");
    case "syntax-error":
      return refuse(survey, "syntax-error", where, name, "This is not Python.", "Mend it first.");
  }
}

/** How the statements of a step use names. */
export function useOf(survey: Survey, step: Step): NameUse {
  const facts = survey.facts(step.callCell);
  return followNames(step.chunks.flatMap(({ statements }) => statements), facts);
}
