// What has changed between two assessments of the same notebooks.
import type { Grade } from "../lint/grade";
import type { ConcernId } from "./concerns";
import { sumCounts, type Counts } from "./counts";

/** What is kept of an assessment to compare the next one with. */
export interface Snapshot {
  readonly project: Grade & {
    readonly counts: Counts;
    readonly concerns: readonly { readonly concern: ConcernId; readonly lost: number }[];
  };
  readonly notebooks: readonly (Grade & { readonly path: string; readonly counts: Counts })[];
}

export interface Trend {
  /** The project as it was. */
  readonly before: Grade;
  /** Points that the project's score rose by; negative where it fell. */
  readonly change: number;
  /** How many more findings than before; negative if there are fewer. */
  readonly findings: number;
  /** How many more points are lost in each concern than before; negative is better. */
  readonly concerns: Readonly<Partial<Record<ConcernId, number>>>;
  /** Notebooks whose score rose, fell, that are new, and that are gone. */
  readonly better: number;
  readonly worse: number;
  readonly added: number;
  readonly removed: number;
  /** Earlier grades, by path, of the notebooks that were there. */
  readonly notebooks: ReadonlyMap<string, Grade>;
}

/** Compares by the notebooks' paths, so both must have been made from one folder. */
export function compareAssessments(before: Snapshot, after: Snapshot): Trend {
  const known = new Map(before.notebooks.map(({ path, grade, score }): [string, Grade] => [path, { grade, score }]));
  const changes = after.notebooks.flatMap(({ path, score }) => {
    const was = known.get(path);
    return was ? [score - was.score] : [];
  });
  const lostBefore = new Map(before.project.concerns.map(({ concern, lost }) => [concern, lost]));
  return {
    before: { grade: before.project.grade, score: before.project.score },
    change: after.project.score - before.project.score,
    findings: sumCounts(after.project.counts) - sumCounts(before.project.counts),
    concerns: Object.fromEntries(
      after.project.concerns.map(({ concern, lost }) => [concern, Math.round((lost - (lostBefore.get(concern) ?? 0)) * 10) / 10]),
    ),
    better: changes.filter((change) => change > 0).length,
    worse: changes.filter((change) => change < 0).length,
    added: after.notebooks.length - changes.length,
    removed: known.size - changes.length,
    notebooks: known,
  };
}
