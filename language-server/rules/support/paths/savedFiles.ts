// Data files that the notebook itself writes.
import { fileFunctions, fileMethods } from "../../../knowledge/fileApis";
import type { PythonNotebook, ResolvedCall } from "../../../python/analysis";
import { rememberFor } from "../../../util/rememberFor";
import { argumentOf, keywordValue } from "../arguments";
import { frameLibrary } from "../data/frames";
import { pickCalls } from "../pickCalls";

/** The constant paths that some call writes to, as they are written. */
export const savedFiles = rememberFor(
  (python: PythonNotebook): ReadonlySet<string> => new Set(python.calls.flatMap((call) => savedBy(call, python) ?? [])),
);

const writers =
  /^(?:numpy\.save\w*|joblib\.dump|torch\.save|pyarrow\.parquet\.write_table|urllib\.request\.urlretrieve|shutil\.(?:copy\w*|move)|os\.(?:rename|replace))$/;

function savedBy(call: ResolvedCall, python: PythonNotebook): string | null {
  const { func, args } = call.node;
  const api =
    (call.name !== null && writers.test(call.name) ? fileFunctions.get(call.name) : undefined) ??
    (func.kind === "Attribute" ? fileMethods.get(func.attr.name) : undefined);
  if (api) {
    const position = api.positions[api.positions.length - 1] ?? 0;
    const path = args[position] ?? api.keywords.map((keyword) => keywordValue(call.node, keyword)).find((value) => value !== undefined);
    return path ? python.constantText(path, call.cell) : null;
  }
  if (call.name !== "builtins.open" || !args[0]) return null;
  const mode = argumentOf(call.node, 1, "mode");
  return mode?.kind === "String" && /[wax+]/.test(mode.value) ? python.constantText(args[0], call.cell) : null;
}

/** A call that writes a frame which is in memory, with the constant path. */
export interface SavedFrame {
  readonly path: string;
  readonly call: ResolvedCall;
}

/** The frames that are written whole; what is added to a file is not. */
export const savedFrames = rememberFor((python: PythonNotebook): readonly SavedFrame[] =>
  frameWrites(python).flatMap((call) => {
    const { func, keywords } = call.node;
    if (
      func.kind !== "Attribute" ||
      keywords.some(({ name, value }) => name === null || (name.name === "mode" && !(value.kind === "String" && value.value === "w"))) ||
      !frameLibrary(func.value, call.cell, python)
    )
      return [];
    const path = savedBy(call, python);
    return path === null ? [] : [{ path, call }];
  }),
);

const frameWrites = pickCalls(
  ({ node: { func } }) =>
    func.kind === "Attribute" && /^(?:to|write)_(?:csv|parquet|pickle|feather|excel|stata|orc|json|ndjson|ipc)$/.test(func.attr.name),
);
