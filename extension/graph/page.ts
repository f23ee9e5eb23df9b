// The parts of the cell graph's page that are there before its script runs.
import type { PageParts } from "../webPage";

export const graphPageParts: PageParts = {
  name: "graph",
  title: "Cell Graph",
  images: "none",
  body: `  <header>
    <h1 id="name">Cell Graph</h1>
    <p id="summary" role="status"></p>
    <div id="controls" hidden>
      <label><input type="checkbox" id="imports">Imports</label>
      <button id="next" class="secondary">Next Out of Order</button>
      <span id="legend"></span>
    </div>
  </header>
  <main id="graph"></main>
  <footer id="details" aria-label="The current cell"></footer>`,
};
