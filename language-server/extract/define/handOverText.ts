// The text of parameters that a function gets, and of arguments that its calls hand over.
import { lowerCell } from "../../python/lower/lower";
import type { CallExpr, FunctionDef, NameExpr, Parameters } from "../../python/syntax";
import type { Survey } from "../survey";

/** Text put into a cell's source, in place of what stands from `at` to `end`. */
export interface TextChange {
  readonly cell: number;
  readonly at: number;
  /** `at` where it is not said. */
  readonly end?: number;
  readonly text: string;
}

/** The new sources of the cells that change; null where one would be no Python. Of two changes at one place the first comes last. */
export function writeSources(survey: Survey, changes: readonly TextChange[]): ReadonlyMap<number, string> | null {
  const sources = new Map<number, string>();
  for (const { cell, at, end = at, text } of changes.toSorted((a, b) => b.at - a.at)) {
    const source = sources.get(cell) ?? survey.sourceOf(cell);
    sources.set(cell, source.slice(0, at) + text + source.slice(end));
  }
  for (const source of sources.values()) if (lowerCell(source).problems.length > 0) return null;
  return sources;
}

/** Adds parameters at the end; they can be given by keyword only where others have defaults. null where there is no place for them. */
export function parameterInsertion(
  source: string,
  cell: number,
  { name, params, typeParams }: FunctionDef,
  names: readonly string[],
): TextChange | null {
  if (typeParams.length > 0 || params.some(({ kind }) => kind === "positional-only" || kind === "**")) return null;
  const last = params[params.length - 1];
  if (!last) return { cell, at: source.indexOf("(", name.end) + 1, text: names.join(", ") };
  const value = last.default ?? last.annotation;
  if (value && source[value.start - 1] === "(") return null;
  const needsStar = params.some((param) => param.default !== null) && params.every(({ kind }) => kind === "positional");
  return { cell, at: (value ?? last.name).end, text: `${needsStar ? ", *" : ""}, ${names.join(", ")}` };
}

/**
 * Takes defaults away. After a default that stays such a parameter can be given by keyword only, so that it must be among the last.
 * @returns the changes, and the function's parameters after them; null where the text has no place for that
 */
export function withoutDefaults(
  source: string,
  cell: number,
  { params }: FunctionDef,
  names: ReadonlySet<string>,
): { readonly changes: readonly TextChange[]; readonly params: Parameters } | null {
  const first = params.findIndex(
    ({ name, kind }, at) =>
      names.has(name.name) && kind === "positional" && params.slice(0, at).some((one) => one.default !== null && !names.has(one.name.name)),
  );
  const isKeywordOnly = (at: number): boolean => first >= 0 && at >= first;
  if (params.some(({ name, kind }, at) => (names.has(name.name) ? kind === "positional-only" : isKeywordOnly(at)))) return null;
  const changes: TextChange[] = [];
  for (const { name, annotation, default: value } of params) {
    if (value === null || !names.has(name.name)) continue;
    const at = (annotation ?? name).end;
    if (source.slice(at, value.start).trim() !== "=") return null;
    changes.push({ cell, at, end: value.end, text: "" });
  }
  if (first >= 0) changes.push({ cell, at: params[first].name.start, text: "*, " });
  return {
    changes,
    params: params.map((param, at) => ({
      ...param,
      kind: isKeywordOnly(at) ? "keyword-only" : param.kind,
      default: names.has(param.name.name) ? null : param.default,
    })),
  };
}

/** A variable that a call hands over, and the parameter that takes it. */
export interface Given {
  readonly parameter: string;
  readonly variable: string;
}

/** Variables for parameters of the same names. */
export const byOwnNames = (names: readonly string[]): readonly Given[] => names.map((name) => ({ parameter: name, variable: name }));

const argumentText = ({ parameter, variable }: Given): string => `${parameter}=${variable}`;

/** Adds arguments by keyword at the end of a call; null where it cannot take them. */
export function argumentInsertion(
  source: string,
  cell: number,
  { func, args, keywords, end }: CallExpr,
  handed: readonly Given[],
): readonly TextChange[] | null {
  if (handed.length === 0) return [];
  if (keywords.some(({ name }) => name === null || handed.some(({ parameter }) => parameter === name.name))) return null;
  if (args.length === 1 && keywords.length === 0 && args[0].kind === "GeneratorExp") return null;
  const lastEnd = Math.max(...[...args, ...keywords].map((one) => one.end), -1);
  const given = handed.map(argumentText).join(", ");
  const behind = source.slice(lastEnd < 0 ? func.end : lastEnd, end - 1).replace(/#[^\r\n]*/g, "");
  if (lastEnd >= 0 && /[\r\n]/.test(behind) && /^,?\s*$/.test(behind)) return [{ cell, at: lastEnd, text: `, ${given}` }];
  return [{ cell, at: end - 1, text: lastEnd < 0 ? given : behind.includes(",") ? ` ${given}` : `, ${given}` }];
}

/** `f` becomes `lambda k: f(k, rates=rates)`, in parentheses where more than a comma may follow it. */
export function asLambda(
  cell: number,
  { start, end }: NameExpr,
  parameters: readonly string[],
  handed: readonly Given[],
  isArgument: boolean,
): readonly TextChange[] {
  const given = [...parameters.map((parameter) => parameter.split("=")[0]), ...handed.map(argumentText)];
  const [open, close] = isArgument ? ["", ""] : ["(", ")"];
  return [
    { cell, at: start, text: `${open}lambda${parameters.map((parameter) => ` ${parameter}`).join(",")}: ` },
    { cell, at: end, text: `(${given.join(", ")})${close}` },
  ];
}
