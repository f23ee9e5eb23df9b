// What git calls for its diffs: prints a readable diff, or a notebook as text; never fails on what it cannot read.
import { spawnSync } from "node:child_process";
import { isAbsolute } from "node:path";
import { isEmptyDelta } from "../../diff/delta";
import { diffNotebooks } from "../../diff/diffNotebooks";
import { openNotebook, type SideResult } from "../../diff/openNotebook";
import { viewDiff } from "../../diff/view";
import { findProgram } from "../../host/environment";
import { runGit } from "../../host/git";
import { readWholeFile } from "../../host/readNotebookFile";
import { readNotebook } from "../../notebook/read";
import { visibleOnLine } from "../../notebook/visible";
import { printError } from "../console";
import { diffText } from "../diff/textFormat";
import { standardOutput } from "../output";
import { createStyle } from "../style";
import { notebookText } from "./notebookText";

/**
 * Prints the diff that git asks its external command for.
 * @param args as git-diff's GIT_EXTERNAL_DIFF has them: path, old file, its hash, its mode, new file, its hash, its mode,
 * and for a renamed file the new path and a description; the path alone for a file in conflict
 */
export function showDiff(args: readonly string[]): void {
  const [path = "", oldFile, , oldMode = "", newFile, , newMode = "", newPath, description] = args;
  if (oldFile === undefined || newFile === undefined) return void process.stdout.write(`* Unmerged path ${path}\n`);
  const names = [nameOf("a", path, oldFile), nameOf("b", newPath ?? path, newFile)] as const;
  const [one, other] = [openForDiff(oldFile, names[0]), openForDiff(newFile, names[1])];
  if ("problem" in one || "problem" in other) return showPlainDiff([oldFile, newFile], [path, newPath ?? path], [one, other]);
  const [before, after] = [one.side, other.side];
  const style = createStyle(isColoured());
  const output = standardOutput();
  const delta = diffNotebooks(before, after);
  const head = [
    ...modeLines(oldMode, newMode),
    ...(description ?? "").split("\n").filter((line) => line !== "" && !line.startsWith("index ")),
  ]
    .map((line) => `${style.dim(line)}\n`)
    .join("");
  output.write(
    head +
      (isEmptyDelta(delta)
        ? ""
        : `${diffText(names, viewDiff(before, after, { delta, showAll: false, withOutputs: true }), style, output.width)}\n`),
  );
}

/** What git's own diff says of a file's mode; nothing where the file came or went, which has "." for a mode. */
const modeLines = (before: string, after: string): readonly string[] =>
  before === after || !/^\d+$/.test(before) || !/^\d+$/.test(after) ? [] : [`old mode ${before}`, `new mode ${after}`];

/** Prints a notebook as text, and any other file as it is. */
export function showText(path: string): void {
  const file = readWholeFile(path);
  if ("message" in file) return printError(`${path}: ${file.message}`);
  const { bytes } = file;
  const read = readNotebook(bytes, path);
  process.stdout.write(read.ok ? notebookText(read.file.notebook) : bytes);
}

const noCells = Buffer.from('{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}');

const missing = (file: string): boolean => file === "/dev/null" || file === "nul";

/** A path from outside of the repository, as `git diff --no-index` takes them, begins with its own slash. */
const nameOf = (side: string, path: string, file: string): string => (missing(file) ? "/dev/null" : `${side}/${path.replace(/^\//, "")}`);

/** A file that is not there counts as a notebook without cells. */
function openForDiff(file: string, name: string): SideResult {
  const content = missing(file) ? { bytes: noCells } : readWholeFile(file);
  return "bytes" in content ? openNotebook(content.bytes, name) : { problem: `${name}: ${content.message}` };
}

/** Git's own diff by lines, below the reason why there is no better one. */
function showPlainDiff(files: readonly [string, string], paths: readonly [string, string], sides: readonly SideResult[]): void {
  const args = [
    "-c",
    "core.quotePath=off",
    "diff",
    "--no-index",
    "--no-ext-diff",
    "--no-textconv",
    isColoured() ? "--color=always" : "--color=never",
    "--",
    ...files,
  ];
  const git = findProgram("git");
  const text = git === null ? "" : spawnSync(git, args, { encoding: "utf8", maxBuffer: Infinity, windowsHide: true }).stdout;
  const problems = sides.flatMap((side) => ("problem" in side ? [`${visibleOnLine(side.problem)}\n`] : []));
  process.stdout.write(`${problems.join("")}${namedBy(text, files, paths)}`);
}

/** Git's diff with the paths of the repository in its head, in place of those of the copies that git made for it. */
function namedBy(diff: string, files: readonly string[], paths: readonly string[]): string {
  const end = diff.search(/^\S*@@ /m);
  const [head, body] = end < 0 ? [diff, ""] : [diff.slice(0, end), diff.slice(end)];
  const isCopy = (file: string): boolean => !missing(file) && isAbsolute(file);
  return (
    files.reduce(
      (named, file, index) => (isCopy(file) ? named.replaceAll(file.replace(/^\//, ""), paths[index].replace(/^\//, "")) : named),
      head,
    ) + body
  );
}

/** As git decides: its output goes to a terminal, perhaps through a pager. */
function isColoured(): boolean {
  if (process.env.NO_COLOR) return false;
  const isShown = process.stdout.isTTY === true || process.env.GIT_PAGER_IN_USE === "true" || process.env.GIT_PAGER_IN_USE === "1";
  const asked = runGit(process.cwd(), ["config", "--get-colorbool", "color.diff", String(isShown)]);
  return asked.ok ? asked.output.toString().trim() === "true" : isShown;
}
