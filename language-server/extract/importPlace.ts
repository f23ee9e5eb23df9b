// Where the notebook's import of the module goes: in the first import cell, unless something in between decides what imports find.
import type { Chunk } from "./chunks";
import type { Survey } from "./survey";

export interface Position {
  readonly cell: number;
  readonly at: number;
}

export const isBefore = (a: Position, b: Position): boolean => a.cell < b.cell || (a.cell === b.cell && a.at < b.at);

/** Code that changes what a later import finds or does. */
const changesImports = /\bsys\.path\b|\bsys\.modules\b|\bos\.environ\b|\bputenv\b|load_dotenv|\bchdir\b|\.use\(|set_start_method|addsitedir|pip\.main|tf\.compat|^[ \t]*[%!]\s*(?:pip|conda|mamba|uv|cd|env|set_env|run|git|unzip|wget|curl)\b|^[ \t]*!/m;
const changesFolder = /\bchdir\b|^[ \t]*%?cd\b/m;

/**
 * The chunk behind which `from module import …` stands, or null for the top of the first changed cell.
 * @param first where the first imported name is needed
 * @param isFixed whether the module is imported there and nowhere above
 * @param needed where the notebook's last import stands that the module makes as well; null where it makes none
 * @returns a problem where no place is right
 */
export function findImportPlace(survey: Survey, first: Position, isFixed: boolean, needed: Position | null): { readonly behind: Chunk | null } | { readonly problem: "folder" | "order"; readonly chunk: Chunk } {
  const textOf = (chunk: Chunk): string => survey.sourceOf(chunk.cell).slice(chunk.start, chunk.end);
  const startOf = (chunk: Chunk): Position => ({ cell: chunk.cell, at: chunk.start });
  const importCells = survey.chunks.filter((chunk) => isImport(chunk) && chunk.cell < first.cell);
  const places: (Chunk | null)[] = [...(isFixed ? [] : importCells.filter((chunk, at) => importCells[at + 1]?.cell !== chunk.cell)), null];
  let blocked: Chunk | null = null;
  for (const behind of places) {
    const place = behind ? startOf(behind) : { cell: first.cell, at: 0 };
    const folder = survey.chunks.find((chunk) => isBefore(startOf(chunk), behind ? place : first) && changesFolder.test(textOf(chunk)));
    if (folder) return { problem: "folder", chunk: folder };
    const between = needed && survey.chunks.find((chunk) => !isImport(chunk) && isBefore(place, startOf(chunk)) && isBefore(startOf(chunk), needed) && changesImports.test(textOf(chunk)));
    if (!between) return { behind };
    blocked = between;
  }
  return { problem: "order", chunk: blocked! };
}

const isImport = ({ statements }: Chunk): boolean => statements.length > 0 && statements.every(({ kind }) => kind === "Import" || kind === "ImportFrom");
