// Conda's names of distributions that the Python package index has under another name.
import { normaliseName } from "./requirement";

/** Facts: the package pages of conda-forge and the Anaconda defaults. */
const pypiNames: Readonly<Record<string, string>> = {
  pytorch: "torch",
  "pytorch-cpu": "torch",
  "pytorch-gpu": "torch",
  opencv: "opencv-python",
  "py-opencv": "opencv-python",
  libopencv: "opencv-python",
  "matplotlib-base": "matplotlib",
  "seaborn-base": "seaborn",
  "dask-core": "dask",
  "bokeh-base": "bokeh",
  "pyarrow-core": "pyarrow",
  "numpy-base": "numpy",
  "tensorflow-base": "tensorflow",
  "tensorflow-mkl": "tensorflow",
  "tensorflow-eigen": "tensorflow",
  "py-xgboost": "xgboost",
  "py-xgboost-cpu": "xgboost",
  "py-xgboost-gpu": "xgboost",
  "py-lightgbm": "lightgbm",
  pytables: "tables",
  "python-graphviz": "graphviz",
  "python-duckdb": "duckdb",
  "msgpack-python": "msgpack",
  pyqt: "pyqt5",
  "python-levenshtein": "levenshtein",
  faiss: "faiss-cpu",
  "python-flatbuffers": "flatbuffers",
};

/** The normalised index name of a conda package; conda's own name where both agree. */
export function fromConda(name: string): string {
  const lower = name.toLowerCase();
  return pypiNames[lower] ?? normaliseName(lower);
}
