// Requirements as Python's own `packaging` library reads them.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { normaliseName, parseRequirement } from "../../language-server/project/requirement";
import { pinnedForm } from "../../language-server/rules/support/packages/manifestEdits";

const names = ["pandas", "Pandas", "scikit_learn", "ruamel.yaml", "zope.interface", "A", "a-b_c.d", "x1"];
const extras = ["", "[excel]", "[excel, html]", "[]", " [a]"];
const versions = [
  "",
  "==2.2.3",
  ">=2",
  "~=2.2",
  ">=2,<3",
  "== 2.2.3",
  "==2.*",
  "!=2.1,>=2",
  "===2.2.3-local",
  "(>=2)",
  "==1!2.0",
  "==2.2.3+cpu",
  "==2.2.3rc1",
  "<3 , >2",
];
const markers = ["", "; python_version > '3.8'", " ; sys_platform == 'win32' and extra == 'x'"];
const addresses = [
  "pip @ https://example.org/pip-1.3.1.zip",
  "pip@https://example.org/pip.zip#sha1=da9234ee",
  "x @ git+https://example.org/x.git@0123456789abcdef ; python_version>'3'",
];
const wrong = ["", "pandas==", "pandas>", "==2", "pandas=2", "-r file", "pandas 2", "pandas>=2 <3", "pandas[", "_x", "a b c"];
const written = [
  ...names.flatMap((name) =>
    extras.flatMap((extra) => versions.flatMap((version) => markers.map((marker) => name + extra + version + marker))),
  ),
  ...addresses,
  ...wrong,
];

const script = `
import json, sys
from packaging.requirements import Requirement, InvalidRequirement
from packaging.utils import canonicalize_name
out = []
for text in json.load(sys.stdin):
    try:
        r = Requirement(text)
        exact = [s for s in r.specifier if s.operator in ('==', '===') and not s.version.endswith('.*')]
        out.append([canonicalize_name(r.name), sorted(r.extras), sorted(str(s) for s in r.specifier), r.url, r.marker is not None, bool(exact)])
    except InvalidRequirement:
        out.append(None)
print(json.dumps(out))
`;

describe("requirements", () => {
  it("are read as Python's packaging library reads them", function () {
    const root = join(__dirname, "../..");
    const python = [join(root, ".venv/bin/python"), join(root, ".venv/Scripts/python.exe")].find(existsSync);
    if (!python) return this.skip();
    const { stdout, status, stderr } = spawnSync(python, ["-c", script], {
      input: JSON.stringify(written),
      encoding: "utf8",
      maxBuffer: 1e8,
    });
    assert.equal(status, 0, stderr);
    const expected: unknown[] = JSON.parse(stdout);
    const found = written.map((text) => {
      const read = parseRequirement(text);
      if (!read) return null;
      const clauses = read.specifier
        .split(",")
        .map((clause) => clause.replace(/\s/g, ""))
        .filter((clause) => clause !== "")
        .sort();
      return [read.distribution, [...read.extras].sort(), clauses, read.url, read.marker !== null, read.url === null && read.pinned];
    });
    const differing = written.flatMap((text, index) =>
      JSON.stringify(found[index]) === JSON.stringify(expected[index])
        ? []
        : [`${text}: ${JSON.stringify(found[index])}, packaging: ${JSON.stringify(expected[index])}`],
    );
    assert.deepEqual(differing, []);
  });

  it("keep their name, extras and marker when they are pinned", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        fc.constantFrom(...extras),
        fc.constantFrom(...versions),
        fc.constantFrom(...markers),
        (name, extra, version, marker) => {
          const text = name + extra + version + marker;
          const pinned = pinnedForm(text, "9.8.7");
          assert.ok(pinned !== null, text);
          const [before, after] = [parseRequirement(text), parseRequirement(pinned)];
          assert.deepEqual(
            [after?.distribution, after?.extras, after?.marker, after?.version, after?.specifier],
            [before?.distribution, before?.extras, before?.marker, "9.8.7", "==9.8.7"],
            `${text} → ${pinned}`,
          );
        },
      ),
    );
  });

  it("of any text are read without an exception, and a name that is read is a name", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."abc-_.[]()=<>!~;, '\"@/:#+\\0129\n") }), (text) => {
        const read = parseRequirement(text);
        assert.ok(read === null || normaliseName(read.name) === read.distribution);
        pinnedForm(text, "1.0");
      }),
      { numRuns: 2000 },
    );
  });
});
