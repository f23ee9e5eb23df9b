// What can keep a notebook from production: the questions that a readiness report answers one by one.

export const concernIds = [
  "execution",
  "dependencies",
  "data",
  "memory",
  "reproducibility",
  "learning",
  "security",
  "operations",
  "structure",
] as const;

export type ConcernId = (typeof concernIds)[number];

export interface Concern {
  readonly id: ConcernId;
  readonly title: string;
  /** What is asked, for people. */
  readonly question: string;
}

export const concerns: readonly Concern[] = [
  { id: "execution", title: "Execution order", question: "Does it run from top to bottom, and show what it computes?" },
  { id: "dependencies", title: "Dependencies", question: "Can another machine install what it needs?" },
  { id: "data", title: "Data and paths", question: "Does it find its files elsewhere?" },
  { id: "memory", title: "Memory", question: "Does it fit in memory when the data grow?" },
  { id: "reproducibility", title: "Reproducibility", question: "Does it give the same result again?" },
  { id: "learning", title: "Learning", question: "Are its models judged on data they have not seen?" },
  { id: "security", title: "Security", question: "Does it keep secrets, and trust only what it may?" },
  { id: "operations", title: "Operations", question: "Can it run unattended, and be seen to fail?" },
  { id: "structure", title: "Structure", question: "Can it be read, tested and reviewed?" },
];

/** The concern that a rule's code belongs to, by its family: NBR1 is execution order, NBR2 dependencies, and so on. NBR0 is about suppressions, and counts as structure. */
export const concernOf = (code: string): ConcernId => concernIds[Number(code.charAt(3)) - 1] ?? "structure";
