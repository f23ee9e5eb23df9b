// Calls that need their file to be there already.
import { readers } from "./readers";

/** By full dotted name; `open` and its like only where their mode reads. Sources: the libraries' API references. */
export const fileReaders: ReadonlySet<string> = new Set([
  ...readers.map(({ name }) => name),
  "open",
  "io.open",
  "codecs.open",
  "gzip.open",
  "bz2.open",
  "lzma.open",
  "h5py.File",
  "zipfile.ZipFile",
  "tarfile.open",
  "pandas.read_pickle",
  "pandas.read_spss",
  "pandas.ExcelFile",
  "numpy.fromfile",
  "scipy.io.loadmat",
  "scipy.io.wavfile.read",
  "PIL.Image.open",
  "cv2.imread",
  "skimage.io.imread",
  "imageio.imread",
  "imageio.v2.imread",
  "imageio.v3.imread",
  "matplotlib.pyplot.imread",
  "matplotlib.image.imread",
  "librosa.load",
  "soundfile.read",
  "torchaudio.load",
  "joblib.load",
  "torch.load",
  "tensorflow.keras.models.load_model",
  "keras.models.load_model",
  "keras.saving.load_model",
  "geopandas.read_file",
  "rasterio.open",
  "fiona.open",
  "xarray.open_dataset",
  "xarray.open_dataarray",
  "polars.scan_csv",
  "polars.scan_parquet",
  "polars.scan_ipc",
  "polars.scan_ndjson",
  "pyarrow.csv.read_csv",
  "pyarrow.json.read_json",
  "dask.dataframe.read_csv",
  "dask.dataframe.read_parquet",
  "dask.dataframe.read_json",
]);

/** Methods of a path that read the file it names; `open` only where its mode reads. */
export const pathReaders: ReadonlySet<string> = new Set(["pathlib.Path().read_text", "pathlib.Path().read_bytes", "pathlib.Path().open"]);

/** Where a reader that can also write takes its mode: the position, and the mode without one. */
export const modeAt: ReadonlyMap<string, number> = new Map([
  ["pathlib.Path().open", 0],
  ["open", 1],
  ["io.open", 1],
  ["codecs.open", 1],
  ["gzip.open", 1],
  ["bz2.open", 1],
  ["lzma.open", 1],
  ["h5py.File", 1],
  ["zipfile.ZipFile", 1],
  ["tarfile.open", 1],
]);

/** Functions and methods that make files of unknown names, by the last part of their name. */
export const fileMakers: ReadonlySet<string> = new Set(
  `extractall unpack_archive urlretrieve download download_file download_files dataset_download_files
  competition_download_files download_to_filename get_file system popen Popen check_call check_output copy2 copyfile copytree snapshot_download
  hf_hub_download clone_from untar_data chdir execute_notebook run_line_magic run_cell_magic write_bytes write_text`.split(/\s+/),
);

/** Shell commands and magics that bring files or change the folder. */
export const fileBringers =
  /\b(?:wget|curl|unzip|tar|gunzip|7z|unrar|git\s+clone|kaggle|gsutil|gcloud|aws|az|gdown|dvc|cp|mv|rsync|scp|python3?|make|touch|split|tee|azcopy|hf|huggingface-cli)\b|>/;

/** Functions that are known to want text, not a Path. Source: their references. */
export const wantsText = /^(?:cv2|glob|sys|scipy\.io|netCDF4|gensim|librosa|sqlite3|fastparquet)\b/;
