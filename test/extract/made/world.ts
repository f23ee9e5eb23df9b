// What a made-up notebook has so far, and the choices that its steps make.

/** The state of a notebook in the making; its steps change it as their code changes the kernel's. */
export interface World {
  /** The variable of the main frame. */
  frame: string;
  /** Its columns of numbers without gaps, and of texts. */
  numbers: string[];
  groups: string[];
  /** Other names by what they hold. */
  readonly names: Record<"array" | "list" | "dict" | "scalar" | "function" | "model" | "split", string[]>;
  /** A name that is not in use, made of this one. */
  fresh(name: string): string;
  below(limit: number): number;
  chance(share: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
}

/** Code of one cell, or null where the notebook has not what it needs. */
export type Step = (world: World) => string | null;

export function makeWorld(random: () => number): World {
  const used = new Set<string>();
  const below = (limit: number): number => Math.floor(random() * limit);
  return {
    frame: "df",
    numbers: [],
    groups: [],
    names: { array: [], list: [], dict: [], scalar: [], function: [], model: [], split: [] },
    fresh(name) {
      let free = name;
      for (let at = 2; used.has(free); at++) free = `${name}${at}`;
      used.add(free);
      return free;
    },
    below,
    chance: (share) => random() < share,
    pick: (items) => items[below(items.length)],
  };
}

/** Adds a name to what there is of a kind, and gives it back. */
export function know(world: World, kind: keyof World["names"], name: string): string {
  world.names[kind].push(name);
  return name;
}
