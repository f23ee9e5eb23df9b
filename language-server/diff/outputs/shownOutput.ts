// What a person sees of an output: the lines of a text, or an image.
import type { JsonValue } from "../../notebook/jsonStyle";
import { isJsonMime, isJsonObject, isList, type JsonObject } from "../canonical";
import { plainText } from "../exactNumbers";
import { linesOf } from "../text/lineDiff";
import { readTables, tableLines, textOfHtml, type TableRows } from "./htmlTable";

/** An image as the notebook stores it. */
export interface ImageData {
  readonly mime: string;
  /** Base64, or the text of an SVG. */
  readonly data: string;
}

/** One output, as it is shown. */
export interface ShownOutput {
  /** "output", "stderr", "table", "error"… */
  readonly label: string;
  readonly lines: readonly string[];
  readonly image: ImageData | null;
  /** Of a table its rows; `lines` are the same as text. */
  readonly table?: TableRows;
  /** The HTML that the lines were read out of, as the notebook has it: nothing in it is safe to show. */
  readonly html?: string;
  /** The JSON that the lines were made of. */
  readonly json?: JsonValue;
}

export function showOutput(output: JsonValue): ShownOutput {
  if (!isJsonObject(output)) return { label: "output", lines: [plainText(output)], image: null };
  switch (output.output_type) {
    case "stream":
      return { label: output.name === "stderr" ? "stderr" : "output", lines: terminalLines(textOf(output.text)), image: null };
    case "error":
      return { label: "error", lines: errorLines(output), image: null };
    default:
      return showBundle(isJsonObject(output.data) ? output.data : {});
  }
}

/** Traceback and all: where it comes from says as much as its text. The rule and the head that IPython sets above it say neither. */
function errorLines({ ename, evalue, traceback }: JsonObject): readonly string[] {
  const head = `${textOf(ename)}: ${textOf(evalue)}`.trimEnd();
  const trace = isList(traceback) ? terminalLines(traceback.map(textOf).join("\n")) : [];
  const start = trace.findIndex((line) => !/^-{10,}\s*$|\sTraceback \(most recent call last\)\s*$/.test(line));
  const text = start < 0 ? "" : trace.slice(start).join("").trimEnd();
  const body = text.endsWith(head) ? text.slice(0, -head.length).trimEnd() : text;
  return [...linesOf(`${head}\n`), ...linesOf(body)];
}

function showBundle(data: JsonObject): ShownOutput {
  const text = (mime: string): string | null => (typeof data[mime] === "string" ? textOf(data[mime]) : null);
  const image = Object.keys(data).find((mime) => mime.startsWith("image/") && typeof data[mime] === "string");
  const plain = text("text/plain");
  if (image !== undefined)
    return { label: "image", lines: plain === null ? [] : terminalLines(plain), image: { mime: image, data: text(image) ?? "" } };
  // A widget is kept as the id of a model that lives elsewhere; what it showed is its plain text.
  if ("application/vnd.jupyter.widget-view+json" in data) return { label: "widget", lines: terminalLines(plain ?? ""), image: null };
  const html = text("text/html");
  const rows = html === null ? null : readTables(html);
  if (rows !== null) return { label: "table", lines: tableLines(rows), image: null, table: rows, html: html ?? undefined };
  const rich = html === null ? {} : { html };
  const jsonMime = Object.keys(data).find((mime) => isJsonMime(mime) && typeof data[mime] === "object");
  // What Python says of an object that has no text of its own is worth less than its data.
  if (plain !== null && !((html !== null || jsonMime !== undefined) && /^<[\w.]+ (?:\d+ )?(?:object|at 0x)/.test(plain)))
    return { label: "output", lines: terminalLines(plain), image: null, ...rich };
  const read = html === null ? "" : textOfHtml(html);
  // A chart's page is a script: what it draws is in its data.
  if (html !== null && (read !== "" || jsonMime === undefined)) return { label: "output", lines: [read], image: null, ...rich };
  const mime = jsonMime ?? Object.keys(data)[0];
  if (mime === undefined) return { label: "output", lines: [], image: null };
  if (isJsonMime(mime))
    return { label: mime, lines: linesOf(JSON.stringify(data[mime], null, 1)).slice(0, 2000), image: null, ...rich, json: data[mime] };
  return { label: mime, lines: linesOf(plainText(data[mime])), image: null };
}

const textOf = (value: JsonValue | undefined): string => (value === undefined || value === null ? "" : plainText(value));

/** Lines as a terminal ends up showing them: without colours, and with what a carriage return wrote over gone. */
function terminalLines(text: string): readonly string[] {
  const plain = text.includes("\u001b") ? text.replace(/\u001b\[[\d;?]*[A-Za-z]/g, "") : text;
  return linesOf(plain).map((line) => {
    if (!line.includes("\r")) return line;
    const end = line.endsWith("\n") ? "\n" : "";
    const body = withoutReturns(line.slice(0, line.length - end.length));
    return body.slice(body.lastIndexOf("\r") + 1) + end;
  });
}

function withoutReturns(line: string): string {
  let end = line.length;
  while (line[end - 1] === "\r") end--;
  return line.slice(0, end);
}
