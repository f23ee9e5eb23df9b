import rule from "../../language-server/rules/unpinned-remote-module";
import { deno } from "../typescript/scriptNotebook";
import { testRule, type InvalidCase, type TestCase } from "./testRule";

const inDeno = <Case extends TestCase>(test: Case): Case => ({ metadata: deno, ...test });

const valid: readonly TestCase[] = [
  {
    name: "exact versions",
    cells: [
      "import _ from 'npm:lodash@4.17.21'\nimport { parse } from 'jsr:@std/csv@1.0.6'\nimport x from 'npm:@scope/name@1.0.0-rc.1/sub.js'",
    ],
  },
  {
    name: "addresses with a version or a commit",
    cells: [
      "import 'https://deno.land/std@0.224.0/fs/mod.ts'\nimport 'https://esm.sh/d3@7.9.0'\nimport 'https://cdn.jsdelivr.net/gh/u/r@0123456789abcdef0123456789abcdef01234567/m.ts'\nimport 'https://cdnjs.cloudflare.com/ajax/libs/d3/7.9.0/d3.min.js'\nimport 'https://raw.githubusercontent.com/u/r/0123456789abcdef0123456789abcdef01234567/m.ts'",
    ],
  },
  {
    name: "files, the runtime, an import map's names",
    cells: ["import './a.ts'\nimport '../b.js'\nimport fs from 'node:fs'\nimport lodash from 'lodash'\nimport std from '@std/fs'"],
  },
  { name: "types alone", cells: ["import type { T } from 'npm:types'\nexport type { U } from 'npm:types'"] },
  { name: "texts that are no imports", cells: ["const a = 'npm:lodash'; fetch('https://esm.sh/d3')"] },
  { name: "a Python notebook", metadata: {}, cells: ["import lodash"] },
];

const invalid: readonly InvalidCase[] = [
  {
    name: "no version",
    cells: ["import _ from «'npm:lodash'»\nimport { parse } from «'jsr:@std/csv'»"],
    messages: [/^The import of lodash names no version: .* after the name \(npm:lodash@1\.2\.3\)\.$/, /jsr:@std\/csv@1\.2\.3\)\.$/],
    severities: ["warning", "warning"],
  },
  {
    name: "a range",
    cells: ["import _ from «'npm:lodash@4'»\nimport a from «'npm:a@^1.2.3'»\nimport b from «'npm:b@latest/x'»"],
    messages: [/names 4, which is not an exact version/, /\^1\.2\.3/, /latest/],
  },
  {
    name: "addresses",
    cells: ["import «'https://esm.sh/d3'»\nimport «'https://esm.sh/d3@7'»\nimport «'https://raw.githubusercontent.com/u/r/main/m.ts'»"],
    messages: [/This address names no version/, /names 7/, /no version/],
  },
  {
    name: "dynamic imports, re-exports, require",
    cells: ["const d3 = await import(«'npm:d3'»)\nexport * from «\"npm:x\"»\nconst y = require(«'npm:y'»)"],
  },
  {
    name: "one finding for one module, and the version that deno.lock holds",
    cells: ["import _ from «'npm:lodash@4'»", "import { map } from 'npm:lodash@4'"],
    files: { "../deno.lock": JSON.stringify({ version: "5", specifiers: { "npm:lodash@4": "4.17.21" } }) },
    severities: ["info"],
    related: [[[1, "npm:lodash@4"]]],
    fixes: [
      {
        title: "Pin lodash to 4.17.21",
        safe: true,
        cells: ["import _ from 'npm:lodash@4.17.21'", "import { map } from 'npm:lodash@4.17.21'"],
      },
    ],
  },
  {
    name: "a scoped name with a path, and a lock that names peers",
    cells: ["import x from «'npm:@a/b/c.js'»"],
    files: { "deno.lock": JSON.stringify({ specifiers: { "npm:@a/b@*": "1.2.3_react@18.2.0" } }) },
    fixes: [{ title: "Pin @a/b to 1.2.3", cells: ["import x from 'npm:@a/b@1.2.3/c.js'"] }],
  },
  {
    name: "the installed version",
    cells: ["import x from «'npm:left-pad'»"],
    files: { "node_modules/left-pad/package.json": '{"version": "1.3.0"}' },
    severities: ["warning"],
    fixes: [{ title: "Pin left-pad to 1.3.0", cells: ["import x from 'npm:left-pad@1.3.0'"] }],
  },
  { name: "a lock that is no JSON", cells: ["import x from «'npm:a'»"], files: { "deno.lock": "{" }, noFix: /Pin/ },
];

testRule(rule, { valid: valid.map(inDeno), invalid: invalid.map(inDeno) });
