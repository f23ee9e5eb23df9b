// The status bar item: grade and count of the notebook in front, the rest in its tooltip.
import {
  Disposable,
  MarkdownString,
  StatusBarAlignment,
  ThemeColor,
  window,
  workspace,
  type Command,
  type NotebookDocument,
  type StatusBarItem,
} from "vscode";
import type { NotebookStatus } from "../language-server/server/protocol";
import { describeCounts } from "./counts";
import { isEmpty, isEnabled, nameOf, notebookInFront } from "./notebooks";
import { openConfiguration } from "./openConfiguration";
import type { Server, ServerState } from "./server";
import type { Statuses } from "./statuses";
import { openSetting } from "./turnedOff";
import { restrictedMode } from "./words";

/** Shows the item while a notebook is in front, and follows the server's word on it. */
export function showStatus(server: Server, statuses: Statuses): Disposable {
  const item = window.createStatusBarItem("nbready.status", StatusBarAlignment.Right, 100);
  item.name = "nbready";
  const update = (): void => {
    const notebook = notebookWorkedIn();
    if (!notebook) return item.hide();
    if (server.state !== "running") showServer(item, server.state);
    else if (!isEnabled(notebook.uri))
      showIdle(item, "$(circle-slash) nbready off", "The setting nbready.enable has turned the checks off: click to see it", openSetting);
    else if (isEmpty(notebook)) showIdle(item, "$(notebook) nbready", "This notebook has no cells yet");
    else showNotebook(item, nameOf(notebook.uri), statuses.of(notebook));
    item.show();
  };
  update();
  return Disposable.from(
    item,
    statuses.onChange(update),
    window.onDidChangeActiveNotebookEditor(update),
    window.onDidChangeVisibleNotebookEditors(update),
    window.onDidChangeActiveTextEditor(update),
  );
}

/** The notebook in front; also the one beside the cell graph, but none beside a file that the user works in. */
const notebookWorkedIn = (): NotebookDocument | undefined =>
  window.activeTextEditor && !window.activeNotebookEditor ? undefined : notebookInFront();

function showNotebook(item: StatusBarItem, name: string, status: NotebookStatus | undefined): void {
  item.backgroundColor = status?.problem ? new ThemeColor("statusBarItem.warningBackground") : undefined;
  item.command = { title: "Show Problems", command: "workbench.actions.view.problems" };
  if (!status) {
    item.text = "$(sync~spin) nbready";
    item.tooltip = "nbready is checking this notebook";
    item.accessibilityInformation = undefined;
    return;
  }
  const { counts, grade, score, problem, configuration, coverage } = status;
  // As many as Problems lists, which the item leads to: it leaves hints out.
  const total = counts.error + counts.warning + counts.info;
  const icon = problem ? "$(warning)" : counts.error > 0 ? "$(error)" : counts.warning > 0 ? "$(warning)" : "$(check)";
  item.text = `${icon} nbready ${grade}${total > 0 ? ` · ${total}` : ""}`;
  item.accessibilityInformation = {
    label: `nbready: grade ${grade}, ${describeCounts(counts)}${problem ? ", mistakes in the configuration" : ""}`,
  };
  const mend = problem ? openConfiguration(configuration ?? "") : undefined;
  const lines = [
    `**${escapeMarkdown(name)}: grade ${grade}**, ${score} of 100 points`,
    describeCounts(counts),
    ...(problem ? problem.split("\n").map((line) => `$(warning) ${escapeMarkdown(line)}`) : []),
    ...(mend ? [`[${mend.title}](command:${mend.command}?${encodeURIComponent(JSON.stringify(mend.arguments))})`] : []),
    ...(coverage ? [escapeMarkdown(coverage)] : []),
    ...(workspace.isTrusted ? [] : [`$(shield) [Restricted Mode](command:${manageTrust}): ${restrictedMode}`]),
    links.map(({ title, command }) => `[${title}](command:${command})`).join(" · "),
  ];
  const tooltip = new MarkdownString(lines.join("\n\n"), true);
  tooltip.isTrusted = { enabledCommands: [manageTrust, ...(mend ? [mend.command] : []), ...links.map(({ command }) => command)] };
  item.tooltip = tooltip;
}

/** There is nothing to check. */
function showIdle(item: StatusBarItem, text: string, tooltip: string, command?: Command): void {
  item.text = text;
  item.tooltip = tooltip;
  item.accessibilityInformation = { label: `${text.replace(/^\$\(.*?\) /, "")}: ${tooltip}` };
  item.backgroundColor = undefined;
  item.command = command;
}

function showServer(item: StatusBarItem, state: ServerState): void {
  const isStarting = state === "starting";
  item.text = isStarting ? "$(sync~spin) nbready" : "$(error) nbready stopped";
  item.tooltip = isStarting ? "nbready's server is starting" : "nbready's server is not running: click to start it again";
  item.accessibilityInformation = undefined;
  item.backgroundColor = isStarting ? undefined : new ThemeColor("statusBarItem.errorBackground");
  item.command = isStarting ? undefined : { title: "Restart Server", command: "nbready.restartServer" };
}

const manageTrust = "workbench.trust.manage";
/** What else there is to see of the notebook. */
const links = [
  { title: "Problems", command: "workbench.actions.view.problems" },
  { title: "Readiness", command: "nbready.readiness.focus" },
  { title: "Cell Graph", command: "nbready.showCellGraph" },
] as const;

const escapeMarkdown = (text: string): string => text.replace(/[\\`*_{}[\]()#+\-.!|<>$]/g, "\\$&");
