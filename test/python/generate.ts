// Makes Python programs from a seed, valid by the grammar, and breaks programs by one token.

/** Numbers in [0, 1). */
type Random = () => number;

const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
const many = (random: Random, most: number, make: () => string): string[] =>
  Array.from({ length: Math.floor(random() * (most + 1)) }, make);

const NAMES = ["a", "b", "c", "df", "x_1", "é", "变量", "match", "type", "exec", "_"];

/** A program of a few statements. */
export function generateProgram(random: Random): string {
  return [...many(random, 4, () => statement(random, 3, "", false, false)), statement(random, 3, "", false, false)].join("");
}

function expression(random: Random, depth: number): string {
  const inner = (): string => expression(random, depth - 1);
  const operand = (): string => (random() < 0.5 ? atom(random) : `(${inner()})`);
  if (depth <= 0) return atom(random);
  switch (Math.floor(random() * 22)) {
    case 0:
      return `${operand()} ${pick(random, ["+", "-", "*", "/", "//", "%", "@", "<<", ">>", "&", "|", "^", "**"])} ${operand()}`;
    case 1:
      return `${operand()} ${pick(random, ["and", "or"])} ${operand()} ${pick(random, ["and", "or"])} ${operand()}`;
    case 2:
      return `${operand()} ${pick(random, ["<", ">=", "==", "!=", "in", "not in", "is", "is not"])} ${operand()} < ${operand()}`;
    case 3:
      return `${pick(random, ["not ", "-", "+", "~"])}${operand()}`;
    case 4:
      return `${operand()} if ${operand()} else ${inner()}`;
    case 5:
      return `lambda ${parameters(random, false)}: ${inner()}`;
    case 6:
      return `[${many(random, 3, () => element(random, depth)).join(", ")}]`;
    case 7:
      return `(${many(random, 3, () => `${element(random, depth)},`).join(" ")})`;
    case 8:
      return `{${inner()}, ${element(random, depth)}}`;
    case 9:
      return `{${many(random, 3, () => (random() < 0.2 ? `**${operand()}` : `${inner()}: ${inner()}`)).join(", ")}}`;
    case 10:
    case 11:
      return `${name(random)}(${callArguments(random, depth)})`;
    case 12:
      return `${operand()}.${pick(random, ["b", "c", "real", "print"])}`;
    case 13:
      return `${name(random)}[${index(random, depth)}]`;
    case 14:
      return `[${inner()} ${loops(random, depth)}]`;
    case 15:
      return `{${inner()}: ${inner()} ${loops(random, depth)}}`;
    case 16:
      return `(${inner()} ${loops(random, depth)})`;
    case 17:
      return `(w := ${inner()})`;
    case 18:
      return `f'${pick(random, ["", "{{", "é "])}{${name(random)}${pick(random, ["", "!r", ":>10", "=", "!s:{b}", ".c[0]"])}}${pick(random, ["", "}}", " \\n"])}'`;
    case 19:
      return `${name(random)}(${inner()} ${loops(random, depth)})`;
    case 20:
      return `await ${name(random)}.b(${inner()})`;
    default:
      return atom(random);
  }
}

const atom = (random: Random): string =>
  random() < 0.5
    ? name(random)
    : pick(random, [
        "0",
        "1_000",
        "0x1F",
        "1.5e3",
        "2j",
        "'s'",
        "\"t\" 'u'",
        "b'\\x00'",
        "r'\\d'",
        "'''a\nb'''",
        "True",
        "None",
        "...",
        "()",
        "[]",
        "{}",
        "'😀'",
        "f'{a}' 'b'",
      ]);

const name = (random: Random): string => pick(random, NAMES);

const element = (random: Random, depth: number): string =>
  random() < 0.2
    ? `*${pick(random, ["", "", "f(x).", "b."])}${name(random)}${pick(random, ["", "", "(a)", "[0]", " + b"])}`
    : expression(random, depth - 1);

function loops(random: Random, depth: number): string {
  const loop = `for ${pick(random, ["i", "i, j", "(i, *j)", "[i, j]"])} in ${pick(random, ["a", "b.c", "f(x)", "[1, 2]", "(a if b else c)"])}`;
  return random() < 0.3 ? `${loop} if ${expression(random, Math.min(depth - 1, 1)).replace(/^lambda.*/s, "x")} for k in i` : loop;
}

function callArguments(random: Random, depth: number): string {
  const inner = (): string => expression(random, depth - 1);
  const keywords = ["k", "sep", "match"].filter(() => random() < 0.4).map((key) => `${key}=${inner()}`);
  return [...many(random, 2, () => element(random, depth)), ...keywords, ...(random() < 0.2 ? [`**${name(random)}`] : [])].join(", ");
}

function index(random: Random, depth: number): string {
  const inner = (): string => expression(random, depth - 1).replace(/^lambda.*/s, "x");
  return pick(random, [inner(), `${inner()}:${inner()}`, ":", "::2", `${inner()}, :`, "..., None", `*${name(random)}`, `${inner()},`]);
}

function parameters(random: Random, annotated: boolean): string {
  const type = (): string => (annotated && random() < 0.4 ? `: ${pick(random, ["int", "list[str]", "'T'", "a | None"])}` : "");
  const value = (): string => (annotated ? ` = ${atom(random)}` : `=${atom(random)}`);
  return [
    ...(random() < 0.3 ? [`p0${type()}`, "/"] : []),
    ...many(random, 1, () => `p1${type()}`),
    ...(random() < 0.5 ? [`p2${type()}${value()}`] : []),
    ...pick(random, [[], [`*args${type()}`], ["*", `k1${type()}`], [`*args${type()}`, `k1${type()}${value()}`]]),
    ...(random() < 0.3 ? [`**kw${type()}`] : []),
  ].join(", ");
}

function target(random: Random): string {
  return pick(random, ["a", "b.c", "df['x']", "a, b", "(a, *b)", "[a, b.c]", "a, *b", "x[1:2]", "a,"]);
}

function statement(random: Random, depth: number, indent: string, inFunction: boolean, inLoop: boolean): string {
  const value = (): string => expression(random, 2);
  const block = (loop = inLoop, func = inFunction): string => {
    const body = [
      statement(random, depth - 1, `${indent}    `, func, loop),
      ...many(random, 1, () => statement(random, depth - 1, `${indent}    `, func, loop)),
    ];
    return pick(random, ["\n", "\n", "  # why\n", "\n\n", `\n${indent}  # note\n`]) + body.join("");
  };
  const simple = (text: string): string => `${indent}${text}${pick(random, ["", "", "", ";", "  # é", "; pass"])}\n`;
  const kind = depth > 0 ? Math.floor(random() * 30) : 9 + Math.floor(random() * 21);
  switch (kind) {
    case 0:
      return `${indent}if ${value()}:${block()}${random() < 0.4 ? `${indent}elif ${value()}:${block()}` : ""}${random() < 0.4 ? `${indent}else:${block()}` : ""}`;
    case 1:
      return `${indent}for ${target(random)} in ${value()}:${block(true)}${random() < 0.3 ? `${indent}else:${block()}` : ""}`;
    case 2:
      return `${indent}while ${value()}:${block(true)}`;
    case 3:
      return `${indent}try:${block()}${random() < 0.5 ? `${indent}except (A, b.C) as e:${block()}${indent}except D:${block()}` : ""}${indent}finally:${block()}`;
    case 4:
      return `${indent}with ${pick(random, ["a as b", "a, b as (c, d)", "(a as b, c)", "open(x) as f.g"])}:${block()}`;
    case 5:
      return `${random() < 0.3 ? `${indent}@a.b(1)\n` : ""}${indent}async def f(${parameters(random, true)})${pick(random, ["", " -> int"])}:${block(false, true)}`;
    case 6:
      return `${indent}class C${pick(random, ["", "()", "(A, metaclass=B)"])}:\n${indent}    """Doc."""\n${indent}    x: int = 1\n${indent}    def m(self): return self.x;\n`;
    case 7:
      return `${indent}match ${pick(random, ["a", "a, b", "f(x)"])}:\n${indent}    case ${pick(random, ["1 | 'a'", "[a, *rest]", "{'k': v, **kw}", "C(1, x=y)", "(1 | 2) as z", "-1.5", "a.b", "None"])}${pick(random, ["", " if a"])}:\n${indent}        pass\n${indent}    case _: b\n`;
    case 8:
      return `${indent}async with a as b:${block()}`.replace("async with", inFunction || indent === "" ? "async with" : "with");
    case 9:
    case 10:
    case 11:
      return simple(`${target(random)} = ${value()}`);
    case 12:
      return simple(`a = b.c = ${value()}`);
    case 13:
      return simple(`${pick(random, ["a", "b.c", "df[0]"])} ${pick(random, ["+=", "//=", "@=", ">>="])} ${value()}`);
    case 14:
      return simple(
        `${pick(random, ["a", "b.c", "(a)"])}: ${pick(random, ["int", "dict[str, int]"])}${random() < 0.5 ? ` = ${value()}` : ""}`,
      );
    case 15:
      return simple(`import ${pick(random, ["os", "a.b as c", "a.b, d as e"])}`);
    case 16:
      return simple(`from ${pick(random, ["a", ".", "..a.b"])} import ${pick(random, ["b", "b as c, d", "(b, c,)"])}`);
    case 17:
      return simple(`del ${pick(random, ["a", "a, b.c", "(a, b[0])"])}`);
    case 18:
      return simple(`assert ${value()}, ${value()}`);
    case 19:
      return simple(`raise ${pick(random, ["", "E", "E(1) from None"])}`.trimEnd());
    case 20:
      return simple(inLoop ? pick(random, ["break", "continue"]) : "pass");
    case 21:
      return simple(
        inFunction ? pick(random, ["return", "return a, *b", "yield", "x = yield a"]).replace(/^return a.*/, "return") : "pass",
      );
    default:
      return simple(value());
  }
}

const TOKEN = /[rbfRBF]{0,2}(?:'''[^]*?'''|"""[^]*?"""|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|\w+|\s+|[^\w\s]/g;

/** The program with one token left out, doubled, or put in another's place. */
export function breakProgram(random: Random, program: string): string {
  const tokens = program.match(TOKEN) ?? [];
  if (tokens.length < 2) return program;
  const at = Math.floor(random() * tokens.length);
  const other = tokens[Math.floor(random() * tokens.length)]!;
  const replaced = pick(random, [[], [tokens[at]!, tokens[at]!], [other], [other, tokens[at]!]]);
  return [...tokens.slice(0, at), ...replaced, ...tokens.slice(at + 1)].join("");
}
