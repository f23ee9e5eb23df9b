// The charts of the HTML report, as inline SVG. Colours come from the page's style; each chart says its content in words.
import { weights, type Grade } from "../../lint/grade";
import type { ProjectAssessment, ProjectConcern } from "../../readiness/assessProject";
import { titleOf } from "./readinessReport";

const letters = ["A", "B", "C", "D", "F"] as const;

/** The project's score as a ring around its letter. */
export function ringChart({ grade, score }: Grade): string {
  const radius = 54;
  const around = 2 * Math.PI * radius;
  return `<svg class="ring" viewBox="0 0 132 132" role="img" aria-label="Grade ${grade}, ${score} of 100">
<circle cx="66" cy="66" r="${radius}" fill="none" stroke="var(--track)" stroke-width="12"/>
${score > 0 ? `<circle cx="66" cy="66" r="${radius}" fill="none" stroke="var(--${grade})" stroke-width="12" stroke-linecap="round" stroke-dasharray="${((score / 100) * around).toFixed(1)} ${around.toFixed(1)}" transform="rotate(-90 66 66)"/>` : ""}
<text x="66" y="74" text-anchor="middle" font-size="46" font-weight="700">${grade}</text>
<text x="66" y="94" text-anchor="middle" font-size="13" class="soft">${score} of 100</text>
</svg>`;
}

/** How many notebooks have each letter. */
export function gradesChart({ grades }: ProjectAssessment): string {
  const most = Math.max(1, ...letters.map((letter) => grades[letter]));
  const counts = letters
    .filter((letter) => grades[letter] > 0)
    .map((letter) => `${grades[letter]} with ${letter}`)
    .join(", ");
  const columns = letters.map((letter, index) => {
    const height = grades[letter] === 0 ? 0 : Math.max(3, (grades[letter] / most) * 84);
    const x = 8 + index * 50;
    return `<rect x="${x}" y="${(106 - height).toFixed(1)}" width="36" height="${height.toFixed(1)}" rx="3" fill="var(--${letter})"/>
<text x="${x + 18}" y="${(100 - height).toFixed(1)}" text-anchor="middle" font-size="12" class="soft">${grades[letter] || ""}</text>
<text x="${x + 18}" y="123" text-anchor="middle" font-size="13" font-weight="600">${letter}</text>`;
  });
  return `<svg class="grades" viewBox="0 0 260 132" role="img" aria-label="Notebooks by grade: ${counts}">
<line x1="0" y1="106.5" x2="260" y2="106.5" stroke="var(--line)"/>
${columns.join("\n")}
</svg>`;
}

/** Points lost in one concern, by the severity of what took them, on a scale up to `most`; a line where they were before. */
export function concernBar({ concern, lost, counts }: ProjectConcern, before: number | null, most: number): string {
  const weighed = (["error", "warning", "info"] as const).map((severity) => ({ severity, weight: counts[severity] * weights[severity] }));
  const all = weighed.reduce((sum, { weight }) => sum + weight, 0);
  const scale = 100 / most;
  let from = 0;
  const parts = weighed
    .filter(({ weight }) => weight > 0)
    .map(({ severity, weight }) => {
      const width = (weight / all) * lost * scale;
      const part = `<rect x="${from.toFixed(2)}" y="0" width="${width.toFixed(2)}" height="12" fill="var(--${severity})"/>`;
      from += width;
      return part;
    });
  const mark =
    before === null ? "" : `<rect x="${Math.min(99.4, before * scale).toFixed(2)}" y="0" width="0.6" height="12" fill="var(--ink)"/>`;
  return `<svg viewBox="0 0 100 12" preserveAspectRatio="none" role="img" aria-label="${titleOf(concern)}: ${lost.toFixed(1)} points lost a notebook">${parts.join("")}${mark}</svg>`;
}

/** A notebook's score. */
export const scoreBar = ({ grade, score }: Grade): string =>
  `<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect width="${score}" height="10" fill="var(--${grade})"/></svg>`;
