// Makes the page that VS Code shows of the extension out of the README.

/** Its file in dist/. */
export const extensionPageName = "README.md";

/** The README without the parts for those who have the sources, which are between marks, and without pictures, which VS Code only takes from the web: the walkthrough has them. */
export const extensionPage = (readme: string): string =>
  readme
    .replace(/<!-- sources -->[^]*?<!-- \/sources -->\n/g, "")
    .replace(/^!\[.*\]\(.*\)\n/gm, "")
    .replace(/\n{3,}/g, "\n\n");
