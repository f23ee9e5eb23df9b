// Runs script notebooks as Deno's kernel does (V8's REPL mode, in strict code) with modules beside them, and tells all that
// can be seen of a run: what each cell displays and prints, the first error, and the values of names at the end.
import { Session } from "node:inspector";
import { format, inspect } from "node:util";
import { createContext, Script } from "node:vm";
import { ts } from "ts-morph";
import type { SavedCell } from "../savedNotebooks";

export interface Run {
  /** What the cells display and print, in order; the cell numbers do not matter, as an extraction may remove one. */
  readonly shown: readonly string[];
  readonly error: string | null;
  /** JSON of each name's value at the end; functions as "function". */
  readonly values: Readonly<Record<string, string>>;
  /** What Deno's kernel would have saved of each cell; null of those that did not run. */
  readonly saved: readonly SavedCell[];
}

const compile = (text: string, module: ts.ModuleKind): string =>
  ts
    .transpileModule(text, {
      compilerOptions: {
        target: ts.ScriptTarget.ESNext,
        module,
        verbatimModuleSyntax: module === ts.ModuleKind.ESNext,
        jsx: ts.JsxEmit.React,
      },
      fileName: "cell.ts",
    })
    .outputText.replace(/^"use strict";\n/, "");

/** Static imports as Deno's REPL reads them: names taken from a module's object. */
const withoutImports = (text: string): string =>
  text
    .replace(
      /^import \* as (\w+) from "([^"]+)";?/gm,
      (_, name: string, from: string) => `const ${name} = modules(${JSON.stringify(from)});`,
    )
    .replace(
      /^import (?:(\w+)(?:, )?)?(?:\{([^}]*)\})? ?from "([^"]+)";?/gm,
      (_, standard: string | undefined, names: string | undefined, from: string) =>
        `const { ${[
          ...(standard ? [`default: ${standard}`] : []),
          ...(names ?? "")
            .split(",")
            .filter((one) => one.trim() !== "")
            .map((one) => one.replace(" as ", ": ")),
        ].join(", ")} } = modules(${JSON.stringify(from)});`,
    )
    .replace(/^export \{\s*\};?$/gm, "")
    .replace(/^export (?=async |class |const |enum |function |let |var )/gm, "");

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
    let printed = "";
    const log = (...given: unknown[]): void => {
      shown.push(format(...given));
      printed += `${format(...given)}\n`;
    };
    const context = createContext(
      { console: { log }, show: (text: string) => void shown.push(text), inspectValue: (value: unknown) => inspect(value, { depth: 4 }) },
      { name },
    );
    context["modules"] = (from: string): unknown => {
      if (loaded.has(from)) return loaded.get(from);
      const text = files[from];
      if (text === undefined) throw new Error(`no module ${from}`);
      const module = { exports: {} };
      loaded.set(from, module.exports);
      new Script(`(function (exports, module, require) {${compile(text, ts.ModuleKind.CommonJS)}\n})`).runInContext(context)(
        module.exports,
        module,
        context["modules"],
      );
      return module.exports;
    };
    const contextId = this.#contexts.get(name)!;
    let error: string | null = null;
    const saved: SavedCell[] = cells.map(() => null);
    for (const [at, cell] of cells.entries()) {
      printed = "";
      const answer = await this.#evaluate(`'use strict'; void 0;${withoutImports(compile(cell, ts.ModuleKind.ESNext))}`, contextId);
      saved[at] = { stdout: printed, shown: answer.text, error: answer.error !== null };
      if (answer.error !== null) {
        error = answer.error;
        break;
      }
      if (answer.shown !== null) shown.push(answer.shown);
    }
    const values: Record<string, string> = {};
    for (const one of names) {
      const { shown: value } = await this.#evaluate(
        `typeof ${one} === "function" ? "function" : JSON.stringify(${one}) ?? "undefined"`,
        contextId,
      );
      if (value !== null) values[one] = value;
    }
    return { shown, error, values, saved };
  }

  #evaluate(expression: string, contextId: number): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#session.post(
        "Runtime.evaluate",
        { expression, contextId, replMode: true, awaitPromise: true, generatePreview: true },
        (failure, answer) => {
          if (failure) return reject(failure);
          const { exceptionDetails: details, result } = answer as {
            exceptionDetails?: { text: string; exception?: { description?: string } };
            result: {
              type: string;
              value?: unknown;
              unserializableValue?: string;
              objectId?: string;
              description?: string;
              preview?: unknown;
            };
          };
          if (details) return resolve({ shown: null, text: null, error: (details.exception?.description ?? details.text).split("\n")[0]! });
          if (result.type === "undefined") return resolve({ shown: null, text: null, error: null });
          const shown = result.type === "function" ? "function" : JSON.stringify(result.value ?? result.preview ?? result.description);
          const { value, unserializableValue, objectId } = result;
          const argument = objectId ? { objectId } : unserializableValue ? { unserializableValue } : { value };
          this.#session.post(
            "Runtime.callFunctionOn",
            {
              executionContextId: contextId,
              functionDeclaration: "(value) => globalThis.inspectValue(value)",
              arguments: [argument],
              returnByValue: true,
            },
            (_, told) => resolve({ shown, text: String((told as { result: { value: unknown } }).result.value), error: null }),
          );
        },
      );
    });
  }
}

interface Answer {
  readonly shown: string | null;
  /** The displayed value as text. */
  readonly text: string | null;
  readonly error: string | null;
}
