import rule from "../../language-server/rules/undeclared-import";
import { testRule } from "./testRule";

const requirements = { "requirements.txt": "pandas==2.2.3\n" };
const installed = (name: string, version: string, record: string): Record<string, string> => ({
  [`.venv/lib/python3.11/site-packages/${name}-${version}.dist-info/METADATA`]: `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n\nText\n`,
  [`.venv/lib/python3.11/site-packages/${name}-${version}.dist-info/RECORD`]: record,
});
const seaborn = installed("seaborn", "0.13.2", "seaborn/__init__.py,sha256=x,1\nseaborn/utils.py,,\n");
const declaring = (path: string, text: string, cell: string) => ({ name: path, files: { [path]: text }, cells: [cell] });

testRule(rule, {
  valid: [
    { name: "what requirements.txt declares", files: requirements, cells: ["import pandas as pd\nfrom pandas.io import sql"] },
    declaring("../pyproject.toml", '[project]\nname = "x"\ndependencies = ["scikit-learn>=1"]\n', "from sklearn.svm import SVC"),
    declaring("../setup.cfg", "[options]\ninstall_requires =\n    pyyaml\n", "import yaml"),
    declaring("../setup.py", "from setuptools import setup\nsetup(install_requires=['Pillow'])\n", "from PIL import Image"),
    declaring("../Pipfile", '[packages]\nopencv-python-headless = "*"\n', "import cv2"),
    declaring("environment.yml", "dependencies:\n  - pytorch\n  - pip:\n    - beautifulsoup4\n", "import torch\nimport bs4"),
    declaring("../pixi.toml", '[dependencies]\nmatplotlib-base = "*"\n', "from mpl_toolkits.mplot3d import Axes3D\nimport pylab"),
    declaring(
      "../uv.lock",
      '[[package]]\nname = "python-dateutil"\nversion = "2.9.0"\n[[package]]\nname = "attrs"\nversion = "25.1.0"\n',
      "import attr",
    ),
    declaring("../requirements/base.txt", "tensorflow-gpu\n", "import tensorflow as tf\nimport keras"),
    declaring(
      "../poetry.lock",
      '[[package]]\nname = "google-cloud-storage"\nversion = "2.1.0"\n',
      "from google.cloud import storage\nimport google.auth",
    ),
    declaring(
      "requirements.txt",
      "llama-index==0.8.19\n",
      "from llama_index.llms import OpenAI\nfrom llama_index.embeddings import OpenAIEmbedding",
    ),
    declaring("environment.yml", "dependencies:\n  - dask\n", "import dask\nfrom distributed import Client"),
    {
      name: "by its name, where it may be missing or nobody knows it",
      files: requirements,
      cells: [
        "import importlib\ntry:\n    importlib.import_module('seaborn')\nexcept ImportError:\n    pass\nimportlib.import_module(name)\nimportlib.import_module('pandas')\nimportlib.import_module('.a', 'b')",
      ],
    },
    {
      name: "what the runtimes of clusters have",
      metadata: { kernelspec: { name: "glue_pyspark", display_name: "Glue PySpark" } },
      files: requirements,
      cells: ["import boto3\nimport pandas\nfrom pyspark.sql import Row\nfrom delta.tables import DeltaTable"],
    },
    {
      name: "what Snowflake's notebooks have",
      metadata: { kernelspec: { name: "streamlit", display_name: "Streamlit Notebook" } },
      files: requirements,
      cells: ["import streamlit as st\nfrom snowflake.snowpark.context import get_active_session"],
    },
    {
      name: "an environment in a folder for them",
      files: {
        "../setup.py": "from setuptools import setup\nsetup(name='a', install_requires=['numpy'])\n",
        "../devtools/conda-envs/test_env.yaml": "channels:\n  - conda-forge\ndependencies:\n  - pytorch::pytorch==1.13.0\n",
        "../devtools/environment.yml": "channels:\n  - a\ndependencies:\n  - rdkit\n",
      },
      cells: ["import torch, rdkit"],
    },
    {
      name: "an environment under a name of its own beside the notebook",
      files: {
        "../environment.yml": "dependencies:\n  - pandas\n",
        "vision.yml": "channels:\n  - conda-forge\ndependencies:\n  - pytorch\n",
      },
      cells: ["import torch"],
    },
    { name: "nothing declared anywhere is another rule's", cells: ["import pandas"] },
    {
      name: "what an install line of the notebook brings",
      files: requirements,
      cells: ["%pip install -q seaborn==0.13.2 # plots", "import seaborn"],
    },
    {
      name: "what the notebook's code installs",
      files: requirements,
      cells: [
        "import subprocess, sys\nfor name in ['seaborn', 'xgboost']:\n    subprocess.run([sys.executable, '-m', 'pip', 'install', name], check=True)\nsubprocess.run(['pip', 'install', 'git+https://example.org/a/lightgbm.git'])",
        "import seaborn\nimport xgboost\nimport lightgbm",
      ],
    },
    { name: "what %%bash installs", files: requirements, cells: ["%%bash\npip install seaborn", "import seaborn"] },
    {
      name: "a requirements file that the notebook installs from",
      files: { ...requirements, "deps/extra.txt": "seaborn\n" },
      cells: ["!pip install -r deps/extra.txt", "import seaborn"],
    },
    {
      name: "a requirements file that nobody can read here",
      files: requirements,
      cells: ["!pip install -r https://example.org/requirements.txt", "import seaborn"],
    },
    {
      name: "the standard library of any version",
      files: requirements,
      cells: ["import os, sys, json\nimport imp, distutils.core\nimport tomllib\nimport urllib2"],
    },
    {
      name: "what the kernel has",
      files: requirements,
      cells: ["from IPython.display import display\nimport ipykernel, traitlets, zmq, pip, pkg_resources"],
    },
    { name: "what a platform has", files: requirements, cells: ["from google.colab import drive\nimport kaggle_secrets\nimport js"] },
    {
      name: "modules beside the notebook and in the project",
      files: {
        ...requirements,
        "helpers.py": "",
        "../src/churn/__init__.py": "",
        "../features/deep/build.py": "",
        "../pyproject.toml": '[project]\nname = "seaborn"\n',
      },
      cells: ["import helpers\nfrom churn import model\nimport features\nimport seaborn"],
    },
    { name: "relative imports", files: requirements, cells: ["from . import seaborn\nfrom .seaborn import x"] },
    { name: "a name that no known package has", files: requirements, cells: ["import our_own_tools"] },
    {
      name: "packages below Databricks' namespace, by their own distributions",
      files: { "requirements.txt": "databricks-agents==1.6.0\ndatabricks-langchain==0.1\n" },
      cells: ["import databricks\nfrom databricks import agents\nfrom databricks.rag_eval import judges"],
    },
    { name: "a bare namespace", files: requirements, cells: ["import google\nimport google.cloud"] },
    {
      name: "optional imports",
      files: requirements,
      cells: ["try:\n    import seaborn\nexcept ImportError:\n    seaborn = None", "if False:\n    import xgboost"],
    },
    { name: "a manifest that cannot be read", files: { "../pyproject.toml": "[project\n", ...requirements }, cells: ["import seaborn"] },
    {
      name: "install_requires that is computed",
      files: { "../setup.py": "from setuptools import setup\nsetup(install_requires=open('r').read().split())" },
      cells: ["import seaborn"],
    },
    { name: "a module that the notebook writes", files: requirements, cells: ["%%writefile seaborn.py\nx = 1", "import seaborn"] },
    { name: "the whole of anaconda", files: { "environment.yml": "dependencies:\n  - anaconda=2024.10\n" }, cells: ["import seaborn"] },
    { name: "other languages", files: requirements, metadata: { language_info: { name: "r" } }, cells: ["import seaborn"] },
    { name: "an import in a shell cell or text", files: requirements, cells: ["%%bash\nimport seaborn", "x = 'import seaborn'"] },
  ],
  invalid: [
    {
      name: "by its name as a text",
      files: requirements,
      cells: [
        "import importlib\nfrom importlib import import_module\nsns = importlib.import_module('«seaborn»')\nimport_module('«sklearn.svm»')",
      ],
    },
    {
      name: "functions and classes that llama_index once held itself",
      files: requirements,
      cells: [
        "from llama_index.embeddings import «resolve_embed_model», HuggingFaceEmbedding\nfrom «llama_index.llms.ollama» import Ollama",
      ],
      messages: [/llama_index \(from llama-index\)/, /Declare llama-index-llms-ollama/],
    },
    {
      name: "what another package needs",
      files: { "requirements.txt": "mlflow==3.1.0\n" },
      cells: ["import mlflow\nimport «pandas» as pd"],
      messages: [/it is installed only because mlflow needs it/],
    },
    {
      name: "what another package needs by way of a third",
      files: { "requirements.txt": "feature_engine>=1.1.0\n" },
      cells: ["import feature_engine\nimport «sklearn»\nimport «joblib»\nimport «seaborn»"],
      messages: [
        /because feature-engine needs it/,
        /because feature-engine needs it/,
        /ModuleNotFoundError, unless another package happens to install it\. Declare seaborn/,
      ],
    },
    {
      name: "a manifest of nothing brings nothing",
      files: { "requirements.txt": "" },
      cells: ["import «seaborn»"],
      messages: [/ModuleNotFoundError\. Declare seaborn/],
    },
    {
      name: "other tools' files in YAML",
      files: {
        "environment.yml": "dependencies:\n  - pandas\n",
        "chart.yml": "dependencies:\n  - pytorch\n",
        "deploy/vision.yml": "channels:\n  - a\ndependencies:\n  - pytorch\n",
      },
      cells: ["import «torch»"],
    },
    {
      name: "an installed package, added pinned",
      files: { ...requirements, ...seaborn },
      interpreter: ".venv",
      cells: ["import pandas as pd\nimport «seaborn» as sns\nimport seaborn.utils"],
      messages: [/^seaborn is imported, but nothing declares it: requirements\.txt does not list it.*Declare seaborn==0\.13\.2\.$/],
      fixes: [
        { title: "Add seaborn==0.13.2 to requirements.txt", safe: true, files: { "requirements.txt": "pandas==2.2.3\nseaborn==0.13.2\n" } },
        {
          title: "Install it in the notebook: %pip install seaborn==0.13.2",
          safe: false,
          cells: ["%pip install seaborn==0.13.2", "import pandas as pd\nimport seaborn as sns\nimport seaborn.utils"],
        },
      ],
    },
    {
      name: "under another name than the package's",
      files: { "requirements.txt": "pandas==2.2.3" },
      cells: ["import pandas", "def load():\n    from «sklearn.svm» import SVC"],
      messages: [/^sklearn\.svm \(from scikit-learn\) is imported/],
      fixes: [
        { title: "Add scikit-learn to requirements.txt", safe: false, files: { "requirements.txt": "pandas==2.2.3\nscikit-learn\n" } },
      ],
    },
    {
      name: "into the list of pyproject.toml, in its own layout",
      files: {
        "../pyproject.toml":
          '[project]\nname = "x"\ndependencies = [\n    "pandas==2.2.3",  # tables\n    "numpy[extra]>=1",\n]\n\n[tool.x]\ndependencies = []\n',
        ...seaborn,
      },
      interpreter: ".venv",
      cells: ["import «seaborn»"],
      fixes: [
        {
          title: /pyproject/,
          files: {
            "../pyproject.toml":
              '[project]\nname = "x"\ndependencies = [\n    "pandas==2.2.3",  # tables\n    "numpy[extra]>=1",\n    "seaborn==0.13.2",\n]\n\n[tool.x]\ndependencies = []\n',
          },
        },
      ],
    },
    {
      name: "into one line of pyproject.toml",
      files: { "../pyproject.toml": '[project]\ndependencies = ["pandas==2.2.3"]\n' },
      cells: ["import «seaborn»"],
      fixes: [{ title: /pyproject/, files: { "../pyproject.toml": '[project]\ndependencies = ["pandas==2.2.3", "seaborn"]\n' } }],
    },
    {
      name: "behind an item with a comment",
      files: { "../pyproject.toml": '[project]\ndependencies = [\n  "pandas",  # tables\n]\n', ...seaborn },
      interpreter: ".venv",
      cells: ["import «seaborn»"],
      fixes: [
        {
          title: /pyproject/,
          files: { "../pyproject.toml": '[project]\ndependencies = [\n  "pandas",  # tables\n  "seaborn==0.13.2",\n]\n' },
        },
      ],
    },
    {
      name: "into Poetry's table",
      files: {
        "../pyproject.toml":
          '[tool.poetry]\nname = "x"\n\n[tool.poetry.dependencies]\npython = "^3.11"\npandas = "2.2.3"\n\n[build-system]\nrequires = []\n',
        ...seaborn,
      },
      interpreter: ".venv",
      cells: ["import «seaborn»"],
      fixes: [
        {
          title: /pyproject/,
          files: {
            "../pyproject.toml":
              '[tool.poetry]\nname = "x"\n\n[tool.poetry.dependencies]\npython = "^3.11"\npandas = "2.2.3"\nseaborn = "0.13.2"\n\n[build-system]\nrequires = []\n',
          },
        },
      ],
    },
    {
      name: "into the notebook's own block",
      cells: ['# /// script\n# dependencies = [\n#   "pandas",\n# ]\n# ///\nimport pandas\nimport «xgboost»'],
      messages: [/the notebook's own list of packages does not name it/],
      fixes: [
        {
          title: "Add xgboost to the notebook's script block",
          cells: ['# /// script\n# dependencies = [\n#   "pandas",\n#   "xgboost",\n# ]\n# ///\nimport pandas\nimport xgboost'],
        },
      ],
    },
    {
      name: "two lists that are empty",
      files: { "requirements.txt": "", "setup.py": "from setuptools import setup\nsetup(name='a')\n" },
      cells: ["import «seaborn», numpy"],
      messages: [/^seaborn and numpy are imported, but requirements\.txt, setup\.py list nothing: in/],
    },
    {
      name: "a list that is empty, once",
      files: { "requirements.txt": "# none yet\n", ...seaborn },
      interpreter: ".venv",
      cells: ["import «seaborn» as sns, numpy as np", "import pandas"],
      messages: [/^seaborn, numpy and pandas are imported, but requirements\.txt lists nothing/],
      related: [
        [
          [0, "numpy"],
          [1, "pandas"],
        ],
      ],
      fixes: [
        {
          title: "Add 3 packages to requirements.txt",
          safe: false,
          files: { "requirements.txt": "# none yet\nseaborn==0.13.2\nnumpy\npandas\n" },
        },
        {
          title: "Install them in the notebook: %pip install seaborn==0.13.2 numpy pandas",
          cells: ["%pip install seaborn==0.13.2 numpy pandas", "import seaborn as sns, numpy as np", "import pandas"],
        },
      ],
    },
    {
      name: "a block that is empty, once",
      cells: ["# /// script\n# dependencies = []\n# ///\nimport «pandas», xgboost"],
      messages: [/^pandas and xgboost are imported, but the notebook's own list/],
      fixes: [
        {
          title: "Add 2 packages to the notebook's script block",
          cells: ['# /// script\n# dependencies = ["pandas", "xgboost"]\n# ///\nimport pandas, xgboost'],
        },
      ],
    },
    {
      name: "an empty list beside packages that are installed",
      files: { "requirements.txt": "" },
      cells: ["%pip install numpy==2.0.0", "import numpy, «pandas», «xgboost»"],
    },
    {
      name: "each package once, under its namespace",
      files: requirements,
      cells: ["from google.cloud import «bigquery»\nfrom google.cloud import bigquery as b\nimport «boto3», «yaml»"],
    },
    {
      name: "what another package needs",
      files: requirements,
      cells: ["import pandas\nimport «numpy»"],
      messages: [/numpy is imported, but nothing declares it: it is installed only because pandas needs it/],
    },
    { name: "a folder of data is no module", files: { ...requirements, "seaborn/plot.csv": "a\n" }, cells: ["import «seaborn»"] },
    {
      name: "the environment knows what no table does",
      files: { ...requirements, ...installed("Our-Tools", "1.0", "our_own_tools/__init__.py,,\n") },
      interpreter: ".venv",
      cells: ["import «our_own_tools»"],
      messages: [/Declare our-tools==1\.0/],
    },
  ],
});
