// The real notebooks that may lie beside the project. They are no part of it: tests that want them skip without them.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

const shared = join(__dirname, "../../../shared");

/** Paths of the notebooks below a folder of the collection, sorted; [] where it is not there. */
export function corpusNotebooks(folder = "corpus"): readonly string[] {
  return notebooksBelow(join(shared, folder));
}

/** Paths of the notebooks below a folder, sorted; [] where it is not there. */
export function notebooksBelow(root: string): readonly string[] {
  if (!existsSync(root)) return [];
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ipynb"))
    .map((path) => join(root, path))
    .sort();
}

/** A mocha test over the notebooks of the collection; skipped, with a line that says so, where it is not there. */
export function itOnCorpus(title: string, run: (paths: readonly string[]) => void | Promise<void>, folder?: string): void {
  it(`corpus: ${title}`, function () {
    const paths = corpusNotebooks(folder);
    if (paths.length === 0) {
      console.log("      (skipped: the collection of real notebooks is not beside the project)");
      return this.skip();
    }
    return run(paths);
  });
}
