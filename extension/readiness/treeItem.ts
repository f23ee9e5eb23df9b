// Makes VS Code's tree items of the plain lines.
import { ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState, type Command } from "vscode";
import type { Node } from "./nodes";

/** @param command what a click does; undefined where it does nothing. On a line with others below it a click opens and closes them. */
export function toTreeItem(node: Node, command: Command | undefined): TreeItem {
  const state =
    node.children.length === 0
      ? TreeItemCollapsibleState.None
      : node.isOpen
        ? TreeItemCollapsibleState.Expanded
        : TreeItemCollapsibleState.Collapsed;
  const item = new TreeItem(node.label, state);
  item.id = node.id;
  item.description = node.description;
  item.iconPath = new ThemeIcon(node.icon, node.color === null ? undefined : new ThemeColor(node.color));
  item.tooltip = node.tooltip ?? undefined;
  item.command = node.children.length > 0 ? undefined : command;
  item.contextValue = node.target ? "finding" : undefined;
  const spoken = node.description ? `${node.label}, ${node.description}` : node.label;
  item.accessibilityInformation = { label: spoken.replace(/ · /g, ", ").replace(/−(\d)/g, "minus $1").replace(/→/g, "to") };
  return item;
}
