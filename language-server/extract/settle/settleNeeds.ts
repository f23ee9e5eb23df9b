// What a function that is made of statements takes: from the module what the module has, the rest as parameters.
import { isBuiltin, isPythonBuiltin } from "../../python/builtins";
import type { Identifier } from "../../python/syntax";
import type { Chunk } from "../cut/chunks";
import { boundAtCall, isSometimesBound, whereIs, type Step } from "../cut/step";
import { definedNames } from "../define/definitions";
import { hasValueAt, keepsValue } from "../define/inPlace";
import { movedAs, moveDefinition, provideBuiltin, withCertainImport, withImport, type ModuleParts } from "../define/moveDefinitions";
import type { BoundNames } from "../follow/boundBefore";
import { followNames } from "../follow/followNames";
import type { NameUse } from "../follow/nameUse";
import { starNames } from "../follow/starNames";
import type { Refusal } from "../plan";
import { refuse } from "../refuse/refusals";
import type { Survey } from "../survey";
import { isBefore, type Position } from "../write/importPlace";
import { importsOf } from "../write/imports";

/** Settles what a step's function takes from the module: imports, definitions, and names left to be parameters. */
export function settleNeeds(
  survey: Survey,
  parts: ModuleParts,
  step: Step,
  use: NameUse,
  boundBefore: BoundNames,
): { readonly parts: ModuleParts; readonly parameters: readonly string[]; readonly refusals: readonly Refusal[] } {
  const refusals: Refusal[] = readsAfterRemoval(survey, step, use);
  const parameters: string[] = [];
  const bound = boundAtCall(survey, step, boundBefore);
  const stars = starNames(survey);
  let current = parts;
  for (const name of [...use.needs.values(), ...hiddenNeeds(survey, step, use)]) {
    const where = whereIs(survey, step, name);
    if (bound.has(name.name) || movedAs(current, name.name) !== null) {
      const next = takeFromModule(survey, current, name.name, step, use);
      if (next) current = next;
      else parameters.push(name.name);
      continue;
    }
    const brought = stars.broughtBy(name.name);
    if (isReadAtOnce(survey, step, name.name) || (brought && isBefore(brought, { cell: step.callCell, at: step.chunks[0].start }))) {
      if (brought?.imported && !use.binds.has(name.name)) current = withImport(current, name.name, [brought.imported]);
      else parameters.push(name.name);
      continue;
    }
    if (isSometimesBound(survey, step, name.name)) {
      refusals.push(
        refuse(
          survey,
          "maybe-unbound",
          where,
          name.name,
          `${name.name} is read here but bound on some paths above only.`,
          `Give ${name.name} a value on every path, for example \`${name.name} = None\` above.`,
        ),
      );
      continue;
    }
    if (use.binds.has(name.name) && (stars.isUnknown || stars.mayHide(name.name))) {
      refusals.push(
        refuse(
          survey,
          "star-import",
          where,
          name.name,
          `${name.name} may come from ${stars.what} here, and is bound then: in a function it would be unbound at first.`,
          `Choose another name for your ${name.name}.`,
        ),
      );
      continue;
    }
    const isUnbound = survey.python.document
      .readsAt(where.cell, name.start)
      .some(({ status, definitions }) => status === "unbound" || (status !== "builtin" && definitions.length === 0));
    if (use.binds.has(name.name) && !isBuiltin(name.name) && !isUnbound) continue;
    if (use.binds.has(name.name) && isUnbound) {
      refusals.push(
        refuse(
          survey,
          "unbound",
          where,
          name.name,
          `${name.name} is read here before anything has set it: this line fails.`,
          `Set ${name.name} above.`,
        ),
      );
      continue;
    }
    if (use.binds.has(name.name)) {
      if (use.bare.has(name.name)) continue;
      refusals.push(
        refuse(
          survey,
          "redefined",
          where,
          name.name,
          `${name.name} is read as ${whatItIs(name.name)} and then bound: in a function it would be unbound at first.`,
          `Choose another name for your ${name.name}.`,
        ),
      );
      continue;
    }
    const provided = provideBuiltin(survey, current, name.name, where, "this code");
    current = provided.parts;
    refusals.push(...provided.refusals);
  }
  return { parts: current, parameters, refusals };
}

/** A builtin that is read where the step has removed the variable that hid it (`del sum`, then `sum(xs)`): to a function that name is its own everywhere. */
function readsAfterRemoval(survey: Survey, step: Step, { removes, bare, kept }: NameUse): Refusal[] {
  const names = [...removes.values()].filter(({ name }) => bare.has(name) || (kept.has(name) && isBuiltin(name)));
  return names.map((name) =>
    refuse(
      survey,
      "redefined",
      whereIs(survey, step, name),
      name.name,
      `${name.name} is removed here and read as ${whatItIs(name.name)} as well: in a function it would be unbound then.`,
      `Choose another name for your ${name.name}, or remove it in a cell above.`,
    ),
  );
}

const whatItIs = (name: string): string => (isPythonBuiltin(name) ? "Python's builtin" : "the kernel's value");

/** True of a name that other cells bind on some paths, and that the step reads first of all: where it is not bound, the call fails as that line did. */
function isReadAtOnce(survey: Survey, step: Step, name: string): boolean {
  if (!isSometimesBound(survey, step, name) || step.ahead.some((chunk) => survey.mentions(chunk).has(name)) || survey.removed.has("*"))
    return false;
  const [first] = step.chunks[0].statements;
  const { needs, binds, definite } = followNames([first], survey.facts(step.callCell));
  return needs.has(name) && !binds.has(name) && definite?.has(name) === true;
}

/** A name that the module has itself: an import, or a definition that moves or may move along; null where it is to be handed over. */
function takeFromModule(survey: Survey, parts: ModuleParts, name: string, step: Step, use: NameUse): ModuleParts | null {
  if (use.binds.has(name)) return null;
  const moved = movedAs(parts, name);
  if (moved) return meansTheSame(survey, parts, moved, name, step, use) ? parts : null;
  if (parts.imports.has(name)) return parts;
  const imports = importsOf(name, survey);
  if (imports) return withCertainImport(survey, parts, name, imports, { cell: step.callCell, at: step.chunks[0].start });
  const [definition, ...others] = survey.definitionsOf(name);
  const chunk = definition && survey.chunkOf(definition.cell, definition.at.start);
  if (!chunk || others.length > 0 || step.chunks.includes(chunk)) return null;
  const [statement] = chunk.statements;
  if (definedNames(chunk, survey).length === 0 || (statement.kind !== "FunctionDef" && statement.kind !== "ClassDef")) return null;
  const moving = moveDefinition(survey, parts, chunk, [definition.at]);
  return moving.refusals.length === 0 ? moving.parts : null;
}

/** Whether the step finds the same in the module under a name as in the notebook; what it keeps reads the name later. */
const meansTheSame = (survey: Survey, { inPlace }: ModuleParts, moved: Chunk, name: string, { chunks }: Step, use: NameUse): boolean =>
  !inPlace.has(moved) ||
  (hasValueAt(survey, moved, name, endOf(chunks[chunks.length - 1])) && (!use.kept.has(name) || keepsValue(survey, moved, name)));

const endOf = ({ cell, end }: Chunk): Position => ({ cell, at: end });

/** Names in pandas queries that the step's own statements do not bind. */
function hiddenNeeds(survey: Survey, step: Step, use: NameUse): readonly Identifier[] {
  const names = step.chunks.flatMap((chunk) => survey.hiddenReads(chunk).known);
  return names.filter(
    ({ name }, at) => !use.needs.has(name) && !use.binds.has(name) && names.findIndex((other) => other.name === name) === at,
  );
}
