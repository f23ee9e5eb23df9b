// Runs script notebooks as Deno's kernel does (V8's REPL mode, in strict code) with modules beside them, and tells all that
// can be seen of a run: what each cell displays and prints, the first error, and the values of names at the end.
import { Session } from "node:inspector";
import { format } from "node:util";
import { createContext, Script } from "node:vm";
import { ts } from "ts-morph";

export interface Run {
  /** What the cells display and print, in order; the cell numbers do not matter, as an extraction may remove one. */
  readonly shown: readonly string[];
  readonly error: string | null;
  /** JSON of each name's value at the end; functions as "function". */
  readonly values: Readonly<Record<string, string>>;
}

const compile = (text: string, module: ts.ModuleKind): string =>
  ts.transpileModule(text, { compilerOptions: { target: ts.ScriptTarget.ESNext, module, verbatimModuleSyntax: module === ts.ModuleKind.ESNext, jsx: ts.JsxEmit.React }, fileName: "cell.ts" }).outputText.replace(/^"use strict";\n/, "");

/** Static imports as Deno's REPL reads them: names taken from a module's object. */
const withoutImports = (text: string): string => text
  .replace(/^import \* as (\w+) from "([^"]+)";?/gm, (_, name: string, from: string) => `const ${name} = modules(${JSON.stringify(from)});`)
  .replace(/^import (?:(\w+)(?:, )?)?(?:\{([^}]*)\})? ?from "([^"]+)";?/gm, (_, standard: string | undefined, names: string | undefined, from: string) =>
    `const { ${[...(standard ? [`default: ${standard}`] : []), ...(names ?? "").split(",").filter((one) => one.trim() !== "").map((one) => one.replace(" as ", ": "))].join(", ")} } = modules(${JSON.stringify(from)});`)
  .replace(/^export \{\s*\};?$/gm, "").replace(/^export (?=async |class |const |enum |function |let |var )/gm, "");

export class NotebookRunner {
  readonly #session = new Session();
  readonly #contexts = new Map<string, number>();
  #count = 0;

  constructor() {
    this.#session.connect();
    this.#session.on("Runtime.executionContextCreated", ({ params }) => this.#contexts.set(params.context.name, params.context.id));
    this.#session.post("Runtime.enable");
  }

  close(): void {
    this.#session.disconnect();
  }

  /** @param files modules by address, as `import` says it */
  async run(cells: readonly string[], files: Readonly<Record<string, string>>, names: readonly string[]): Promise<Run> {
    const shown: string[] = [];
    const name = `notebook ${this.#count++}`;
    const loaded = new Map<string, unknown>();
    const context = createContext({ console: { log: (...given: unknown[]) => void shown.push(format(...given)) }, show: (text: string) => void shown.push(text) }, { name });
    context["modules"] = (from: string): unknown => {
      if (loaded.has(from)) return loaded.get(from);
      const text = files[from];
      if (text === undefined) throw new Error(`no module ${from}`);
      const module = { exports: {} };
      loaded.set(from, module.exports);
      new Script(`(function (exports, module, require) {${compile(text, ts.ModuleKind.CommonJS)}\n})`).runInContext(context)(module.exports, module, context["modules"]);
      return module.exports;
    };
    const contextId = this.#contexts.get(name)!;
    let error: string | null = null;
    for (const cell of cells) {
      const answer = await this.#evaluate(`'use strict'; void 0;${withoutImports(compile(cell, ts.ModuleKind.ESNext))}`, contextId);
      if (answer.error !== null) {
        error = answer.error;
        break;
      }
      if (answer.shown !== null) shown.push(answer.shown);
    }
    const values: Record<string, string> = {};
    for (const one of names) {
      const { shown: value } = await this.#evaluate(`typeof ${one} === "function" ? "function" : JSON.stringify(${one}) ?? "undefined"`, contextId);
      if (value !== null) values[one] = value;
    }
    return { shown, error, values };
  }

  #evaluate(expression: string, contextId: number): Promise<{ readonly shown: string | null; readonly error: string | null }> {
    return new Promise((resolve, reject) => {
      this.#session.post("Runtime.evaluate", { expression, contextId, replMode: true, awaitPromise: true, generatePreview: true }, (failure, answer) => {
        if (failure) return reject(failure);
        const { exceptionDetails: details, result } = answer as { exceptionDetails?: { text: string; exception?: { description?: string } }; result: { type: string; value?: unknown; description?: string; preview?: unknown } };
        if (details) return resolve({ shown: null, error: (details.exception?.description ?? details.text).split("\n")[0]! });
        const shown = result.type === "undefined" ? null : result.type === "function" ? "function" : JSON.stringify(result.value ?? result.preview ?? result.description);
        resolve({ shown, error: null });
      });
    });
  }
}
