// Proof by execution on real notebooks: what runs of them here is extracted cell by cell and heading by heading. This takes a part of them,
// every one with NBREADY_EVERY=1, and with NBREADY_NOTEBOOKS=folder those below a folder, which find their data beside them.
import { itOnCorpus, notebooksBelow } from "../support/corpus";
import { loadTestParser } from "../support/parser";
import { hasPython } from "../support/python";
import { assertProof, prove } from "./proof";
import { readRealNotebooks, trialsOf } from "./realNotebooks";
import { runNotebooks } from "./runNotebooks";

/** Seconds of the processor for a notebook's whole run: each of its cells is one more run. */
const seconds = 2;
/** One notebook in so many is taken. */
const step = Number(process.env.NBREADY_EVERY ?? 12);
const other = process.env.NBREADY_NOTEBOOKS;

describe("extraction from real notebooks against IPython", () => {
  before(loadTestParser);

  const proveOn = (paths: readonly string[], withData: boolean): void => {
    const notebooks = readRealNotebooks(
      paths.filter((_, at) => at % step === 0),
      seconds,
      withData,
    );
    assertProof(
      `what runs of ${notebooks.length} notebooks`,
      prove(trialsOf(notebooks), (jobs) => runNotebooks(jobs, { seconds: 5 * seconds, confined: true }), true),
      0.3,
    );
  };

  itOnCorpus("changes nothing that they print, display, raise or keep", (paths) => {
    if (hasPython) proveOn(paths, false);
  });

  if (other !== undefined) {
    it(`changes nothing in the notebooks of ${other}`, function () {
      this.timeout(7_200_000);
      proveOn(notebooksBelow(other), true);
    });
  }
});
