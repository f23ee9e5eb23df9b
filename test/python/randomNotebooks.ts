// Makes random notebooks that bind, read and remove names in every way, for comparing the analysis with CPython.
import { numbersFrom } from "../support/random";

/** The cells of a random notebook. Values are v0…, functions f0… and g0… (aliases), classes C0…; tests nobody can foresee use `random`. */
export function randomNotebook(seed: number): readonly string[] {
  const maker = new Maker(numbersFrom(seed));
  const cells = [`import random\nrandom.seed(${seed})\nL = []\n${maker.start().join("\n")}`];
  const count = 2 + maker.upTo(5);
  for (let cell = 0; cell < count; cell++) cells.push(maker.body(0, 2 + maker.upTo(4), "module").join("\n"));
  return cells;
}

type Where = "module" | "function" | "loop" | "class" | "function-loop";

class Maker {
  /** Statements left, so that a notebook stays small. */
  private budget = 60;

  constructor(private readonly random: () => number) {}

  upTo(limit: number): number {
    return Math.floor(this.random() * limit);
  }

  /** Most names are bound at the start, so that notebooks get somewhere. */
  start(): readonly string[] {
    const share = this.random();
    const all = [
      ...["v0", "v1", "v2", "v3", "v4"].map((name) => `${name} = 0`),
      ...["f0", "f1", "f2", "f3", "g0", "g1"].map((name) => `def ${name}(): return ${this.value()}`),
      ...["C0", "C1"].map((name) => `class ${name}:\n    def m(self): return ${this.f()}()`),
    ];
    return all.filter(() => this.random() < share + 0.5);
  }

  body(depth: number, count: number, where: Where): readonly string[] {
    const lines: string[] = [];
    for (let n = 0; n < count; n++) lines.push(...this.statement(depth, where));
    return lines.length > 0 ? lines : ["pass"];
  }

  private inner(depth: number, where: Where): readonly string[] {
    return this.body(depth + 1, 1 + this.upTo(3), where).map((line) => `    ${line}`);
  }

  private statement(depth: number, where: Where): readonly string[] {
    const isDeep = depth >= 3 || --this.budget < 0;
    const kinds = isDeep ? this.simple(where) : [...this.simple(where), ...this.compound(where)];
    return kinds[this.upTo(kinds.length)]!();
  }

  private simple(where: Where): readonly (() => readonly string[])[] {
    const always = [
      () => [`${this.target(where)} = ${this.value()}`],
      () => [`${this.target(where)} = ${this.value()}`],
      () => [`${this.v()}`],
      () => [`${this.f()}()`],
      () => [`${this.f()}()`],
      () => [`print(${this.value()}, end="")`],
      () => [`L.append(${this.value()})`],
    ];
    if (where === "module" || where === "loop") {
      always.push(
        () => [`del ${this.v()}`],
        () => [`${this.v()} += 1`],
        () => [`${this.v()}, ${this.v()} = 1, ${this.v()}`],
        () => [`g${this.upTo(2)} = ${this.f()}`],
        () => [`g${this.upTo(2)} = lambda: ${this.value()}`],
        () => [`[${this.value()} for x in range(${this.upTo(3)})]`],
        () => [`(${this.v()} := ${this.value()})`],
        () => [`[(${this.v()} := x) for x in range(2)]`],
        () => [`C${this.upTo(2)}()`],
        () => [`C${this.upTo(2)}().m()`],
        () => [`from math import pi as ${this.v()}`],
        () => [`list(map(lambda _: ${this.value()}, range(${this.upTo(2)})))`],
        () => [`${this.test()} and ${this.v()}`],
        () => [`${this.v()} if ${this.test()} else ${this.v()}`],
      );
    }
    if (where === "class")
      always.push(
        () => [`${this.v()} = ${this.v()}`],
        () => [`a = [${this.v()} for ${this.v()} in [${this.v()}]]`],
      );
    if (where === "loop" || where === "function-loop")
      always.push(
        () => [`if ${this.test()}: break`],
        () => [`if ${this.test()}: continue`],
      );
    if (where === "function" || where === "function-loop")
      always.push(
        () => [`if ${this.test()}: return`],
        () => [`if ${this.test()}: return ${this.v()}`],
      );
    return always;
  }

  private compound(where: Where): readonly (() => readonly string[])[] {
    const { random } = this;
    const depthOf = (): number => (where === "module" ? 0 : 1);
    const block = (kind: Where = where): readonly string[] => this.inner(depthOf() + 1, kind);
    const inLoop: Where = where === "function" || where === "function-loop" ? "function-loop" : where === "class" ? "class" : "loop";
    const always: (() => readonly string[])[] = [
      () => [`if ${this.test()}:`, ...block(), ...(random() < 0.5 ? ["else:", ...block()] : [])],
      () => [`if "${this.v()}" in globals():`, ...block()],
      () => [`for x in range(${this.upTo(3)}):`, ...block(inLoop), ...(random() < 0.2 ? ["else:", ...block()] : [])],
      () => [`for x in [1, 2]:`, ...block(inLoop)],
      () => [`while ${this.test()}:`, ...block(inLoop)],
      () => [
        "try:",
        ...block(),
        `except ${["NameError", "Exception", "ValueError", "(NameError, KeyError)"][this.upTo(4)]!}:`,
        ...block(),
        ...(random() < 0.3 ? ["else:", ...block()] : []),
        ...(random() < 0.3 ? ["finally:", ...block()] : []),
      ],
      () => [
        "try:",
        ...block(),
        `    if ${this.test()}: raise ValueError`,
        `except ValueError as ${where === "function" || where === "function-loop" ? "error" : this.v()}:`,
        ...block(),
      ],
      () => ["try:", ...block(), "finally:", ...block()],
      () => ["import contextlib", "with contextlib.suppress(NameError):", ...block()],
    ];
    if (where === "module") {
      const make = (name: string, parameters = ""): readonly string[] => [
        `def ${name}(${parameters}):`,
        ...this.globals(),
        ...this.inner(1, "function"),
      ];
      const makeFunction = () => make(`f${this.upTo(4)}`, random() < 0.2 ? `p=${this.v()}` : "");
      always.push(
        makeFunction,
        makeFunction,
        makeFunction,
        () => [
          `def f${this.upTo(4)}():`,
          ...this.globals(),
          `    l = ${this.value()}`,
          "    def inner():",
          `        return (l, ${this.v()})`,
          ...this.inner(1, "function"),
          `    ${random() < 0.5 ? "return inner" : "inner()"}`,
        ],
        () => [
          `class C${this.upTo(2)}:`,
          ...this.inner(1, "class"),
          "    def __init__(self):",
          ...this.globals().map((line) => `    ${line}`),
          `        self.a = ${this.v()}`,
          "    def m(self):",
          ...this.globals().map((line) => `    ${line}`),
          `        return ${this.f()}()`,
        ],
        () => ["while True:", ...this.inner(1, "loop"), "    break"],
      );
    }
    return always;
  }

  private globals(): readonly string[] {
    return ["    global v0, v1, v2"];
  }

  /** What an assignment binds: in a function a global (declared so), in a class its own name. */
  private target(where: Where): string {
    return where === "function" || where === "function-loop" ? `v${this.upTo(3)}` : this.v();
  }

  private v(): string {
    return `v${this.upTo(5)}`;
  }

  private f(): string {
    return this.random() < 0.8 ? `f${this.upTo(4)}` : `g${this.upTo(2)}`;
  }

  private value(): string {
    return this.random() < 0.5 ? String(this.upTo(10)) : this.random() < 0.5 ? this.v() : `${this.v()} + 1`;
  }

  private test(): string {
    return "random.random() < 0.5";
  }
}
