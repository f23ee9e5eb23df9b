// The text of parameters that a function gets, and of arguments that its calls hand over.
import { lowerCell } from "../../python/lower/lower";
import type { CallExpr, FunctionDef, NameExpr } from "../../python/syntax";
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
export function parameterInsertion(source: string, cell: number, { name, params, typeParams }: FunctionDef, names: readonly string[]): TextChange | null {
  if (typeParams.length > 0 || params.some(({ kind }) => kind === "positional-only" || kind === "**")) return null;
  const last = params[params.length - 1];
  if (!last) return { cell, at: source.indexOf("(", name.end) + 1, text: names.join(", ") };
  const value = last.default ?? last.annotation;
  if (value && source[value.start - 1] === "(") return null;
  const needsStar = params.some((param) => param.default !== null) && params.every(({ kind }) => kind === "positional");
  return { cell, at: (value ?? last.name).end, text: `${needsStar ? ", *" : ""}, ${names.join(", ")}` };
}

/** Adds arguments by keyword at the end of a call; null where it cannot take them. */
export function argumentInsertion(source: string, cell: number, { func, args, keywords, end }: CallExpr, names: readonly string[]): readonly TextChange[] | null {
  if (keywords.some(({ name }) => name === null || names.includes(name.name))) return null;
  if (args.length === 1 && keywords.length === 0 && args[0].kind === "GeneratorExp") return null;
  const lastEnd = Math.max(...[...args, ...keywords].map((one) => one.end), -1);
  const given = names.map((name) => `${name}=${name}`).join(", ");
  const behind = source.slice(lastEnd < 0 ? func.end : lastEnd, end - 1).replace(/#[^\r\n]*/g, "");
  return [{ cell, at: end - 1, text: lastEnd < 0 ? given : behind.includes(",") ? ` ${given}` : `, ${given}` }];
}

/** `f` becomes `lambda k: f(k, rates=rates)`, in parentheses where more than a comma may stand behind it. */
export function asLambda(cell: number, { start, end }: NameExpr, parameters: readonly string[], names: readonly string[], isArgument: boolean): readonly TextChange[] {
  const given = [...parameters.map((parameter) => parameter.split("=")[0]), ...names.map((name) => `${name}=${name}`)];
  const [open, close] = isArgument ? ["", ""] : ["(", ")"];
  return [{ cell, at: start, text: `${open}lambda ${parameters.join(", ")}: ` }, { cell, at: end, text: `(${given.join(", ")})${close}` }];
}
