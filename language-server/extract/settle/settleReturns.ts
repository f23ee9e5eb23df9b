// What a function that is made of statements gives back, and which names it removes or keeps to itself.
import { groupBy } from "../../util/groupBy";
import type { Read } from "../../python/analysis";
import { rememberFor } from "../../util/rememberFor";
import type { Chunk } from "../cut/chunks";
import { boundAtCall, isIn, isSometimesBound, whereIs, type FunctionShape, type Step, type Surroundings } from "../cut/step";
import { findHiddenReads, type UnknownReads } from "../follow/hiddenReads";
import { targetNames } from "../follow/nameExpressions";
import type { NameUse } from "../follow/nameUse";
import type { Refusal } from "../plan";
import { findHazards } from "../refuse/hazards";
import { refuse } from "../refuse/refusals";
import type { Survey } from "../survey";
import { isBefore, startOf } from "../write/importPlace";
import { unreadNames } from "./unread";

/** Settles what the function gives back. Call it for later steps first: what they take is among what earlier ones give. */
export function settleReturns(
  surroundings: Surroundings,
  step: Step,
  use: NameUse,
  parameters: readonly string[],
): { readonly shape: FunctionShape; readonly refusals: readonly Refusal[] } {
  const { survey, parts, wantedLater } = surroundings;
  const refusals: Refusal[] = [];
  const isOwn = (cell: number, at: number): boolean => isIn(step, cell, at);
  const isMoved = (read: Read): boolean => {
    const chunk = survey.chunkOf(read.cell, read.at.start);
    return chunk !== undefined && parts.moved.has(chunk);
  };
  const bound = boundAtCall(survey, step, surroundings.boundBefore(step.callCell));
  const isOutside = (read: Read): boolean => !isOwn(read.cell, read.at.start) && !isMoved(read);
  const reads = readsByName(survey);
  const findReader = (name: string): { readonly cell: number } | undefined =>
    (reads.reached.get(name) ?? []).find(
      (read) => isOutside(read) && read.definitions.some((definition) => isOwn(definition.cell, definition.at.start)),
    ) ??
    (reads.latent.get(name) ?? []).find(isOutside) ??
    (reads.texts.get(name) ?? []).find(({ cell, start }) => !isOwn(cell, start));
  const mayLook = ({ chunk, isAtOnce }: WholeReader): boolean =>
    !step.chunks.includes(chunk) && !parts.moved.has(chunk) && !(isAtOnce && isBefore(startOf(chunk), startOf(step.chunks[0])));
  const readsAll = wholeReaders(survey).find(mayLook) ?? null;
  const unread = unreadNames(step.chunks.flatMap(({ statements }) => statements));
  const removes = [...use.removes.keys()].filter((name) => bound.has(name) && isAlwaysRemoved(step, use, name));
  const returns: string[] = [];
  const fallbacks: string[] = [];
  for (const [name, at] of use.binds) {
    const isDefinite = use.definite === null || use.definite.has(name);
    const reader = findReader(name);
    const isWanted =
      reader !== undefined ||
      wantedLater.has(name) ||
      (unread.has(name) && (isDefinite || bound.has(name))) ||
      (bound.has(name) && name !== "_" && (isDefinite || parameters.includes(name))) ||
      (readsAll !== null && !use.removes.has(name));
    if (!isWanted || use.definite === null || removes.includes(name)) continue;
    if (!isDefinite && !bound.has(name)) {
      if (use.removes.has(name) && !use.rebound.has(name) && !mayBeLeft(survey, step, name) && !isSometimesBound(survey, step, name))
        continue;
      refusals.push(
        refuse(
          survey,
          "bound-in-one-branch",
          whereIs(survey, step, at),
          name,
          `${name} is bound on some paths of this code only, and ${reader || !readsAll ? `${reader ? `cell ${reader.cell}` : "code after it"} reads` : `${readsAll.name} in cell ${readsAll.chunk.cell} may read`} ${name}.`,
          `Give ${name} a value on every path, for example \`${name} = None\` above.`,
        ),
      );
      continue;
    }
    returns.push(name);
    if (!isDefinite && !parameters.includes(name)) fallbacks.push(name);
  }
  refusals.push(...findHazards(surroundings, step, use, parameters, removes));
  const locals = [...use.binds.keys()].filter(
    (name) => !returns.includes(name) && (!use.removes.has(name) || use.rebound.has(name) || mayBeLeft(survey, step, name)),
  );
  return {
    shape: { step, use, parameters: [...parameters, ...fallbacks], returns, locals, removes, tunables: [], renamed: new Map() },
    refusals,
  };
}

/** True of a name that a `del` at the top of the step removes, and nothing binds again. */
const isAlwaysRemoved = ({ chunks }: Step, use: NameUse, name: string): boolean =>
  use.definite !== null &&
  !use.definite.has(name) &&
  !use.rebound.has(name) &&
  chunks.some(({ statements }) => statements.some((one) => one.kind === "Delete" && one.targets.flatMap(targetNames).includes(name)));

/** True of a name that the step removes somewhere, and that may be there at its end: on some paths nothing removes it. */
function mayBeLeft(survey: Survey, step: Step, name: string): boolean {
  const own = survey.definitionsOf(name).filter(({ cell, at }) => isIn(step, cell, at.start));
  const isHandled = own.every(({ kind }) => kind === "except");
  return (
    !isHandled &&
    !step.chunks.some(({ statements }) =>
      statements.some((one) => one.kind === "Delete" && one.targets.flatMap(targetNames).includes(name)),
    )
  );
}

/** All that reads a name, by the name: where something bound reaches it, in functions that nothing visible calls, and in texts. */
const readsByName = rememberFor((survey: Survey) => {
  const { document, recorded } = survey.python;
  const flows = recorded ? [document, recorded] : [document];
  const nameOf = ({ name }: { readonly name: string }): string => name;
  return {
    reached: groupBy(
      flows.flatMap(({ reads }) => reads),
      nameOf,
    ),
    latent: groupBy(
      flows.flatMap(({ latent }) => latent),
      nameOf,
    ),
    texts: groupBy(hiddenTexts(survey), nameOf),
  };
});

/** Names in strings such as "price > @limit", which pandas reads where they are used, and `"price" in globals()`. */
function hiddenTexts(survey: Survey): readonly { readonly name: string; readonly cell: number; readonly start: number }[] {
  return survey.python.cells.flatMap(({ index, module }) => {
    const { known, unknown } = findHiddenReads(survey.python, module.body, index);
    const asked = unknown.flatMap(({ node: { start }, asked: name }) => (name === null ? [] : [{ name, start }]));
    return [...known, ...asked].map(({ name, start }) => ({ name, cell: index, start }));
  });
}

/** Code that looks at all variables. */
interface WholeReader extends UnknownReads {
  readonly chunk: Chunk;
}

const wholeReaders = rememberFor((survey: Survey): readonly WholeReader[] =>
  survey.chunks.flatMap((chunk) =>
    survey.hiddenReads(chunk).unknown.flatMap((reads) => (reads.asked === null ? [{ ...reads, chunk }] : [])),
  ),
);
