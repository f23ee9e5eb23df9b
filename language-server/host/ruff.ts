// Ruff's formatter in WebAssembly, loaded where the first text is to be formatted: its file is larger than all the rest.
import { defaultStyle, type FormatPython, type PythonStyle } from "../project/pythonStyle";

/** A formatter that costs nothing until it is used. Throws then where the installation lacks ruff_wasm_bg.wasm. */
export function createLazyFormatter(): FormatPython {
  let isLost = false;
  return (text, style) => {
    if (isLost) return null;
    const { PositionEncoding, Workspace } = require("@astral-sh/ruff-wasm-nodejs") as typeof import("@astral-sh/ruff-wasm-nodejs");
    const workspace = makeWorkspace((options) => new Workspace(options, PositionEncoding.Utf16), style);
    try {
      return workspace.format(text);
    } catch (error) {
      isLost = isOutOfStack(error);
      return null;
    } finally {
      if (!isLost) workspace.free();
    }
  };
}

/** Code nested too deeply fills the stack, V8's or the one in Ruff's memory. Nothing there is put in order then, so that Ruff can be used no more. */
const isOutOfStack = (error: unknown): boolean => error instanceof RangeError || (error instanceof Error && error.name === "RuntimeError");

/** With the defaults where this Ruff does not know the version of Python that the project names. */
function makeWorkspace<Workspace>(make: (options: object) => Workspace, style: PythonStyle): Workspace {
  try {
    return make(ruffOptions(style));
  } catch {
    return make(ruffOptions({ ...style, targetVersion: defaultStyle.targetVersion }));
  }
}

/** The settings under the names of Ruff's configuration. */
const ruffOptions = (style: PythonStyle): object => ({
  "line-length": style.lineLength,
  "indent-width": style.indentWidth,
  ...(style.targetVersion === null ? {} : { "target-version": style.targetVersion }),
  format: {
    "indent-style": style.indentStyle,
    "quote-style": style.quoteStyle,
    "skip-magic-trailing-comma": style.skipsTrailingComma,
    "line-ending": style.lineEnding,
    "docstring-code-format": style.formatsDocstringCode,
    "docstring-code-line-length": style.docstringCodeLength,
  },
});
