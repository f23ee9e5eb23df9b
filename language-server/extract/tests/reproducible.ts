// Whether code gives the same each time it runs with the same values: it uses only what is known to be so.
import type { ClassDef, Expr, FunctionDef, Stmt } from "../../python/syntax";
import { walkNodes } from "../../python/walk";
import type { Chunk } from "../cut/chunks";
import type { Survey } from "../survey";
import { keepsState } from "./keepsState";

/** Modules of the standard library whose functions depend on their arguments alone (its reference), and the two libraries of numbers. */
const pureModules: ReadonlySet<string> = new Set(
  (
    "abc asyncio.gather asyncio.sleep base64 bisect calendar cmath collections colorsys copy csv dataclasses datetime decimal difflib enum fractions functools heapq html io itertools json math " +
    "numbers numpy operator pandas pprint re statistics string struct textwrap types typing unicodedata zlib"
  ).split(" "),
);

/** What of them reads clocks, files, random numbers, addresses or versions all the same; and readers and writers of files. */
const impure =
  /(?:^|\.)(?:__\w+__|now|today|utcnow|fromtimestamp|random|open|FileIO|read_\w+|to_(?!dict|list|string|numpy|datetime|numeric|timedelta|frame|records)\w+|load\w*|save\w*|fromfile|tofile|memmap|genfromtxt|ExcelFile|ExcelWriter|HDFStore|sample|shuffle|plot|hist|boxplot|cache_info)(?:\.|\(|$)/;

/** Builtins that read or write something outside, that depend on addresses or on the order of hashes, or run any code. */
const impureBuiltins: ReadonlySet<string> = new Set(
  "__import__ breakpoint compile copyright credits dir eval exec exit frozenset globals hash help id input license locals memoryview object open quit set vars".split(
    " ",
  ),
);

/** Libraries that draw, and methods of pandas that do. */
const drawingModules: ReadonlySet<string> = new Set(["matplotlib", "seaborn", "plotly", "bokeh", "altair"]);
const draws = /(?:^|\.)(?:plot|hist|boxplot)(?:\(\))?$/;
const drawn = "it draws, and what it drew is saved as a picture";

export interface Judgement {
  /** What may differ from run to run, as a clause; null where nothing does. */
  readonly why: string | null;
  /** Top-level modules that the code uses. */
  readonly modules: ReadonlySet<string>;
  readonly prints: boolean;
}

/** Looks through statements, and through the notebook's functions and classes that they use. */
export function judgeReproducible(survey: Survey, chunks: readonly Pick<Chunk, "cell" | "statements">[]): Judgement {
  const modules = new Set<string>();
  const seen = new Set<Stmt>();
  let prints = false;
  const why = chunks.map(({ statements, cell }) => findDoubt(statements, cell)).find((doubt) => doubt !== null) ?? null;
  return { why, modules, prints };

  function findDoubt(body: readonly Stmt[], at: number): string | null {
    let doubt: string | null = null;
    walkNodes(body, (node, parents) => {
      // A module's name in front of a dot is judged with what follows it.
      const parent = parents[parents.length - 1];
      if (node.kind === "Name" && parent?.kind === "Attribute" && survey.definitionsOf(node.name).every(({ kind }) => kind === "import"))
        return;
      doubt ??= doubtOf(node, at);
      return doubt === null;
    });
    return doubt;
  }

  function doubtOf(node: Expr | Stmt, at: number): string | null {
    switch (node.kind) {
      case "Set":
      case "SetComp":
        return "the order of a set may differ";
      case "EscapeStmt":
      case "EscapeExpr":
      case "InvalidStmt":
      case "InvalidExpr":
      case "Global":
        return "it is more than plain Python";
      case "Attribute": {
        const origin = originOf(node, at);
        if (origin !== null) return doubtOfOrigin(origin);
        return !impure.test(`.${node.attr.name}`)
          ? null
          : draws.test(node.attr.name)
            ? drawn
            : `${node.attr.name} may give something else each time`;
      }
      case "FunctionDef":
      case "ClassDef":
        return keepsState(survey, node) ? remembers(node) : null;
      case "Name":
        return doubtOfName(node, at);
      case "Import":
      case "ImportFrom":
        return "it imports something";
      default:
        return null;
    }
  }

  function doubtOfName(node: Extract<Expr, { kind: "Name" }>, at: number): string | null {
    const definitions = survey.definitionsOf(node.name);
    for (const { node: definition, cell: where } of definitions) {
      if ((definition.kind !== "FunctionDef" && definition.kind !== "ClassDef") || seen.has(definition)) continue;
      seen.add(definition);
      if (keepsState(survey, definition)) return remembers(definition);
      const inner = findDoubt(
        definition.kind === "FunctionDef"
          ? [
              ...definition.body,
              ...asStatements([...definition.decorators, ...definition.params.flatMap(({ default: value }) => (value ? [value] : []))]),
            ]
          : [...definition.body, ...asStatements([...definition.bases, ...definition.decorators])],
        where,
      );
      if (inner !== null) return inner;
    }
    const origin = originOf(node, at);
    return origin === null ? null : doubtOfOrigin(origin);
  }

  function doubtOfOrigin(origin: string): string | null {
    const [top] = origin.split(".");
    prints ||= origin === "builtins.print" || top === "pprint";
    const said = origin.replace("builtins.", "").split("(")[0];
    if (drawingModules.has(top)) return drawn;
    const doubt = `${said} may give something else each time`;
    if (top === "builtins") return impureBuiltins.has(origin.split(/[.(]/)[1]) ? doubt : null;
    modules.add(top);
    const isPure = [...pureModules].some((module) => origin === module || origin.startsWith(`${module}.`));
    if (impure.test(origin)) return draws.test(origin) ? drawn : doubt;
    return isPure ? null : `it is not known whether ${said} gives the same each time`;
  }

  /** The dotted name that an expression stands for through imports and builtins; null of values that the notebook makes. */
  function originOf(node: Expr, at: number): string | null {
    const name = survey.python.qualifiedName(node, at);
    return name !== null && name.includes(".")
      ? name
      : name !== null && survey.python.definitions.some(({ imported }) => imported === name)
        ? name
        : null;
  }
}

const remembers = ({ name }: FunctionDef | ClassDef): string => `${name.name} remembers what was done with it before`;

const asStatements = (values: readonly Expr[]): readonly Stmt[] =>
  values.map((value) => ({ kind: "ExprStmt", start: value.start, end: value.end, value }));
