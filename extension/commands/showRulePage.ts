// Shows the page of a rule; the pages come with the extension, so no network is needed.
import { commands, Uri, window, workspace, type QuickPickItem } from "vscode";

interface Page extends QuickPickItem {
  readonly uri: Uri;
}

/**
 * @param folder absolute path of the pages
 * @param rule code or name; asks the user where it is neither
 */
export async function showRulePage(folder: string, rule: unknown): Promise<void> {
  const pages = await readPages(Uri.file(folder));
  const page =
    (typeof rule === "string" ? pages.find((one) => one.label === rule || one.description === rule) : undefined) ??
    (await window.showQuickPick(pages, {
      title: "Rule Page",
      placeHolder: "A rule’s name or code",
      matchOnDescription: true,
      matchOnDetail: true,
    }));
  if (page) await commands.executeCommand("markdown.showPreview", page.uri);
}

/** The list of all rules, then every page, by the code in its first line `# name (CODE)`; the paragraph below says what the rule finds. */
async function readPages(folder: Uri): Promise<readonly Page[]> {
  const names = (await workspace.fs.readDirectory(folder)).map(([name]) => name).filter((name) => name.endsWith(".md"));
  const pages = await Promise.all(
    names.map(async (name): Promise<Page> => {
      const uri = Uri.joinPath(folder, name);
      if (name === "README.md") return { uri, label: "All rules" };
      const text = new TextDecoder().decode(await workspace.fs.readFile(uri));
      return {
        uri,
        label: name.slice(0, -".md".length),
        description: /^# .*\(([A-Z]+\d+)\)/.exec(text)?.[1],
        detail: text
          .split(/\r?\n\r?\n/)[1]
          ?.replace(/`/g, "")
          .replace(/\s+/g, " "),
      };
    }),
  );
  return pages.sort((a, b) => (a.description ?? "").localeCompare(b.description ?? ""));
}
