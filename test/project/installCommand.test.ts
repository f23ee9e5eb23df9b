import assert from "node:assert/strict";
import fc from "fast-check";
import { installLines } from "../../language-server/project/installCommand";

/** Each source with the programs, packages and -r files that must come of it; packages are read back from their places. */
const cases: readonly (readonly [
  string,
  readonly { readonly program: string; readonly packages: readonly string[]; readonly files?: readonly string[] }[],
])[] = [
  ["%pip install pandas", [{ program: "%pip", packages: ["pandas"] }]],
  ["  !pip3 install -q pandas==2.2.3 numpy", [{ program: "!pip3", packages: ["pandas==2.2.3", "numpy"] }]],
  ["pip install pandas", [{ program: "pip", packages: ["pandas"] }]],
  ["! python3.11 -m pip install pandas", [{ program: "! python3.11 -m pip", packages: ["pandas"] }]],
  ["!{sys.executable} -m pip install pandas", [{ program: "!{sys.executable} -m pip", packages: ["pandas"] }]],
  ['!"{sys.executable}" -m pip install pandas', [{ program: '!"{sys.executable}" -m pip', packages: ["pandas"] }]],
  ["!uv pip install --system pandas", [{ program: "!uv pip", packages: ["pandas"] }]],
  ["!uv add pandas", [{ program: "!uv add", packages: ["pandas"] }]],
  ["!sudo -H pip install pandas", [{ program: "!sudo -H pip", packages: ["pandas"] }]],
  ["!/opt/conda/bin/pip install pandas", [{ program: "!/opt/conda/bin/pip", packages: ["pandas"] }]],
  ["!conda install -y -c conda-forge pandas=2.2", [{ program: "!conda", packages: ["pandas=2.2"] }]],
  ["%mamba install --file env.txt pandas", [{ program: "%mamba", packages: ["pandas"], files: ["env.txt"] }]],
  [
    `%pip install "pandas[excel]>=2,<3; python_version > '3.8'" 'numpy'`,
    [{ program: "%pip", packages: ["pandas[excel]>=2,<3; python_version > '3.8'", "numpy"] }],
  ],
  ["%pip install pandas>=2 numpy<2", [{ program: "%pip", packages: ["pandas>=2", "numpy<2"] }]],
  ["!pip install pandas > log.txt", [{ program: "!pip", packages: ["pandas"] }]],
  ["!pip install pandas 2>&1 | tail -1", [{ program: "!pip", packages: ["pandas"] }]],
  ["!pip install pandas # numpy", [{ program: "!pip", packages: ["pandas"] }]],
  [
    "!apt-get install -y gcc && pip install pandas; pip install numpy",
    [
      { program: "pip", packages: ["pandas"] },
      { program: "pip", packages: ["numpy"] },
    ],
  ],
  ["!pip install \\\n    pandas \\\n    numpy\nx = 1", [{ program: "!pip", packages: ["pandas", "numpy"] }]],
  ["!pip install -r requirements.txt -c constraints.txt -e ./lib", [{ program: "!pip", packages: ["./lib"], files: ["requirements.txt"] }]],
  [
    "!pip install --index-url=https://example.org/simple --extra-index-url https://example.org/x pandas",
    [{ program: "!pip", packages: ["pandas"] }],
  ],
  [
    "!pip install git+https://example.org/a/b.git@main#egg=b&subdirectory=c",
    [{ program: "!pip", packages: ["git+https://example.org/a/b.git@main#egg=b&subdirectory=c"] }],
  ],
  ["!pip --quiet install pandas", [{ program: "!pip", packages: ["pandas"] }]],
  ["!pip install -qU -rmore.txt -qr other.txt pandas", [{ program: "!pip", packages: ["pandas"], files: ["more.txt", "other.txt"] }]],
  ["!conda install -yc conda-forge pandas", [{ program: "!conda", packages: ["pandas"] }]],
  ["!pip install", [{ program: "!pip", packages: [] }]],
  [
    "!pip uninstall -y pandas\n!pip download pandas\npip = 'install'\n# pip install pandas\n#!python -m pip install pandas\nprint('pip install pandas')\n!pipenv install pandas\n!conda create -n x pandas",
    [],
  ],
];

describe("install commands", () => {
  for (const [source, expected] of cases)
    it(`reads ${JSON.stringify(source)}`, () => {
      const found = installLines(source);
      assert.deepEqual(
        found.map((one) => ({
          program: one.program,
          packages: one.packages.map(({ start, end }) => source.slice(start, end)),
          files: one.requirementFiles.map(({ start, end }) => source.slice(start, end)),
        })),
        expected.map(({ program, packages, files }) => ({ program, packages, files: files ?? [] })),
      );
    });

  it("of any text lie inside it, in order, and end", () => {
    const pieces = [
      "!",
      "%",
      "pip",
      " install ",
      "-r ",
      "-qU ",
      "pandas",
      ">=2",
      "==1.0",
      '"',
      "'",
      "\\\n",
      "\n",
      " ",
      "#",
      "&&",
      "|",
      ";",
      "<",
      ">",
      "{x}",
      "$y",
      "git+https://a/b",
      "conda",
      "-c ",
      "=",
      "é",
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 25 }), (parts) => {
        const source = `%pip install ${parts.join("")}`;
        for (const one of installLines(source)) {
          assert.ok(0 <= one.start && one.start < one.end && one.end <= source.length, source);
          one.packages.forEach(({ text, start, end }, index) => {
            assert.ok(one.start < start && start <= end && end <= one.end && (index === 0 || one.packages[index - 1].end <= start), source);
            if (!/["'\\]/.test(source.slice(start, end))) assert.equal(source.slice(start, end), text);
          });
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("gives each option its value", () => {
    const [found] = installLines("!pip install -U --index-url http://example.org/simple --trusted-host=example.org -q pandas");
    assert.deepEqual(
      found.options.map((one) => [one.text, one.value?.text ?? null]),
      [
        ["-U", null],
        ["--index-url", "http://example.org/simple"],
        ["--trusted-host", "example.org"],
        ["-q", null],
      ],
    );
  });
});
