// Whether code leaves a figure open, which Jupyter shows when the cell ends.
import type { Survey } from "../survey";
import type { Chunk } from "./chunks";

/** How code that draws with matplotlib, seaborn or pandas looks, whatever the objects are called. */
const draws =
  /\b(?:plt|sns|pylab|pyplot)\.|\.(?:plot|hist|boxplot|scatter|bar|barh|imshow|pie|subplots|figure|matshow|plot_\w+|from_estimator|from_predictions)\b/;

/**
 * True where statements, or functions of the notebook that they name, seem to draw, and do not end with `plt.show()`. IPython's inline backend
 * shows and closes all open figures after each cell (matplotlib_inline.backend_inline.flush_figures).
 */
export function drawsAtEnd(survey: Survey, chunks: readonly Chunk[]): boolean {
  const last = chunks[chunks.length - 1]?.statements.at(-1);
  const isShown =
    last?.kind === "ExprStmt" &&
    last.value.kind === "Call" &&
    survey.python.qualifiedName(last.value.func, chunks[chunks.length - 1].cell) === "matplotlib.pyplot.show";
  if (isShown) return false;
  const seen = new Set(chunks);
  for (const chunk of seen) {
    if (draws.test(survey.sourceOf(chunk.cell).slice(chunk.start, chunk.end))) return true;
    for (const name of survey.mentions(chunk)) {
      for (const { node, cell } of survey.definitionsOf(name)) {
        const defining = node.kind === "FunctionDef" || node.kind === "ClassDef" ? survey.chunkOf(cell, node.start) : undefined;
        if (defining) seen.add(defining);
      }
    }
  }
  return false;
}
