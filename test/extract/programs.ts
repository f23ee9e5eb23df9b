// Random notebooks: straight-line and branching programs cut into cells. The same seed gives the same notebook.
import { numbersFrom } from "../support/random";

const letters = ["a", "b", "c", "d", "e", "größe"];

/** Code cells of one program, and cells chosen from it. */
export function makeProgram(seed: number): { readonly cells: readonly string[]; readonly chosen: readonly number[]; readonly together: boolean } {
  const next = numbersFrom(seed);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(next() * items.length)];
  const chance = (share: number): boolean => next() < share;
  /** Numbers, lists, and functions of one number that exist (perhaps). */
  const numbers = new Set<string>();
  const lists = new Set<string>();
  const functions = new Set<string>();
  let counter = 0;
  const start: string[] = ["import math", "LIMIT = 2"];
  if (chance(0.8)) {
    start.push(`${letters.join(", ")} = ${letters.map((_, at) => at + 1).join(", ")}`, "xs0 = [3, 1]\nxs1 = []\nxs2 = [0]");
    letters.forEach((letter) => numbers.add(letter));
    [0, 1, 2].forEach((at) => lists.add(`xs${at}`));
  }

  const number = (): string => (numbers.size > 0 && chance(0.7) ? pick([...numbers]) : String(Math.floor(next() * 9)));
  const value = (depth = 0): string => {
    const kind = next();
    if (depth > 2 || kind < 0.35) return number();
    if (kind < 0.6) return `(${value(depth + 1)} ${pick(["+", "-", "*"])} ${value(depth + 1)})`;
    if (kind < 0.7 && functions.size > 0) return `${pick([...functions])}(${value(depth + 1)})`;
    if (kind < 0.78 && lists.size > 0) return `len(${pick([...lists])})`;
    if (kind < 0.84) return `(${value(depth + 1)} if ${value(depth + 1)} > ${number()} else ${value(depth + 1)})`;
    if (kind < 0.9) return `sum(${pick(letters)} for ${pick(letters)} in range(${1 + Math.floor(next() * 3)}))`.replace(/sum\((\S+) for \S+ in/, "sum($1 for $1 in");
    if (kind < 0.93) return `math.floor(${value(depth + 1)})`;
    if (kind < 0.96) return `(lambda n: n + ${number()})(${number()})`;
    return `min(${value(depth + 1)}, ${value(depth + 1)})`;
  };
  const bindNumber = (): string => {
    const name = pick(letters);
    lists.delete(name);
    functions.delete(name);
    numbers.add(name);
    return name;
  };
  const indented = (lines: readonly string[], by = "    "): readonly string[] => lines.map((line) => by + line);
  /** What a block binds first is seldom used behind it: it may not be there. */
  const block = (depth: number): readonly string[] => {
    const [numbersBefore, listsBefore] = [new Set(numbers), new Set(lists)];
    const lines = indented(Array.from({ length: 1 + Math.floor(next() * 2) }, () => statement(depth + 1)).flat());
    for (const name of [...numbers]) if (!numbersBefore.has(name) && chance(0.85)) numbers.delete(name);
    for (const name of [...lists]) if (!listsBefore.has(name) && chance(0.85)) lists.delete(name);
    return lines;
  };

  const statement = (depth = 0): readonly string[] => {
    const kind = next();
    if (depth > 2 || kind < 0.3) {
      const of = value();
      return [`${bindNumber()} = ${of}${chance(0.15) ? "  # a number" : ""}`];
    }
    if (kind < 0.36 && numbers.size > 0) return [`${pick([...numbers])} ${pick(["+=", "-=", "*="])} ${value()}`];
    if (kind < 0.43) return [`print(${value()}, ${numbers.size > 0 ? pick([...numbers]) : "'none'"})`];
    if (kind < 0.5) {
      const test = `${value()} > ${value()}`;
      return [`if ${test}:`, ...block(depth), ...(chance(0.6) ? ["else:", ...block(depth)] : [])];
    }
    if (kind < 0.56) {
      const over = chance(0.5) ? `range(${Math.floor(next() * 4)})` : lists.size > 0 ? `list(${pick([...lists])})` : "[1, 2]";
      return [`for ${bindNumber()} in ${over}:`, ...block(depth), ...(chance(0.3) ? indented(["if " + value() + " > 5:", "    break"]) : []), ...(chance(0.2) ? ["else:", ...block(depth)] : [])];
    }
    if (kind < 0.62) {
      const items = Array.from({ length: Math.floor(next() * 3) }, () => value()).join(", ");
      const name = `xs${Math.floor(next() * 3)}`;
      lists.add(name);
      return [`${name} = [${items}]`];
    }
    if (kind < 0.68 && lists.size > 0) return [pick([`${pick([...lists])}.append(${value()})`, `${pick([...lists])} += [${value()}]`, `${pick([...lists])}[:1] = [${value()}]`])];
    if (kind < 0.73) {
      const tried = block(depth);
      return ["try:", ...tried, ...indented([`${bindNumber()} = 1 // ${value()}`]), `except ZeroDivisionError${chance(0.5) ? " as problem" : ""}:`, ...block(depth)];
    }
    if (kind < 0.77) return [`if (${bindNumber()} := ${number()}) > ${number()}:`, ...block(depth)];
    if (kind < 0.79 && numbers.size > 1 && depth === 0) {
      const gone = pick([...numbers]);
      numbers.delete(gone);
      return [`del ${gone}`];
    }
    if (kind < 0.84) {
      const [left, right] = [value(), value()];
      return [`${bindNumber()}, ${bindNumber()} = ${left}, ${right}`];
    }
    if (kind < 0.87 && depth === 0) {
      const of = number();
      const name = `scale${counter++}`;
      functions.add(name);
      return [`${name} = lambda n: n + ${of}`];
    }
    if (kind < 0.94 && depth === 0) return definition();
    if (kind < 0.97) return [`text${counter++} = f'''${"{"}${number()}${"}"}\n  kept\n'''`];
    return ["pass"];
  };
  const definition = (): readonly string[] => {
    const name = `func${counter++}`;
    const kind = next();
    const lines = kind < 0.35 ? [`def ${name}(n, by=${Math.floor(next() * 5)}):`, "    # its own names only", "    return n * 2 + by"]
      : kind < 0.55 ? [`def ${name}(n):`, `    return n + ${number()} - LIMIT`]
      : kind < 0.7 ? [`def ${name}(n):`, `    return ${functions.size > 0 ? pick([...functions]) : "abs"}(n) + 1`]
      : kind < 0.8 && numbers.size > 0 ? [`def ${name}(n):`, `    global ${[...numbers][0]}`, `    ${[...numbers][0]} = n`, "    return n"]
      : kind < 0.9 && lists.size > 0 ? [`def ${name}(n):`, `    ${pick([...lists])}.append(n)`, "    return n"]
      : [`def ${name}(n):`, "    '''Doc.", "  kept as it is'''", "    return 1 if n <= 1 else n - 1"];
    functions.add(name);
    return lines;
  };

  const cells = [start.join("\n"), ...Array.from({ length: 3 + Math.floor(next() * 4) }, () => {
    const lines = Array.from({ length: 1 + Math.floor(next() * 4) }, () => statement()).flat();
    if (chance(0.2)) lines.unshift("# a comment on top");
    if (chance(0.35)) lines.push(numbers.size > 0 && chance(0.5) ? pick([...numbers]) : value());
    if (chance(0.1)) lines.push("# a comment below");
    return lines.join("\n");
  }), `print(${[...numbers].slice(0, 2).join(", ")})`];
  const first = Math.floor(next() * cells.length);
  const chosen = cells.map((_, index) => index).filter((index) => index === first || (index > first && chance(0.35)));
  const together = chance(0.3);
  return { cells, chosen: together ? cells.map((_, index) => index).filter((index) => index >= first && index < first + 3) : chosen, together };
}
