// Modules that people import for what the import does, not for the name it binds.

/** By dotted name; what lies below one counts too. Sources: the packages' own documentation ("just import it"). */
const modules: readonly string[] = `mpl_toolkits.mplot3d mpl_toolkits.axisartist sklearn.experimental
  hvplot.pandas hvplot.xarray hvplot.dask hvplot.polars hvplot.networkx hvplot.intake hvplot.streamz cufflinks
  pandas_profiling ydata_profiling pandas_bokeh pandas_ta pandas_flavor janitor sidetable lux swifter rioxarray cf_xarray
  pint_xarray pint_pandas geopandas xgcm datatree nc_time_axis cudf.pandas
  scienceplots arviz proplot ultraplot mplcyberpunk matplotx cmocean colorcet cmasher cmcrameri
  rdkit.Chem.Draw.IPythonConsole rdkit.Chem.PandasTools dill
  unsloth tensorflow_text tensorflow_addons keras_cv keras_nlp keras_hub mmdet mmseg tensorflow_decision_forests tensorflow_io comet_ml sklearnex intel_extension_for_pytorch intel_extension_for_tensorflow
  torch_directml torch_xla pycuda.autoinit setGPU tpu
  ale_py pybullet_envs pyglet gym_minigrid minigrid highway_env gymnasium_robotics
  spacytextblob scispacy spacy_transformers spacy_langdetect rpy2.robjects.numpy2ri
  import_ipynb nbimporter nb_black lab_black jupyter_black pyforest antigravity this readline rlcompleter matplotlib_inline
  autotime ipympl ipywidgets pyximport patsy psycopg2 pymysql cx_Oracle oracledb pyodbc sqlite_vec duckdb_engine sqlalchemy_bigquery
  openpyxl xlrd xlsxwriter pyxlsb tables fastparquet pyarrow s3fs gcsfs adlfs lxml html5lib graphviz pydot`.split(/\s+/);

/** True for an import that does its work by being there. */
export const hasSideEffects = (module: string): boolean => modules.some((one) => module === one || module.startsWith(`${one}.`));

/** Code that needs an import without its name: colour maps that seaborn registers, operators in saved TorchScript models. By package. */
const needs: ReadonlyMap<string, RegExp> = new Map([
  ["seaborn", /["'](?:rocket|mako|flare|crest|vlag|icefire)(?:_r)?["']/],
  ["torchvision", /\bjit\.load\b|\bops\.torchvision\b/],
]);

/** What code says that needs a module (by its dotted name) without its name. */
export const needFor = (module: string): RegExp | undefined => needs.get(module.split(".", 1)[0]);
