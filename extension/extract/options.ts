// What the user can have besides an extraction, and can allow where something is in the way, in the words of the preview and of buttons.
import type { ExtractionOption, ExtractionWayOut } from "../../language-server/server/protocol";

/** An answer that is turned on or off. */
export interface Toggle {
  readonly option: ExtractionOption["option"];
  readonly isOn: boolean;
  readonly label: string;
  /** What it adds. */
  readonly description: string;
}

const words: Readonly<Record<ExtractionOption["option"], readonly [label: string, describe: (detail: string) => string]>> = {
  withTest: ["Write a test", (file) => `in ${file}`],
  keywordParameters: ["Take constants as keyword parameters", (parameters) => parameters],
  autoreload: ["Read the module again when its file changes", (magic) => `${magic} in the notebook`],
  makePackage: ["Make the project installable", (file) => `${file}, for pip install -e`],
};

export const togglesFor = (options: readonly ExtractionOption[]): readonly Toggle[] =>
  options.map(({ option, isOn, detail }) => {
    const [label, describe] = words[option];
    return { option, isOn, label, description: describe(detail) };
  });

/** The button that gives the answer. */
export const buttonFor: Readonly<Record<ExtractionWayOut, string>> = {
  moveCalled: "Move Along",
  makePackage: "Make Installable",
  allowSysPath: "Use sys.path",
};
