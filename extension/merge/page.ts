// The parts of the merge's page that are there before its script runs.
import type { PageParts } from "../webPage";

export const mergePageParts: PageParts = {
  name: "merge",
  title: "Merge Conflicts",
  images: "none",
  body: `  <header>
    <div id="told">
      <h1 id="summary" role="status">Looking for conflicts…</h1>
      <p id="hint"></p>
    </div>
    <div id="controls" role="toolbar" aria-label="Merge" hidden></div>
  </header>
  <main id="rows" tabindex="-1"></main>`,
};
