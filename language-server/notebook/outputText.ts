// The readable text of saved outputs: what a person or a program could read out of them; no images.
import { rememberFor } from "../util/rememberFor";
import type { Output } from "./model";

/** One readable text of an output. */
export interface OutputText {
  readonly mime: string;
  readonly text: string;
}

/** Colours and cursor movements, which cut words into pieces. */
const ansi = /\u001b\[[\d;]*[A-Za-z]/g;

/** Images, sound and other encoded data contain nothing to read, and neither do references to widgets. */
const isReadable = (mime: string): boolean =>
  mime.startsWith("text/") || (mime.startsWith("application/") && /json|javascript|xml|yaml/.test(mime) && !mime.includes("widget-view"));

/** The texts of an output, a traceback's without its colours; worked out once for each output. */
export const outputTexts = rememberFor(readTexts);

function readTexts({ data, error }: Output): readonly OutputText[] {
  const shown = data.flatMap(({ mime, text }) => (text !== null && text !== "" && isReadable(mime) ? [{ mime, text: plain(text) }] : []));
  return error ? [...shown, { mime: "text/plain", text: plain(`${error.message}\n${error.traceback}`) }] : shown;
}

const plain = (text: string): string => (text.includes("\u001b") ? text.replace(ansi, "") : text);
