// The cells of a notebook with magics or shell lines in them: few have any.
import type { PythonCell } from "../../python/analysis";
import { rememberEach } from "../../util/rememberEach";

/** Those of the cells in which something of IPython's stands. */
export const cellsWithEscapes = rememberEach((cell: PythonCell) => (cell.module.escapes.length > 0 ? [cell] : []));
