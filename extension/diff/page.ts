// The parts of the diff's page that are there before its script runs.
import type { PageParts } from "../webPage";

export const diffPageParts: PageParts = {
  name: "diff",
  title: "Notebook Diff",
  images: "embedded",
  body: `  <header>
    <div id="told">
      <h1 id="summary" role="status">Comparing…</h1>
      <p id="folded"></p>
    </div>
    <div id="controls" role="toolbar" aria-label="Diff" hidden></div>
    <div id="names"><h2 id="before"></h2><h2 id="after"></h2></div>
  </header>
  <main id="rows" tabindex="-1"></main>
  <div id="ruler" aria-hidden="true"></div>`,
};
