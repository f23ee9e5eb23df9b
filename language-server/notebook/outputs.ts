// Reads saved outputs as the engine's own; big texts are shared with the parsed JSON, joined only when somebody asks.
import type { Output, OutputData } from "./model";

type Json = Readonly<Record<string, unknown>>;

/** The outputs of a code cell (format 4 shape); what is not an output is left out. */
export function readOutputs(outputs: unknown): readonly Output[] {
  if (!Array.isArray(outputs) || outputs.length === 0) return [];
  return outputs.filter(isObject).map(readOutput);
}

function readOutput(output: Json): Output {
  switch (output.output_type) {
    case "stream":
      return { kind: "stream", name: textOf(output.name) || "stdout", data: [lazyData("text/plain", output.text)], error: null };
    case "error":
      return {
        kind: "error",
        name: "",
        data: [],
        error: {
          name: textOf(output.ename),
          message: textOf(output.evalue),
          traceback: Array.isArray(output.traceback) ? output.traceback.join("\n") : textOf(output.traceback),
        },
      };
    default: {
      const kind = output.output_type === "execute_result" ? "execute_result" : "display_data";
      const bundle = isObject(output.data) ? output.data : {};
      return { kind, name: "", data: Object.keys(bundle).map((mime) => lazyData(mime, bundle[mime])), error: null };
    }
  }
}

/** One representation; `bytes` is the UTF-8 size of its text. Both are worked out when they are first needed, and kept. */
function lazyData(mime: string, value: unknown): OutputData {
  let text: string | undefined;
  let bytes: number | undefined;
  return {
    mime,
    get text() {
      return (text ??= dataText(value));
    },
    get bytes() {
      return (bytes ??= isLines(value)
        ? value.reduce((sum, line) => sum + Buffer.byteLength(line), 0)
        : Buffer.byteLength(this.text ?? ""));
    },
  };
}

function dataText(value: unknown): string {
  if (typeof value === "string") return value;
  if (value === null || value === undefined) return "";
  if (isLines(value)) return value.join("");
  try {
    return JSON.stringify(value);
  } catch {
    // Nested deeper than the engine's stack: nobody reads such an output.
    return "";
  }
}

/** A string, or strings to be joined (nbformat's multi-line form); "" for anything else. */
export const textOf = (value: unknown): string => (typeof value === "string" ? value : isLines(value) ? value.join("") : "");

/** True for a list of strings. */
export const isLines = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((line) => typeof line === "string");

/** True for a JSON object. */
export const isObject = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value);
