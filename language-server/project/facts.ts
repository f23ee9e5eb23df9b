// What surrounds a notebook: manifests and locks, installed packages, first-party modules, data files.
import type { PythonVersion } from "./stdlib";

/** One requirement as a manifest, lock or install line states it. */
export interface Declaration {
  /** PEP 503 normalised distribution name. */
  readonly distribution: string;
  /** As written, e.g. "pandas>=2,<3"; of a lock the exact version. */
  readonly text: string;
  /** Pinned: `==` with a full version, `===`, a file or URL with a hash, a VCS commit; or the file is a lock. */
  readonly pinned: boolean;
  /** The exact version where there is one. */
  readonly version: string | null;
  /** Absolute path of the file, or null where the notebook itself declares it (PEP 723 block, %pip install). */
  readonly path: string | null;
  /** Offsets in that file's text (in the cell's source where path is null) of the requirement, for fixes; null where unknown. */
  readonly span: { readonly start: number; readonly end: number } | null;
  /** Of a declaration in the notebook: the cell. */
  readonly cell: number | null;
}

export interface Manifest {
  /** Absolute path. */
  readonly path: string;
  readonly kind:
    | "requirements"
    | "pyproject"
    | "setup.cfg"
    | "setup.py"
    | "pipfile"
    | "environment"
    | "pixi"
    | "pipfile-lock"
    | "conda-lock"
    | "uv-lock"
    | "poetry-lock"
    | "pdm-lock"
    | "pylock"
    | "pixi-lock";
  readonly isLock: boolean;
  readonly declarations: readonly Declaration[];
  /** What could not be read in it, for messages. */
  readonly problem: string | null;
}

export interface Distribution {
  /** PEP 503 normalised. */
  readonly name: string;
  readonly version: string;
  /** Top-level import names it provides. */
  readonly modules: readonly string[];
  /** Dotted names of its outermost packages and modules: "google.cloud.storage" of one that shares the namespace `google`. */
  readonly packages: readonly string[];
}

/** A data file that a literal path names. */
export interface DataFile {
  readonly path: string;
  /** Bytes on disk. */
  readonly size: number;
  /** Estimated bytes in memory when the named reader takes it whole; null where nothing can be said. */
  estimateMemory(reader: string): number | null;
}

export interface ProjectFacts {
  /** Absolute folder of the notebook; null for an unsaved one. */
  readonly folder: string | null;
  /** The repository's or workspace's root, where one was found. */
  readonly root: string | null;
  /** Manifests and locks from the notebook's folder up to the root, nearest first. */
  readonly manifests: readonly Manifest[];
  /** Every declaration of a distribution (normalised name), nearest manifest first; [] where nothing declares it. */
  declarations(distribution: string): readonly Declaration[];
  /** Installed distributions of the selected interpreter's environment, by normalised name; null where none is known. */
  readonly installed: ReadonlyMap<string, Distribution> | null;
  /** Distributions that may provide a dotted import name, likeliest first: installed metadata, then the table, then the name itself. */
  distributionsFor(module: string): readonly string[];
  isStandardLibrary(topLevelModule: string): boolean;
  /** A module beside the notebook, in the project (also src/), or named by the `first-party` setting. */
  isFirstParty(topLevelModule: string): boolean;
  readonly pythonVersion: PythonVersion;
  /** The file a relative or absolute literal names, from the notebook's folder; undefined where there is none or it may not be read. */
  dataFile(literal: string): DataFile | undefined;
  /** Whether any file or folder is there; undefined where it may not be looked at (untrusted workspace, outside the folder). */
  exists(literal: string): boolean | undefined;
  /** Whether git or DVC keeps the file that a literal names; undefined where there is no such file or no repository. */
  isVersioned?(literal: string): boolean | undefined;
  /** Text of a project file (absolute path), for fixes that edit manifests. */
  readText(path: string): string | undefined;
}
