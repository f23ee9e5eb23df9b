// Colours of code from the user's theme: the extension reads them, the page takes them as custom properties.
import type { CodeColours } from "./messages";

const kinds = ["comment", "keyword", "string", "number", "title", "type", "name", "constant"] as const;

/**
 * Says which theme the page has, now and whenever it changes.
 * @returns takes the colours that are answered
 */
export function followTheme(onTheme: (id: string) => void): (colours: CodeColours) => void {
  let told = "";
  const tell = (): void => {
    const id = document.body.dataset.vscodeThemeId ?? "";
    if (id !== told) onTheme(id);
    told = id;
  };
  new MutationObserver(tell).observe(document.body, { attributes: true, attributeFilter: ["data-vscode-theme-id"] });
  tell();
  return (colours) => {
    for (const kind of kinds) {
      const colour = colours[kind];
      if (colour === undefined) document.body.style.removeProperty(`--k-${kind}`);
      else document.body.style.setProperty(`--k-${kind}`, colour);
    }
  };
}
