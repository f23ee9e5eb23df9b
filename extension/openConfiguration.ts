// The way to what configures nbready, for who has made a mistake in it.
import { Uri, type Command } from "vscode";

/** @param file the URI of the configuration file; "" for the editor's settings */
export const openConfiguration = (file: string): Command =>
  file === ""
    ? { title: "Open Settings", command: "workbench.action.openSettings", arguments: ["nbready"] }
    : { title: "Open Configuration", command: "vscode.open", arguments: [Uri.parse(file)] };
