// Counts of findings in words.
import type { SeverityCounts } from "../language-server/server/protocol";

/** "1 error, 3 warnings"; "no problems" where there are none. */
export function describeCounts({ error, warning, info, hint }: SeverityCounts): string {
  const parts = [plural(error, "error"), plural(warning, "warning"), plural(info, "info", "infos"), plural(hint, "hint")].filter(
    (part) => part !== null,
  );
  return parts.length > 0 ? parts.join(", ") : "no problems";
}

const plural = (count: number, one: string, many = `${one}s`): string | null =>
  count === 0 ? null : `${count} ${count === 1 ? one : many}`;
