// Random Python programs about nothing but names: nested scopes that bind, read and declare a few names in every way there is.
import { numbersFrom } from "../support/random";

/** One program; the same seed gives the same. Not all of them are valid Python. */
export function scopePuzzle(seed: number): string {
  const random = numbersFrom(seed);
  const start = random() < 0.05 ? "from __future__ import annotations\n" : "";
  return start + new PuzzleWriter(random).body(0, "module", 2 + Math.floor(random() * 4)) + "\n";
}

type Place = "module" | "function" | "class";

const names: readonly string[] = ["a", "b", "c", "x", "__p", "__q", "_r", "__d__", "super", "__class__", "print"];

class PuzzleWriter {
  /** Statements that may still be written, so that a program stays small. */
  private left = 30;
  /** Where `:=` is no error: not in annotations, comprehensions' iterables and comprehensions of a class body. */
  private mayBind = true;
  /** Python forbids `:=` to names that the comprehension around it iterates over. */
  private bound = names;
  constructor(private readonly random: () => number) {}

  body(depth: number, place: Place, length = 1 + this.below(4)): string {
    const lines: string[] = [];
    for (let at = 0; at < length; at++) lines.push(this.statement(depth, place));
    return lines.join("\n");
  }

  private statement(depth: number, place: Place): string {
    const pad = this.indent(depth);
    const inner = () => this.body(depth + 1, place);
    const isDeep = depth >= 5 || this.left-- <= 0;
    const simple: (() => string)[] = [
      () => `${this.target()} = ${this.expr()}`,
      () => `${this.name()} = ${this.name()} = ${this.expr()}`,
      () => `${this.target()}, *${this.name()} = ${this.expr()}`,
      () => `${this.name()} ${this.pick(["+=", "**=", "|="])} ${this.expr()}`,
      () => `${this.name()}: ${this.annotation()}${this.random() < 0.5 ? ` = ${this.expr()}` : ""}`,
      () => `(${this.name()}): ${this.annotation()}${this.random() < 0.5 ? ` = ${this.expr()}` : ""}`,
      () => `${this.name()}.${this.name()}: ${this.annotation()} = ${this.expr()}`,
      () => `del ${this.list(1 + this.below(2), () => this.target())}`,
      () => `import ${this.name()}${this.pick(["", ".sub", ` as ${this.name()}`, `.sub as ${this.name()}`])}`,
      () => `from m import ${this.name()}${this.pick(["", ` as ${this.name()}`])}`,
      () => (place === "module" ? "from m import *" : "pass"),
      () => this.expr(),
      () => this.expr(),
      () => this.expr(),
      () => `assert ${this.expr()}, ${this.expr()}`,
      () => `raise ${this.expr()} from ${this.expr()}`,
      () => (place === "function" ? `return ${this.expr()}` : "pass"),
      () => (place === "function" ? `${this.name()} = yield ${this.expr()}` : "pass"),
    ];
    if (this.random() < 0.004) return pad + this.declaration([]);
    if (isDeep || this.random() < 0.5) return pad + this.pick(simple)();
    const compound: (() => string)[] = [
      () => this.def(depth),
      () => this.def(depth),
      () => this.def(depth),
      () => this.classDef(depth),
      () => this.classDef(depth),
      () => `${pad}if ${this.expr()}:\n${inner()}\n${pad}else:\n${inner()}`,
      () => `${pad}for ${this.target()} in ${this.expr()}:\n${inner()}\n${pad}else:\n${inner()}`,
      () => `${pad}while ${this.expr()}:\n${inner()}`,
      () => `${pad}with ${this.expr()} as ${this.target()}, ${this.expr()} as (${this.name()}, ${this.name()}):\n${inner()}`,
      () =>
        `${pad}try:\n${inner()}\n${pad}except ${this.expr()} as ${this.name()}:\n${inner()}\n${pad}except ${this.expr()}:\n${inner()}\n${pad}else:\n${inner()}\n${pad}finally:\n${inner()}`,
      () => `${pad}try:\n${inner()}\n${pad}except* ${this.expr()} as ${this.name()}:\n${inner()}`,
      () =>
        `${pad}match ${this.expr()}:\n${this.indent(depth + 1)}case ${this.pattern()} if ${this.expr()}:\n${this.body(depth + 2, place)}`,
    ];
    return this.pick(compound)();
  }

  /** The body of a function or class; mostly a declaration stands first, where it is valid. */
  private scopeBody(depth: number, place: Place, parameters: string): string {
    const outer = this.mayBind;
    this.mayBind = place === "function";
    const first = this.random() < 0.4 ? `${this.indent(depth)}${this.declaration(parameters.match(/\w+/g) ?? [])}\n` : "";
    const text = first + this.body(depth, place);
    this.mayBind = outer;
    return text;
  }

  private declaration(taken: readonly string[]): string {
    const name = this.name();
    return taken.includes(name) ? "pass" : `${this.pick(["global", "global", "nonlocal"])} ${name}`;
  }

  private def(depth: number): string {
    const decorator = this.random() < 0.15 ? `${this.indent(depth)}@${this.expr()}\n` : "";
    const returns = this.random() < 0.2 ? ` -> ${this.annotation()}` : "";
    const parameters = this.parameters(true);
    return `${decorator}${this.indent(depth)}${this.random() < 0.1 ? "async " : ""}def ${this.name()}(${parameters})${returns}:\n${this.scopeBody(depth + 1, "function", parameters)}`;
  }

  private classDef(depth: number): string {
    const decorator = this.random() < 0.15 ? `${this.indent(depth)}@${this.expr()}\n` : "";
    const bases = this.pick(["", `(${this.expr()})`, `(${this.expr()}, *${this.expr()}, metaclass=${this.expr()}, **${this.expr()})`]);
    return `${decorator}${this.indent(depth)}class ${this.pick(["A", "_B", "___", "__C", this.name()])}${bases}:\n${this.scopeBody(depth + 1, "class", "")}`;
  }

  private annotation(): string {
    return this.withoutBinding(() => this.expr(1));
  }

  private withoutBinding(write: () => string): string {
    const outer = this.mayBind;
    this.mayBind = false;
    const text = write();
    this.mayBind = outer;
    return text;
  }

  private parameters(mayAnnotate: boolean): string {
    const free = [...names];
    const next = () => free.splice(this.below(free.length), 1)[0]!;
    const annotated = (name: string) => name + (mayAnnotate && this.random() < 0.2 ? `: ${this.annotation()}` : "");
    const parts: string[] = [];
    if (this.random() < 0.1) parts.push(annotated(next()), "/");
    for (let count = this.below(3); count > 0; count--) parts.push(annotated(next()));
    if (this.random() < 0.3) parts.push(`${annotated(next())}=${this.expr()}`);
    if (this.random() < 0.2) parts.push(`*${annotated(next())}`, `${annotated(next())}=${this.expr()}`, annotated(next()));
    if (this.random() < 0.15) parts.push(`**${annotated(next())}`);
    return parts.join(", ");
  }

  private target(): string {
    return this.pick([
      () => this.name(),
      () => this.name(),
      () => this.name(),
      () => `${this.name()}.${this.name()}`,
      () => `${this.name()}[${this.expr(2)}]`,
      () => `(${this.name()}, [${this.name()}])`,
    ])();
  }

  private pattern(): string {
    return this.pick([
      () => this.name(),
      () => "_",
      () => "1",
      () => `${this.name()}.attr`,
      () => `[${this.name()}, *${this.name()}]`,
      () => `{"k": ${this.name()}, **${this.name()}}`,
      () => `${this.name()}(${this.name()}, key=${this.name()})`,
      () => `(1 | 2) as ${this.name()}`,
    ])();
  }

  private expr(depth = 0): string {
    if (depth >= 3 || this.random() < 0.5) return this.random() < 0.85 ? this.name() : this.pick(["1", "'s'", "None"]);
    const inner = () => this.expr(depth + 1);
    return this.pick([
      () => `(${inner()} + ${inner()})`,
      () => `(${inner()} if ${inner()} else ${inner()})`,
      () => `(${inner()} and not ${inner()} < ${inner()})`,
      () => `${this.name()}(${inner()}, *${inner()}, ${this.name()}=${inner()})`,
      () => "super()",
      () => `${this.name()}.${this.name()}`,
      () => `${this.name()}[${inner()}:${inner()}, ${inner()}]`,
      () => `{${inner()}: ${inner()}, **${inner()}}`,
      () => `[${inner()}, {${inner()}, ${inner()}}, (*${inner()},)]`,
      () => `f"t{${this.name()}!r:{${this.name()}}}{${this.name()}.a}"`,
      () => `(lambda ${this.parameters(false)}: ${inner()})`,
      () => (this.mayBind ? `(${this.pick(this.bound)} := ${inner()})` : this.name()),
      () => this.comprehension(depth),
      () => this.comprehension(depth),
    ])();
  }

  private comprehension(depth: number): string {
    const inner = () => this.expr(depth + 1);
    const iterable = () => this.withoutBinding(inner);
    const outer = this.bound;
    this.bound = ["c", "_r", "__q"];
    const target = () => this.pick(["a", "b", "x", "__p", "super", "__class__"]);
    let clauses = ` for ${this.pick([target(), `(${target()}, ${target()})`])} in ${iterable()}`;
    if (this.random() < 0.4) clauses += ` if ${inner()}`;
    if (this.random() < 0.3) clauses += ` for ${target()} in ${iterable()} if ${inner()}`;
    const text = this.pick([
      () => `[${inner()}${clauses}]`,
      () => `{${inner()}${clauses}}`,
      () => `{${inner()}: ${inner()}${clauses}}`,
      () => `(${inner()}${clauses})`,
    ])();
    this.bound = outer;
    return text;
  }

  private name(): string {
    // The first few are the usual case; the others exercise private names, __class__ and super.
    return this.random() < 0.75 ? names[this.below(4)]! : names[this.below(names.length)]!;
  }

  private list(length: number, make: () => string): string {
    return Array.from({ length }, make).join(", ");
  }

  private indent(depth: number): string {
    return "    ".repeat(depth);
  }

  private below(limit: number): number {
    return Math.floor(this.random() * limit);
  }

  private pick<T>(options: readonly T[]): T {
    return options[this.below(options.length)]!;
  }
}
