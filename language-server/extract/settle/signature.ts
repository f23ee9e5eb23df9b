// What a function's text says beside its statements: types, defaults, a docstring, and the class of many results.
import type { Named } from "../naming/nameFunctions";
import type { Survey } from "../survey";
import { importsOf, type ImportedName } from "../write/imports";
import { findDocstring, openingComment } from "./docstring";
import { hintOf, typeOf, type Hint } from "./types";

export interface Signature {
  readonly docstring: string | null;
  /** The comment that has become the docstring. */
  readonly comment: string | null;
  /** Annotations of parameters, where they are certain. */
  readonly hints: ReadonlyMap<string, string>;
  /** Annotation of what it gives back; null where that is not certain. */
  readonly gives: string | null;
  /** The named tuple that holds its results; null where they are few. */
  readonly result: { readonly name: string; readonly text: string } | null;
}

/** A function with a docstring and nothing else. */
export const plainSignature = (docstring: string | null): Signature => ({
  docstring,
  comment: null,
  hints: new Map(),
  gives: null,
  result: null,
});

/** From how many results on they get names of their own. */
const many = 5;

/** `imports` are what the annotations and the class need, by name. */
export function signatureOf(
  survey: Survey,
  { shape, name }: Named,
  isTaken: (name: string) => boolean,
): { readonly signature: Signature; readonly imports: ReadonlyMap<string, readonly ImportedName[]> } {
  const { step, parameters, returns, use } = shape;
  const heading = findDocstring(survey.python.notebook, step.cells[0]);
  const comment = heading === null ? openingComment(survey, step) : null;
  const imports = new Map<string, readonly ImportedName[]>();
  const take = (hint: Hint | null): string | null => {
    for (const [own, needed] of hint?.imports ?? []) imports.set(own, needed);
    return hint?.text ?? null;
  };
  const hints = new Map(
    parameters.flatMap((parameter): [string, string][] => {
      const text = take(hintOf(survey, parameter));
      return text === null ? [] : [[parameter, text]];
    }),
  );
  const fields = returns.map((one): [string, string | null] => [one, take(hintOf(survey, one))]);
  if (step.shown) fields.push(["shown", take(typeOf(survey, step.shown.value, step.chunks[step.chunks.length - 1].cell))]);
  const result = fields.length < many ? null : resultClass(survey, name, fields, isTaken);
  for (const one of result?.needs ?? []) imports.set(one, typing(one));
  const types = fields.map(([, type]) => type);
  const gives =
    use.definite === null
      ? null
      : result
        ? result.name
        : types.length === 0
          ? hints.size === parameters.length
            ? "None"
            : null
          : types.includes(null)
            ? null
            : types.length === 1
              ? types[0]
              : `tuple[${types.join(", ")}]`;
  return { signature: { docstring: heading ?? comment?.docstring ?? null, comment: comment?.line ?? null, hints, gives, result }, imports };
}

const typing = (name: string): readonly ImportedName[] => [{ module: "typing", name, alias: null }];

/** A typing.NamedTuple, which the notebook unpacks as a tuple; null where a name cannot be a field, or a class would hide one. */
function resultClass(
  survey: Survey,
  func: string,
  fields: readonly (readonly [string, string | null])[],
  isTaken: (name: string) => boolean,
): { readonly name: string; readonly text: string; readonly needs: readonly string[] } | null {
  const needs = fields.some(([, type]) => type === null) ? ["Any", "NamedTuple"] : ["NamedTuple"];
  const name = `${func
    .split("_")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("")}Result`;
  const isTyping = (one: string): boolean => JSON.stringify(importsOf(one, survey)) === JSON.stringify(typing(one));
  const isUnique = new Set(fields.map(([field]) => field)).size === fields.length;
  if (!isUnique || isTaken(name) || needs.some((one) => isTaken(one) && !isTyping(one)) || fields.some(([field]) => field.startsWith("_")))
    return null;
  return {
    name,
    needs,
    text: [
      `class ${name}(NamedTuple):`,
      `    """Results of ${func}."""`,
      "",
      ...fields.map(([field, type]) => `    ${field}: ${type ?? "Any"}`),
    ].join("\n"),
  };
}
