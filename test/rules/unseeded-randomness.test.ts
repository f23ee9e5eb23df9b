import rule from "../../language-server/rules/unseeded-randomness";
import { testRule } from "./testRule";

const numpy = "import numpy as np\n";
const split = "from sklearn.model_selection import train_test_split\n";

testRule(rule, {
  valid: [
    { name: "a seed that is set behind", cells: ["from sklearn.ensemble import RandomForestClassifier\nm = RandomForestClassifier()", "m.set_params(random_state=0)"] },
    { name: "tables that get a seed, by name or place", cells: ["import polars as pl\nfrom pyspark.sql import SparkSession, functions as F\nfrom datasets import load_dataset\nspark = SparkSession.builder.getOrCreate()\na = pl.read_csv('a.csv').sample(fraction=0.5, seed=1)\nb = spark.read.csv('a.csv')\ntrain, test = b.randomSplit([0.8, 0.2], 42)\nc = b.sample(False, 0.1, 3).withColumn('r', F.rand(7))\nd = load_dataset('imdb')['train'].shuffle(42).train_test_split(0.1, shuffle=False)"] },
    { name: "data sets of Hugging Face and TensorFlow under a seed", cells: ["import numpy as np, tensorflow as tf\nfrom datasets import load_dataset\nnp.random.seed(1)\ntf.random.set_seed(1)\na = load_dataset('imdb', split='train').shuffle()\nb = tf.data.Dataset.range(9).shuffle(9)"] },
    { name: "a seed above", cells: [`${numpy}np.random.seed(0)`, "x = np.random.rand(3)"] },
    { name: "a seed by a name", cells: [`import random\nSEED = 7\nrandom.seed(SEED)`, "random.shuffle(rows)"] },
    { name: "a function that seeds, called above", cells: [`${numpy}import random\nimport torch\ndef fix(s):\n    random.seed(s)\n    np.random.seed(s)\n    torch.manual_seed(s)`, "fix(1)", "a = torch.rand(2)\nb = np.random.rand(2)\nc = random.random()"] },
    { name: "a function that seeds before it draws, alone or with another", cells: [`${numpy}def make(n):\n    np.random.seed(42)\n    return np.random.rand(n)\ndf = make(3)`, "def fix():\n    np.random.seed(1)\ndef main():\n    fix()\n    return np.random.choice([1, 2])\nmain()"] },
    { name: "somebody's seed_everything", cells: [`${numpy}from helpers import seed_everything\nseed_everything(1)\nnp.random.rand(2)`] },
    { name: "Keras' seed for all", cells: ["import numpy as np\nimport tensorflow as tf\ntf.keras.utils.set_random_seed(1)\ntf.random.normal([2])\nnp.random.rand(1)"] },
    { name: "random_state given", cells: [`${split}train_test_split(X, y, random_state=0)\ntrain_test_split(X, y, random_state=seed)\ntrain_test_split(X, y, **options)`] },
    { name: "NumPy's seed governs scikit-learn and pandas", cells: [`${numpy}${split}import pandas as pd\nnp.random.seed(1)`, "train_test_split(X, y)\nrows = pd.read_csv('x.csv').sample(10)"] },
    { name: "what is deterministic by default", cells: ["from sklearn.linear_model import LogisticRegression, Ridge, LinearRegression, Perceptron\nfrom sklearn.svm import SVC, LinearSVC\nfrom sklearn.decomposition import PCA\nfrom sklearn.cluster import DBSCAN\nmodels = [LogisticRegression(), LogisticRegression(solver='liblinear'), Ridge(), Perceptron(), SVC(), LinearSVC(), PCA(2), DBSCAN()]"] },
    { name: "folds that do not shuffle", cells: ["from sklearn.model_selection import KFold, GroupKFold, TimeSeriesSplit, train_test_split\nfolds = [KFold(5), KFold(5, shuffle=False), GroupKFold(3), TimeSeriesSplit(4)]\nparts = train_test_split(X, shuffle=False)"] },
    { name: "boosting libraries seed themselves", cells: ["import xgboost as xgb\nimport lightgbm as lgb\nmodels = [xgb.XGBClassifier(), lgb.LGBMRegressor()]"] },
    { name: "an estimator that is only shown", cells: ["from sklearn.linear_model import SGDClassifier\nSGDClassifier().get_params()\nSGDClassifier()"] },
    { name: "rows to look at", cells: ["import pandas as pd\ndf = pd.read_csv('x.csv')\nprint(df.sample(3))\ndf.sample(5)"] },
    { name: "a sample of something else", cells: ["from sklearn.mixture import GaussianMixture\nX, labels = GaussianMixture(2, random_state=0).fit(X).sample(10)\ny = model.sample(3)"] },
    { name: "generators with a seed", cells: [`${numpy}import random\nrng = np.random.default_rng(1)\nstate = np.random.RandomState(SEED)\nown = random.Random('x')\nrng.normal()\nnp.random.Generator(np.random.PCG64(3))`] },
    { name: "timed code, delays, random names, secrets", cells: [`${numpy}import random, string, time, secrets\n%timeit np.random.rand(10)\ntime.sleep(random.random())\nname = ''.join(random.choices(string.ascii_lowercase, k=8))\nkey = secrets.token_hex()`] },
    { name: "a function that nothing calls", cells: [`${numpy}def noise():\n    return np.random.rand(3)`] },
    { name: "JAX's explicit keys", cells: ["import jax\nkey = jax.random.PRNGKey(0)\nx = jax.random.normal(key, (3,))"] },
    { name: "a loader that keeps the order, layers without training", cells: ["import torch\nloader = torch.utils.data.DataLoader(data, batch_size=4)\nlayer = torch.nn.Linear(2, 2)\nlayer.load_state_dict(weights)"] },
  ],
  invalid: [
    { name: "other settings behind, and another model's seed", cells: ["from sklearn.ensemble import RandomForestClassifier\nm = «RandomForestClassifier»()\nm.set_params(n_estimators=9)\nother.set_params(random_state=1)"] },
    { name: "rows of Polars, which NumPy's seed does not reach", cells: ["import numpy as np\nimport polars as pl\nnp.random.seed(1)\ntrain = «pl.read_csv('a.csv').sample»(fraction=0.5)"], messages: [/^sample gets no seed and nothing above seeds Polars/], fixes: [{ title: "Give seed=42", cells: ["import numpy as np\nimport polars as pl\nnp.random.seed(1)\ntrain = pl.read_csv('a.csv').sample(fraction=0.5, seed=42)"] }, { title: "Seed Polars' generator above: pl.set_random_seed(42)", cells: ["import numpy as np\nimport polars as pl\n\npl.set_random_seed(42)\nnp.random.seed(1)\ntrain = pl.read_csv('a.csv').sample(fraction=0.5)"] }] },
    { name: "Spark's splits and columns, and data sets of Hugging Face", cells: ["from pyspark.sql import SparkSession, functions as F\nfrom datasets import load_dataset\nspark = SparkSession.builder.appName('x').getOrCreate()\ndf = spark.read.csv('a.csv').dropna()\na, b = «df.randomSplit»([0.8, 0.2])\nc = df.withColumn('r', «F.rand»())\nds = load_dataset('imdb')\nsmall = «ds['train'].shuffle»().select(range(9))"], messages: [/^randomSplit gets no seed, so every run/, /^rand gets no seed, so/, /^shuffle gets no seed and nothing above seeds NumPy/] },
    { name: "TensorFlow's data sets", cells: ["import tensorflow as tf\nds = «tf.data.Dataset.from_tensor_slices(x).shuffle»(100).batch(3)"], messages: [/^TensorFlow's random generator/] },
    { name: "a seed in a function that nothing calls", cells: ["import numpy as np\ndef prepare():\n    np.random.seed(0)\nx = «np.random.rand»(3)"] },
    {
      name: "one generator, one finding, at its first use",
      cells: [numpy, "x = «np.random.rand»(3)\ny = np.random.rand(3)", "z = np.random.normal()"],
      messages: [/^NumPy's random generator is used here \(and in cell 2\) and nothing has seeded it/],
      severities: ["warning"],
      fixes: [{ title: "Seed NumPy's generator above: np.random.seed(42)", safe: false, cells: [numpy, "np.random.seed(42)", "x = np.random.rand(3)\ny = np.random.rand(3)", "z = np.random.normal()"] }],
    },
    {
      name: "imports and use in one cell, a seed that has a name already",
      cells: ["SEED = 7", "import random\nimport os  # paths\nvalue = «random.choice»(names)"],
      fixes: [{ title: /random\.seed\(SEED\)/, cells: ["SEED = 7", "import random\nimport os  # paths\n\nrandom.seed(SEED)\nvalue = random.choice(names)"] }],
    },
    { name: "a seed below, of another library, of nothing, from the clock", cells: [`${numpy}import random, time\nrandom.seed(1)\nnp.random.seed()\nnp.random.seed(None)\nnp.random.seed(int(time.time()))\nx = «np.random.rand»(2)\nnp.random.seed(0)`] },
    { name: "imported by name", cells: ["from numpy.random import randn as r\nfrom torch import randn\na = «r»(3)\nb = «randn»(3)"] },
    { name: "a function that calls one that seeds after it draws", cells: [`${numpy}def judge():\n    np.random.seed(0)\ndef train():\n    x = «np.random.rand»(3)\n    judge()`, "train()"] },
    { name: "a function that seeds after it draws", cells: [`${numpy}def make(n):\n    x = «np.random.rand»(n)\n    np.random.seed(42)\n    return x\ndf = make(3)`] },
    { name: "inside a function, at its call", cells: [`${numpy}def noise():\n    return «np.random.rand»(3)`, "x = noise()", "np.random.seed(0)"] },
    {
      name: "a split",
      cells: [`${split}a, b = «train_test_split»(\n    X,\n    test_size=0.2,  # a fifth\n)`],
      messages: [/^train_test_split gets no random_state/],
      fixes: [{ title: "Give random_state=42", safe: false, cells: [`${split}a, b = train_test_split(\n    X,\n    test_size=0.2, random_state=42,  # a fifth\n)`] }],
    },
    { name: "None is no seed", cells: ["from sklearn.ensemble import RandomForestClassifier as RF\nm = «RF»(random_state=None)"], fixes: [{ title: "Give random_state=42", cells: ["from sklearn.ensemble import RandomForestClassifier as RF\nm = RF(random_state=42)"] }] },
    { name: "options that switch chance on", cells: ["from sklearn.linear_model import LogisticRegression\nfrom sklearn.svm import SVC\nfrom sklearn.decomposition import PCA\nfrom sklearn.model_selection import KFold\na = «LogisticRegression»(solver='saga')\nb = «SVC»(probability=True)\nc = «PCA»(2, svd_solver='randomized')\nd = «KFold»(5, shuffle=True)\ne = «LogisticRegression»(penalty='l1', solver='liblinear')"] },
    { name: "ties are an info", cells: ["from sklearn.tree import DecisionTreeClassifier\nt = «DecisionTreeClassifier»()"], severities: ["info"] },
    { name: "a frame, through assignments", cells: ["import pandas as pd\ndf = pd.read_csv('x.csv')\ndf = df.dropna()", "small = «df[df.a > 1].sample»(frac=0.1)"] },
    { name: "distributions", cells: ["from scipy import stats\nx = «stats.norm.rvs»(size=3)"] },
    { name: "generators of their own", cells: [`${numpy}np.random.seed(1)\nrng = «np.random.default_rng()»`], messages: [/gets no seed/], fixes: [{ title: "Seed the generator with 42", cells: [`${numpy}np.random.seed(1)\nrng = np.random.default_rng(42)`] }] },
    { name: "a shuffling loader, layers that are trained", cells: ["import torch\nfrom torch import nn\nloader = «torch.utils.data.DataLoader»(data, shuffle=True)\nlayer = nn.Linear(2, 2)\nloss.backward()", "from tensorflow.keras.layers import Dense\nimport tensorflow as tf\nout = «Dense»(1)\nmodel.fit(X, y)"] },
  ],
});
