// Draws the links between rows as rounded brackets in a gutter at the rows' left. Pure: numbers in, SVG paths out.
//
// All links of one cell share one vertical line, its lane; a lane goes to several cells where their lines do not meet.
// Short lines take the lanes nearest to the rows, so that brackets lie inside one another as in an arc diagram.

/** One link between two rows, by their positions in the list. */
export interface Wire {
  readonly from: number;
  readonly to: number;
  /** Marked links have lanes of their own, so that no unmarked link hides them. */
  readonly isMarked: boolean;
}

export interface Metrics {
  /** Height of a row, pixels. */
  readonly row: number;
  /** Widest distance between two lanes, pixels; with many lanes it shrinks to `narrowLane`. */
  readonly lane: number;
  readonly narrowLane: number;
  /** Width from which on lanes move closer together, pixels. */
  readonly wide: number;
}

export interface DrawnWire {
  /** The line, from the cell that binds to the one that reads. */
  readonly line: string;
  /** The arrow's head, at the cell that reads. */
  readonly head: string;
}

export interface Drawing {
  /** Width of the gutter, pixels. */
  readonly width: number;
  readonly height: number;
  /** In the order of the wires. */
  readonly wires: readonly DrawnWire[];
}

/** Links leave a row so far below its middle and come in as far above it, pixels: what ends and what begins there stay apart. */
const portOffset = 4;
/** Two lines on one lane keep this distance, pixels. */
const gap = 4;
const margin = 10;
const headLength = 6;
const headHalf = 3.5;
const corner = 7;

/** @param rows how many rows there are */
export function layOut(rows: number, wires: readonly Wire[], metrics: Metrics): Drawing {
  const lines = linesOf(wires, metrics.row);
  const lanes = assignLanes(lines);
  const count = Math.max(0, ...lanes.values()) + (lanes.size > 0 ? 1 : 0);
  const distance = Math.max(metrics.narrowLane, Math.min(metrics.lane, metrics.wide / Math.max(1, count)));
  const width = count === 0 ? 0 : Math.ceil(2 * margin + headLength + count * distance);
  const right = width - 1;
  return {
    width,
    height: rows * metrics.row,
    wires: wires.map((wire) => {
      const x = right - margin - headLength - (lanes.get(keyOf(wire)) ?? 0) * distance;
      return drawWire(x, right, leavesAt(wire.from, metrics.row), entersAt(wire.to, metrics.row));
    }),
  };
}

/** The vertical line that all links of one cell share. */
interface Line {
  readonly key: string;
  readonly top: number;
  readonly bottom: number;
}

const keyOf = ({ from, isMarked }: Wire): string => `${from}${isMarked ? "!" : ""}`;
const leavesAt = (row: number, height: number): number => (row + 0.5) * height + portOffset;
const entersAt = (row: number, height: number): number => (row + 0.5) * height - portOffset;

function linesOf(wires: readonly Wire[], height: number): readonly Line[] {
  const lines = new Map<string, Line>();
  for (const wire of wires) {
    const key = keyOf(wire);
    const [start, end] = [leavesAt(wire.from, height), entersAt(wire.to, height)];
    const known = lines.get(key) ?? { key, top: start, bottom: start };
    lines.set(key, { key, top: Math.min(known.top, end), bottom: Math.max(known.bottom, end) });
  }
  return [...lines.values()];
}

/** Lane of each line, from 0 next to the rows: the shortest line first, each on the first lane where it meets no other. */
function assignLanes(lines: readonly Line[]): ReadonlyMap<string, number> {
  const taken: Line[][] = [];
  const lanes = new Map<string, number>();
  for (const line of [...lines].sort((a, b) => a.bottom - a.top - (b.bottom - b.top) || a.top - b.top)) {
    let lane = taken.findIndex((others) => others.every((other) => other.bottom + gap <= line.top || line.bottom + gap <= other.top));
    if (lane < 0) lane = taken.push([]) - 1;
    taken[lane].push(line);
    lanes.set(line.key, lane);
  }
  return lanes;
}

function drawWire(x: number, right: number, start: number, end: number): DrawnWire {
  const tip = right - headLength;
  const radius = Math.max(0, Math.min(corner, tip - x, Math.abs(end - start) / 2));
  const down = end > start ? radius : -radius;
  return {
    line: `M${right} ${start}H${x + radius}Q${x} ${start} ${x} ${start + down}V${end - down}Q${x} ${end} ${x + radius} ${end}H${tip}`,
    head: `M${tip} ${end - headHalf}L${right} ${end}L${tip} ${end + headHalf}Z`,
  };
}
