// What is measured of a program's diffs and merges, shared by those who measure and the table.

/** Of one pair of notebooks. */
export interface MeasuredDiff {
  readonly name: string;
  /** For reading both notebooks and comparing them. */
  readonly seconds: number;
  /** That a terminal shows. */
  readonly lines: number;
  /** Cells that are shown as removed and as added although most of their words are the same. */
  readonly moves: number;
}

/** Of one triple of notebooks. */
export interface MeasuredMerge {
  readonly name: string;
  /** For reading three notebooks, merging them and making the text of the result. */
  readonly seconds: number;
  readonly conflicts: number;
}

/** What a program of nbready's own also knows: how it goes in a process that has done it before, and with the shown text. */
export interface Again {
  readonly again: number;
  /** For reading, comparing and making what a terminal shows. */
  readonly shown: number;
}
