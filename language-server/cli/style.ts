// Colours on a terminal, or none.
import { styleText } from "node:util";
import type { Severity } from "../rules/rule";

type Colour = Parameters<typeof styleText>[0];

export interface Style {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly path: (text: string) => string;
  readonly good: (text: string) => string;
  readonly severity: (severity: Severity, text: string) => string;
  readonly added: (text: string) => string;
  readonly removed: (text: string) => string;
  /** The words that differ within an added or removed line. */
  readonly addedWord: (text: string) => string;
  readonly removedWord: (text: string) => string;
  readonly changed: (text: string) => string;
  readonly moved: (text: string) => string;
}

const colours: Readonly<Record<Severity, Colour>> = { error: "red", warning: "yellow", info: "blue", hint: "cyan" };

export function createStyle(coloured: boolean): Style {
  const paint =
    (colour: Colour) =>
    (text: string): string =>
      coloured && text !== "" ? styleText(colour, text, { validateStream: false }) : text;
  return {
    bold: paint("bold"),
    dim: paint("dim"),
    path: paint(["bold", "underline"]),
    good: paint("green"),
    severity: (severity, text) => paint(colours[severity])(text),
    added: paint("green"),
    removed: paint("red"),
    addedWord: paint(["green", "inverse"]),
    removedWord: paint(["red", "inverse"]),
    changed: paint("yellow"),
    moved: paint("cyan"),
  };
}

/** Colour only on a terminal, and never with NO_COLOR (any value but the empty one, see no-color.org) or a dumb terminal. */
export const wantsColour = (isTerminal: boolean, env: NodeJS.ProcessEnv = process.env): boolean =>
  isTerminal && !env.NO_COLOR && env.TERM !== "dumb";
