// Gives the cells of a merged notebook what its format asks for: ids from 4.5 on, each once; none before.
import { isJsonObject, type JsonObject } from "../diff/canonical";
import type { JsonValue } from "../notebook/jsonStyle";
import { isCellId, makeCellId } from "../notebook/ids";

/** The cells with valid ids; those that are right already stay the same objects. */
export function withValidIds(cells: readonly JsonValue[], minor: number): readonly JsonValue[] {
  if (minor < 5) return cells.map((cell) => (isJsonObject(cell) && "id" in cell ? withoutId(cell) : cell));
  const taken = new Set(cells.flatMap((cell) => (isJsonObject(cell) && isCellId(cell.id) ? [cell.id] : [])));
  const seen = new Set<string>();
  return cells.map((cell, index) => {
    if (!isJsonObject(cell)) return cell;
    if (isCellId(cell.id) && !seen.has(cell.id)) {
      seen.add(cell.id);
      return cell;
    }
    const id = makeCellId(`${index}:${typeof cell.source === "string" ? cell.source : ""}`, taken);
    seen.add(id);
    return { ...cell, id };
  });
}

function withoutId({ id: _, ...rest }: JsonObject): JsonObject {
  return rest;
}
