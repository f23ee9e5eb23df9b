// Checks a parsed notebook against nbformat and says how each fault can be repaired. What nbformat forbids but every tool
// reads without harm (unknown keys, for one) is no fault here.
import { isCellId, makeCellId } from "./ids";
import type { JsonSet } from "./jsonPatch";
import type { JsonValue } from "./jsonStyle";
import type { FormatProblem } from "./model";
import { pushAll } from "../util/pushAll";
import { isLines, isObject, textOf } from "./outputs";

/** A problem with the values to set that repair it; none where only a person can. */
export interface Fault extends Omit<FormatProblem, "repairable"> {
  readonly repairs: readonly JsonSet[];
}

type Json = Readonly<Record<string, unknown>>;
type Path = readonly (string | number)[];

/** The newest format this module knows: 4.5. */
const newest = 4;

/** The faults of a notebook in the shape of format 4 (it has a list `cells`), in document order. */
export function findFaults(json: Json): readonly Fault[] {
  const cells = json.cells as readonly unknown[];
  const faults = [...rootFaults(json, cells)];
  const taken = withIds(json) ? new Set(cells.flatMap((cell) => (isObject(cell) && isCellId(cell.id) ? [cell.id] : []))) : null;
  const seen = new Map<string, number>();
  cells.forEach((cell, index) => {
    if (!isObject(cell)) {
      faults.push({ kind: "wrong-type", cell: index, message: `cell ${index} is ${nameOf(cell)}, not an object`, repairs: [] });
      return;
    }
    if (taken) faults.push(...idFaults(cell, index, taken, seen));
    pushAll(faults, cellFaults(cell, index));
  });
  return faults;
}

/** True from format 4.5 on, where each cell has an id. */
export const withIds = (json: Json): boolean => json.nbformat === 4 && typeof json.nbformat_minor === "number" && json.nbformat_minor >= 5;

function rootFaults(json: Json, cells: readonly unknown[]): readonly Fault[] {
  const faults: Fault[] = [];
  const add = (kind: Fault["kind"], message: string, ...repairs: readonly JsonSet[]) => faults.push({ kind, cell: -1, message, repairs });
  const { nbformat, nbformat_minor: minor, metadata } = json;
  if (nbformat === undefined) add("missing-key", "the notebook has no nbformat number", { path: ["nbformat"], value: 4 });
  else if (typeof nbformat !== "number" || !Number.isInteger(nbformat) || nbformat < newest)
    add("wrong-type", `nbformat is ${JSON.stringify(nbformat)}, but the file has the layout of format 4`, { path: ["nbformat"], value: 4 });
  else if (nbformat > newest) add("wrong-type", `the notebook says nbformat ${nbformat}, which is newer than any known`);
  const guess = cells.some((cell) => isObject(cell) && cell.id !== undefined) ? 5 : 4;
  if (minor === undefined) add("missing-key", "the notebook has no nbformat_minor number", { path: ["nbformat_minor"], value: guess });
  else if (typeof minor !== "number" || !Number.isInteger(minor) || minor < 0)
    add("wrong-type", `nbformat_minor is ${nameOf(minor)}, not a whole number`, { path: ["nbformat_minor"], value: guess });
  if (metadata === undefined) add("missing-key", "the notebook has no metadata", { path: ["metadata"], value: {} });
  else if (metadata === null) add("wrong-type", "the notebook's metadata is null", { path: ["metadata"], value: {} });
  else if (!isObject(metadata)) add("wrong-type", `the notebook's metadata is ${nameOf(metadata)}, not an object`);
  else {
    const { kernelspec, language_info: info } = metadata;
    if (kernelspec !== undefined && !isObject(kernelspec))
      add("wrong-type", `metadata.kernelspec is ${nameOf(kernelspec)}, not an object`, {
        path: ["metadata", "kernelspec"],
        value: undefined,
      });
    else if (kernelspec !== undefined) {
      const name = textOf(kernelspec.name);
      const shown = textOf(kernelspec.display_name);
      if (typeof kernelspec.name !== "string") add("missing-key", "metadata.kernelspec has no name");
      if (typeof kernelspec.display_name !== "string")
        add(
          "missing-key",
          "metadata.kernelspec has no display_name",
          ...(name && !shown ? [{ path: ["metadata", "kernelspec", "display_name"], value: name }] : []),
        );
    }
    if (info !== undefined && (!isObject(info) || typeof info.name !== "string")) {
      const language = isObject(kernelspec) ? textOf(kernelspec.language) : "";
      add(
        isObject(info) ? "missing-key" : "wrong-type",
        isObject(info) ? "metadata.language_info has no name" : `metadata.language_info is ${nameOf(info)}, not an object`,
        ...(!isObject(info)
          ? [{ path: ["metadata", "language_info"], value: undefined }]
          : language
            ? [{ path: ["metadata", "language_info", "name"], value: language }]
            : []),
      );
    }
  }
  return faults;
}

function idFaults(cell: Json, index: number, taken: Set<string>, seen: Map<string, number>): readonly Fault[] {
  const repair = (): JsonSet => ({ path: ["cells", index, "id"], value: makeCellId(`${index}:${textOf(cell.source)}`, taken) });
  if (cell.id === undefined)
    return [{ kind: "missing-id", cell: index, message: `cell ${index} has no id, which nbformat 4.5 requires`, repairs: [repair()] }];
  if (!isCellId(cell.id))
    return [
      {
        kind: "invalid-id",
        cell: index,
        message: `cell ${index} has an id that is not 1 to 64 letters, digits, "-" and "_"`,
        repairs: [repair()],
      },
    ];
  const first = seen.get(cell.id);
  if (first !== undefined)
    return [
      { kind: "duplicate-id", cell: index, message: `cell ${index} has the same id as cell ${first} ("${cell.id}")`, repairs: [repair()] },
    ];
  seen.set(cell.id, index);
  return [];
}

function cellFaults(cell: Json, index: number): readonly Fault[] {
  const faults: Fault[] = [];
  const at: Path = ["cells", index];
  const add = (kind: Fault["kind"], message: string, repair?: { readonly key: string; readonly value: JsonValue }) =>
    faults.push({
      kind,
      cell: index,
      message: `cell ${index} ${message}`,
      repairs: repair ? [{ path: [...at, repair.key], value: repair.value }] : [],
    });
  const type = cell.cell_type;
  if (type === undefined)
    add(
      "missing-key",
      "has no cell_type",
      Array.isArray(cell.outputs) && "execution_count" in cell ? { key: "cell_type", value: "code" } : undefined,
    );
  else if (type !== "code" && type !== "markdown" && type !== "raw")
    add("wrong-type", `has the unknown cell_type ${JSON.stringify(type)?.slice(0, 40)}`);
  if (cell.metadata === undefined) add("missing-key", "has no metadata", { key: "metadata", value: {} });
  else if (cell.metadata === null) add("wrong-type", "has metadata null", { key: "metadata", value: {} });
  else if (!isObject(cell.metadata)) add("wrong-type", `has ${nameOf(cell.metadata)} as metadata`);
  if (cell.source === undefined) add("missing-key", "has no source", { key: "source", value: "" });
  else if (cell.source === null) add("null-source", "has null instead of its source text", { key: "source", value: "" });
  else if (typeof cell.source !== "string" && !isLines(cell.source))
    add("wrong-type", `has ${nameOf(cell.source)} instead of its source text`);
  if (type !== "code") return faults;
  const { execution_count: count, outputs } = cell;
  if (count === undefined) add("missing-key", "has no execution_count", { key: "execution_count", value: null });
  else if (count !== null && (typeof count !== "number" || !Number.isInteger(count) || count < 0)) {
    const number = typeof count === "string" && /^\d{1,9}$/.test(count) ? Number(count) : null;
    add(
      "wrong-type",
      `has ${JSON.stringify(count)?.slice(0, 40)} as execution_count`,
      number === null ? undefined : { key: "execution_count", value: number },
    );
  }
  if (outputs === undefined) add("missing-key", "has no outputs list", { key: "outputs", value: [] });
  else if (outputs === null) add("wrong-type", "has null instead of its outputs list", { key: "outputs", value: [] });
  else if (!Array.isArray(outputs)) add("wrong-type", `has ${nameOf(outputs)} instead of its outputs list`);
  else outputs.forEach((output: unknown, number) => pushAll(faults, outputFaults(output, index, number)));
  return faults;
}

/** Keys that each type of output must have, with the value that says nothing. */
const outputKeys: Readonly<Record<string, Readonly<Record<string, JsonValue>>>> = {
  stream: { name: "stdout", text: "" },
  display_data: { data: {}, metadata: {} },
  execute_result: { data: {}, metadata: {}, execution_count: null },
  error: { ename: "", evalue: "", traceback: [] },
};

function outputFaults(output: unknown, cell: number, number: number): readonly Fault[] {
  const where = `output ${number} of cell ${cell}`;
  if (!isObject(output)) return [{ kind: "wrong-type", cell, message: `${where} is ${nameOf(output)}, not an object`, repairs: [] }];
  const type = output.output_type;
  const keys = typeof type === "string" && Object.hasOwn(outputKeys, type) ? outputKeys[type] : null;
  if (!keys)
    return [
      {
        kind: type === undefined ? "missing-key" : "wrong-type",
        cell,
        message:
          type === undefined ? `${where} has no output_type` : `${where} has the unknown output_type ${JSON.stringify(type)?.slice(0, 40)}`,
        repairs: [],
      },
    ];
  const faults: Fault[] = [];
  for (const key of Object.keys(keys)) {
    const value = output[key];
    const repair: JsonSet = { path: ["cells", cell, "outputs", number, key], value: keys[key] };
    if (value === undefined) faults.push({ kind: "missing-key", cell, message: `${where} has no ${key}`, repairs: [repair] });
    else if (!fits(key, value))
      faults.push({
        kind: "wrong-type",
        cell,
        message: `${where} has ${nameOf(value)} as ${key}`,
        repairs: value === null ? [repair] : [],
      });
  }
  return faults;
}

function fits(key: string, value: unknown): boolean {
  switch (key) {
    case "data":
    case "metadata":
      return isObject(value);
    case "text":
      return typeof value === "string" || isLines(value);
    case "traceback":
      return isLines(value);
    case "execution_count":
      return value === null || (typeof value === "number" && Number.isInteger(value) && value >= 0);
    default:
      return typeof value === "string";
  }
}

/** What a JSON value is, for messages. */
export function nameOf(value: unknown): string {
  if (value === null || value === undefined) return "null";
  if (Array.isArray(value)) return value.some((item) => typeof item !== "string") ? "a list that contains more than strings" : "a list";
  if (typeof value === "object") return "an object";
  return typeof value === "string" ? "a text" : typeof value === "boolean" ? "true or false" : "a number";
}
