// The colours that the user's theme gives code: VS Code tells web views every colour of a theme but these, so its file is read.
import { parse } from "jsonc-parser/lib/esm/main";
import { extensions, Uri, workspace } from "vscode";
import type { CodeColours } from "../../media/diff/messages";

/** By the kinds that the page knows: the scope, as grammars name it, whose colour stands for the kind. */
const scopes: Readonly<Record<keyof CodeColours, string>> = {
  comment: "comment.line",
  keyword: "keyword.control",
  string: "string.quoted",
  number: "constant.numeric",
  title: "entity.name.function",
  type: "entity.name.type",
  name: "variable.parameter",
  constant: "constant.language",
};

interface ThemeFile {
  readonly include?: string;
  readonly tokenColors?: unknown;
}

/** Themes that include one another deeper than this are broken. */
const deepest = 8;

/**
 * The colours of a theme, as far as it has any of its own; none where its file cannot be read.
 * @param theme its id or its label, as VS Code names it in web views
 */
export async function themeColours(theme: string): Promise<CodeColours> {
  const file = fileOf(theme);
  if (!file) return {};
  const rules = await readRules(file, deepest).catch(() => []);
  return Object.fromEntries(
    Object.entries(scopes).flatMap(([kind, scope]) => {
      const colour = colourOf(scope, rules);
      return colour === undefined ? [] : [[kind, colour]];
    }),
  );
}

function fileOf(theme: string): Uri | undefined {
  for (const { extensionUri, packageJSON } of extensions.all) {
    const themes =
      (packageJSON as { contributes?: { themes?: readonly { id?: string; label?: string; path?: string }[] } }).contributes?.themes ?? [];
    const found = themes.find(({ id, label }) => id === theme || label === theme);
    if (found?.path) return Uri.joinPath(extensionUri, found.path);
  }
  return undefined;
}

interface Rule {
  readonly scope: string;
  readonly colour: string;
}

/** The rules of a theme, those of what it includes first: a later one wins. */
async function readRules(file: Uri, depth: number): Promise<readonly Rule[]> {
  if (depth === 0) return [];
  const theme = parse(new TextDecoder().decode(await workspace.fs.readFile(file))) as ThemeFile;
  const included = typeof theme.include === "string" ? await readRules(Uri.joinPath(file, "..", theme.include), depth - 1) : [];
  return [...included, ...(Array.isArray(theme.tokenColors) ? theme.tokenColors.flatMap(rulesOf) : [])];
}

function rulesOf(
  rule: { readonly scope?: string | readonly string[]; readonly settings?: { readonly foreground?: unknown } } | null,
): readonly Rule[] {
  const colour = rule?.settings?.foreground;
  if (!rule?.scope || typeof colour !== "string" || !/^#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i.test(colour)) return [];
  const scopes = typeof rule.scope === "string" ? rule.scope.split(",") : rule.scope;
  return scopes.map((scope) => ({ scope: String(scope).trim(), colour }));
}

/** The colour of the rule whose scope is the longest beginning of the wanted one. */
function colourOf(wanted: string, rules: readonly Rule[]): string | undefined {
  let best: Rule | undefined;
  for (const rule of rules) {
    const isMeant = wanted === rule.scope || wanted.startsWith(`${rule.scope}.`);
    if (isMeant && rule.scope.length >= (best?.scope.length ?? 0)) best = rule;
  }
  return best?.colour;
}
