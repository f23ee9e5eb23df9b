// Calls that read a whole data file into memory, and the arguments that bound what they read.

/** One reading function. */
export interface Reader {
  /** Full dotted name. */
  readonly name: string;
  /** The parameter that names the file, and its position. */
  readonly path: { readonly keyword: string; readonly position: number };
  /** Keywords that bound the rows or columns; a call with one of them is not a whole read. */
  readonly bounds: readonly string[];
  /** The keyword that chooses columns, for the fix; null where the reader has none. */
  readonly columns: "usecols" | "columns" | null;
  /** The lazy or out-of-core function that the fix puts in its place; null if there is none with the same arguments. */
  readonly lazy: string | null;
}

const pandas = (
  name: string,
  keyword: string,
  bounds: readonly string[],
  columns: Reader["columns"],
  lazy: string | null = null,
): Reader => ({ name: `pandas.${name}`, path: { keyword, position: 0 }, bounds, columns, lazy });
const polars = (name: string, bounds: readonly string[]): Reader => ({
  name: `polars.${name}`,
  path: { keyword: "source", position: 0 },
  bounds,
  columns: "columns",
  lazy: `polars.${name.replace("read_", "scan_")}`,
});

const textBounds = ["nrows", "chunksize", "iterator", "usecols"];

/** Sources: the API references of pandas 2.2, Polars 1.x, NumPy 2.x, PyArrow 17 and h5py-free pandas readers. */
export const readers: readonly Reader[] = [
  pandas("read_csv", "filepath_or_buffer", textBounds, "usecols", "dask.dataframe.read_csv"),
  pandas("read_table", "filepath_or_buffer", textBounds, "usecols", "dask.dataframe.read_table"),
  pandas("read_fwf", "filepath_or_buffer", textBounds, "usecols", "dask.dataframe.read_fwf"),
  pandas("read_json", "path_or_buf", ["nrows", "chunksize"], null, "dask.dataframe.read_json"),
  pandas("read_excel", "io", ["nrows", "usecols"], "usecols"),
  pandas("read_parquet", "path", ["columns", "filters"], "columns", "dask.dataframe.read_parquet"),
  pandas("read_feather", "path", ["columns"], "columns"),
  pandas("read_orc", "path", ["columns", "filters"], "columns", "dask.dataframe.read_orc"),
  pandas("read_hdf", "path_or_buf", ["where", "start", "stop", "columns", "iterator", "chunksize"], "columns", "dask.dataframe.read_hdf"),
  pandas("read_stata", "filepath_or_buffer", ["columns", "chunksize", "iterator"], "columns"),
  pandas("read_sas", "filepath_or_buffer", ["chunksize", "iterator"], null),
  pandas("read_xml", "path_or_buffer", ["iterparse"], null),
  pandas("read_html", "io", [], null),
  polars("read_csv", ["n_rows", "columns"]),
  polars("read_parquet", ["n_rows", "columns"]),
  polars("read_ipc", ["n_rows", "columns"]),
  polars("read_ndjson", ["n_rows"]),
  { ...polars("read_json", []), columns: null, lazy: null },
  { ...polars("read_excel", ["columns"]), lazy: null },
  { ...polars("read_avro", ["n_rows", "columns"]), lazy: null },
  { name: "numpy.loadtxt", path: { keyword: "fname", position: 0 }, bounds: ["usecols", "max_rows"], columns: null, lazy: null },
  { name: "numpy.genfromtxt", path: { keyword: "fname", position: 0 }, bounds: ["usecols", "max_rows"], columns: null, lazy: null },
  { name: "numpy.load", path: { keyword: "file", position: 0 }, bounds: ["mmap_mode"], columns: null, lazy: null },
  {
    name: "pyarrow.parquet.read_table",
    path: { keyword: "source", position: 0 },
    bounds: ["columns", "filters"],
    columns: "columns",
    lazy: null,
  },
  { name: "pyarrow.feather.read_table", path: { keyword: "source", position: 0 }, bounds: ["columns"], columns: "columns", lazy: null },
  { name: "pyarrow.feather.read_feather", path: { keyword: "source", position: 0 }, bounds: ["columns"], columns: "columns", lazy: null },
  { name: "pyarrow.csv.read_csv", path: { keyword: "input_file", position: 0 }, bounds: ["convert_options"], columns: null, lazy: null },
  { name: "pyarrow.json.read_json", path: { keyword: "input_file", position: 0 }, bounds: [], columns: null, lazy: null },
  { name: "pyarrow.orc.read_table", path: { keyword: "source", position: 0 }, bounds: ["columns"], columns: "columns", lazy: null },
];

/** Readers by dotted name. */
export const readersByName: ReadonlyMap<string, Reader> = new Map(readers.map((reader) => [reader.name, reader]));
