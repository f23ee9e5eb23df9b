// What of a check is reported: the shard's notebooks, the cells since a revision, the findings that no baseline lists.
import { existsSync } from "node:fs";
import { absolutePath, displayPath } from "../host/paths";
import { writeFileWhole } from "../host/writeFile";
import { rules } from "../rules/index";
import { entriesFor, baselineText, hideKnown, pathInBaseline, readBaseline, type Baseline, type BaselineEntry } from "./baseline";
import type { CheckRequest } from "./checkRequest";
import type { Inputs } from "./inputs";
import type { CheckedNotebook, InputError, NotShown } from "./report";
import { pathsInShard } from "./shard";

export interface Narrowing {
  /** The inputs that are to be checked. */
  select(inputs: Inputs): Inputs;
  /** The notebook with the findings that are to be reported. */
  narrow(checked: CheckedNotebook): CheckedNotebook;
  /** Writes what is to be written, and gives what was not reported; undefined where the request narrows nothing. */
  end(): { readonly notShown?: NotShown; readonly error?: InputError };
}

/** What the request asks for, or why its baseline cannot be read. */
export async function openNarrowing({
  baseline,
  writesBaseline,
  since,
  shard,
}: CheckRequest): Promise<Narrowing | { readonly problem: string }> {
  const opened = baseline === null ? null : openBaseline(baseline, writesBaseline);
  if (opened && "problem" in opened) return opened;
  const changes = since === null ? null : new (await import("./since")).ChangesSince(since);
  let unchanged = 0;
  let hidden = 0;
  return {
    select({ notebooks, errors, empty }) {
      const inShard = shard ? pathsInShard(notebooks, shard) : notebooks;
      if (!changes) return { notebooks: inShard, errors, empty };
      const found = changes.changedAmong(inShard);
      unchanged += found.unchanged;
      return { notebooks: found.changed, errors: [...errors, ...found.errors], empty };
    },
    narrow(checked) {
      const changed = changes ? changes.narrow(checked) : checked;
      hidden += checked.diagnostics.length - changed.diagnostics.length;
      return opened ? opened.narrow(changed) : changed;
    },
    end() {
      const ended = opened?.end();
      if (!ended && since === null) return {};
      return {
        error: ended?.error,
        notShown: {
          ...(ended ? { baseline: ended.counts } : {}),
          ...(since === null ? {} : { since: { revision: since, unchanged, hidden } }),
        },
      };
    },
  };
}

/** Codes of the rules whose one finding may point anywhere. */
const once: ReadonlySet<string> = new Set(rules.filter((rule) => rule.once).map(({ code }) => code));

interface OpenBaseline {
  narrow(checked: CheckedNotebook): CheckedNotebook;
  end(): { readonly counts: NonNullable<NotShown["baseline"]>; readonly error?: InputError };
}

/** @param path absolute */
function openBaseline(path: string, isWritten: boolean): OpenBaseline | { readonly problem: string } {
  const reading = readBaseline(path);
  if ("problem" in reading && !(isWritten && reading.isMissing)) return { problem: `--baseline: ${displayPath(path)}: ${reading.problem}` };
  const known: Baseline = "baseline" in reading ? reading.baseline : new Map();
  const found = new Map<string, readonly BaselineEntry[]>();
  let hidden = 0;
  let gone = 0;
  return {
    narrow(checked) {
      const name = pathInBaseline(absolutePath(checked.path), path);
      if (isWritten) {
        found.set(name, entriesFor(checked));
        hidden += checked.diagnostics.length;
        return { ...checked, diagnostics: [] };
      }
      const result = hideKnown(checked, known.get(name) ?? [], once);
      hidden += result.hidden;
      gone += result.gone;
      return { ...checked, diagnostics: result.left };
    },
    end() {
      // What this run did not look at stays listed, unless it is gone.
      const kept = [...known].filter(([name]) => !found.has(name) && existsSync(absolutePath(name, absolutePath("..", path))));
      const problem = isWritten ? writeFileWhole(path, baselineText(new Map([...kept, ...found]))) : null;
      return {
        counts: { path: displayPath(path), hidden: problem === null ? hidden : 0, gone, isWritten },
        ...(problem === null ? {} : { error: { path: displayPath(path), message: problem } }),
      };
    },
  };
}
