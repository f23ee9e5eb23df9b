// package.json says of the extension what the code does: a setting for every configuration key, a page for every link.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { gradeIcon } from "../../extension/readiness/nodes";
import { configKeys } from "../../language-server/config/keys";
import { readSettings } from "../../language-server/config/read";
import { rules } from "../../language-server/rules/index";
import { notebookSchemes } from "../../language-server/server/capabilities";
import { readEditorSettings, settingName } from "../../language-server/server/settings";

const projectFolder = resolve(__dirname, "../..");
const manifest = JSON.parse(readFileSync(join(projectFolder, "package.json"), "utf8"));
const settings: Readonly<Record<string, { readonly default: unknown; readonly markdownDescription: string; readonly pattern?: string }>> =
  manifest.contributes.configuration.properties;

describe("extension manifest", () => {
  for (const key of configKeys) {
    it(`has the setting ${settingName(key.name)}, described as the configuration file's key`, () => {
      const setting = settings[`nbready.${settingName(key.name)}`];
      // VS Code leads from a setting that another one's text names to that one.
      const withoutLinks = setting?.markdownDescription.replace(/`#nbready\.(\w+)#`/g, "`$1`");
      assert.ok(withoutLinks?.startsWith(key.description), `expected: ${key.description}`);
    });
  }

  it("has no setting that nothing reads, and each is described", () => {
    const known = [...configKeys.map(({ name }) => settingName(name)), "enable", "interpreter", "trace.server"].map(
      (name) => `nbready.${name}`,
    );
    assert.deepEqual(
      Object.keys(settings).filter((name) => !known.includes(name)),
      [],
    );
    for (const [name, { markdownDescription }] of Object.entries(settings)) assert.match(markdownDescription, /^[A-Z].+\.$/s, name);
  });

  it("gives an example where VS Code leaves a setting to its text file", () => {
    for (const name of ["perFileIgnores", "rules"]) {
      const { markdownDescription } = settings[`nbready.${name}`];
      const example = JSON.parse(/For example `(.*)`\.$/.exec(markdownDescription)?.[1] ?? "null");
      const key = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
      assert.deepEqual(readSettings({ [key]: example }, rules).problems, [], name);
      assert.ok(Object.keys(example).length > 0);
    }
  });

  it("invites to open a notebook only where none is in front, not even one that does not open, and checks one notebook only where one is chosen", () => {
    const { viewsWelcome, menus } = manifest.contributes;
    assert.equal(
      viewsWelcome.find(({ view }: { readonly view: string }) => view === "nbready.readiness").when,
      "notebookType != jupyter-notebook && !nbready.unopenedNotebook",
    );
    const welcomeTo = (command: string): { readonly when: string } =>
      viewsWelcome.find(({ contents }: { readonly contents: string }) => contents.includes(`(command:${command})`));
    assert.equal(welcomeTo("nbready.checkNotebook").when, "nbready.unopenedNotebook");
    assert.equal(welcomeTo("nbready.openMerge").when, "nbready.unopenedNotebook && nbready.unopenedNotebook in git.mergeChanges");
    const entry = menus["explorer/context"].find(({ command }: { readonly command: string }) => command === "nbready.checkNotebook");
    assert.match(entry.when, /!listMultiSelection/);
    assert.doesNotMatch(entry.group, /modification/, "not beside what renames and deletes");
  });

  it("leaves the word to the configuration file where the user has set nothing", () => {
    const defaults = Object.fromEntries(
      Object.entries(settings).map(([name, setting]) => [name.slice("nbready.".length), setting.default]),
    );
    assert.deepEqual(readEditorSettings(defaults), { enable: true, interpreter: null, hiddenFiles: [], table: {} });
  });

  it("takes in its patterns what the reader takes", () => {
    const takes = (name: string, text: string): boolean => new RegExp(settings[`nbready.${name}`].pattern ?? "").test(text);
    for (const text of ["4GB", "512 MiB", "1.5gb", "100", "4 apples", "GB", "-1GB"])
      assert.equal(takes("memoryBudget", text), readSettings({ "memory-budget": text }, []).problems.length === 0, text);
    for (const text of ["3.11", "3.9", "3", "2.7", "3.x"])
      assert.equal(takes("pythonVersion", text), readSettings({ "python-version": text }, []).problems.length === 0, text);
  });

  it("starts for notebooks, and for its own editors that VS Code brings back", () => {
    assert.deepEqual(manifest.activationEvents, [
      "onNotebook:jupyter-notebook",
      "onWebviewPanel:nbready.cellGraph",
      "onWebviewPanel:nbready.diff",
      "onWebviewPanel:nbready.merge",
    ]);
  });

  it("keeps settings that lead outside the notebook's folder back in untrusted workspaces", () => {
    const { untrustedWorkspaces } = manifest.capabilities;
    assert.equal(untrustedWorkspaces.supported, "limited");
    assert.deepEqual(untrustedWorkspaces.restrictedConfigurations, ["nbready.interpreter", "nbready.requirements"]);
  });

  it("follows the same notebooks as the server", () => {
    const listed = /notebookSchemes[^=]*= (\[.*\]);/.exec(readFileSync(join(projectFolder, "extension/notebooks.ts"), "utf8"))?.[1] ?? "";
    assert.deepEqual(JSON.parse(listed), notebookSchemes);
  });

  it("has every colour of its own that its lines take", () => {
    const own = new Set(manifest.contributes.colors.map(({ id }: { readonly id: string }) => id));
    for (const grade of ["A", "B", "C", "D", "F"]) {
      const { color } = gradeIcon(grade);
      assert.ok(color?.startsWith("charts.") || own.has(color), `${grade}: ${color}`);
    }
  });

  it("names files that are there", () => {
    const { viewsContainers, views } = manifest.contributes;
    const icons = [...viewsContainers.activitybar, ...views.nbready].map(({ icon }: { readonly icon: string }) => icon);
    for (const path of [manifest.icon, ...icons, "LICENSE", "CHANGELOG.md", "README.md"])
      assert.ok(existsSync(join(projectFolder, path)), path);
  });
});
