import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { importCandidates, isKnownImport, isNamespace } from "../../language-server/project/importNames";
import { isStandardLibrary, wasStandardLibrary } from "../../language-server/project/stdlib";

/** What an interpreter says of itself; null where it is not there. */
function askPython(command: string): { readonly minor: number; readonly modules: readonly string[] } | null {
  const { stdout, status } = spawnSync(
    command,
    ["-c", "import sys, json; print(json.dumps([sys.version_info[1], sorted(getattr(sys, 'stdlib_module_names', []))]))"],
    { encoding: "utf8" },
  );
  if (status !== 0) return null;
  const [minor, modules] = JSON.parse(stdout) as [number, string[]];
  return { minor, modules };
}

describe("the standard library", () => {
  const versions = [8, 9, 10, 11, 12, 13, 14];
  it("agrees with every Python that is there", () => {
    const pythons = ["python3", ...versions.map((minor) => `python3.${minor}`)].flatMap((command) => askPython(command) ?? []);
    assert.ok(pythons.length > 0);
    for (const { minor, modules } of pythons)
      assert.deepEqual(
        modules.filter((module) => !isStandardLibrary(module, { major: 3, minor })),
        [],
        `missing in the table of 3.${minor}`,
      );
  });

  it("changes with the version", () => {
    const at = (module: string) => versions.filter((minor) => isStandardLibrary(module, { major: 3, minor }));
    assert.deepEqual(at("tomllib"), [11, 12, 13, 14]);
    assert.deepEqual(at("distutils"), [8, 9, 10, 11]);
    assert.deepEqual(at("zoneinfo"), [9, 10, 11, 12, 13, 14]);
    assert.deepEqual(at("cgi"), [8, 9, 10, 11, 12]);
    assert.deepEqual(at("json"), versions);
    assert.deepEqual(at("numpy"), []);
    assert.ok(
      isStandardLibrary("urllib2", { major: 2, minor: 7 }) &&
        wasStandardLibrary("urllib2") &&
        !isStandardLibrary("urllib2", { major: 3, minor: 8 }),
    );
  });
});

describe("import names", () => {
  const cases: readonly (readonly [string, string])[] = [
    ["cv2", "opencv-python"],
    ["sklearn.svm", "scikit-learn"],
    ["PIL.Image", "pillow"],
    ["yaml", "pyyaml"],
    ["bs4", "beautifulsoup4"],
    ["skimage", "scikit-image"],
    ["dateutil.parser", "python-dateutil"],
    ["google.cloud.storage.blob", "google-cloud-storage"],
    ["google.protobuf", "protobuf"],
    ["mpl_toolkits.mplot3d", "matplotlib"],
    ["mpl_toolkits.basemap", "basemap"],
    ["azure.storage.blob", "azure-storage-blob"],
    ["numpy", "numpy"],
    ["typing_extensions", "typing-extensions"],
    ["fitz", "pymupdf"],
    ["docx", "python-docx"],
    ["jwt", "pyjwt"],
    ["umap", "umap-learn"],
    ["imblearn", "imbalanced-learn"],
    ["attr", "attrs"],
  ];
  for (const [module, distribution] of cases)
    it(`${module} comes from ${distribution}`, () => {
      assert.equal(importCandidates(module)[0], distribution);
      assert.ok(isKnownImport(module));
    });
  it("of a bare namespace come from nowhere", () => {
    assert.deepEqual([importCandidates("google"), isNamespace("google.cloud"), isNamespace("numpy")], [[], true, false]);
  });
  it("that nobody knows keep their own name and are not known", () => {
    assert.deepEqual([importCandidates("our_tools.x"), isKnownImport("our_tools.x")], [["our-tools"], false]);
  });
});
