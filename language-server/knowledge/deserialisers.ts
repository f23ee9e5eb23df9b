// Readers that run code that a file contains, and writers whose files a notebook may trust.

/** When a reader runs code from what it reads. */
export type Danger =
  | "always"
  /** Unless `weights_only=True`, the default since PyTorch 2.6: https://pytorch.org/docs/stable/generated/torch.load.html */
  | "torch"
  /** With `allow_pickle=True`: https://numpy.org/doc/stable/reference/generated/numpy.load.html */
  | "allow-pickle"
  /** With `safe_mode=False`: https://keras.io/api/models/model_saving_apis/ */
  | "safe-mode"
  /** With `allow_dangerous_deserialization=True`: https://reference.langchain.com/python/langchain-community/vectorstores/faiss/FAISS/load_local */
  | "allow-dangerous"
  /** Without a safe Loader: https://github.com/yaml/pyyaml/wiki/PyYAML-yaml.load(input)-Deprecation */
  | "yaml"
  /** Opened to be read only: https://docs.python.org/3/library/shelve.html */
  | "read-only";

export interface Deserialiser {
  readonly danger: Danger;
  /** Keyword of the first parameter, which names the file or holds the data. */
  readonly keyword: string;
  /** True where the first argument is the data itself. */
  readonly takesData: boolean;
}

const rows = (danger: Danger, keyword: string, takesData: boolean, ...names: string[]): [string, Deserialiser][] =>
  names.map((name) => [name, { danger, keyword, takesData }]);

/** Readers by dotted name. Each library's reference warns of them. */
export const deserialisers: ReadonlyMap<string, Deserialiser> = new Map([
  ...rows(
    "always",
    "file",
    false,
    "pickle.load",
    "_pickle.load",
    "cPickle.load",
    "cloudpickle.load",
    "dill.load",
    "dill.load_session",
    "dill.load_module",
    "pickle.Unpickler",
    "_pickle.Unpickler",
    "cPickle.Unpickler",
    "dill.Unpickler",
  ),
  ...rows("always", "data", true, "pickle.loads", "_pickle.loads", "cPickle.loads", "cloudpickle.loads", "dill.loads"),
  ...rows("always", "filename", false, "joblib.load", "sklearn.externals.joblib.load"),
  ...rows("always", "filepath_or_buffer", false, "pandas.read_pickle"),
  ...rows("read-only", "filename", false, "shelve.open"),
  ...rows("torch", "f", false, "torch.load"),
  ...rows("allow-pickle", "file", false, "numpy.load"),
  ...rows(
    "safe-mode",
    "filepath",
    false,
    "tensorflow.keras.models.load_model",
    "keras.models.load_model",
    "keras.saving.load_model",
    "tensorflow.keras.saving.load_model",
  ),
  ...rows(
    "allow-dangerous",
    "folder_path",
    false,
    ...[
      "langchain_community.vectorstores",
      "langchain_community.vectorstores.faiss",
      "langchain.vectorstores",
      "langchain.vectorstores.faiss",
    ].map((module) => `${module}.FAISS.load_local`),
  ),
  ...rows("yaml", "stream", false, "yaml.load", "yaml.load_all", "yaml.unsafe_load", "yaml.unsafe_load_all"),
]);

/** Calls after which Keras runs code of any model that it reads. Source: Keras' reference of `keras.config`. */
export const switchesSafetyOff: ReadonlySet<string> = new Set([
  "keras.config.enable_unsafe_deserialization",
  "tensorflow.keras.config.enable_unsafe_deserialization",
]);

/** YAML loaders that build any Python object. */
export const unsafeLoaders: ReadonlySet<string> = new Set([
  "yaml.Loader",
  "yaml.UnsafeLoader",
  "yaml.CLoader",
  "yaml.CUnsafeLoader",
  "yaml.loader.Loader",
  "yaml.loader.UnsafeLoader",
  "yaml.unsafe_loader.UnsafeLoader",
]);

/** Functions that write such files, with the position of the path or file. */
export const serialisers: ReadonlyMap<string, number> = new Map([
  ["pickle.dump", 1],
  ["_pickle.dump", 1],
  ["cPickle.dump", 1],
  ["cloudpickle.dump", 1],
  ["dill.dump", 1],
  ["dill.dump_session", 0],
  ["dill.dump_module", 0],
  ["joblib.dump", 1],
  ["sklearn.externals.joblib.dump", 1],
  ["torch.save", 1],
  ["numpy.save", 0],
  ["numpy.savez", 0],
  ["numpy.savez_compressed", 0],
  ["pandas.to_pickle", 1],
  ["yaml.dump", 1],
  ["yaml.safe_dump", 1],
]);

/** Methods that write their object, path first. */
export const serialisingMethods: ReadonlySet<string> = new Set(["to_pickle", "save_model", "save", "save_local"]);

/** Functions that give bytes a reader takes back. */
export const dumpers: ReadonlySet<string> = new Set(["pickle.dumps", "_pickle.dumps", "cPickle.dumps", "cloudpickle.dumps", "dill.dumps"]);
