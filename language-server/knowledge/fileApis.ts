// Calls whose argument is a path on the machine's file system: the sinks of the path rules.

/** Where a call takes a path. */
export interface FileApi {
  /** Positions of positional path arguments. */
  readonly positions: readonly number[];
  /** Keywords that take a path. */
  readonly keywords: readonly string[];
}

const first = (...keywords: string[]): FileApi => ({ positions: [0], keywords });
const firstTwo = (...keywords: string[]): FileApi => ({ positions: [0, 1], keywords });
const rows = (api: FileApi, ...names: string[]): [string, FileApi][] => names.map((name) => [name, api]);

/**
 * Functions by full dotted name. Existence tests (os.path.exists, isfile, isdir) are left out on purpose: they are how
 * code asks which platform it is on. Sources: the libraries' API references.
 */
export const fileFunctions: ReadonlyMap<string, FileApi> = new Map([
  ...rows(first("file"), "open", "io.open", "codecs.open", "gzip.open", "bz2.open", "lzma.open", "tarfile.open", "zipfile.ZipFile", "sqlite3.connect", "shelve.open", "os.open", "fileinput.input"),
  ...rows(first("path"), "os.listdir", "os.scandir", "os.walk", "os.mkdir", "os.makedirs", "os.remove", "os.unlink", "os.rmdir", "os.removedirs", "os.stat", "os.startfile", "os.path.getsize", "os.path.getmtime"),
  ...rows(firstTwo("src", "dst"), "os.rename", "os.replace", "os.link", "os.symlink", "shutil.copy", "shutil.copy2", "shutil.copyfile", "shutil.copytree", "shutil.move"),
  ...rows(first("path"), "shutil.rmtree", "shutil.disk_usage"),
  ...rows(firstTwo("filename", "extract_dir"), "shutil.unpack_archive"),
  ...rows({ positions: [0, 2], keywords: ["base_name", "root_dir"] }, "shutil.make_archive"),
  ...rows(first("pathname", "root_dir"), "glob.glob", "glob.iglob"),
  ...rows(first(), "pathlib.Path", "pathlib.PosixPath", "pathlib.WindowsPath", "sys.path.append"),
  ...rows({ positions: [1], keywords: [] }, "sys.path.insert"),
  ...rows(first("filepath_or_buffer", "path_or_buf", "path", "io", "path_or_buffer"), "pandas.read_csv", "pandas.read_table", "pandas.read_fwf", "pandas.read_json", "pandas.read_excel", "pandas.read_parquet", "pandas.read_feather", "pandas.read_orc", "pandas.read_hdf", "pandas.read_stata", "pandas.read_sas", "pandas.read_spss", "pandas.read_xml", "pandas.read_html", "pandas.read_pickle", "pandas.ExcelFile", "pandas.ExcelWriter", "pandas.HDFStore"),
  ...rows(first("source"), "polars.read_csv", "polars.read_parquet", "polars.read_ipc", "polars.read_json", "polars.read_ndjson", "polars.read_excel", "polars.read_avro", "polars.scan_csv", "polars.scan_parquet", "polars.scan_ipc", "polars.scan_ndjson"),
  ...rows(first("file", "fname"), "numpy.load", "numpy.save", "numpy.savez", "numpy.savez_compressed", "numpy.loadtxt", "numpy.savetxt", "numpy.genfromtxt", "numpy.fromfile", "numpy.memmap", "numpy.lib.format.open_memmap"),
  ...rows(first("file_name", "mdict"), "scipy.io.loadmat", "scipy.io.savemat"),
  ...rows(first("filename"), "scipy.io.wavfile.read", "scipy.io.wavfile.write", "joblib.load", "skimage.io.imread", "skimage.io.imsave", "imageio.imread", "imageio.imwrite", "imageio.v2.imread", "imageio.v3.imread", "cv2.imread", "cv2.imwrite", "cv2.VideoCapture", "matplotlib.pyplot.imread", "matplotlib.pyplot.savefig", "matplotlib.image.imread", "PIL.Image.open", "librosa.load", "soundfile.read", "soundfile.write", "torchaudio.load"),
  ...rows({ positions: [1], keywords: ["filename"] }, "joblib.dump"),
  ...rows(first("f"), "torch.load"),
  ...rows({ positions: [1], keywords: ["f"] }, "torch.save"),
  ...rows(first("root"), "torchvision.datasets.ImageFolder", "torchvision.datasets.DatasetFolder", "torchvision.datasets.MNIST", "torchvision.datasets.CIFAR10", "torchvision.datasets.CIFAR100", "torchvision.datasets.FashionMNIST"),
  ...rows(first("filepath"), "tensorflow.keras.models.load_model", "keras.models.load_model", "keras.saving.load_model"),
  ...rows(first("directory"), "tensorflow.keras.utils.image_dataset_from_directory", "tensorflow.keras.preprocessing.image_dataset_from_directory", "keras.utils.image_dataset_from_directory"),
  ...rows(first("path", "filename"), "tensorflow.saved_model.load", "tensorflow.io.read_file", "tensorflow.io.gfile.GFile", "tensorflow.io.gfile.glob", "tensorflow.io.gfile.listdir"),
  ...rows(first("name"), "h5py.File", "netCDF4.Dataset"),
  ...rows(first("filename_or_obj", "paths"), "xarray.open_dataset", "xarray.open_dataarray", "xarray.open_mfdataset", "xarray.open_zarr"),
  ...rows(first("filename"), "geopandas.read_file", "rasterio.open", "fiona.open", "pyreadstat.read_sav"),
  ...rows(first("source", "where"), "pyarrow.parquet.read_table", "pyarrow.parquet.ParquetFile", "pyarrow.csv.read_csv", "pyarrow.json.read_json", "pyarrow.feather.read_table", "pyarrow.feather.read_feather", "pyarrow.orc.read_table", "pyarrow.dataset.dataset"),
  ...rows({ positions: [1], keywords: ["where"] }, "pyarrow.parquet.write_table"),
  ...rows(first("urlpath", "path"), "dask.dataframe.read_csv", "dask.dataframe.read_parquet", "dask.dataframe.read_json", "dask.dataframe.read_table"),
  ...rows(first("database"), "duckdb.connect", "duckdb.read_csv", "duckdb.read_parquet"),
  ...rows(first("dotenv_path"), "dotenv.load_dotenv"),
  ...rows({ positions: [1], keywords: ["filename"] }, "urllib.request.urlretrieve"),
  ...rows({ positions: [], keywords: ["filename"] }, "logging.basicConfig"),
  ...rows(first("filename"), "logging.FileHandler"),
  ...rows(first("path", "data_dir", "data_files"), "datasets.load_dataset"),
  ...rows(first("dataset_path"), "datasets.load_from_disk"),
  ...rows(first("name"), "spacy.load"),
  ...rows({ positions: [], keywords: ["model_file"] }, "lightgbm.Booster"),
  ...rows(first("fname"), "gensim.models.KeyedVectors.load_word2vec_format", "gensim.models.Word2Vec.load"),
]);

/** Methods that take a path whatever their receiver: the names are used for nothing else in the data libraries. */
export const fileMethods: ReadonlyMap<string, FileApi> = new Map([
  ...rows(first("path_or_buf", "path", "excel_writer", "buf", "fname"), "to_csv", "to_parquet", "to_excel", "to_pickle", "to_feather", "to_hdf", "to_stata", "to_orc", "write_csv", "write_parquet", "write_ipc", "write_ndjson", "write_json", "savefig", "to_netcdf", "to_zarr"),
  ...rows(first("directory"), "flow_from_directory"),
  ...rows(first("filepath"), "load_weights", "save_weights"),
  ...rows(first("path"), "extractall"),
  ...rows(first("pretrained_model_name_or_path"), "from_pretrained"),
  ...rows(first("save_directory"), "save_pretrained"),
  // Google Cloud Storage's blobs; boto3's clients, whose file stands first, or after the bucket and the key.
  ...rows(first("filename"), "upload_from_filename", "download_to_filename"),
  ...rows(first("Filename", "path_or_fileobj"), "upload_file"),
  ...rows({ positions: [2], keywords: ["Filename"] }, "download_file"),
]);

/** Commands whose arguments are files or folders, for shell lines. Source: POSIX utilities and the common data tools. */
export const fileCommands: ReadonlySet<string> = new Set([
  "ls", "cat", "head", "tail", "less", "more", "wc", "cp", "mv", "rm", "mkdir", "rmdir", "touch", "ln", "chmod", "chown", "find", "du", "tree", "stat", "file",
  "tar", "unzip", "zip", "gunzip", "gzip", "bunzip2", "7z", "unrar", "wget", "curl", "rsync", "scp", "sort", "uniq", "cut", "awk", "sed", "grep", "diff",
  "python", "python3", "bash", "sh", "source", "jupyter", "papermill", "git", "dvc", "md5sum", "sha256sum", "split", "nbconvert", "streamlit",
]);

/** Magics whose argument is a file or folder. Source: IPython's built-in magics. */
export const fileMagics: ReadonlySet<string> = new Set(["run", "load", "loadpy", "writefile", "file", "save", "edit", "pycat", "notebook", "logstart", "ls", "ll", "cat", "cp", "mv", "rm", "mkdir", "rmdir", "less", "more", "man"]);
