// Reads the older formats (nbformat 2 and 3) in the shape of format 4. Facts from the published schemas of both formats.
import { isObject, textOf } from "./outputs";

type Json = Readonly<Record<string, unknown>>;

/** Short names of output data in format 3, and the media types that they mean. */
const mimeNames: Readonly<Record<string, string>> = {
  text: "text/plain",
  html: "text/html",
  svg: "image/svg+xml",
  png: "image/png",
  jpeg: "image/jpeg",
  latex: "text/latex",
  json: "application/json",
  javascript: "application/javascript",
  pdf: "application/pdf",
};

/** The cells of all worksheets in order, each as format 4 has it. */
export const cellsOfFormat3 = (json: Json): readonly unknown[] => worksheetCells(json).flat().map(cellToFormat4);

/** The raw cells, one list per worksheet. */
export function worksheetCells(json: Json): readonly (readonly unknown[])[] {
  const sheets: readonly unknown[] = Array.isArray(json.worksheets) ? json.worksheets : [];
  return sheets.map((sheet) => (isObject(sheet) && Array.isArray(sheet.cells) ? (sheet.cells as readonly unknown[]) : []));
}

/** Number of characters that a heading's "## " puts before the text that the file holds; 0 for other cells. */
export const headingPrefix = (cell: Json): number => (cell.cell_type === "heading" ? levelOf(cell) + 1 : 0);

/** One cell in the shape of format 4; a heading becomes Markdown with its text at a fixed shift. What is no object is left as it is. */
function cellToFormat4(cell: unknown): unknown {
  if (!isObject(cell)) return cell;
  const metadata = isObject(cell.metadata) ? cell.metadata : {};
  if (cell.cell_type === "heading") {
    return { cell_type: "markdown", metadata, source: `${"#".repeat(levelOf(cell))} ${textOf(cell.source).replace(/[\r\n]/g, " ")}` };
  }
  if (cell.cell_type !== "code") {
    const type = cell.cell_type === "html" || cell.cell_type === "markdown" ? "markdown" : "raw";
    return { cell_type: type, metadata, source: cell.source ?? "" };
  }
  return {
    cell_type: "code",
    execution_count: cell.prompt_number ?? null,
    metadata: { ...metadata, ...(cell.collapsed === undefined ? {} : { collapsed: cell.collapsed }) },
    outputs: Array.isArray(cell.outputs) ? cell.outputs.map(outputToFormat4) : [],
    source: cell.input ?? "",
  };
}

/** The language that a code cell names, "" if it names none. */
export const languageOfFormat3 = (cells: readonly unknown[]): string => {
  const named = cells.find((cell): cell is Json => isObject(cell) && typeof cell.language === "string" && cell.language !== "");
  return named ? textOf(named.language) : "";
};

function outputToFormat4(output: unknown): unknown {
  if (!isObject(output)) return output;
  switch (output.output_type) {
    case "stream":
      return { name: output.stream ?? "stdout", output_type: "stream", text: output.text ?? "" };
    case "pyerr":
      return { ename: output.ename ?? "", evalue: output.evalue ?? "", output_type: "error", traceback: output.traceback ?? [] };
    case "pyout":
      return {
        data: dataOf(output),
        execution_count: output.prompt_number ?? null,
        metadata: metadataOf(output),
        output_type: "execute_result",
      };
    case "display_data":
      return { data: dataOf(output), metadata: metadataOf(output), output_type: "display_data" };
    default:
      return output;
  }
}

function dataOf(output: Json): Json {
  const data: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(output)) {
    if (key === "output_type" || key === "prompt_number" || key === "metadata") continue;
    const mime = mimeNames[key.replace(/^output_/, "")] ?? key;
    data[mime] = mime === "application/json" ? parsed(value) : value;
  }
  return data;
}

const metadataOf = (output: Json): Json =>
  isObject(output.metadata)
    ? Object.fromEntries(Object.entries(output.metadata).map(([key, value]) => [mimeNames[key] ?? key, value]))
    : {};

function parsed(value: unknown): unknown {
  try {
    return JSON.parse(textOf(value)) as unknown;
  } catch {
    return value;
  }
}

const levelOf = (cell: Json): number => (typeof cell.level === "number" && cell.level >= 1 && cell.level <= 6 ? Math.floor(cell.level) : 1);
