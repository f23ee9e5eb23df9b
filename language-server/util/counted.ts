// Counts things in words.

/** "0 cells", "1 cell", "2 cells". */
export const counted = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? "" : "s"}`;
