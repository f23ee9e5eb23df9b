// Magics whose statements run apart from the notebook's names, and the function that takes their place.
import { rememberFor } from "../../util/rememberFor";
import type { Escape, FunctionDef } from "../syntax";

/** Magics whose statements run in a function that IPython makes: what they bind is gone afterwards. */
const runsApart: ReadonlySet<string> = new Set(["timeit"]);

/** True of an escape whose statements run apart from the notebook's names. */
export const isIsolated = (escape: Escape): boolean => escape.bodyKind === "isolated-python" || runsApart.has(escape.name);

/** The function that takes the place of the statements of such a magic, the same object at every call. */
export const isolatedFunction = rememberFor((escape: Escape): FunctionDef => {
  const name = { name: `%${escape.name}`, start: escape.start, end: escape.start };
  return {
    kind: "FunctionDef",
    start: escape.start,
    end: escape.end,
    name,
    isAsync: false,
    typeParams: [],
    params: [],
    returns: null,
    decorators: [],
    body: escape.statements,
  };
});
