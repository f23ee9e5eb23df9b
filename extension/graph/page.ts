// The bare page that the cell graph's script fills.
import { randomBytes } from "node:crypto";
import { Uri, type Webview } from "vscode";

/** The page's HTML: one script by nonce, one style sheet of the extension's own, nothing from the network, nothing inline. */
export function pageOf(webview: Webview, folder: Uri): string {
  const nonce = randomBytes(16).toString("base64");
  const address = (name: string): string => webview.asWebviewUri(Uri.joinPath(folder, name)).toString();
  return `<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}';">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <link rel="stylesheet" href="${address("graph.css")}">
  <title>Cell Graph</title>
</head>
<body>
  <header>
    <h1 id="name">Cell Graph</h1>
    <p id="summary" role="status"></p>
    <div id="controls" hidden>
      <label><input type="checkbox" id="imports">Imports</label>
      <button id="next" class="secondary">Next Out of Order</button>
      <span id="legend"></span>
    </div>
  </header>
  <main id="graph"></main>
  <footer id="details" aria-label="The current cell"></footer>
  <script nonce="${nonce}" src="${address("graph.js")}"></script>
</body>
</html>`;
}
