// Notebooks whose metadata does not say which kernel or language runs them.
import type { Notebook } from "../notebook/model";
import { isObject } from "../notebook/outputs";
import { defineRule } from "./rule";

export default defineRule({
  code: "NBR908",
  name: "missing-kernel",
  severity: "info",
  summary: "The metadata does not say which kernel or language runs the notebook",
  *check({ notebook }) {
    // An unsaved notebook gets its kernel when it first runs; format 3 had none, and another rule reports that format.
    if (notebook.path === null || notebook.nbformat < 4 || isDatabricks(notebook) || !notebook.cells.some(({ kind }) => kind === "code"))
      return;
    const problem = kernelProblem(notebook);
    if (problem !== null) yield { cell: -1, span: { start: 0, end: 0 }, message: problem };
  },
});

/** nbclient and papermill look for kernelspec.name, papermill for the language in language_info.name, then in kernelspec.language. */
function kernelProblem({ metadata }: Notebook): string | null {
  const kernel = nameIn(metadata.kernelspec, "name");
  if (kernel === null)
    return "The metadata names no kernel (kernelspec), so papermill refuses to run the notebook and other runners use whatever kernel they find. Select a kernel and save.";
  const language = nameIn(metadata.language_info, "name") ?? nameIn(metadata.kernelspec, "language");
  return language === null
    ? `The metadata names the kernel "${kernel}" but no language, so papermill cannot pass parameters and tools have to guess. Open it with its kernel and save.`
    : null;
}

function nameIn(record: unknown, key: string): string | null {
  const value = isObject(record) ? record[key] : undefined;
  return typeof value === "string" && value.trim() !== "" ? value : null;
}

/** Databricks' exports name a language and leave the kernel to the cluster. */
const isDatabricks = ({ metadata }: Notebook): boolean => Object.keys(metadata).some((key) => key.startsWith("application/vnd.databricks"));
