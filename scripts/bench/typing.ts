// Types into long notebooks through real LSP messages and measures from each keystroke to the diagnostics that it brings.
import type { EditorOutput } from "../../language-server/server/protocol";
import { editedCell, longNotebook } from "../../test/server/support/longNotebook";
import { TestServer } from "../../test/server/support/server";

export interface Typing {
  readonly cells: number;
  /** Bytes of outputs that the notebook holds. */
  readonly outputs: number;
  /** From opening the notebook to its first diagnostics, ms. */
  readonly opening: number;
  /** Milliseconds from each keystroke to its diagnostics, in ascending order; the server's wait for a pause in typing is part of them. */
  readonly times: readonly number[];
  /** The same where the check is asked for at once, so without that wait. */
  readonly work: readonly number[];
}

const printed = (bytes: number): EditorOutput => ({ type: "stream", items: [{ mime: "application/vnd.code.notebook.stdout", bytes, text: "0.1234 0.5678\n".repeat(Math.ceil(bytes / 14)).slice(0, bytes) }] });

const ascending = (times: readonly number[]): readonly number[] => [...times].sort((a, b) => a - b);

/**
 * Opens a notebook and makes `edits` keystrokes in it, each of which brings or takes away a finding, then as many again without
 * waiting for the server to notice the pause.
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
    if (outputs > 0) await server.sendOutputs(notebook.uri, notebook.cells.map(({ uri }) => ({ cell: uri, outputs: [printed(Math.floor(outputs / cells))] })));
    await notebook.found();
    /** One letter more makes the name one that no cell binds; every second edit takes the letter back. */
    const typeOnce = async (edit: number, atOnce: boolean): Promise<number> => {
      const broken = edit % 2 === 0;
      const target = editedCell(edit, cells);
      const [name, other] = [`value_${target - 1}, `, `value_${target - 1}x, `];
      const started = performance.now();
      await notebook.type(target, broken ? name : other, broken ? other : name);
      if (atOnce) await server.check(notebook.uri);
      await server.until(broken ? "finding" : "empty list", () => notebook.diagnosticsOf(target).some(({ code }) => code === "NBR103") === broken, 60_000);
      return performance.now() - started;
    };
    const times: number[] = [];
    const work: number[] = [];
    for (let edit = 0; edit < edits; edit++) times.push(await typeOnce(edit, false));
    for (let edit = 0; edit < edits; edit++) work.push(await typeOnce(edit, true));
    return { cells, outputs, opening, times: ascending(times), work: ascending(work) };
  } finally {
    await server.stop();
  }
}
