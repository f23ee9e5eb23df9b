// Which files are manifests, and the reader of each kind.
import type { Manifest } from "../facts";
import type { Files } from "../files";
import { baseName } from "../paths";
import { isEnvironmentName, readEnvironment } from "./environment";
import type { ManifestKind, ManifestReader } from "./declaring";
import { readCondaLock, readPackageLock, readPixiLock, readPylock } from "./locks";
import { readPipfile, readPipfileLock } from "./pipfile";
import { readPixi } from "./pixi";
import { readPyproject } from "./pyproject";
import { isRequirementsName, readRequirements } from "./requirements";
import { readSetupCfg } from "./setupCfg";
import { readSetupPy } from "./setupPy";

const readers: Readonly<Record<ManifestKind, ManifestReader>> = {
  requirements: readRequirements,
  pyproject: readPyproject,
  "setup.cfg": readSetupCfg,
  "setup.py": readSetupPy,
  pipfile: readPipfile,
  environment: readEnvironment,
  pixi: readPixi,
  "pipfile-lock": readPipfileLock,
  "conda-lock": readCondaLock,
  "uv-lock": readPackageLock,
  "poetry-lock": readPackageLock,
  "pdm-lock": readPackageLock,
  pylock: readPylock,
  "pixi-lock": readPixiLock,
};

const kindsByName: Readonly<Record<string, ManifestKind>> = {
  "pyproject.toml": "pyproject",
  "setup.cfg": "setup.cfg",
  "setup.py": "setup.py",
  Pipfile: "pipfile",
  "Pipfile.lock": "pipfile-lock",
  "pixi.toml": "pixi",
  "pixi.lock": "pixi-lock",
  "uv.lock": "uv-lock",
  "poetry.lock": "poetry-lock",
  "pdm.lock": "pdm-lock",
};

const locks: ReadonlySet<ManifestKind> = new Set<ManifestKind>([
  "pipfile-lock",
  "conda-lock",
  "uv-lock",
  "poetry-lock",
  "pdm-lock",
  "pylock",
  "pixi-lock",
]);

/** The largest manifest that is read; locks of big projects reach some ten megabytes. */
const largestManifest = 32 * 1024 ** 2;

/** What kind of manifest a file is by its name; null for other files. */
export function manifestKind(path: string): ManifestKind | null {
  const name = baseName(path);
  if (Object.hasOwn(kindsByName, name)) return kindsByName[name];
  if (/^pylock(?:\.[^.]+)?\.toml$/.test(name)) return "pylock";
  if (/^(?:.*[-_.])?conda-lock\.ya?ml$/.test(name)) return "conda-lock";
  if (isEnvironmentName(name)) return "environment";
  return isRequirementsName(name) ? "requirements" : null;
}

/** Reads one manifest; null where the file is gone or declares nothing of the kind (a setup.cfg of other tools' settings). */
export function readManifest(path: string, kind: ManifestKind, files: Files): Manifest | null {
  const text = files.readText(path, largestManifest);
  if (text === undefined) {
    const found = files.stat(path);
    return found?.kind === "file"
      ? { path, kind, isLock: locks.has(kind), declarations: [], problem: "it is not text, or too large to read" }
      : null;
  }
  const { declarations, problem } = readers[kind]({ path, text, files });
  if (declarations.length === 0 && !declaresDependencies(kind, text)) return null;
  return { path, kind, isLock: locks.has(kind), declarations, problem };
}

/** Files that serve many tools are manifests only where they have a place for dependencies. */
function declaresDependencies(kind: ManifestKind, text: string): boolean {
  switch (kind) {
    case "pyproject":
      return /^[^\S\r\n]*\[(?:project|dependency-groups|tool\.(?:poetry|pdm|hatch|uv|pixi|flit))\b/m.test(text);
    case "setup.cfg":
      return /^\[options/m.test(text);
    case "setup.py":
      return /\bsetup\s*\(/.test(text);
    case "environment":
      return /^dependencies\s*:/m.test(text);
    default:
      return true;
  }
}
