// Tries fixes of an open notebook: checks it as it would be, among the files as they would be. Nothing is written.
import type { FixWorld } from "../fixes/fixInRounds";
import { createOverlay } from "../host/overlay";
import { brokenCells } from "../lint/brokenCells";
import type { FileEdit } from "../notebook/edits";
import type { Notebook } from "../notebook/model";
import { trimEdit } from "../notebook/sourceEdits";
import { createAnalyser } from "../python/analyse";
import type { Checked, Checker } from "./checker";
import type { EditorSettings } from "./settings";

export interface Trial extends FixWorld<Notebook> {
  /** What leads from the files as they are to those as they would be. */
  fileEdits(): readonly FileEdit[];
}

/** @param known what was found in the notebook as it is */
export function startTrial(known: Checked, settings: EditorSettings, checker: Checker): Trial {
  const { files } = checker;
  const overlay = createOverlay(files);
  const trying = checker.over(overlay);
  const analyser = createAnalyser();
  return {
    lint(notebook) {
      const checked = notebook === known.notebook ? known : trying.check(notebook, settings, analyser);
      return { diagnostics: checked.diagnostics, brokenCells: brokenCells(checked) };
    },
    readText: (path) => overlay.readText(path),
    writeTexts(texts) {
      overlay.put(texts);
      for (const path of texts.keys()) trying.forget(path);
    },
    fileEdits: () =>
      [...overlay.changed()].flatMap(([path, text]): readonly FileEdit[] => {
        const before = files.readText(path);
        if (before === undefined) return [{ kind: "createFile", path, text }];
        const edit = trimEdit(before, { start: 0, end: before.length, text });
        return edit ? [{ kind: "replaceFileText", path, ...edit }] : [];
      }),
  };
}
