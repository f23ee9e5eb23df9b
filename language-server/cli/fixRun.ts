// `check --fix` and `--diff`: fixes the notebooks of a run one after the other, and writes or shows what has changed.
import { counted } from "../util/counted";
import { chooseAnyFix, chooseSafeFix, isFixedUnsafely } from "../fixes/chooseFix";
import type { FixResult, FixWorld } from "../fixes/fixInRounds";
import { fixNotebook } from "../fixes/fixNotebook";
import { nodeFiles } from "../host/files";
import { createOverlay, type Overlay } from "../host/overlay";
import { displayPath } from "../host/paths";
import { readOnce, type ReadOnce } from "../host/readOnce";
import { writeFileWhole } from "../host/writeFile";
import { writeTogether } from "../host/writeTogether";
import type { Notebook } from "../notebook/model";
import type { NotebookFile } from "../notebook/read";
import { parentFolder } from "../project/paths";
import { analysePython } from "../python/analyse";
import { maskNotebook } from "../secrets/mask";
import { secretUses } from "../secrets/secretUses";
import type { CheckRequest } from "./checkRequest";
import { checkedNotebook, readInput, unchecked, unreadable, type Input } from "./checkOne";
import { printWarning } from "./console";
import { fileDiff, notebookDiff } from "./notebookDiff";
import { NotebookChecker } from "./notebookChecker";
import type { Output } from "./output";
import type { CheckedNotebook, InputError } from "./report";
import type { Style } from "./style";
import { isAtLeast } from "./threshold";
import { brokenCells } from "../lint/brokenCells";
import { gradeFindings } from "../lint/grade";

export interface FixSinks {
  /** Takes the diff; of standard input, the fixed notebook. */
  readonly output: Output;
  readonly style: Style;
  readonly onError: (error: InputError) => void;
  /** Called with what is left in each notebook. */
  readonly onChecked?: (checked: CheckedNotebook) => void;
}

export interface FixTotals {
  /** Findings whose fixes were made or shown; one that another fix brought back counts each time. */
  readonly fixed: number;
  /** Files that changed or would. */
  readonly changed: number;
  /** Findings that are left at or above --fail-on. */
  readonly failing: number;
  /** One line for people. */
  readonly summary: string;
}

/** The parser must be loaded. Manifests that fixes change are seen by the notebooks that follow. */
export function fixAll(inputs: readonly Input[], request: CheckRequest, sinks: FixSinks): FixTotals {
  const disk = readOnce(nodeFiles);
  const overlay = createOverlay(disk);
  const checker = new NotebookChecker(request.settings, overlay, printWarning);
  const isDiff = request.mode === "diff";
  let fixed = 0;
  let changed = 0;
  let failing = 0;
  let unsafe = 0;
  for (const input of inputs) {
    disk.forget();
    const fixing = fixOne(input, request, { overlay, checker, onError: sinks.onError });
    if (!fixing) continue;
    const { before, result } = fixing;
    if (result.problem !== null) printWarning(`${input.shownAs}: ${result.problem}`);
    const isRewritten = result.after.text !== before.text;
    if (isRewritten) changed++;
    if (isDiff)
      sinks.output.write(
        notebookDiff(
          input.shownAs,
          { before: masked(before), after: masked(result.after), origins: result.origins, isRewritten },
          sinks.style,
        ),
      );
    else if (!write(input, before, result.after, sinks)) {
      overlay.clear(); // a manifest must not change for a notebook that could not
      continue;
    } else changed += writeOverlay(overlay, disk, sinks.onError);
    fixed += result.fixed.length;
    failing += result.diagnostics.filter(({ severity }) => request.failOn !== null && isAtLeast(severity, request.failOn)).length;
    if (!request.unsafe) unsafe += result.diagnostics.filter(isFixedUnsafely).length;
    sinks.onChecked?.(
      checkedNotebook(input, result.after, { diagnostics: result.diagnostics, ...gradeFindings(result.diagnostics) }, "file"),
    );
  }
  if (isDiff) {
    for (const [path, text] of overlay.changed()) {
      changed++;
      sinks.output.write(fileDiff(displayPath(path), nodeFiles.readText(path) ?? null, text, sinks.style));
    }
  }
  return { fixed, changed, failing, summary: diffSummary({ fixed, changed, unsafe }) };
}

/** A notebook as a diff may show it. */
function masked({ notebook }: NotebookFile): Notebook {
  const isPython = notebook.language === "python" || notebook.language === "";
  return maskNotebook(notebook, secretUses(notebook, isPython ? analysePython(notebook) : null));
}

interface Surroundings {
  readonly overlay: Overlay;
  readonly checker: NotebookChecker;
  readonly onError: (error: InputError) => void;
}

function fixOne(
  input: Input,
  { unsafe }: CheckRequest,
  { overlay, checker, onError }: Surroundings,
): { readonly before: NotebookFile; readonly result: FixResult<NotebookFile> } | null {
  const reading = checker.configFor(parentFolder(input.path) ?? "/");
  if ("error" in reading) {
    onError(reading.error);
    return null;
  }
  const read = readInput(input);
  if (!read.ok) {
    onError(unreadable(input, read.error.message));
    return null;
  }
  const world: FixWorld<NotebookFile> = {
    lint(file) {
      const result = checker.check(file.notebook, input.path, reading.config);
      return { diagnostics: result.diagnostics, brokenCells: brokenCells(result) };
    },
    readText: (path) => overlay.readText(path),
    writeTexts(texts) {
      overlay.put(texts);
      checker.forget(texts.keys());
    },
  };
  try {
    return { before: read.file, result: fixNotebook(read.file, unsafe ? chooseAnyFix : chooseSafeFix, world) };
  } catch (error) {
    onError(unchecked(input, error));
    return null;
  }
}

/** Writes a fixed notebook back to where it came from; false where that failed. */
function write(input: Input, before: NotebookFile, { text }: NotebookFile, { output, onError }: FixSinks): boolean {
  if (input.content !== undefined) {
    output.write(text);
    return true;
  }
  const problem = text === before.text ? null : writeFileWhole(input.path, text, before.text);
  if (problem !== null) onError({ path: input.shownAs, message: problem });
  return problem === null;
}

/** Writes the manifests that fixes have changed to the disk, and returns how many there were. */
function writeOverlay(overlay: Overlay, disk: ReadOnce, onError: (error: InputError) => void): number {
  let written = 0;
  for (const [path, text] of overlay.changed()) {
    const failed = writeTogether([{ path, text, asRead: disk.asRead(path) }]);
    if (failed === null) written++;
    else onError({ path: displayPath(path), message: failed.problem });
  }
  overlay.clear();
  return written;
}

/** @param unsafe findings that only fixes which were not asked for would fix */
function diffSummary({ fixed, changed, unsafe }: Readonly<Record<"fixed" | "changed" | "unsafe", number>>): string {
  const more = unsafe === 0 ? "" : ` --unsafe-fixes includes fixes for ${counted(unsafe, changed > 0 ? "more finding" : "finding")}.`;
  if (changed === 0) return `${unsafe === 0 ? "Nothing to fix." : "Nothing to fix safely."}${more}`;
  return `${counted(fixed, "finding")} would be fixed, ${counted(changed, "file")} changed; nothing was written.${more}`;
}
