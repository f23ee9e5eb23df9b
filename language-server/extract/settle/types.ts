// The types of variables where the notebook leaves no doubt: literals, constructors, pandas' readers. No guesses.
import type { CallExpr, Expr } from "../../python/syntax";
import { whatElseBinds } from "../define/inPlace";
import type { Survey } from "../survey";
import { importsOf, type ImportedName } from "../write/imports";

/** An annotation, and the names that the module needs for it. */
export interface Hint {
  readonly text: string;
  readonly imports: readonly (readonly [string, readonly ImportedName[]])[];
}

const builtin = (text: string): Hint => ({ text, imports: [] });

/** What builtin functions give, whatever they get (the standard library's reference, "Built-in Functions"). */
const builtinResults: ReadonlyMap<string, string> = new Map(
  ["int", "float", "str", "bool", "bytes", "list", "dict", "set", "tuple", "frozenset", "complex", "range"]
    .map((name): [string, string] => [name, name])
    .concat([
      ["len", "int"],
      ["sorted", "list"],
      ["input", "str"],
      ["repr", "str"],
      ["isinstance", "bool"],
      ["callable", "bool"],
      ["hasattr", "bool"],
    ]),
);

/** Packages whose names in CamelCase are classes. */
const classPackages =
  /^(?:sklearn|pathlib|collections|decimal|fractions|argparse|threading|zipfile|configparser|string|random|queue|uuid|xgboost|lightgbm)\..*\b[A-Z]\w*[a-z]\w*$/;
const smallClasses = /^(?:datetime\.(?:datetime|date|timedelta|time)|collections\.(?:defaultdict|deque))$/;

/** pandas' readers that give a DataFrame, unless one of these arguments says otherwise (pandas' API reference, "Input/output"). */
const frameReaders =
  /^pandas\.(?:read_(?:csv|table|fwf|parquet|feather|orc|excel|json|sql|sql_query|sql_table|stata|sas|spss|xml|clipboard)|DataFrame)$/;
const otherResults: ReadonlySet<string> = new Set(["chunksize", "iterator", "squeeze", "sheet_name", "typ"]);

const arrays = /^numpy\.(?:array|zeros|ones|empty|full|eye|identity|arange|linspace|logspace)$/;

/** The type of a variable that has one and the same at each of its bindings; null where that is not certain. */
export function hintOf(survey: Survey, name: string): Hint | null {
  if (whatElseBinds(survey, name) !== null) return null;
  const definitions = survey.definitionsOf(name);
  const hints = definitions.map(({ kind, value, cell }) =>
    (kind === "assign" || kind === "annassign") && value ? typeOf(survey, value, cell) : null,
  );
  const [first] = hints;
  return first && hints.every((one) => one?.text === first.text) ? first : null;
}

/** The type of an expression's value, where its text says so. */
export function typeOf(survey: Survey, expr: Expr, cell: number): Hint | null {
  switch (expr.kind) {
    case "Number":
      return /j$/i.test(expr.text)
        ? builtin("complex")
        : builtin(/^0x|^0b|^0o/i.test(expr.text) || !/[.e]/i.test(expr.text) ? "int" : "float");
    case "Unary":
      return expr.op === "not"
        ? builtin("bool")
        : expr.op !== "~" && expr.operand.kind === "Number"
          ? typeOf(survey, expr.operand, cell)
          : null;
    case "String":
      return builtin(expr.isBytes ? "bytes" : "str");
    case "FString":
      return expr.parts.some(({ prefix }) => prefix.includes("t")) ? null : builtin("str");
    case "Constant":
      return typeof expr.value === "boolean" ? builtin("bool") : null;
    case "List":
    case "ListComp":
      return builtin("list");
    case "Set":
    case "SetComp":
      return builtin("set");
    case "Dict":
    case "DictComp":
      return builtin("dict");
    case "Tuple":
      return builtin("tuple");
    case "Call":
      return typeOfCall(survey, expr, cell);
    default:
      return null;
  }
}

function typeOfCall(survey: Survey, call: CallExpr, cell: number): Hint | null {
  const name = survey.python.qualifiedName(call.func, cell);
  if (name === null) return null;
  if (name.startsWith("builtins.")) {
    const result = builtinResults.get(name.slice("builtins.".length));
    return result ? builtin(result) : null;
  }
  if (frameReaders.test(name))
    return call.keywords.some((keyword) => keyword.name === null || otherResults.has(keyword.name.name))
      ? null
      : through(survey, "pandas", "DataFrame", call);
  if (name === "pandas.Series") return through(survey, "pandas", "Series", call);
  if (arrays.test(name)) return through(survey, "numpy", "ndarray", call);
  return classPackages.test(name) || smallClasses.test(name) ? asWritten(survey, call.func, cell) : null;
}

/** `pd.DataFrame`, with the name that the call gives the package, else the notebook. */
function through(survey: Survey, module: string, type: string, { func }: CallExpr): Hint | null {
  const definitions = survey.python.definitions.filter(({ imported, kind }) => kind === "import" && imported === module);
  const definition = definitions.find(({ name }) => name === rootName(func)) ?? definitions[0];
  const imports = definition && importsOf(definition.name, survey);
  return imports?.length === 1 && imports[0].module === module
    ? { text: `${definition.name}.${type}`, imports: [[definition.name, imports]] }
    : null;
}

/** A constructor as the notebook names it. */
function asWritten(survey: Survey, func: Expr, cell: number): Hint | null {
  const root = rootName(func);
  const imports = root === null ? null : importsOf(root, survey);
  return root !== null && imports ? { text: survey.sourceOf(cell).slice(func.start, func.end), imports: [[root, imports]] } : null;
}

const rootName = (expr: Expr): string | null =>
  expr.kind === "Name" ? expr.name : expr.kind === "Attribute" ? rootName(expr.value) : null;
