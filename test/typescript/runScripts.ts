// Runs the cells of a notebook in V8 as kernels do, one after another in a context of Node's vm, and gives the first error.
// Deno: the inspector's evaluation in REPL mode, in strict code. tslab: each cell a function of its own, whose names become
// the context's when it has ended.
import { Session } from "node:inspector";
import { declaredNames } from "./scriptNotebook";
import { createContext } from "node:vm";

/** The first error of a run. */
export interface RunError {
  readonly cell: number;
  readonly kind: string;
  /** The name that a ReferenceError is about. */
  readonly name: string | null;
  /** Where it was thrown: cell and line of the innermost frame. */
  readonly at: { readonly cell: number; readonly line: number } | null;
}

/** What Deno's kernel puts before each cell's text. */
const prefix = "'use strict'; void 0;";

/** A cell as a module: its own names are its own until it has ended, then everybody's. */
const asModule = (source: string): string => {
  const names = declaredNames(source);
  return `await (async () => { 'use strict'; ${source}\n;Object.assign(globalThis, { ${names.join(", ")} }); })();`;
};

interface Evaluated {
  readonly exceptionDetails?: {
    readonly text: string;
    readonly exception?: { readonly className?: string; readonly description?: string };
    readonly stackTrace?: { readonly callFrames: readonly { readonly url: string; readonly lineNumber: number }[] };
  };
}

export class ScriptRunner {
  private readonly session = new Session();
  private readonly contexts = new Map<string, number>();
  private count = 0;

  constructor() {
    this.session.connect();
    this.session.on("Runtime.executionContextCreated", ({ params }) => this.contexts.set(params.context.name, params.context.id));
    this.session.post("Runtime.enable");
  }

  close(): void {
    this.session.disconnect();
  }

  /** Runs cells until one fails; null where none does. */
  async run(cells: readonly string[], kernel: "deno" | "tslab"): Promise<RunError | null> {
    const name = `notebook ${this.count++}`;
    createContext({}, { name });
    const contextId = this.contexts.get(name);
    if (contextId === undefined) throw new Error("the inspector has told of no new context");
    for (const [cell, source] of cells.entries()) {
      const { exceptionDetails: details } = await this.evaluate(
        `${kernel === "deno" ? prefix + source : asModule(source)}\n//# sourceURL=cell-${cell}`,
        contextId,
      );
      if (!details) continue;
      const description = details.exception?.description ?? details.text;
      const frame = details.stackTrace?.callFrames.find(({ url }) => /^cell-\d+$/.test(url));
      return {
        cell,
        kind: details.exception?.className ?? "Error",
        name: /^ReferenceError: (?:Cannot access ')?([\w$]+)(?:' before initialization| is not defined)/.exec(description)?.[1] ?? null,
        at: frame ? { cell: Number(frame.url.slice(5)), line: frame.lineNumber } : null,
      };
    }
    return null;
  }

  /** Evaluates in REPL mode: the one that waits for an `await` at the top level. */
  private evaluate(expression: string, contextId: number): Promise<Evaluated> {
    return new Promise((resolve, reject) => {
      this.session.post("Runtime.evaluate", { expression, contextId, replMode: true, awaitPromise: true }, (error, result) =>
        error ? reject(error) : resolve(result as Evaluated),
      );
    });
  }
}
