// Writes random notebooks in JavaScript whose only errors are names that are not bound where they are read.
import { numbersFrom } from "../support/random";

/** Names by what they are declared with, apart, so that no kernel refuses a redeclaration or an assignment. */
const pools = {
  let: ["a", "b", "c"],
  const: ["p", "q"],
  var: ["v", "w"],
  function: ["f", "g"],
  class: ["C", "D"],
  global: ["t"],
  missing: ["missing"],
} as const;

type Pool = keyof typeof pools;

/** The sources of a notebook's cells. `Number` takes anything. */
export function randomScript(seed: number): readonly string[] {
  return new Writer(numbersFrom(seed)).notebook();
}

class Writer {
  private declared = new Set<string>();
  private depth = 0;
  /** Functions only call those that come before them in the alphabet: no endless recursion. */
  private callable: readonly string[] = pools.function;
  private isAsync = true;

  constructor(private readonly random: () => number) {}

  notebook(): readonly string[] {
    const cells = Array.from({ length: 2 + this.below(4) }, () => {
      this.declared = new Set();
      return Array.from({ length: 1 + this.below(4) }, () => this.statement()).join("\n");
    });
    return this.below(4) > 0 ? [this.prelude(), ...cells] : cells;
  }

  /** A first cell that declares most names, so that notebooks get further than their first lines. */
  private prelude(): string {
    const form: Partial<Record<Pool, (name: string) => string>> = {
      let: (name) => `let ${name} = 1;`,
      const: (name) => `const ${name} = 1;`,
      var: (name) => `var ${name} = 1;`,
      function: (name) => `function ${name}() { return 1; }`,
      class: (name) => `class ${name} {}`,
      global: (name) => `globalThis.${name} = 1;`,
    };
    return (Object.keys(form) as Pool[])
      .flatMap((pool) => pools[pool].filter(() => this.below(8) > 0).map((name) => form[pool]!(name)))
      .join("\n");
  }

  private below(limit: number): number {
    return Math.floor(this.random() * limit);
  }

  private pick<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)]!;
  }

  /** A name to declare that this cell has not declared yet; null where there is none. */
  private fresh(pool: Pool): string | null {
    const free = pools[pool].filter((name) => !this.declared.has(name));
    if (free.length === 0) return null;
    const name = this.pick(free);
    this.declared.add(name);
    return name;
  }

  private value(): string {
    const pool = this.pick(["let", "let", "let", "const", "const", "var", "global", "let", "missing"] as const);
    // A name that nothing declares ends every notebook early: seldom.
    return pool === "missing" && this.below(12) > 0 ? "1" : this.pick(pools[pool]);
  }

  private expression(): string {
    switch (this.below(12)) {
      case 0:
        return `${this.value()} + 1`;
      case 1:
        return "1";
      case 2:
        return `(1 < 2 ? ${this.value()} : 0)`;
      case 3:
        return this.callable.length > 0 ? `(typeof ${this.pick(this.callable)} === "function" ? 1 : 0)` : "2";
      case 4:
        return `\`n \${${this.value()}}\``;
      case 5:
        return `[${this.value()}, 1].length`;
      case 6:
        return `({ ${this.value()}: 1, k: ${this.value()} }).k`;
      case 7:
        return `(() => ${this.value()})()`;
      case 8:
        return `Number(${this.value()})`;
      case 9:
        return this.isAsync ? `await ${this.value()}` : this.value();
      default:
        return this.value();
    }
  }

  private statement(): string {
    const before = this.depth++;
    const text = this.write();
    this.depth = before;
    return text;
  }

  private write(): string {
    const simple = this.depth > 3;
    switch (this.below(simple ? 8 : 26)) {
      case 0:
      case 1:
        return this.declare("let");
      case 2:
        return this.declare("const");
      case 3:
        return this.declare("var");
      case 4:
      case 5:
        return `Number(${this.expression()});`;
      case 6:
        return `${this.pick(pools.let)} = ${this.expression()};`;
      case 7:
        return `${this.pick(pools.let)} += 1;`;
      case 8:
      case 9:
        return this.functionDeclaration();
      case 10:
        return this.call();
      case 11:
        return this.classDeclaration();
      case 12:
        return `if (${this.pick(["1 < 2", "true", `${this.value()} !== null`])}) {\n${this.nested()}\n}${this.below(2) ? ` else {\n${this.nested()}\n}` : ""}`;
      case 13:
        return `try {\n${this.nested()}\n} catch (error) {\nNumber(error);\n}`;
      case 14:
        return `for (const item of [1, 2]) {\nNumber(item);\n${this.nested()}\n}`;
      case 15:
        return `{\nlet inner = ${this.expression()};\nNumber(inner);\n${this.nested()}\n}`;
      case 16:
        return `if (typeof ${this.pick(pools.let)} !== "undefined") {\n${this.nested()}\n}`;
      case 17:
        return "globalThis.t = 1;";
      case 18:
        return this.destructure();
      case 19:
        return `new ${this.pick(pools.class)}();`;
      case 20:
        return `new ${this.pick(pools.class)}().read?.();`;
      case 21:
        return `typeof ${this.pick(pools.let)} === "function" && ${this.pick(pools.let)};`;
      // Node's vm lets strict code assign a function to a name that nothing declares, which V8 itself does not: so in a list.
      case 22:
        return `${this.pick(pools.let)} = [() => ${this.value()}];`;
      case 23:
        return `outer: for (const row of [1, 2]) {\nfor (const item of [row]) {\nif (item > 1) continue outer;\nNumber(${this.value()});\n}\n}`;
      case 24:
        return `while (true) {\nNumber(${this.value()});\nbreak;\n}`;
      default:
        return `do {\nNumber(${this.value()});\n} while (false);\n(({ k = ${this.value()} }) => Number(k))({});`;
    }
  }

  /** Statements in a block: what they declare is the block's own, so the names are others. */
  private nested(): string {
    const lines = Array.from({ length: 1 + this.below(2) }, () =>
      this.depth > 2 || this.below(2)
        ? this.pick([`Number(${this.expression()});`, `${this.pick(pools.let)} = ${this.expression()};`])
        : this.inner(),
    );
    return lines.join("\n");
  }

  private inner(): string {
    return this.pick([
      `const own = ${this.expression()};\nNumber(own);`,
      `if (${this.value()} === 1) Number(${this.value()});`,
      `switch (1) { case 1: Number(${this.value()}); break; default: Number(missing); }`,
      `try { Number(${this.value()}); } finally { Number(1); }`,
    ]).replace(/\bown\b/g, `own${this.below(1000)}`);
  }

  private declare(pool: "let" | "const" | "var"): string {
    const name = this.fresh(pool);
    return name === null ? `Number(${this.expression()});` : `${pool} ${name} = ${this.expression()};`;
  }

  private functionDeclaration(): string {
    const name = this.fresh("function");
    if (name === null) return `Number(${this.expression()});`;
    const [callable, isAsync] = [this.callable, this.isAsync];
    this.callable = name === "g" ? ["f"] : [];
    this.isAsync = false;
    const text = `function ${name}(given = ${this.expression()}) {\nNumber(given);\nreturn ${this.expression()};\n}`;
    [this.callable, this.isAsync] = [callable, isAsync];
    return text;
  }

  private call(): string {
    const name = this.pick(pools.function);
    return this.pick([`Number(${name}());`, `${name}(1);`, `await (async () => ${name}())();`, `[1].forEach(() => ${name}());`]);
  }

  private classDeclaration(): string {
    const name = this.fresh("class");
    if (name === null) return `Number(${this.expression()});`;
    const isAsync = this.isAsync;
    this.isAsync = false;
    const members = [
      `constructor() {\nNumber(${this.expression()});\n}`,
      `size = ${this.expression()};`,
      `static size = ${this.expression()};`,
      `read() {\nreturn ${this.expression()};\n}`,
    ].filter(() => this.below(2));
    this.isAsync = isAsync;
    const base = name === "D" && this.below(2) ? " extends C" : "";
    const own = base === "" ? members : members.map((member) => member.replace("constructor() {\n", "constructor() {\nsuper();\n"));
    return `class ${name}${base} {\n${own.join("\n")}\n}\n${this.below(2) ? `new ${name}();` : ""}`;
  }

  private destructure(): string {
    const [first, second] = [this.fresh("let"), this.fresh("let")];
    if (first === null || second === null) return `[${pools.let[0]}, ${pools.let[1]}] = [${this.expression()}, 1];`;
    return `let { ${first}, other: ${second} = ${this.value()} } = { ${first}: ${this.expression()} };`;
  }
}
