// The bare page of a web view, which the view's own script fills.
import { randomBytes } from "node:crypto";
import { Uri, type Webview } from "vscode";

export interface PageParts {
  /** The script and the style sheet in dist/ are called so. */
  readonly name: string;
  readonly title: string;
  /** What stands in the page before the script runs. */
  readonly body: string;
  /** Which images the page may show: those that its script puts in as data, or those of any server too, once the user has said so. */
  readonly images: "none" | "embedded" | "remote";
}

const imagePolicies = { none: [], embedded: ["img-src data:"], remote: ["img-src data: https:"] } as const;

/** The page's HTML: one script by nonce, one style sheet of the extension's own, nothing inline; from the network nothing, save images where they are allowed. */
export function webPage(webview: Webview, folder: Uri, { name, title, body, images }: PageParts): string {
  const nonce = randomBytes(16).toString("base64");
  const address = (file: string): string => webview.asWebviewUri(Uri.joinPath(folder, file)).toString();
  const policy = [
    "default-src 'none'",
    `style-src ${webview.cspSource}`,
    `script-src 'nonce-${nonce}'`,
    ...imagePolicies[images],
    "base-uri 'none'",
    "form-action 'none'",
  ];
  return `<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="${policy.join("; ")};">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <link rel="stylesheet" href="${address(`${name}.css`)}">
  <title>${title}</title>
</head>
<body>
${body}
  <script nonce="${nonce}" src="${address(`${name}.js`)}"></script>
</body>
</html>`;
}
