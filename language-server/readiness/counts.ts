// Numbers of findings by severity.
import type { Severity } from "../rules/rule";

export type Counts = Readonly<Record<Severity, number>>;

export const noCounts: Counts = { error: 0, warning: 0, info: 0, hint: 0 };

export const countSeverities = (findings: readonly { readonly severity: Severity }[]): Counts =>
  findings.reduce((counts, { severity }) => ({ ...counts, [severity]: counts[severity] + 1 }), noCounts);

export const addCounts = (a: Counts, b: Counts): Counts => ({
  error: a.error + b.error,
  warning: a.warning + b.warning,
  info: a.info + b.info,
  hint: a.hint + b.hint,
});

export const sumCounts = ({ error, warning, info, hint }: Counts): number => error + warning + info + hint;
