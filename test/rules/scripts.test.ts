// What rules say of TypeScript and JavaScript notebooks; what they say of Python stands in each rule's own test.
import editedSinceRun from "../../language-server/rules/edited-since-run";
import outOfOrderExecution from "../../language-server/rules/out-of-order-execution";
import savedError from "../../language-server/rules/saved-error";
import staleOutput from "../../language-server/rules/stale-output";
import undefinedName from "../../language-server/rules/undefined-name";
import unexecutedCell from "../../language-server/rules/unexecuted-cell";
import usedBeforeDefinition from "../../language-server/rules/used-before-definition";
import type { Rule } from "../../language-server/rules/rule";
import { deno, sloppy, tslab } from "../typescript/scriptNotebook";
import { code, printed, raised, ran, testRule, type InvalidCase, type TestCase } from "./testRule";

interface Cases {
  readonly valid: readonly TestCase[];
  readonly invalid: readonly InvalidCase[];
}

/** The same cases in notebooks of Deno's kernel, where they name none. */
function testScripts(rule: Rule, { valid, invalid }: Cases): void {
  describe("in scripts", () => testRule(rule, { valid: valid.map((test) => ({ metadata: deno, ...test })), invalid: invalid.map((test) => ({ metadata: deno, ...test })) }));
}

testScripts(usedBeforeDefinition, {
  valid: [
    { name: "declared above", cells: ["const a: number = 1", "console.log(a)"] },
    { name: "redeclared with the old value in Deno", cells: ["let a = 1", "console.log(a)\nlet a = 2"] },
    { name: "hoisted functions and vars", cells: ["show(); value;\nfunction show() {}\nvar value = 1"] },
    { name: "imports anywhere in their cell", cells: ["walk()\nimport { walk } from 'npm:walk@1.0.0'"] },
    { name: "a function that is called below the declaration", cells: ["const show = () => later", "const later = 1", "show()"] },
    { name: "keys, members, labels and types", cells: ["const o = { later: 1 }; o.later; type T = typeof later; later: for (;;) break later\nlet x: later.T", "const later = 2"] },
    { name: "a test for the name", cells: ["if (typeof model === 'undefined') { console.log(1) }", "const model = 1"] },
    { name: "a handler for the error", cells: ["try { console.log(later) } catch { }", "const later = 1"] },
    { name: "a cell that expects an error", cells: [code("later", { tags: ["raises-exception"] }), "const later = 1"] },
    { name: "a name of the global object", cells: ["globalThis.later = 1", "later"] },
    { name: "shadowed in a block, a parameter, a pattern", cells: ["{ const a = 1; a }\nconst f = (a: number) => a\nfor (const { a } of []) a", "const a = 1"] },
  ],
  invalid: [
    {
      name: "declared in a cell below",
      cells: [ran(2, "console.log(«total» + 1)"), ran(1, "const total: number = 3")],
      messages: [/^total is read here, but cell 1 \[1\] further down binds it: Restart & Run All stops here with ReferenceError\. It worked only because/],
      severities: ["error"], related: [[[1, "total"]]],
      fixes: [{ title: "Move cell 1 [1] above cell 0 [2]", safe: false, cells: ["const total: number = 3", "console.log(total + 1)"] }],
    },
    { name: "declared further down in the same cell", cells: ["console.log(«a»)\nconst a = 1"], messages: [/further down in this cell/] },
    { name: "inside its own declaration", cells: ["const a = «a» + 1"], messages: [/inside the declaration that gives it its value/] },
    { name: "redeclared in tslab, where each cell is a module", metadata: tslab, cells: ["let a = 1", "console.log(«a»)\nlet a = 2"] },
    { name: "a call of a function that reads it", cells: ["function show() { return later }", "«show»()", "const later = 1"], messages: [/^This call reads later/], related: [[[2, "later"], [0, "later"]]] },
    { name: "a constructor, a method, an awaited function", cells: ["class A { size = later; read() { return later } }\nasync function f() { return later }", "new «A»()", "await «f»()", "const later = 1"] },
    { name: "an assignment in strict code", cells: ["«rate» = 2", "let rate = 1"] },
    { name: "after characters outside the basic plane", cells: ["'𝒳😀'; «later»", "const later = 1"] },
    { name: "a template, a spread, a shorthand, a tagged template", cells: ["`${«a»}`", "[...«a»]", "({ «a» })", "«a»`x`", "const a = () => 1"] },
  ],
});

testScripts(undefinedName, {
  valid: [
    { name: "what Deno provides", cells: ["Deno.cwd(); console.log(fetch, URL, structuredClone, globalThis, NaN, undefined, prompt)"] },
    { name: "what tslab provides", metadata: tslab, cells: ["require('fs'); process.env; Buffer; module; exports; __dirname; tslab.display.html('x')"] },
    { name: "what any kernel may provide", metadata: sloppy, cells: ["$$.html('x'); document.title; name"] },
    { name: "JSX", cells: ["const App = () => <div className='a'>{1}</div>;\nApp"] },
    { name: "eval may bind anything", cells: ["eval('x = 1')", "x"] },
    { name: "a sloppy kernel's undeclared global", metadata: sloppy, cells: ["x = 1", "x"] },
    { name: "an enum, a namespace, a decorator", cells: ["enum Color { Red, Blue = Red }\nnamespace N { export const a = 1 }\nColor; N.a"] },
    { name: "declared for the type checker", cells: ["declare const injected: number;\ntype A = B; interface B {}"] },
    { name: "a kernel's command", cells: ["%async on", "done"] },
  ],
  invalid: [
    { name: "a name that no cell declares", cells: ["console.log(«missing»)"], messages: [/^missing is not defined: no cell binds it, so Restart & Run All stops here with ReferenceError\. Bring its declaration back, import it/] },
    { name: "of a cell that has run", cells: [ran(1, "«missing»")], messages: [/deleted or edited/] },
    { name: "an assignment to a name that nothing declares", cells: ["«count» = 1"], messages: [/^count is assigned, but no cell declares it: .* Write let count/] },
    { name: "a slip", cells: ["const total = 1", "«totla»"], messages: [/Did you mean total\?/], fixes: [{ title: "Change to total", safe: false, cells: ["const total = 1", "total"] }] },
    { name: "inside a function, called or not", cells: ["const f = () => «missing»"] },
    { name: "Node's names in Deno", cells: ["«require»('fs'); «__dirname»"] },
    { name: "an import for types alone", cells: ["import type { T } from './t.ts'\n«T»"] },
  ],
});

testScripts(outOfOrderExecution, {
  valid: [{ name: "in order", cells: [ran(1, "const a = 1"), ran(2, "a")] }],
  invalid: [
    { name: "a cell that reads what a later run declared", cells: [ran(2, "let a = 1"), ran(1, "console.log(«a»)")], messages: [/reads a, which cell 0 \[2\] binds/], severities: ["warning"] },
    { name: "cells without a tie", cells: [ran(2, "let a = 1"), ran(1, "«let b = 1»")], severities: ["hint"], messages: [/No name ties them/] },
    { name: "a language whose names are not followed", metadata: { kernelspec: { name: "ir", display_name: "R", language: "R" } }, cells: [ran(2, "a <- 1"), ran(1, "«print(a)»")], severities: ["hint"], messages: [/not known in this language/] },
  ],
});

testScripts(staleOutput, {
  valid: [{ name: "an assignment alone reads nothing", cells: [ran(3, "let a = 1"), ran(2, "a = 2", printed("x"))] }],
  invalid: [{ name: "an output of an older value", cells: [ran(3, "let a = 2"), ran(2, "console.log(«a»)", printed("1"))], messages: [/older a: cell 0 \[3\]/] }],
});

testScripts(unexecutedCell, {
  valid: [{ name: "comments alone", cells: [ran(1, "1"), "// later\n/* more\n   lines */"] }],
  invalid: [{ name: "code that never ran", cells: [ran(1, "1"), "«f()»"] }],
});

testScripts(editedSinceRun, { valid: [], invalid: [{ name: "outputs without a count", cells: [ran(1, "1"), code("«2»", { outputs: [printed("1")] })] }] });
testScripts(savedError, { valid: [], invalid: [{ name: "an error", cells: [ran(1, "«missing»", raised("ReferenceError", "missing is not defined"))] }] });
