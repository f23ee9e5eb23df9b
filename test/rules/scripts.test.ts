// What rules say of TypeScript and JavaScript notebooks; what they say of Python stands in each rule's own test.
import absolutePath from "../../language-server/rules/absolute-path";
import changesDirectory from "../../language-server/rules/changes-directory";
import editedSinceRun from "../../language-server/rules/edited-since-run";
import homePath from "../../language-server/rules/home-path";
import interactiveCall from "../../language-server/rules/interactive-call";
import longCell from "../../language-server/rules/long-cell";
import missingFile from "../../language-server/rules/missing-file";
import noTimeout from "../../language-server/rules/no-timeout";
import outOfOrderExecution from "../../language-server/rules/out-of-order-execution";
import platformPath from "../../language-server/rules/platform-path";
import redefinedName from "../../language-server/rules/redefined-name";
import savedError from "../../language-server/rules/saved-error";
import secretInSource from "../../language-server/rules/secret-in-source";
import staleOutput from "../../language-server/rules/stale-output";
import swallowedError from "../../language-server/rules/swallowed-error";
import syntaxError from "../../language-server/rules/syntax-error";
import undefinedName from "../../language-server/rules/undefined-name";
import unexecutedCell from "../../language-server/rules/unexecuted-cell";
import unportablePath from "../../language-server/rules/unportable-path";
import unpinnedInstall from "../../language-server/rules/unpinned-install";
import untestedLogic from "../../language-server/rules/untested-logic";
import unusedImport from "../../language-server/rules/unused-import";
import usedBeforeDefinition from "../../language-server/rules/used-before-definition";
import uselessExpression from "../../language-server/rules/useless-expression";
import type { Rule } from "../../language-server/rules/rule";
import { deno, sloppy, tslab } from "../typescript/scriptNotebook";
import { code, printed, raised, ran, testRule, type InvalidCase, type TestCase } from "./testRule";

interface Cases {
  readonly valid: readonly TestCase[];
  readonly invalid: readonly InvalidCase[];
}

/** The same cases in notebooks of Deno's kernel, where they name none. */
function testScripts(rule: Rule, { valid, invalid }: Cases): void {
  describe("in scripts", () =>
    testRule(rule, {
      valid: valid.map((test) => ({ metadata: deno, ...test })),
      invalid: invalid.map((test) => ({ metadata: deno, ...test })),
    }));
}

testScripts(usedBeforeDefinition, {
  valid: [
    { name: "declared above", cells: ["const a: number = 1", "console.log(a)"] },
    { name: "redeclared with the old value in Deno", cells: ["let a = 1", "console.log(a)\nlet a = 2"] },
    { name: "hoisted functions and vars", cells: ["show(); value;\nfunction show() {}\nvar value = 1"] },
    { name: "imports anywhere in their cell", cells: ["walk()\nimport { walk } from 'npm:walk@1.0.0'"] },
    { name: "a function that is called below the declaration", cells: ["const show = () => later", "const later = 1", "show()"] },
    {
      name: "keys, members, labels and types",
      cells: ["const o = { later: 1 }; o.later; type T = typeof later; later: for (;;) break later\nlet x: later.T", "const later = 2"],
    },
    { name: "a test for the name", cells: ["if (typeof model === 'undefined') { console.log(1) }", "const model = 1"] },
    { name: "a handler for the error", cells: ["try { console.log(later) } catch { }", "const later = 1"] },
    { name: "a cell that expects an error", cells: [code("later", { tags: ["raises-exception"] }), "const later = 1"] },
    { name: "a name of the global object", cells: ["globalThis.later = 1", "later"] },
    {
      name: "shadowed in a block, a parameter, a pattern",
      cells: ["{ const a = 1; a }\nconst f = (a: number) => a\nfor (const { a } of []) a", "const a = 1"],
    },
  ],
  invalid: [
    {
      name: "declared in a cell below",
      cells: [ran(2, "console.log(«total» + 1)"), ran(1, "const total: number = 3")],
      messages: [
        /^total is used here, but cell 1 \[1\] further down defines it: Restart & Run All stops here with ReferenceError\. It worked only because/,
      ],
      severities: ["error"],
      related: [[[1, "total"]]],
      fixes: [{ title: "Move cell 1 [1] above cell 0 [2]", safe: false, cells: ["const total: number = 3", "console.log(total + 1)"] }],
    },
    { name: "declared further down in the same cell", cells: ["console.log(«a»)\nconst a = 1"], messages: [/further down in this cell/] },
    { name: "inside its own declaration", cells: ["const a = «a» + 1"], messages: [/inside the declaration that gives it its value/] },
    {
      name: "redeclared in tslab, where each cell is a module",
      metadata: tslab,
      cells: ["let a = 1", "console.log(«a»)\nlet a = 2"],
      messages: [/stops here with a compile error/],
    },
    {
      name: "a call of a function that reads it",
      cells: ["function show() { return later }", "«show»()", "const later = 1"],
      messages: [/^This call uses later/],
      related: [
        [
          [2, "later"],
          [0, "later"],
        ],
      ],
    },
    {
      name: "a constructor, a method, an awaited function",
      cells: [
        "class A { size = later; read() { return later } }\nasync function f() { return later }",
        "new «A»()",
        "await «f»()",
        "const later = 1",
      ],
    },
    { name: "an assignment in strict code", cells: ["«rate» = 2", "let rate = 1"] },
    { name: "after characters outside the basic plane", cells: ["'𝒳😀'; «later»", "const later = 1"] },
    {
      name: "a template, a spread, a shorthand, a tagged template",
      cells: ["`${«a»}`", "[...«a»]", "({ «a» })", "«a»`x`", "const a = () => 1"],
    },
  ],
});

testScripts(undefinedName, {
  valid: [
    { name: "what Deno provides", cells: ["Deno.cwd(); console.log(fetch, URL, structuredClone, globalThis, NaN, undefined, prompt)"] },
    {
      name: "what tslab provides",
      metadata: tslab,
      cells: ["require('fs'); process.env; Buffer; module; exports; __dirname; tslab.display.html('x')"],
    },
    { name: "what any kernel may provide", metadata: sloppy, cells: ["$$.html('x'); document.title; name"] },
    {
      name: "what the page has that a function is sent to",
      metadata: sloppy,
      cells: [
        "const { utils } = require('ijs-utils')\nutils.htmlScript({ scripts: ['https://a.net/qr.js'], html: '<p>a</p>', onReady: ({ rootEl }) => { new QRCode(rootEl) } })",
      ],
    },
    { name: "JSX", cells: ["const App = () => <div className='a'>{1}</div>;\nApp"] },
    { name: "eval may bind anything", cells: ["eval('x = 1')", "x"] },
    { name: "a sloppy kernel's undeclared global", metadata: sloppy, cells: ["x = 1", "x"] },
    {
      name: "an enum, a namespace, a decorator",
      cells: ["enum Color { Red, Blue = Red }\nnamespace N { export const a = 1 }\nColor; N.a"],
    },
    { name: "declared for the type checker", cells: ["declare const injected: number;\ntype A = B; interface B {}"] },
    {
      name: "a function that a browser gets as text",
      cells: ["import { widget } from 'npm:w@1.0.0'\nwidget({ imports: 'import * as d3 from \"x\"', render: () => d3.create(document) })"],
    },
    { name: "a kernel's command", cells: ["%async on", "done"] },
  ],
  invalid: [
    {
      name: "in other functions of options",
      cells: ["function run(options) { options.onReady() }\nrun({ onReady: () => { «missing»() }, retries: 3 })"],
    },
    {
      name: "a name that no cell declares",
      cells: ["console.log(«missing»)"],
      messages: [
        /^missing is not defined: no cell defines it, so Restart & Run All stops here with ReferenceError\. Restore its declaration, import it/,
      ],
    },
    { name: "of a cell that has run", cells: [ran(1, "«missing»")], messages: [/deleted or edited/] },
    {
      name: "an assignment to a name that nothing declares",
      cells: ["«count» = 1"],
      messages: [/^count is assigned, but no cell declares it: .* Declare it with let/],
    },
    {
      name: "a slip",
      cells: ["const total = 1", "«totla»"],
      messages: [/Did you mean total\?/],
      fixes: [{ title: "Change to total", safe: false, cells: ["const total = 1", "total"] }],
    },
    { name: "inside a function, called or not", cells: ["const f = () => «missing»"] },
    { name: "Node's names in Deno", cells: ["«require»('fs'); «__dirname»"] },
    { name: "an import for types alone", cells: ["import type { T } from './t.ts'\n«T»"] },
  ],
});

testScripts(outOfOrderExecution, {
  valid: [{ name: "in order", cells: [ran(1, "const a = 1"), ran(2, "a")] }],
  invalid: [
    {
      name: "a cell that reads what a later run declared",
      cells: [ran(2, "let a = 1"), ran(1, "console.log(«a»)")],
      messages: [/uses a, which cell 0 \[2\] defines/],
      severities: ["warning"],
    },
    {
      name: "cells without a tie",
      cells: [ran(2, "let a = 1"), ran(1, "«let b = 1»")],
      severities: ["hint"],
      messages: [/No name connects them/],
    },
    {
      name: "a language whose names are not followed",
      metadata: { kernelspec: { name: "ir", display_name: "R", language: "R" } },
      cells: [ran(2, "a <- 1"), ran(1, "«print(a)»")],
      severities: ["hint"],
      messages: [/not known in this language/],
    },
  ],
});

testScripts(staleOutput, {
  valid: [{ name: "an assignment alone reads nothing", cells: [ran(3, "let a = 1"), ran(2, "a = 2", printed("x"))] }],
  invalid: [
    {
      name: "an output of an older value",
      cells: [ran(3, "let a = 2"), ran(2, "console.log(«a»)", printed("1"))],
      messages: [/older value of a: cell 0 \[3\]/],
    },
  ],
});

testScripts(unexecutedCell, {
  valid: [{ name: "comments alone", cells: [ran(1, "1"), "// later\n/* more\n   lines */"] }],
  invalid: [{ name: "code that never ran", cells: [ran(1, "1"), "«f()»"] }],
});

testScripts(editedSinceRun, {
  valid: [],
  invalid: [{ name: "outputs without a count", cells: [ran(1, "1"), code("«2»", { outputs: [printed("1")] })] }],
});
testScripts(savedError, {
  valid: [],
  invalid: [{ name: "an error", cells: [ran(1, "«missing»", raised("ReferenceError", "missing is not defined"))] }],
});

testScripts(absolutePath, {
  valid: [
    {
      name: "relative paths, routes, addresses, the system's own",
      cells: [
        "Deno.readTextFile('data/a.csv'); app.get('/users/all', f); fetch('/api/v1/users'); Deno.readTextFile('/dev/null'); const re = /\\/home\\/ana/; new URL('/a/b', 'https://x.org')",
      ],
    },
    { name: "a path that another function takes", cells: ["import { readFile } from './own.ts'\nreadFile('/data/x')\nlog('/data/x')"] },
    {
      name: "prose and printing",
      cells: ["console.log('/home/ana/x'); const text = 'see /home/ana/x for it'; const note = 'look at /home/ana for more of it'"],
    },
    { name: "the parameters' cell", cells: [code("const path = '/home/ana/x.csv'", { tags: ["parameters"] }), "Deno.readTextFile(path)"] },
  ],
  invalid: [
    {
      name: "Deno's file calls",
      cells: ["await Deno.readTextFile(«'/data/a.csv'»)\nDeno.copyFileSync(«'/data/a'», «\"/data/b\"»)"],
      messages: [/passed to Deno\.readTextFile/],
    },
    {
      name: "Node's, by any import",
      cells: [
        "import fs from 'node:fs'\nimport { readFile as read } from 'fs/promises'\nimport * as f from 'fs'\nfs.readFileSync(«'/data/a'»); read(«'/data/b'»); f.promises.readFile(«'/data/c'»)",
        "const { writeFileSync } = await import('node:fs')\nwriteFileSync(«'/data/d'», '')",
        "const g = require('fs'); g.existsSync(«'/data/e'»)",
      ],
    },
    {
      name: "through a constant, a sum, a template, path.join",
      cells: [
        "import path from 'node:path'\nconst root = «'/data'»\nDeno.open(root + '/a.csv')",
        "Deno.open(«`/data/${1}.csv`»)",
        "Deno.open(path.join(«'/srv/x'», 'a'))",
      ],
    },
    { name: "a library's readers", cells: ["import pl from 'npm:nodejs-polars@0.1.0'\npl.readCSV(«'/data/a.csv'»)"] },
    {
      name: "a person's folder anywhere",
      cells: ["const file = «'/Users/ana/x.csv'»"],
      messages: [/one person's folder \(\/Users\/ana\)/],
      fixes: [{ title: "Read the path from the environment variable X_CSV", safe: false, cells: ['const file = Deno.env.get("X_CSV")!'] }],
    },
    { name: "an absolute import", cells: ["import { x } from «'/home/ana/x.ts'»\nimport { y } from «'file:///srv/y.ts'»"] },
    {
      name: "relative to the notebook, inside the workspace",
      cells: ["Deno.open(«'/project/data/a.csv'»)"],
      fixes: [{ title: "Use the path relative to the notebook: ../data/a.csv", cells: ["Deno.open('../data/a.csv')"] }],
    },
    { name: "a fixed temporary path", cells: ["Deno.writeTextFile(«'/tmp/x'», '')"], severities: ["info"] },
    {
      name: "in tslab",
      metadata: tslab,
      cells: ["require('fs').readFileSync(«'/data/a'»)"],
      fixes: [{ title: /environment variable A/, cells: ["require('fs').readFileSync(process.env.A!)"] }],
    },
  ],
});

testScripts(platformPath, { valid: [], invalid: [{ name: "a platform's folder", cells: ["Deno.open(«'/content/drive/x'»)"] }] });
testScripts(homePath, {
  valid: [{ name: "no file call", cells: ["const a = '~/x'"] }],
  invalid: [{ name: "the home folder", cells: ["Deno.open(«'~/x.csv'»)"] }],
});
testScripts(changesDirectory, {
  valid: [{ name: "one's own", cells: ["const Deno2 = { chdir(a) {} }; Deno2.chdir('x')"] }],
  invalid: [{ name: "Deno's and Node's", cells: ["«Deno.chdir('data')»", "import process from 'node:process'\n«process.chdir('data')»"] }],
});

testScripts(unpinnedInstall, {
  valid: [
    {
      name: "pinned, local, from the lock",
      cells: [
        "import { execSync } from 'node:child_process'\nexecSync('npm install lodash@4.17.21 --save'); execSync('npm ci'); execSync('npm install'); execSync('npm i ./local')",
      ],
    },
  ],
  invalid: [
    {
      name: "npm by a command line",
      cells: ["import { execSync } from 'node:child_process'\n«execSync('cd x && npm install lodash d3@7 @a/b@1.0.0')»"],
      messages: [/installs lodash and d3@7 without an exact version/],
    },
    { name: "by a list of arguments", cells: ["const c = «new Deno.Command('deno', { args: ['add', 'npm:chalk'] })»"] },
  ],
});

testScripts(unusedImport, {
  valid: [
    {
      name: "read as a value, a type, a tag, in another cell",
      cells: [
        "import { a, type B } from './x.ts'\nimport C from './c.ts'\nimport * as d from './d.ts'",
        "a; let b: B; const e = <C />; d.x",
      ],
    },
    { name: "for its effects", cells: ["import './x.ts'\nimport reflect from 'npm:reflect-metadata@0.2.2'"] },
    { name: "a cell that does not parse", cells: ["import { a } from './x.ts'", "let ="] },
  ],
  invalid: [
    {
      name: "read nowhere",
      cells: ["«import { walk } from 'npm:walk@1.0.0'»\nconst x = 1"],
      fixes: [{ title: "Remove the unused import", safe: false, cells: ["const x = 1"] }],
    },
    { name: "some of its names", cells: ["import { used, «left» } from './x.ts'\nused"], messages: [/^left is imported/] },
    { name: "a default import, although its address has its name", cells: ["«import lodash from 'npm:lodash@4.17.21'»"] },
  ],
});

testScripts(noTimeout, {
  valid: [
    {
      name: "a request that is made with a limit",
      cells: ["const request = new Request('https://x.org', { signal: AbortSignal.timeout(1000) });\nawait fetch(request)"],
    },
    {
      name: "a fetch of its own",
      cells: [
        "const plain = fetch;\nglobalThis.fetch = (url, options) => plain(url, { signal: AbortSignal.timeout(1000), ...options });\nawait fetch('https://x.org')",
      ],
    },
    {
      name: "with a signal or unknown options",
      cells: [
        "fetch('https://x.org', { signal: AbortSignal.timeout(1000) })",
        "fetch('https://x.org', options); fetch('https://x.org', { ...options })",
      ],
    },
    { name: "local data", cells: ["fetch('data:text/plain,a'); fetch(new URL('a', import.meta.url))"] },
    { name: "Node's fetch, which gives up by itself", metadata: tslab, cells: ["fetch('https://x.org')"] },
    { name: "another fetch", cells: ["const fetch = (a) => a\nfetch('https://x.org')"] },
  ],
  invalid: [
    {
      name: "beside one that has a limit",
      cells: ["await fetch('https://x.org', { signal: AbortSignal.timeout(1000) })\nawait «fetch»('https://x.org/y')"],
    },
    {
      name: "fetch in Deno, once",
      cells: ["await «fetch»('https://x.org')", "fetch('https://x.org', { method: 'POST' })"],
      messages: [/AbortSignal\.timeout/],
      related: [[[1, "fetch"]]],
    },
    {
      name: "axios",
      cells: ["import axios from 'npm:axios@1.7.0'\n«axios.get»('https://x.org'); «axios.post»('https://x.org', body, {})"],
      messages: [/Pass \{ timeout: 30_000 \}\.$/],
    },
  ],
});

testScripts(swallowedError, {
  valid: [
    {
      name: "handled, or said why",
      cells: [
        "try { f() } catch (e) { console.error(e) }\ntry { f() } catch { /* there may be none */ }\ntry { f() } finally { g() }\np.catch(() => { retry() })",
      ],
    },
  ],
  invalid: [{ name: "empty", cells: ["try { f() } «catch (e) »{}\np.catch(«() => {}»)"] }],
});

testScripts(interactiveCall, {
  valid: [{ name: "one's own", cells: ["const prompt = (a: string) => a\nprompt('x')"] }],
  invalid: [{ name: "dialogs", cells: ["const name = «prompt»('name?')\nif («confirm»('sure?')) f()"] }],
});

testScripts(syntaxError, {
  valid: [
    {
      name: "TypeScript, JSX, top-level await",
      cells: [
        "enum A { B }\nabstract class C<T> { constructor(private x: T) {} }\nawait f()\nfor await (const x of y) {}\nusing a = b()",
        "const e = <div>{1}</div>",
        "const f = <T,>(x: T) => x; let g = <any>f",
        "%async on",
        "@d class E {}",
      ],
    },
    {
      name: "an object that Deno shows",
      cells: ["{\n  [Symbol.for('Jupyter.display')]: () => ({ 'text/markdown': '# Sales' })\n}", "{ const a = 1 }"],
    },
    { name: "a cell that fails on purpose", cells: [code("let =", { tags: ["raises-exception"] })] },
    {
      name: "JavaScript, where it reads otherwise than TypeScript",
      metadata: sloppy,
      cells: ["const a = <b>{1}</b>", "x < y > (z)", "a ? (b) : c => d"],
    },
  ],
  invalid: [
    { name: "an object in another kernel", metadata: tslab, cells: ["{ [a]«:» () => ({ b: 1 }) }"] },
    {
      name: "one finding a cell",
      cells: ["let x = «;»\nlet y = ;", "const s = 'a«»\nx"],
      places: ["cell 0 at 8: ;", "cell 1 at 12: \n"],
      messages: [/^Expression expected\. Run All stops/, /literal/],
    },
  ],
});

testScripts(secretInSource, {
  valid: [{ name: "from the environment", cells: ["const apiKey = Deno.env.get('API_KEY')\nconst password = process.env.PASSWORD!"] }],
  invalid: [
    {
      name: "a value with a telling name",
      cells: ["const apiKey = '«k8Jx2mQ9vLp4Rt7Zw1Nc»'"],
      fixes: [{ title: "Read it from the environment variable API_KEY", safe: false, cells: ['const apiKey = Deno.env.get("API_KEY")!'] }],
    },
    {
      name: "in tslab",
      metadata: tslab,
      cells: ["const password = '«k8Jx2mQ9vLp4Rt7Zw1Nc»'"],
      fixes: [{ title: /PASSWORD/, cells: ["const password = process.env.PASSWORD!"] }],
    },
  ],
});

testScripts(missingFile, {
  valid: [
    {
      name: "there, or written by a cell",
      files: { "data/a.csv": "x" },
      cells: ["Deno.readTextFile('data/a.csv'); Deno.writeTextFileSync('b.txt', ''); Deno.readTextFile('b.txt')"],
    },
    {
      name: "an address, a pattern, a sum",
      cells: ["Deno.readTextFile('https://x.org/a'); Deno.readTextFile('x' + name); Deno.readTextFile(new URL('a.csv', import.meta.url))"],
    },
    {
      name: "a command may bring it",
      cells: ["import { execSync } from 'child_process'\nexecSync('make')\nDeno.readTextFile('made.csv')"],
    },
    { name: "asked for first", cells: ["if (await exists('c.csv')) Deno.readTextFile('c.csv')"] },
  ],
  invalid: [
    {
      name: "read and not there",
      cells: ["await Deno.readTextFile(«'nowhere.csv'»)", "const f = 'gone.csv'", "Deno.readFileSync('nowhere.csv')"],
      related: [[[2, "'nowhere.csv'"]]],
    },
  ],
});

testScripts(unportablePath, {
  valid: [{ name: "forward slashes, expressions", cells: ["Deno.open('a/b.csv'); /a\\\\b/.test(x); const s = 'a\\\\b'"] }],
  invalid: [
    {
      name: "backslashes",
      cells: ["Deno.open(«'a\\\\b\\\\c.csv'»)"],
      fixes: [{ title: "Use forward slashes", safe: true, cells: ["Deno.open('a/b/c.csv')"] }],
    },
  ],
});

testScripts(redefinedName, {
  valid: [
    { name: "the same sort again", cells: ["let rows = [1]", "rows", "rows = [2]\nlet other = 1", "other"] },
    { name: "nobody reads it between", cells: ["let data = 1", "let data = 'x'", "data"] },
  ],
  invalid: [
    {
      name: "a number, then a text",
      cells: ["let data = 1", "console.log(data)", "let «data» = 'x'", "data"],
      messages: [/^data is a number in cell 0 and a text here/],
      related: [
        [
          [0, "data"],
          [1, "data"],
        ],
      ],
    },
  ],
});

const manyLines = (count: number): string => Array.from({ length: count }, (_, number) => `f(${number});`).join("\n");

testScripts(longCell, {
  valid: [
    {
      name: "short; comments and texts do not count",
      cells: [manyLines(50), `${"// x\n".repeat(60)}/*\n${"y\n".repeat(60)}*/\nconst s = \`${"z\n".repeat(60)}\`;`],
    },
  ],
  invalid: [
    { name: "too long", cells: [`«f(-1);»\n${manyLines(50)}`], messages: [/51 lines of code/] },
    {
      name: "too branched",
      cells: [`const «decide» = (x: number) => {\n${"if (x && x > 1) f();\n".repeat(8)}};`],
      messages: [/^decide has 16 decision points/],
    },
    {
      name: "an R cell, by its lines",
      metadata: { kernelspec: { name: "ir", display_name: "R", language: "R" } },
      cells: [`«f(1)»\n# no\n${manyLines(50)}`],
      messages: [/51 lines/],
    },
  ],
});

testScripts(untestedLogic, {
  valid: [
    { name: "with a function", cells: [`${manyLines(101)}\nconst g = () => 1;`] },
    { name: "short", cells: [manyLines(100)] },
  ],
  invalid: [{ name: "without", cells: [manyLines(101)], wholeNotebook: 1, places: [] }],
});

testScripts(uselessExpression, {
  valid: [{ name: "the last one, calls, directives", cells: ["'use strict';\nf();\nawait g;\nx++;\nconst a = 1;\na"] }],
  invalid: [{ name: "in the middle", cells: ["const a = [1];\n«a.length;»\n«a[0] + 1»\nf(a)"] }],
});
