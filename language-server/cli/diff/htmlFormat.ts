// A diff as one page that needs nothing else.
import type { DiffView } from "../../diff/view";

export const diffHtml = (names: readonly [string, string], view: DiffView): string => `${names.join()} ${view.rows.length}`;
