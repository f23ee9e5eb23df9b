// Writes the statements of random programs: they bind, change, share, remove and read names in the ways that make moving code hard.

const letters = ["a", "b", "c", "d", "e", "größe"];
const errors = ["ZeroDivisionError", "Exception", "(KeyError, ArithmeticError)"];

/** Statements at a depth of nesting, from 0; more than this deep they are assignments. */
const deepest = 2;

type Lines = readonly string[];

const indented = (lines: Lines): Lines => lines.map((line) => `    ${line}`);

export class ProgramWriter {
  /** Names that (perhaps) exist, by what they hold: numbers, lists, dicts, functions of one number, objects with `n`. */
  private readonly numbers = new Set<string>();
  private readonly lists = new Set<string>();
  private readonly dicts = new Set<string>();
  private readonly functions = new Set<string>();
  private readonly objects = new Set<string>();
  /** Functions that set a number by `global`, with the number; and whether they give something back. */
  private readonly setters = new Map<string, readonly [string, boolean]>();
  private counter = 0;

  /** @param hasDefaults whether functions and classes take what the notebook made when they are defined */
  constructor(
    private readonly random: () => number,
    private readonly hasDefaults = false,
  ) {}

  below(limit: number): number {
    return Math.floor(this.random() * limit);
  }

  chance(share: number): boolean {
    return this.random() < share;
  }

  private pick<Item>(items: Iterable<Item>): Item {
    const all = [...items];
    return all[this.below(all.length)];
  }

  private fresh(name: string): string {
    return `${name}${this.counter++}`;
  }

  /** The first cell: imports, a class, and mostly values for all names. */
  start(): string {
    // What stars bring hides builtins, and what imports brought above them.
    const stars = ["from codecs import *", "from colorsys import *", "from os import *", "from operator import *"].filter(() =>
      this.chance(0.06),
    );
    const lines = [
      ...(this.chance(0.5) ? stars : []),
      "import math",
      ...stars,
      "from contextlib import nullcontext",
      "LIMIT = 2",
      "class Box:",
      ...(this.hasDefaults ? ["    step = 1"] : []),
      "    def __init__(self, n):",
      "        self.n = n",
    ];
    if (this.chance(0.8)) {
      lines.push(
        `${letters.join(", ")} = ${letters.map((_, at) => at + 1).join(", ")}`,
        "xs0 = [3, 1]\nxs1 = []\nxs2 = [0]",
        "seen0 = {'k': 1}",
        "box0 = Box(2)",
      );
      letters.forEach((letter) => this.numbers.add(letter));
      [0, 1, 2].forEach((at) => this.lists.add(`xs${at}`));
      this.dicts.add("seen0");
      this.objects.add("box0");
    }
    return lines.join("\n");
  }

  /** The last cell: what is left is read and called, so that a difference is seen. */
  end(): string {
    const read = [
      ...[...this.numbers].slice(0, 2),
      ...[...this.objects].slice(0, 1).map((name) => `${name}.n`),
      ...[...this.functions].slice(-2).map((name) => `${name}(3)`),
    ];
    return `print(${read.join(", ")})`;
  }

  /** An expression at a cell's end. */
  look(): string {
    return this.numbers.size > 0 && this.chance(0.5) ? this.pick(this.numbers) : this.value();
  }

  private number(): string {
    return this.numbers.size > 0 && this.chance(0.7) ? this.pick(this.numbers) : String(this.below(9));
  }

  private value(depth = 0): string {
    const inner = (): string => this.value(depth + 1);
    if (depth > deepest) return this.number();
    const loop = this.pick(letters);
    const forms: (readonly [number, () => string])[] = [
      [35, () => this.number()],
      [25, () => `(${inner()} ${this.pick(["+", "-", "*"])} ${inner()})`],
      [6, () => `(${inner()} if ${inner()} > ${this.number()} else ${inner()})`],
      [4, () => `sum(${loop} for ${loop} in range(${1 + this.below(3)}))`],
      [3, () => `sum([${loop} + ${this.number()} for ${loop} in range(${this.below(3)}) if ${loop} < ${this.number()}])`],
      [
        2,
        () =>
          `max([(${this.bindNumber()} := ${loop}) for ${loop}_ in range(2)], default=${this.number()})`.replace(
            `:= ${loop})`,
            `:= ${loop}_)`,
          ),
      ],
      [3, () => `math.floor(${inner()})`],
      [3, () => `(lambda n: n + ${this.number()})(${this.number()})`],
      [3, () => `min(${inner()}, ${inner()})`],
    ];
    if (this.functions.size > 0) forms.push([12, () => `${this.pick(this.functions)}(${inner()})`]);
    const byDefault = [...this.functions].filter((name) => name.startsWith("early"));
    if (byDefault.length > 0)
      forms.push(
        [20, () => `${this.pick(byDefault)}(${inner()}, ${this.pick(["by=", ""])}${inner()})`],
        [5, () => `sum(sorted([${inner()}, ${inner()}], key=${this.pick(byDefault)}))`],
      );
    if (this.lists.size > 0) forms.push([8, () => `len(${this.pick(this.lists)})`]);
    if (this.dicts.size > 0) forms.push([4, () => `${this.pick(this.dicts)}.get(${inner()}, ${this.number()})`]);
    if (this.objects.size > 0) forms.push([3, () => `${this.pick(this.objects)}.n`]);
    return this.choose(forms);
  }

  /** One of the forms, by weight. */
  private choose<Result>(forms: readonly (readonly [number, () => Result])[]): Result {
    let left = this.random() * forms.reduce((sum, [weight]) => sum + weight, 0);
    return (forms.find(([weight]) => (left -= weight) < 0) ?? forms[0])[1]();
  }

  private bindNumber(): string {
    const name = this.pick(letters);
    [this.lists, this.functions].forEach((names) => names.delete(name));
    this.numbers.add(name);
    return name;
  }

  /** What a block binds first is seldom used behind it: it may not be there. */
  private block(depth: number): Lines {
    const kinds = [this.numbers, this.lists, this.dicts, this.objects];
    const before = kinds.map((names) => new Set(names));
    const lines = indented(Array.from({ length: 1 + this.below(2) }, () => this.statement(depth + 1)).flat());
    kinds.forEach((names, at) =>
      [...names].filter((name) => !before[at].has(name) && this.chance(0.85)).forEach((name) => names.delete(name)),
    );
    return lines;
  }

  statement(depth: number): string[] {
    const forms: (readonly [number, () => Lines])[] = [
      [28, () => this.assignment()],
      [7, () => [`print(${this.value()}, ${this.number()})`]],
      [1, () => ["pass"]],
    ];
    if (depth <= deepest) forms.push(...this.compound(depth), ...this.changes());
    if (depth === 0)
      forms.push(
        [7, () => this.definition()],
        [3, () => this.lambda()],
        [2, () => this.removal()],
        [1, () => this.functionRemoval()],
        [2, () => this.setter()],
        [0.5, () => [`print('${this.pick(letters)}' in globals())`]],
      );
    if (this.setters.size > 0) forms.push([6, () => this.setting()]);
    if (depth === 0 && this.hasDefaults) forms.push([25, () => this.early()]);
    return [...this.choose(forms)];
  }

  private assignment(): Lines {
    const of = this.value();
    if (this.chance(0.1)) return [`${this.bindNumber()} = ${this.bindNumber()} = ${of}`];
    if (this.chance(0.15)) {
      const second = this.value();
      return [`${this.bindNumber()}, ${this.bindNumber()} = ${of}, ${second}`];
    }
    return [`${this.bindNumber()} = ${of}${this.chance(0.15) ? "  # a number" : ""}`];
  }

  /** Statements that change, share or bind something other than a number. */
  private changes(): (readonly [number, () => Lines])[] {
    const forms: (readonly [number, () => Lines])[] = [
      [
        5,
        () => [
          `${this.know(this.lists, `xs${this.below(3)}`, () => `[${Array.from({ length: this.below(3) }, () => this.value()).join(", ")}]`)}`,
        ],
      ],
      [2, () => [this.know(this.dicts, `seen${this.below(2)}`, () => `{${this.number()}: ${this.value()}}`)]],
      [2, () => [this.know(this.objects, `box${this.below(2)}`, () => `Box(${this.value()})`)]],
      [2, () => [`text${this.counter++} = f'''{${this.number()}}\n  kept\n'''`]],
    ];
    if (this.numbers.size > 0) forms.push([6, () => [`${this.pick(this.numbers)} ${this.pick(["+=", "-=", "*="])} ${this.value()}`]]);
    if (this.lists.size > 0) {
      const list = (): string => this.pick(this.lists);
      forms.push([
        7,
        () => [
          this.pick([
            `${list()}.append(${this.value()})`,
            `${list()} += [${this.value()}]`,
            `${list()}[:1] = [${this.value()}]`,
            `${list()} = ${list()} + [1]`,
            `${list()}.sort(key=lambda n: -n)`,
          ]),
        ],
      ]);
      // Two names for one list.
      forms.push(
        [2, () => [`xs${this.below(3)} = ${list()}`]],
        [1, () => [`rest${this.counter++}, *tail = [${this.number()}, *${list()}]`]],
      );
    }
    if (this.dicts.size > 0) forms.push([3, () => [`${this.pick(this.dicts)}[${this.value()}] = ${this.value()}`]]);
    if (this.objects.size > 0) forms.push([3, () => [`${this.pick(this.objects)}.n ${this.pick(["=", "+="])} ${this.value()}`]]);
    return forms;
  }

  private know(names: Set<string>, name: string, of: () => string): string {
    const text = `${name} = ${of()}`;
    names.add(name);
    return text;
  }

  private compound(depth: number): readonly (readonly [number, () => Lines])[] {
    return [
      [
        6,
        () => [`if ${this.value()} > ${this.value()}:`, ...this.block(depth), ...(this.chance(0.6) ? ["else:", ...this.block(depth)] : [])],
      ],
      [3, () => [`if (${this.bindNumber()} := ${this.number()}) > ${this.number()}:`, ...this.block(depth)]],
      [5, () => this.loop(depth)],
      [
        2,
        () => {
          const name = this.fresh("turns");
          return [`${name} = 0`, `while ${name} < ${this.below(3)}:`, `    ${name} += 1`, ...this.block(depth)];
        },
      ],
      [4, () => this.handler(depth)],
      [
        2,
        () => {
          const held = this.fresh("held");
          return [`with nullcontext(${this.value()}) as ${held}:`, `    ${this.bindNumber()} = ${held}`, ...this.block(depth)];
        },
      ],
    ];
  }

  private loop(depth: number): Lines {
    const over = this.chance(0.5) ? `range(${this.below(4)})` : this.lists.size > 0 ? `list(${this.pick(this.lists)})` : "[1, 2]";
    const leave = this.chance(0.3) ? indented([`if ${this.value()} > 5:`, `    ${this.pick(["break", "continue"])}`]) : [];
    return [
      `for ${this.bindNumber()} in ${over}:`,
      ...leave,
      ...this.block(depth),
      ...(this.chance(0.2) ? ["else:", ...this.block(depth)] : []),
    ];
  }

  private handler(depth: number): Lines {
    const tried = this.block(depth);
    return [
      "try:",
      ...tried,
      ...indented([`${this.bindNumber()} = 1 // ${this.value()}`]),
      `except ${this.pick(errors)}${this.chance(0.5) ? " as problem" : ""}:`,
      ...this.block(depth),
      ...(this.chance(0.2) ? ["else:", ...this.block(depth)] : []),
      ...(this.chance(0.2) ? ["finally:", ...this.block(depth)] : []),
    ];
  }

  private removal(): Lines {
    if (this.numbers.size < 2) return ["pass"];
    const gone = this.pick(this.numbers);
    this.numbers.delete(gone);
    return [`del ${gone}`];
  }

  /** A function that changes a number by `global`, and is called as a statement. */
  private setter(): Lines {
    if (this.numbers.size === 0) return ["pass"];
    const [name, of, gives] = [this.fresh("set"), this.pick(this.numbers), this.chance(0.4)];
    this.setters.set(name, [of, gives]);
    const early = this.chance(0.3) ? indented([`if n > ${this.number()}: return${gives ? ` n, ${this.below(3)}` : ""}`]) : [];
    const more = this.chance(0.3) ? indented([`for k in range(2): ${of} += k`]) : [];
    const called = this.functions.size > 0 && this.chance(0.2) ? ` + ${this.pick(this.functions)}(n)` : "";
    return [
      `def ${name}(n):`,
      `    global ${of}${this.chance(0.2) ? "  # the notebook's" : ""}`,
      ...early,
      `    ${of} ${this.pick(["=", "+="])} n + ${this.number()}${called}`,
      ...more,
      ...(gives ? [`    return ${of}, ${this.number()}`] : []),
    ];
  }

  /** Calls one; what it gives takes two names, or one. */
  private setting(): Lines {
    const [name, [of, gives]] = this.pick(this.setters);
    const call = `${name}(${this.value()})`;
    if (this.chance(0.1)) this.numbers.delete(of);
    if (!gives) return [call];
    return [this.chance(0.6) ? `${this.bindNumber()}, ${this.bindNumber()} = ${call}` : `pair${this.counter++} = ${call}`];
  }

  private functionRemoval(): Lines {
    const gone = [...this.functions].find((name) => name.startsWith("func"));
    if (gone === undefined) return ["pass"];
    this.functions.delete(gone);
    return [`del ${gone}`];
  }

  private lambda(): Lines {
    const [of, name] = [this.number(), this.fresh("scale")];
    this.functions.add(name);
    return [this.chance(0.3) ? `${name} = lambda n, by=${of}: n + by` : `${name} = lambda n: n + ${of}`];
  }

  /** A function whose default is what a variable holds where it is defined, or what is found in it. */
  private early(): Lines {
    const name = this.fresh("early");
    const inside = this.pick([
      ...[...this.lists].map((list) => `len(${list})`),
      ...[...this.dicts].map((dict) => `${dict}['k']`),
      ...[...this.objects].map((box) => `${box}.n`),
      "Box.step",
    ]);
    const value = this.chance(0.7) ? this.number() : inside;
    const forms: (readonly [number, () => Lines])[] = [
      [40, () => [`def ${name}(n, by=${value}):`, "    return n - by"]],
      [15, () => [`def ${name}(n, k=2, by: int = ${value}):`, "    return n * k - by"]],
      [15, () => [`def ${name}(n, *rest, by=${value}):`, `    return n - by - sum(rest) + ${this.number()}`]],
      [10, () => [`def ${name}(n, by=${value}):`, `    return by if n <= 0 else ${name}(n - n)`]],
      [
        10,
        () => [
          `class ${name.replace("early", "Early")}:`,
          `    step = ${value}`,
          `    def less(self, n, by=${this.number()}):`,
          "        return n - by - self.step",
          `${name} = ${name.replace("early", "Early")}().less`,
        ],
      ],
      [10, () => [`Box.step ${this.pick(["=", "+="])} ${this.number()}`, `def ${name}(n, by=${value}):`, "    return n - by"]],
    ];
    const lines = this.choose(forms);
    this.functions.add(name);
    return lines;
  }

  private definition(): Lines {
    const name = this.functions.size > 0 && this.chance(0.2) ? this.pick(this.functions) : this.fresh("func");
    const called = this.functions.size > 0 ? this.pick(this.functions) : "abs";
    const forms: (readonly [number, () => Lines])[] = [
      [30, () => [`def ${name}(n, by=${this.below(5)}):`, "    # its own names only", "    return n * 2 + by"]],
      [20, () => [`def ${name}(n):`, `    return n + ${this.number()} - LIMIT`]],
      [15, () => [`def ${name}(n):`, `    return ${called}(n) + 1`]],
      [8, () => [`def ${name}(n, early=${this.number()}):`, "    return n + early"]],
      [
        8,
        () => [
          `def ${name}(n):`,
          "    total = n",
          "    def inner(k):",
          "        nonlocal total",
          "        total += k",
          `        return total + ${this.number()}`,
          "    return inner(1) + inner(2)",
        ],
      ],
      [10, () => [`def ${name}(n):`, "    '''Doc.", "  kept as it is'''", "    return 1 if n <= 1 else n - 1"]],
      [4, () => [`def ${name}(n):`, `    return n if n <= 0 else ${name}(n - n) + 1`]],
    ];
    if (this.numbers.size > 0)
      forms.push([8, () => [`def ${name}(n):`, `    global ${[...this.numbers][0]}`, `    ${[...this.numbers][0]} = n`, "    return n"]]);
    if (this.lists.size > 0) forms.push([10, () => [`def ${name}(n):`, `    ${this.pick(this.lists)}.append(n)`, "    return n"]]);
    const lines = this.choose(forms);
    this.functions.add(name);
    return lines;
  }
}
