// IPython's autoreload extension: the kernel reads a module again where its file has changed.
import type { PythonNotebook } from "../../python/analysis";

/** The lines that turn it on. */
export const autoreloadLines = "%load_ext autoreload\n%autoreload 2\n";

/** Whether a notebook uses it already. */
export const reloads = ({ cells }: PythonNotebook): boolean =>
  cells.some(({ module }) => module.escapes.some(({ name }) => name === "autoreload"));
