// Modules that are there without anybody declaring them, and distributions that bring others by design.
import { isClusterKernel } from "./kernelNames";

/** What every Python kernel has: ipykernel's and IPython's own requirements, and the installers. Source: their package metadata. */
export const kernelModules: ReadonlySet<string> = new Set(
  `IPython ipykernel ipykernel_launcher traitlets comm debugpy jupyter_client jupyter_core
  matplotlib_inline nest_asyncio packaging psutil zmq tornado decorator jedi parso prompt_toolkit pygments stack_data executing
  asttokens pure_eval pexpect ptyprocess wcwidth platformdirs dateutil six typing_extensions exceptiongroup pip setuptools
  pkg_resources wheel _distutils_hack`.split(/\s+/),
);

/** Modules that a platform puts into its kernels and no package index has (or only under a name that is not theirs). */
const platformModules: readonly string[] = `google.colab kaggle_secrets kaggle_datasets kaggle_web_client dbutils dbruntime
  pyspark.dbutils databricks.sdk.runtime mssparkutils notebookutils awsglue js pyodide pyodide_js pyodide_http piplite micropip
  jupyterlite sparkmagic hdijupyterutils cocalc deepnote_toolkit project_lib ibm_watson_studio_lib unity arcpy qgis bpy ROOT
  gurobi_notebook sage nvidia.dali pylab_setup`.split(/\s+/);

/** True for a dotted import that a platform provides. */
export const isPlatformModule = (module: string): boolean => platformModules.some((one) => module === one || module.startsWith(`${one}.`));

/** What Snowflake's own notebooks have, which name their kernel "streamlit". Source: Snowflake's documentation of notebooks. */
const snowflakeModules = /^(?:snowflake\.snowpark|streamlit)(?:\.|$)/;

/** What the runtimes of Spark clusters come with, in versions that the runtime's own fixes. Sources: Microsoft's lists of Synapse's runtimes, AWS' of Glue's modules. */
const clusterModules = /^(?:pyspark|py4j|delta|numpy|pandas|scipy|sklearn|pyarrow|requests|matplotlib)(?:\.|$)/;
const glueModules = /^(?:boto3|botocore|s3fs)(?:\.|$)/;
const synapseModules = /^(?:azure\.(?:core|identity|storage)|azureml|seaborn|plotly|ipywidgets|PIL)(?:\.|$)/;

/** True for a dotted import that the platform provides whose kernels have this name. */
export const isOfKernel = (module: string, kernel: unknown): boolean =>
  (kernel === "streamlit" && snowflakeModules.test(module)) ||
  (isClusterKernel(kernel) && clusterModules.test(module)) ||
  (kernel === "glue_pyspark" && glueModules.test(module)) ||
  (kernel === "synapse_pyspark" && synapseModules.test(module));

/** Distributions whose documentation says that they bring others along; "*" for a whole stack. */
const umbrellas: ReadonlyMap<string, readonly string[] | "*"> = new Map<string, readonly string[] | "*">([
  ["anaconda", "*"],
  ["jupyter", ["notebook", "jupyterlab", "nbconvert", "nbformat", "ipywidgets"]],
  ["jupyterlab", ["notebook", "nbconvert", "nbformat"]],
  ["notebook", ["nbconvert", "nbformat"]],
  ["tensorflow", ["keras", "tensorboard"]],
  ["databricks-connect", ["pyspark", "py4j", "databricks-sdk"]],
  ["delta-spark", ["pyspark"]],
  ["pyspark", ["py4j"]],
  ["boto3", ["botocore"]],
  // conda's package dask brings it; on PyPI it is an extra.
  ["dask", ["distributed"]],
  ["fastai", ["fastcore", "fastprogress", "torch", "torchvision"]],
  ["fastbook", ["fastai", "fastcore", "torch", "torchvision", "graphviz"]],
  ["google-cloud-bigquery", ["google-auth", "google-api-core"]],
  ["google-cloud-storage", ["google-auth", "google-api-core"]],
  ["google-cloud-aiplatform", ["google-auth", "google-api-core", "google-cloud-storage", "google-cloud-bigquery", "protobuf"]],
  ["plotnine", ["mizani"]],
]);

/** True where one of the declared distributions brings `distribution` by design. */
export const isBroughtBy = (distribution: string, declared: Iterable<string>): boolean =>
  [...declared].some((name) => {
    const brings = umbrellas.get(withoutVariant(name));
    return brings === "*" || (brings !== undefined && brings.includes(distribution));
  });

/** A distribution's name without the ending that marks a build of the same package: opencv-python-headless, tensorflow-gpu, faiss-cpu. */
export const withoutVariant = (distribution: string): string =>
  distribution.replace(/-(?:cpu|gpu|cu\d+\w*|cuda\d*\w*|rocm\w*|nightly|headless|binary|macos|intel|mkl)$/, "");

/** What widely used packages require, by the metadata that they are published with (lasting requirements only). */
const requirements: ReadonlyMap<string, readonly string[]> = new Map([
  ["pandas", ["numpy"]],
  ["scipy", ["numpy"]],
  ["matplotlib", ["numpy", "pillow"]],
  ["scikit-learn", ["numpy", "scipy", "joblib"]],
  ["seaborn", ["numpy", "pandas", "matplotlib"]],
  ["statsmodels", ["numpy", "scipy", "pandas", "patsy"]],
  ["xgboost", ["numpy", "scipy"]],
  ["lightgbm", ["numpy", "scipy"]],
  ["scikit-image", ["numpy", "scipy", "pillow", "imageio", "networkx"]],
  ["opencv-python", ["numpy"]],
  ["tensorflow", ["numpy", "h5py", "protobuf", "requests"]],
  ["keras", ["numpy", "h5py"]],
  ["torch", ["networkx", "jinja2", "sympy"]],
  ["torchvision", ["torch", "numpy", "pillow"]],
  ["transformers", ["huggingface-hub", "numpy", "regex", "requests", "tokenizers", "tqdm", "pyyaml"]],
  ["datasets", ["huggingface-hub", "numpy", "pandas", "pyarrow", "requests", "tqdm", "pyyaml"]],
  ["nltk", ["joblib", "regex", "tqdm"]],
  ["spacy", ["numpy", "requests", "tqdm", "jinja2"]],
  ["gensim", ["numpy", "scipy"]],
  ["bokeh", ["numpy", "pandas", "pillow", "pyyaml", "jinja2"]],
  ["folium", ["numpy", "requests", "jinja2", "branca"]],
  ["wordcloud", ["numpy", "pillow", "matplotlib"]],
  ["geopandas", ["numpy", "pandas", "shapely", "pyproj"]],
  ["xarray", ["numpy", "pandas"]],
  ["dask", ["pyyaml", "fsspec"]],
  ["prophet", ["numpy", "pandas", "matplotlib", "tqdm"]],
  ["statsforecast", ["numpy", "pandas", "scipy", "statsmodels", "tqdm"]],
  ["neuralforecast", ["numpy", "pandas", "torch"]],
  ["datasetsforecast", ["numpy", "pandas", "requests", "tqdm"]],
  ["sktime", ["numpy", "pandas", "scipy", "scikit-learn", "joblib"]],
  ["darts", ["numpy", "pandas", "scipy", "scikit-learn", "statsmodels", "matplotlib", "xarray"]],
  ["mlflow", ["numpy", "pandas", "scipy", "scikit-learn", "matplotlib", "pyarrow", "sqlalchemy"]],
  ["feast", ["numpy", "pandas", "pyarrow", "pydantic", "pyyaml", "requests", "sqlalchemy"]],
  ["streamlit", ["numpy", "pandas", "pillow", "pyarrow", "requests"]],
  ["gradio", ["numpy", "pandas", "pillow", "huggingface-hub"]],
  ["holoviews", ["numpy", "pandas", "panel", "param", "bokeh"]],
  ["hvplot", ["numpy", "pandas", "holoviews", "panel", "bokeh"]],
  ["datashader", ["numpy", "pandas", "scipy", "xarray"]],
  ["geemap", ["numpy", "pandas", "matplotlib", "folium", "ipyleaflet"]],
  ["catboost", ["numpy", "pandas", "scipy", "matplotlib", "plotly"]],
  ["shap", ["numpy", "pandas", "scipy", "scikit-learn"]],
  ["imbalanced-learn", ["numpy", "scipy", "scikit-learn", "joblib"]],
  ["category-encoders", ["numpy", "pandas", "scipy", "scikit-learn"]],
  ["yellowbrick", ["numpy", "scipy", "scikit-learn", "matplotlib"]],
  ["sentence-transformers", ["numpy", "scipy", "scikit-learn", "torch", "transformers", "huggingface-hub"]],
  ["optuna", ["numpy", "sqlalchemy", "tqdm", "pyyaml"]],
  ["snowflake-ml-python", ["numpy", "pandas", "pyarrow", "pydantic"]],
  ["google-cloud-aiplatform", ["google-cloud-storage", "google-cloud-bigquery", "google-auth", "protobuf"]],
  ["torchtext", ["torch", "numpy", "requests", "tqdm"]],
  ["torchaudio", ["torch"]],
  ["torchmetrics", ["torch", "numpy"]],
  ["timm", ["torch", "torchvision", "huggingface-hub", "pyyaml"]],
  ["pytorch-lightning", ["torch", "torchmetrics", "tqdm", "pyyaml", "fsspec"]],
  ["lightning", ["torch", "torchmetrics", "pytorch-lightning", "tqdm", "pyyaml", "fsspec"]],
  ["accelerate", ["torch", "numpy", "huggingface-hub", "pyyaml"]],
  ["peft", ["torch", "transformers", "accelerate", "numpy"]],
  ["evaluate", ["datasets", "numpy", "pandas", "requests", "tqdm"]],
  ["fastai", ["torch", "torchvision", "pandas", "matplotlib", "scikit-learn", "scipy", "pillow", "pyyaml", "requests", "spacy"]],
  ["ktrain", ["scikit-learn", "matplotlib", "pandas", "requests", "joblib", "transformers"]],
  ["albumentations", ["numpy", "scipy", "pyyaml"]],
  ["feature-engine", ["numpy", "pandas", "scikit-learn", "scipy", "statsmodels"]],
  ["pycaret", ["numpy", "pandas", "scipy", "scikit-learn", "joblib", "matplotlib", "imbalanced-learn", "category-encoders", "lightgbm"]],
  ["scikit-optimize", ["numpy", "scipy", "scikit-learn", "joblib"]],
  ["hyperopt", ["numpy", "scipy", "networkx", "tqdm"]],
  ["lime", ["numpy", "scipy", "matplotlib", "scikit-learn", "scikit-image", "tqdm"]],
  ["eli5", ["numpy", "scipy", "scikit-learn", "jinja2"]],
  ["hdbscan", ["numpy", "scipy", "scikit-learn", "joblib"]],
  ["umap-learn", ["numpy", "scipy", "scikit-learn", "numba", "tqdm"]],
  ["mlxtend", ["numpy", "scipy", "pandas", "scikit-learn", "matplotlib", "joblib"]],
  ["missingno", ["numpy", "pandas", "matplotlib", "scipy", "seaborn"]],
  ["causalml", ["numpy", "pandas", "scipy", "scikit-learn", "statsmodels", "xgboost", "lightgbm", "matplotlib", "seaborn", "tqdm"]],
  ["econml", ["numpy", "scipy", "scikit-learn", "statsmodels", "lightgbm", "shap", "pandas", "joblib"]],
]);

/** The first declared distribution that requires another one, be it by way of others; null where none is known to. */
export const requiredBy = (distribution: string, declared: Iterable<string>): string | null =>
  [...declared].find((name) => allRequiredBy(withoutVariant(name)).has(distribution)) ?? null;

function allRequiredBy(name: string): ReadonlySet<string> {
  const found = new Set<string>(requirements.get(name));
  // A set hands out what is added to it on the way, too.
  for (const one of found) for (const further of requirements.get(one) ?? []) found.add(further);
  return found;
}
