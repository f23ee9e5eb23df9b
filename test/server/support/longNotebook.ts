// The long notebook whose edits are timed: every cell reads what the one before binds, defines a function and calls an earlier one.

const cellAt = (index: number): string =>
  index === 0
    ? "import pandas as pd\nvalue_0 = 1"
    : [
        `frame_${index} = pd.DataFrame({"a": [value_${index - 1}, ${index}], "b": [1, 2]})`,
        `def step_${index}(frame, rate=${index}):`,
        "    total = 0",
        "    for _, row in frame.iterrows():",
        `        total += row["a"] * rate + value_${index - 1}`,
        "    return total",
        `value_${index} = step_${Math.max(1, index - 1)}(frame_${index})`,
        `print(f"step {value_${index}:.2f}")`,
      ].join("\n");

/** The sources of a notebook of `cells` code cells; cell N binds `value_N`, which cell N + 1 reads. */
export const longNotebook = (cells: number): readonly string[] => Array.from({ length: cells }, (_, index) => cellAt(index));

/** The cell that the edit changes: a different one, from 1 on, for every second edit, so that the edit after can take it back. */
export const editedCell = (edit: number, cells: number): number => 1 + (((edit >> 1) * 37) % (cells - 1));
