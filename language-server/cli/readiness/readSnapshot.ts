// Reads the JSON report of an earlier run, to compare with.
import { concernIds } from "../../readiness/concerns";
import type { Counts } from "../../readiness/counts";
import type { Snapshot } from "../../readiness/trend";
import type { Grade } from "../../lint/grade";
import { isObject } from "../../notebook/outputs";

/** What the text of a report says; null where it is not a report of `report --format json`. */
export function readSnapshot(text: string): Snapshot | null {
  const json = parse(text.replace(/^\ufeff/, ""));
  if (!isObject(json) || json.version !== 1 || json.kind !== "readiness" || !Array.isArray(json.notebooks) || !isObject(json.project))
    return null;
  const project = gradeIn(json.project);
  const counts = countsIn(json.project);
  const notebooks = json.notebooks.map(readNotebook);
  if (!project || !counts || !Array.isArray(json.project.concerns) || notebooks.some((one) => one === null)) return null;
  const entries: readonly unknown[] = json.project.concerns;
  const concerns = concernIds.flatMap((concern) => {
    const own = entries.find((one) => isObject(one) && one.concern === concern);
    return isObject(own) && typeof own.lost === "number" ? [{ concern, lost: own.lost }] : [];
  });
  return { project: { ...project, counts, concerns }, notebooks: notebooks.filter((one) => one !== null) };
}

function readNotebook(json: unknown): Snapshot["notebooks"][number] | null {
  const grade = gradeIn(json);
  const counts = countsIn(json);
  return grade && counts && isObject(json) && typeof json.path === "string" ? { path: json.path, ...grade, counts } : null;
}

function gradeIn(json: unknown): Grade | null {
  if (!isObject(json) || typeof json.score !== "number") return null;
  const grade = (["A", "B", "C", "D", "F"] as const).find((letter) => letter === json.grade);
  return grade ? { grade, score: json.score } : null;
}

function countsIn(json: unknown): Counts | null {
  const counts = isObject(json) && isObject(json.counts) ? json.counts : {};
  const { error, warning, info, hint } = counts;
  return typeof error === "number" && typeof warning === "number" && typeof info === "number" && typeof hint === "number"
    ? { error, warning, info, hint }
    : null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
