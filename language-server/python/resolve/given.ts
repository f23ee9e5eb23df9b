// What the calls that a notebook makes give to the parameters of its own functions and methods.
import { holds } from "../../notebook/positions";
import type { Definition, PlacedExpr, PythonCell } from "../analysis";
import type { CallExpr, ClassDef, Expr } from "../syntax";
import type { OwnParameter } from "./locals";
import { usesOfAttribute, usesOfName, type UseKind } from "./uses";

/** Functions that more calls than these run are helpers for everything. */
const mostCalls = 30;

/** Decorators that hand every argument on as it is. */
const transparent: ReadonlySet<string> = new Set([
  "torch.no_grad()",
  "torch.inference_mode()",
  "functools.cache",
  "functools.lru_cache",
  "functools.lru_cache()",
]);

/** What looking for calls needs of a notebook. */
export interface CallSource {
  definitionsNamed(name: string): readonly Definition[];
  /** null where calls are not looked for. */
  cellsUsing(kind: UseKind, name: string): readonly PythonCell[] | null;
  qualifiedName(expr: Expr, cell: number): string | null;
  /** The class of the notebook that an object is an instance of. */
  classOf(object: Expr, cell: number): ClassDef | null;
}

/** A call with its cell. */
interface PlacedCall {
  readonly node: CallExpr;
  readonly cell: number;
}

/**
 * All that calls give to a parameter, its default among it where a call leaves it out; null among it is something
 * unknown, and so is an empty list. Nothing is known where some call may not be seen: the function is handed on, bound
 * twice, decorated or overridden.
 */
export function givenTo(parameter: OwnParameter, cell: number, source: CallSource): readonly (PlacedExpr | null)[] {
  const {
    func,
    owner,
    parameter: { kind },
  } = parameter;
  if (kind === "*" || kind === "**") return [];
  if (func.kind === "FunctionDef" && func.decorators.some((one) => !transparent.has(source.qualifiedName(one, cell) ?? ""))) return [];
  const calls = owner ? callsOfMethod(parameter, owner, cell, source) : callsOfFunction(parameter, cell, source);
  if (!calls || calls.length > mostCalls) return [];
  return calls.flatMap((call) => {
    const given = argumentIn(call.node, parameter);
    // A function that calls itself with the parameter hands on what it was given.
    if (call.cell === cell && given?.kind === "Name" && given.name === parameter.parameter.name.name && holds(func, call.node)) return [];
    return [given && { expr: given, cell: given === parameter.parameter.default ? cell : call.cell }];
  });
}

/** The calls of a function; null where one may not be seen. */
function callsOfFunction({ func, name }: OwnParameter, cell: number, source: CallSource): readonly PlacedCall[] | null {
  const isFunction = ({ node }: Definition): boolean => node === func || (node.kind === "Assign" && node.value === func);
  return isDefinedOnce(name, cell, isFunction, source) ? callsOfName(name, source) : null;
}

/** The calls of a method, those of the class for `__init__`; null where one may not be seen. */
function callsOfMethod({ func, name }: OwnParameter, owner: ClassDef, cell: number, source: CallSource): readonly PlacedCall[] | null {
  if (
    func.kind === "Lambda" ||
    owner.decorators.length > 0 ||
    owner.bases.length > 0 ||
    !isDefinedOnce(owner.name.name, cell, ({ node }) => node === owner, source)
  )
    return null;
  const made = callsOfName(owner.name.name, source);
  if (!made || name === "__init__") return made;
  if (/^__.*__$/.test(name) || owner.body.filter((one) => one.kind === "FunctionDef" && one.name.name === name).length !== 1) return null;
  const users = source.cellsUsing("attribute", name);
  if (!users) return null;
  const calls: PlacedCall[] = [];
  for (const user of users)
    for (const { node, call } of usesOfAttribute(user, name)) {
      const object = source.classOf(node.value, user.index);
      if (object ? object !== owner : isForeign(node.value, user.index, source)) continue;
      if (!object || !call) return null;
      calls.push({ node: call, cell: user.index });
    }
  return calls;
}

/** True of objects that are no instances of the notebook's classes for certain. */
const isForeign = (object: Expr, cell: number, source: CallSource): boolean =>
  object.kind === "String" ||
  object.kind === "FString" ||
  object.kind === "List" ||
  object.kind === "Dict" ||
  object.kind === "Tuple" ||
  source.qualifiedName(object, cell) !== null;

/** The calls of a notebook-global name; null where it is used otherwise. */
function callsOfName(name: string, source: CallSource): readonly PlacedCall[] | null {
  const users = source.cellsUsing("name", name);
  if (!users) return null;
  const calls: PlacedCall[] = [];
  for (const user of users)
    for (const { call } of usesOfName(user, name)) {
      if (!call) return null;
      calls.push({ node: call, cell: user.index });
    }
  return calls;
}

function isDefinedOnce(name: string, cell: number, isIt: (definition: Definition) => boolean, source: CallSource): boolean {
  const [only, ...others] = source.definitionsNamed(name);
  return only !== undefined && others.length === 0 && only.cell === cell && isIt(only);
}

/** What a call gives to a parameter; null where that is not certain. */
function argumentIn({ args, keywords }: CallExpr, { func, owner, parameter }: OwnParameter): Expr | null {
  const position = func.params.indexOf(parameter) - (owner ? 1 : 0);
  if (position < 0) return null;
  const before = parameter.kind === "keyword-only" ? [] : args.slice(0, position + 1);
  if (before.some((one) => one.kind === "Starred")) return null;
  const named = parameter.kind === "positional-only" ? undefined : keywords.find(({ name }) => name?.name === parameter.name.name)?.value;
  const given = (parameter.kind === "keyword-only" ? undefined : before[position]) ?? named;
  return given ?? (keywords.some(({ name }) => name === null) ? null : parameter.default);
}
