// What a callee may be: which function bodies, classes and instances the text's references lead to.
import type { Binding, ClassBody, Ref } from "./program";
import type { PlacedProgram } from "./running";

/** Something that can be called, or whose methods can. */
export type Target =
  | { readonly kind: "body"; readonly cell: number; readonly body: number; readonly self: Target | null; readonly isUncertain: boolean }
  | { readonly kind: "class"; readonly cell: number; readonly classIndex: number }
  /** An instance; of `super()`, methods are looked for from a base class on, and `self` is the instance's own class. */
  | { readonly kind: "instance"; readonly cell: number; readonly classIndex: number; readonly self: Target | null };

export interface Targets {
  readonly list: readonly Target[];
  /** False where it may be something else as well. */
  readonly isComplete: boolean;
}

const nothing: Targets = { list: [], isComplete: false };

/** Where a reference is followed. */
export interface Surroundings {
  readonly placed: PlacedProgram;
  readonly self: Target | null;
  programAt(cell: number): PlacedProgram;
  /** Definitions that a name (by the notebook's number) may hold now. */
  holds(name: number): { readonly definitions: readonly number[]; readonly isComplete: boolean };
  /** What a definition holds. */
  heldBy(definition: number): Targets | undefined;
  /** What locals lead to, by their bindings, for each depth that they were met at: `x = x.relu()` meets `x` again, line after line. */
  readonly locals: Map<readonly Binding[], Targets>[];
}

/** References are followed through so many others. */
const DEEPEST = 8;

export function resolveRef(ref: Ref, around: Surroundings, depth = 0): Targets {
  if (depth > DEEPEST) return nothing;
  const { placed } = around;
  switch (ref.kind) {
    case "name": {
      const { definitions, isComplete } = around.holds(placed.nameNumbers[ref.name]!);
      return union(
        definitions.map((definition) => around.heldBy(definition) ?? nothing),
        isComplete,
      );
    }
    case "local": {
      const bindings = ref.frame.bindings.get(ref.name);
      if (!bindings) return nothing;
      const met = (around.locals[depth] ??= new Map());
      let found = met.get(bindings);
      if (!found) {
        const isKnown = !ref.frame.parameters.has(ref.name);
        met.set(
          bindings,
          (found = union(
            bindings.map((binding) => (binding.ref ? resolveRef(binding.ref, around, depth + 1) : nothing)),
            isKnown,
          )),
        );
      }
      return found;
    }
    case "body": {
      const body = placed.program.bodies[ref.body]!;
      return only({
        kind: "body",
        cell: placed.cell,
        body: ref.body,
        self: body.classIndex === null ? around.self : { kind: "instance", cell: placed.cell, classIndex: body.classIndex, self: null },
        isUncertain: false,
      });
    }
    case "class":
      return only({ kind: "class", cell: placed.cell, classIndex: ref.classIndex });
    case "self":
      return around.self ? only(around.self) : nothing;
    case "super": {
      const bases = basesOf({ cell: placed.cell, classIndex: ref.classIndex }, around);
      return {
        list: bases.list.flatMap((base) =>
          base.kind === "class" ? [{ kind: "instance" as const, cell: base.cell, classIndex: base.classIndex, self: around.self }] : [],
        ),
        isComplete: bases.isComplete,
      };
    }
    case "result": {
      const of = resolveRef(ref.of, around, depth + 1);
      return union(
        of.list.map((target) =>
          target.kind === "class" && !classOf(target, around).isWrapped ? only({ ...target, kind: "instance", self: null }) : nothing,
        ),
        of.isComplete,
      );
    }
    case "attribute": {
      const of = resolveRef(ref.of, around, depth + 1);
      return union(
        of.list.map((target) => methodOf(target, ref.name, around)),
        of.isComplete,
      );
    }
  }
}

/** The bodies that making an instance runs. */
export function constructors(target: Target & { readonly kind: "class" }, programAt: Surroundings["programAt"]): readonly Target[] {
  const around = { programAt, holds: () => ({ definitions: [], isComplete: false }), heldBy: () => undefined, locals: [] };
  const names = ["__new__", "__init__", ...(classOf(target, around).isDataclass ? ["__post_init__"] : [])];
  return names.flatMap((name) => {
    const { list, isComplete } = methodOf({ kind: "instance", cell: target.cell, classIndex: target.classIndex, self: null }, name, {
      ...around,
      placed: programAt(target.cell),
      self: null,
    });
    const isCertain = isComplete && !classOf(target, around).isWrapped;
    return list.map((one): Target => (one.kind === "body" ? { ...one, isUncertain: one.isUncertain || !isCertain } : one));
  });
}

/** A method, looked for in the class, then in its bases from left to right. */
function methodOf(target: Target, name: string, around: Surroundings, depth = 0): Targets {
  if (target.kind === "body" || depth > DEEPEST) return nothing;
  const placed = around.programAt(target.cell);
  const made = classOf(target, around);
  const body = made.methods.get(name);
  if (body !== undefined) {
    const self = (target.kind === "instance" ? target.self : null) ?? {
      kind: "instance" as const,
      cell: target.cell,
      classIndex: target.classIndex,
      self: null,
    };
    return { list: [{ kind: "body", cell: target.cell, body, self, isUncertain: false }], isComplete: true };
  }
  const bases = basesOf(target, { ...around, placed });
  for (const base of bases.list) {
    if (base.kind !== "class") continue;
    const self = target.kind === "instance" ? (target.self ?? target) : target;
    const found = methodOf({ kind: "instance", cell: base.cell, classIndex: base.classIndex, self }, name, around, depth + 1);
    if (found.list.length > 0) return { list: found.list, isComplete: found.isComplete && bases.isComplete };
  }
  return nothing;
}

/** The base classes that are classes of the notebook. */
function basesOf(target: { readonly cell: number; readonly classIndex: number }, around: Surroundings): Targets {
  const placed = around.programAt(target.cell);
  const { bases } = placed.program.classes[target.classIndex]!;
  return union(
    bases.map((base) => resolveRef(base, { ...around, placed, locals: [] })),
    true,
  );
}

const classOf = (
  target: { readonly cell: number; readonly classIndex: number },
  { programAt }: Pick<Surroundings, "programAt">,
): ClassBody => programAt(target.cell).program.classes[target.classIndex]!;

const only = (target: Target): Targets => ({ list: [target], isComplete: true });

function union(all: readonly Targets[], isComplete: boolean): Targets {
  if (all.length === 1 && isComplete) return all[0]!;
  const list: Target[] = [];
  for (const targets of all) for (const target of targets.list) if (!list.some((one) => isSame(one, target))) list.push(target);
  return { list, isComplete: isComplete && all.every((targets) => targets.isComplete) };
}

/** True where both are the same, whichever run made them. */
export function areSame(one: Targets | undefined, other: Targets | undefined): boolean {
  if (one === other) return true;
  if (!one || !other || one.isComplete !== other.isComplete || one.list.length !== other.list.length) return false;
  return one.list.every((target, at) => isSameTarget(target, other.list[at]!));
}

function isSameTarget(one: Target, other: Target): boolean {
  if (targetKey(one) !== targetKey(other)) return false;
  return one.kind !== "body" || (other.kind === "body" && one.isUncertain === other.isUncertain);
}

/** Tells targets apart. */
export const targetKey = (target: Target): string =>
  target.kind === "body"
    ? `${target.cell}:${target.body}${target.self ? `@${targetKey(target.self)}` : ""}`
    : `${target.kind}${target.cell}:${target.classIndex}`;

const isSame = (one: Target, other: Target): boolean => {
  if (one.kind === "body") return other.kind === "body" && one.cell === other.cell && one.body === other.body;
  return other.kind === one.kind && one.cell === other.cell && one.classIndex === other.classIndex;
};
