// Types into long notebooks through real LSP messages and measures from each keystroke to the diagnostics that it brings.
import { setTimeout } from "node:timers/promises";
import type { EditorOutput } from "../../language-server/server/protocol";
import { editedCell, longNotebook } from "../../test/server/support/longNotebook";
import { TestServer } from "../../test/server/support/server";

export interface Typing {
  readonly cells: number;
  /** Bytes of outputs that the notebook holds. */
  readonly outputs: number;
  /** From opening the notebook to its first diagnostics, ms. */
  readonly opening: number;
  /** Milliseconds from each keystroke to its diagnostics, in ascending order. */
  readonly times: readonly number[];
}

/** From the findings of one keystroke to the next keystroke, ms: somebody who types fast strikes 20 keys a second. */
const betweenKeys = 50;

const printed = (bytes: number): EditorOutput => ({
  type: "stream",
  items: [{ mime: "application/vnd.code.notebook.stdout", bytes, text: "0.1234 0.5678\n".repeat(Math.ceil(bytes / 14)).slice(0, bytes) }],
});

/**
 * Opens a notebook and makes `edits` keystrokes in it, each of which brings or takes away a finding.
 * @param program the bundled server, from the project's folder
 * @param outputs bytes of outputs, spread over the cells
 */
export async function measureTyping(program: string, cells: number, outputs: number, edits: number): Promise<Typing> {
  // As editors start it; a loader for TypeScript would rewrite it.
  const server = await TestServer.start({ command: [process.execPath, program, "--stdio"] });
  try {
    const begun = performance.now();
    const notebook = await server.open(longNotebook(cells));
    await notebook.found();
    const opening = performance.now() - begun;
    if (outputs > 0)
      await server.sendOutputs(
        notebook.uri,
        notebook.cells.map(({ uri }) => ({ cell: uri, outputs: [printed(Math.floor(outputs / cells))] })),
      );
    await notebook.found();
    /** One letter more makes the name one that no cell binds; every second edit takes the letter back. */
    const typeOnce = async (edit: number): Promise<number> => {
      const broken = edit % 2 === 0;
      const target = editedCell(edit, cells);
      const [name, other] = [`value_${target - 1}, `, `value_${target - 1}x, `];
      const started = performance.now();
      await notebook.type(target, broken ? name : other, broken ? other : name);
      await server.until(
        broken ? "finding" : "empty list",
        () => notebook.diagnosticsOf(target).some(({ code }) => code === "NBR103") === broken,
        60_000,
      );
      return performance.now() - started;
    };
    const times: number[] = [];
    for (let edit = 0; edit < edits; edit++) {
      times.push(await typeOnce(edit));
      await setTimeout(betweenKeys);
    }
    return { cells, outputs, opening, times: times.sort((a, b) => a - b) };
  } finally {
    await server.stop();
  }
}
