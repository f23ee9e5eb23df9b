import assert from "node:assert/strict";
import { ProjectCache } from "../../language-server/project/collect";
import { installedProviders, outermostPackages, readInstalled, sitePackages } from "../../language-server/project/installed";
import { memoryFiles } from "../support/memoryFiles";

const metadata = (name: string, version: string): string =>
  `Metadata-Version: 2.4\nName: ${name}\nVersion: ${version}\nSummary: Name: other\n\nName: wrong\nVersion: 9\n`;
const read = (files: Readonly<Record<string, string>>, environment = "/env") => {
  const found = readInstalled(environment, memoryFiles(files), new ProjectCache());
  return (
    found &&
    Object.fromEntries(
      [...found].map(([name, one]) => [
        name,
        { version: one.version, modules: [...one.modules].sort(), packages: [...one.packages].sort() },
      ]),
    )
  );
};

describe("installed distributions", () => {
  const layouts: readonly (readonly [string, string])[] = [
    ["Linux", "/env/lib/python3.11/site-packages"],
    ["a free-threaded build", "/env/lib/python3.13t/site-packages"],
    ["lib64", "/env/lib64/python3.9/site-packages"],
    ["Windows", "/env/Lib/site-packages"],
    ["Debian", "/env/lib/python3/dist-packages"],
    ["PyPy", "/env/lib/pypy3.10/site-packages"],
  ];
  for (const [system, folder] of layouts)
    it(`are found on ${system}`, () => {
      assert.deepEqual(
        read({ [`${folder}/x-1.0.dist-info/METADATA`]: metadata("X_y", "1.0"), [`${folder}/x-1.0.dist-info/top_level.txt`]: "x\n" }),
        { "x-y": { version: "1.0", modules: ["x"], packages: ["x"] } },
      );
    });

  it("are those of the base interpreter too where the environment asks for them", () => {
    const files = {
      "/env/lib/python3.11/site-packages/own-1.dist-info/METADATA": metadata("own", "1"),
      "/usr/lib/python3.11/site-packages/base-2.dist-info/METADATA": metadata("base", "2"),
      "/usr/lib/python3.11/site-packages/own-0.dist-info/METADATA": metadata("own", "0"),
    };
    assert.deepEqual(Object.keys(read({ ...files, "/env/pyvenv.cfg": "home = /usr/bin\ninclude-system-site-packages = false\n" }) ?? {}), [
      "own",
    ]);
    const both = read({ ...files, "/env/pyvenv.cfg": "home = /usr/bin\ninclude-system-site-packages = true\n" });
    assert.deepEqual([both?.own.version, both?.base.version], ["1", "2"]);
  });

  it("are null where the folder is no environment", () => assert.equal(read({ "/env/readme.txt": "x" }), null));

  it("count once where lib64 is lib", () => {
    const names = { "/env/lib/python3.11/site-packages/a.py": "", "/env/lib64/python3.11/site-packages/a.py": "" };
    assert.deepEqual(sitePackages("/env", memoryFiles(names)), ["/env/lib/python3.11/site-packages"]);
  });

  it("say what they hold by RECORD, top_level.txt or installed-files.txt", () => {
    const at = "/env/lib/python3.12/site-packages";
    assert.deepEqual(
      read({
        [`${at}/google_cloud_storage-2.1.dist-info/METADATA`]: metadata("google-cloud-storage", "2.1"),
        [`${at}/google_cloud_storage-2.1.dist-info/RECORD`]:
          "google/cloud/storage/__init__.py,sha256=a,1\ngoogle/cloud/storage/blob.py,,\ngoogle_cloud_storage-2.1.dist-info/METADATA,,\n../../../bin/tool,,\n",
        [`${at}/opencv_python-4.10.dist-info/METADATA`]: metadata("opencv-python", "4.10.0.84").replace(/\n/g, "\r\n"),
        [`${at}/opencv_python-4.10.dist-info/RECORD`]: "cv2/__init__.py,,\r\ncv2/cv2.abi3.so,,\r\ncv2/__pycache__/x.cpython-312.pyc,,\r\n",
        [`${at}/six-1.16.0.dist-info/METADATA`]: metadata("six", "1.16.0"),
        [`${at}/six-1.16.0.dist-info/RECORD`]: '"six.py",sha256=x,1\nsix-1.16.0.dist-info/RECORD,,\n',
        [`${at}/Compiled-1.0.dist-info/METADATA`]: metadata("Compiled", "1.0"),
        [`${at}/Compiled-1.0.dist-info/RECORD`]: "_fast.cpython-312-x86_64-linux-gnu.so,,\n",
        [`${at}/old-0.1.egg-info/PKG-INFO`]: metadata("Old.Thing", "0.1"),
        [`${at}/old-0.1.egg-info/top_level.txt`]: "oldthing\n",
        [`${at}/distutils_made-3.egg-info`]: metadata("distutils-made", "3"),
        [`${at}/zipped-1.egg/EGG-INFO/PKG-INFO`]: metadata("zipped", "1"),
        [`${at}/zipped-1.egg/EGG-INFO/top_level.txt`]: "zipped\n",
        [`${at}/editable-1.0.dist-info/METADATA`]: metadata("editable", "1.0"),
        [`${at}/editable-1.0.dist-info/RECORD`]: "__editable___editable_1_0_finder.py,,\n__editable__.editable-1.0.pth,,\n",
        [`${at}/~roken-1.0.dist-info/RECORD`]: "broken/__init__.py,,\n",
        [`${at}/broken-1.0.dist-info/METADATA`]: "no headers here",
      }),
      {
        "google-cloud-storage": { version: "2.1", modules: ["google"], packages: ["google.cloud.storage"] },
        "opencv-python": { version: "4.10.0.84", modules: ["cv2"], packages: ["cv2"] },
        six: { version: "1.16.0", modules: ["six"], packages: ["six"] },
        compiled: { version: "1.0", modules: ["_fast"], packages: ["_fast"] },
        "old-thing": { version: "0.1", modules: ["oldthing"], packages: ["oldthing"] },
        "distutils-made": { version: "3", modules: [], packages: [] },
        zipped: { version: "1", modules: ["zipped"], packages: ["zipped"] },
        editable: { version: "1.0", modules: [], packages: [] },
      },
    );
  });

  it("are read again after an install", () => {
    const cache = new ProjectCache();
    const folder = "/env/lib/python3.12/site-packages";
    const one = { [`${folder}/a-1.dist-info/METADATA`]: metadata("a", "1") };
    const changed = (contents: Readonly<Record<string, string>>, modified: number) => {
      const files = memoryFiles(contents);
      return {
        ...files,
        stat: (path: string) => {
          const stat = files.stat(path);
          return stat && { ...stat, modified };
        },
      };
    };
    const first = readInstalled("/env", changed(one, 1), cache);
    assert.equal(readInstalled("/env", changed(one, 1), cache), first, "the same value while nothing changed");
    assert.deepEqual(
      [...(readInstalled("/env", changed({ ...one, [`${folder}/b-1.dist-info/METADATA`]: metadata("b", "1") }, 2), cache)?.keys() ?? [])],
      ["a", "b"],
    );
  });
});

describe("packages and imports", () => {
  it("namespace packages are no packages", () =>
    assert.deepEqual(outermostPackages(["a/b/__init__.py", "a/b/c/__init__.py", "a/d.py", "e/__init__.py", "e/f.py"]), [
      "a.b",
      "a.d",
      "e",
    ]));
  it("the longest match is the likeliest provider", () => {
    const dist = (name: string, ...packages: string[]) => [name, { name, version: "1", modules: [], packages }] as const;
    const installed = new Map([
      dist("mpl", "matplotlib", "mpl_toolkits.mplot3d"),
      dist("basemap", "mpl_toolkits.basemap"),
      dist("azure-core", "azure.core"),
    ]);
    assert.deepEqual(installedProviders("mpl_toolkits.basemap.proj", installed), ["basemap"]);
    assert.deepEqual(installedProviders("matplotlib.pyplot", installed), ["mpl"]);
    assert.deepEqual(installedProviders("azure", installed), []);
    assert.deepEqual(installedProviders("matplot", installed), []);
  });
});
