// What a notebook uses that Python 2 had and Python 3 has not, although its cells parse in both.
import { isStandardLibrary } from "../../project/stdlib";
import { python2Names } from "../../python/ipython/python2";
import type { Definition, PythonNotebook, Read } from "../../python/analysis";
import type { Span } from "../../notebook/model";
import { firstOfEach } from "../../util/groupBy";
import { rememberFor } from "../../util/rememberFor";
import { isTried } from "./guards";

export interface Python2Need {
  /** A builtin or a module of the standard library. */
  readonly name: string;
  readonly cell: number;
  readonly span: Span;
}

/** The first use of each, in document order; what is only tried is left out. */
export function python2Needs(python: PythonNotebook): readonly Python2Need[] {
  const builtins = python.document.readGroups.flatMap(oldBuiltins).map(({ name, cell, at }) => ({ name, cell, span: at }));
  const modules = python.definitions.flatMap(oldModule);
  const needs = [...builtins, ...modules].filter(({ cell, span }) => !isTried(python, cell, span));
  return firstOfEach(
    needs.sort((a, b) => a.cell - b.cell || a.span.start - b.span.start),
    ({ name }) => name,
  );
}

const oldBuiltins = rememberFor((reads: readonly Read[]) =>
  reads.filter(({ name, status, guarded }) => status === "builtin" && !guarded && python2Names.has(name)),
);

function oldModule({ imported, cell, at }: Definition): readonly Python2Need[] {
  const [module] = imported?.split(".", 1) ?? [];
  const isOld =
    module !== undefined && isStandardLibrary(module, { major: 2, minor: 7 }) && !isStandardLibrary(module, { major: 3, minor: 8 });
  return isOld ? [{ name: module, cell, span: at }] : [];
}
