import rule from "../../language-server/rules/unseeded-randomness";
import { testRule } from "./testRule";

const numpy = "import numpy as np\n";
const split = "from sklearn.model_selection import train_test_split\n";

testRule(rule, {
  valid: [
    {
      name: "a pause that is bounded before it is slept",
      cells: [
        "import random, time\ndef wait(delay):\n    pause = delay + random.uniform(0, delay)\n    if delay > 1:\n        pause = min(pause, 4)\n    print(pause)\n    time.sleep(pause)\nwait(1)",
      ],
    },
    {
      name: "numbers that only show a model's shape",
      cells: [
        "import torch\ntraced = torch.jit.trace(model, torch.randn(1, 3, 224, 224).to(device))\ndummy = torch.rand(1, 3)",
        "torch.onnx.export(model, dummy, 'a.onnx')",
      ],
    },
    {
      name: "a loader draws when a loop begins to go through it",
      cells: [
        "import torch\nloader = torch.utils.data.DataLoader(rows, shuffle=True)\ntorch.manual_seed(1)\nfor batch in loader:\n    step(batch)",
      ],
    },
    {
      name: "searches with seeds",
      cells: [
        "import optuna, hyperopt\nimport numpy as np\nfrom pycaret.regression import *\nstudy = optuna.create_study(sampler=optuna.samplers.TPESampler(seed=1))\ngrid = optuna.create_study(sampler=make_sampler())\nbest = hyperopt.fmin(loss, space, rstate=np.random.default_rng(1))\nsetup(df, session_id=1)",
      ],
    },
    {
      name: "a seed that is set behind",
      cells: ["from sklearn.ensemble import RandomForestClassifier\nm = RandomForestClassifier()", "m.set_params(random_state=0)"],
    },
    {
      name: "tables that get a seed, by name or place",
      cells: [
        "import polars as pl\nfrom pyspark.sql import SparkSession, functions as F\nfrom datasets import load_dataset\nspark = SparkSession.builder.getOrCreate()\na = pl.read_csv('a.csv').sample(fraction=0.5, seed=1)\nb = spark.read.csv('a.csv')\ntrain, test = b.randomSplit([0.8, 0.2], 42)\nc = b.sample(False, 0.1, 3).withColumn('r', F.rand(7))\nd = load_dataset('imdb')['train'].shuffle(42).train_test_split(0.1, shuffle=False)",
      ],
    },
    {
      name: "data sets of Hugging Face and TensorFlow under a seed",
      cells: [
        "import numpy as np, tensorflow as tf\nfrom datasets import load_dataset\nnp.random.seed(1)\ntf.random.set_seed(1)\na = load_dataset('imdb', split='train').shuffle()\nb = tf.data.Dataset.range(9).shuffle(9)",
      ],
    },
    {
      name: "an estimator that its ensemble gives states to",
      cells: [
        "from sklearn.ensemble import AdaBoostClassifier, BaggingRegressor, RandomForestRegressor\nfrom sklearn.tree import DecisionTreeClassifier\nboosted = AdaBoostClassifier(estimator=DecisionTreeClassifier(max_depth=1), random_state=3)\nforest = RandomForestRegressor()\nbagged = BaggingRegressor(forest, n_estimators=5, random_state=3)",
      ],
    },
    { name: "a seed above", cells: [`${numpy}np.random.seed(0)`, "x = np.random.rand(3)"] },
    { name: "a seed by a name", cells: [`import random\nSEED = 7\nrandom.seed(SEED)`, "random.shuffle(rows)"] },
    {
      name: "a function that seeds, called above",
      cells: [
        `${numpy}import random\nimport torch\ndef fix(s):\n    random.seed(s)\n    np.random.seed(s)\n    torch.manual_seed(s)`,
        "fix(1)",
        "a = torch.rand(2)\nb = np.random.rand(2)\nc = random.random()",
      ],
    },
    {
      name: "a function that seeds before it draws, alone or with another",
      cells: [
        `${numpy}def make(n):\n    np.random.seed(42)\n    return np.random.rand(n)\ndf = make(3)`,
        "def fix():\n    np.random.seed(1)\ndef main():\n    fix()\n    return np.random.choice([1, 2])\nmain()",
      ],
    },
    { name: "somebody's seed_everything", cells: [`${numpy}from helpers import seed_everything\nseed_everything(1)\nnp.random.rand(2)`] },
    {
      name: "Keras' seed for all",
      cells: ["import numpy as np\nimport tensorflow as tf\ntf.keras.utils.set_random_seed(1)\ntf.random.normal([2])\nnp.random.rand(1)"],
    },
    {
      name: "random_state given",
      cells: [
        `${split}train_test_split(X, y, random_state=0)\ntrain_test_split(X, y, random_state=seed)\ntrain_test_split(X, y, **options)`,
      ],
    },
    {
      name: "NumPy's seed governs scikit-learn and pandas",
      cells: [`${numpy}${split}import pandas as pd\nnp.random.seed(1)`, "train_test_split(X, y)\nrows = pd.read_csv('x.csv').sample(10)"],
    },
    {
      name: "under an option that no call switches on",
      cells: [
        "import numpy as np\ndef mask(shape, random_color=False):\n    if random_color:\n        color = np.random.random(3)\n    else:\n        color = np.array([0, 0, 1])\n    return color\nmask((2, 2))",
        "mask((3, 3))",
      ],
    },
    {
      name: "what is deterministic by default",
      cells: [
        "from sklearn.linear_model import LogisticRegression, Ridge, LinearRegression, Perceptron\nfrom sklearn.svm import SVC, LinearSVC\nfrom sklearn.decomposition import PCA\nfrom sklearn.cluster import DBSCAN\nmodels = [LogisticRegression(), LogisticRegression(solver='liblinear'), Ridge(), Perceptron(), SVC(), LinearSVC(), PCA(2), DBSCAN()]",
      ],
    },
    {
      name: "folds that do not shuffle",
      cells: [
        "from sklearn.model_selection import KFold, GroupKFold, TimeSeriesSplit, train_test_split\nfolds = [KFold(5), KFold(5, shuffle=False), GroupKFold(3), TimeSeriesSplit(4)]\nparts = train_test_split(X, shuffle=False)",
      ],
    },
    {
      name: "boosting libraries seed themselves",
      cells: ["import xgboost as xgb\nimport lightgbm as lgb\nmodels = [xgb.XGBClassifier(), lgb.LGBMRegressor()]"],
    },
    {
      name: "an estimator that is only shown",
      cells: ["from sklearn.linear_model import SGDClassifier\nSGDClassifier().get_params()\nSGDClassifier()"],
    },
    { name: "rows to look at", cells: ["import pandas as pd\ndf = pd.read_csv('x.csv')\nprint(df.sample(3))\ndf.sample(5)"] },
    {
      name: "a sample of something else",
      cells: [
        "from sklearn.mixture import GaussianMixture\nX, labels = GaussianMixture(2, random_state=0).fit(X).sample(10)\ny = model.sample(3)",
      ],
    },
    {
      name: "a share of a Snowpark table, which takes no seed",
      cells: [
        "from snowflake.snowpark.context import get_active_session\nsession = get_active_session()",
        "part = session.table('sales').sample(frac=0.1)",
      ],
    },
    {
      name: "rows of each group, drawn to be looked at or with a seed, and samples of what is no group",
      cells: [
        "from shop import load\nrows = load('a')\nfew = rows.groupby('kind').apply(lambda g: g.sample(5, random_state=1))\nrows.groupby('kind').apply(lambda g: g.sample(5))\nother = rows.apply(lambda g: g.sample(5))\npick = rows.groupby('kind').apply(lambda g: rng.sample(5))",
      ],
    },
    {
      name: "a share of rows of unknown origin, with a seed, shown, or of another library",
      cells: [
        "from shop import load\nrows = load('a')\nhalf = rows.sample(frac=0.5, random_state=1)\nother = rows.sample(fraction=0.5)\nrows.sample(frac=0.1)",
      ],
    },
    {
      name: "generators with a seed",
      cells: [
        `${numpy}import random\nrng = np.random.default_rng(1)\nstate = np.random.RandomState(SEED)\nown = random.Random('x')\nrng.normal()\nnp.random.Generator(np.random.PCG64(3))`,
      ],
    },
    {
      name: "a delay under a name",
      cells: [
        "import random, time, asyncio\npause = random.uniform(1, 2)\nprint(f'waiting {pause}')\ntime.sleep(pause)",
        "def wait(base=1):\n    delay = random.uniform(base, base * 2)\n    print(delay)\n    time.sleep(delay)\nwait()\nasync def rest():\n    await asyncio.sleep(random.random())\nawait rest()",
      ],
    },
    {
      name: "timed code, delays, random names, secrets",
      cells: [
        `${numpy}import random, string, time, secrets\n%timeit np.random.rand(10)\ntime.sleep(random.random())\nname = ''.join(random.choices(string.ascii_lowercase, k=8))\nkey = secrets.token_hex()`,
      ],
    },
    {
      name: "numbers for the names of runs and files",
      cells: [
        `${numpy}import random\nsession_id = random.randint(0, 1000000)\nmodel_name = 'model_{}.zip'.format(random.randint(1, 25))\nbucket = f'tmp-{np.random.randint(9999)}'`,
      ],
    },
    { name: "a function that nothing calls", cells: [`${numpy}def noise():\n    return np.random.rand(3)`] },
    { name: "JAX's explicit keys", cells: ["import jax\nkey = jax.random.PRNGKey(0)\nx = jax.random.normal(key, (3,))"] },
    {
      name: "a loader that keeps the order, layers without training",
      cells: [
        "import torch\nloader = torch.utils.data.DataLoader(data, batch_size=4)\nlayer = torch.nn.Linear(2, 2)\nlayer.load_state_dict(weights)",
      ],
    },
  ],
  invalid: [
    {
      name: "keys of JAX from the clock",
      cells: ["import jax, time\nkey = «jax.random.PRNGKey(int(time.time()))»\nother = jax.random.key(0)\nx = jax.random.normal(key)"],
      messages: [/is seeded with a value that changes with every run/],
    },
    {
      name: "a number under a name that is a delay and more",
      cells: [
        "import random, time\ndef wait():\n    delay = «random.uniform»(1, 2)\n    time.sleep(delay)\n    return delay\ntotal = wait()\nprint(total)",
      ],
    },
    {
      name: "rows that are written at once",
      cells: [
        "import pandas as pd\nfrom pyspark.sql import SparkSession\nspark = SparkSession.builder.getOrCreate()\nrows = spark.read.parquet('a')\n«rows.sample»(0.1).write.mode('overwrite').parquet('b')\n«pd.read_csv('a.csv').sample»(frac=0.1).to_csv('b.csv')\npd.read_csv('a.csv').sample(5).to_string()",
      ],
      messages: [/^sample has no seed/, /^sample has no random_state/],
    },
    {
      name: "a loader gone through above the seed, numbers that are looked at, too",
      cells: [
        "import torch\nloader = «torch.utils.data.DataLoader»(rows, shuffle=True)\nfor batch in loader:\n    step(batch)\ntorch.manual_seed(1)",
      ],
    },
    {
      name: "numbers that are kept beside the shape that they show",
      cells: ["import torch\ndummy = «torch.rand»(1, 3)\ntorch.onnx.export(model, dummy, 'a.onnx')\nprint(model(dummy))"],
    },
    {
      name: "TensorFlow 1, which is seeded by another name",
      cells: ["import tensorflow as tf\nx = tf.placeholder(tf.float32)\nw = tf.Variable(«tf.random_normal»([2]))"],
      fixes: [
        {
          title: /set_random_seed\(42\)/,
          safe: false,
          cells: [
            "import tensorflow as tf\n\ntf.set_random_seed(42)\nx = tf.placeholder(tf.float32)\nw = tf.Variable(tf.random_normal([2]))",
          ],
        },
      ],
    },
    {
      name: "searches of parameters, topics and recommendations",
      cells: [
        "import optuna, hyperopt\nfrom gensim.models import LdaModel\nfrom surprise import SVD\nfrom pycaret.classification import setup\nstudy = «optuna.create_study»(direction='maximize')\nother = optuna.create_study(sampler=«optuna.samplers.TPESampler»())\nbest = «hyperopt.fmin»(loss, space)\ntopics = «LdaModel»(words, 10)\nmodel = «SVD»()\nrun = «setup»(df, target='y')",
      ],
      messages: [
        /^create_study has no sampler, so every run .*Pass sampler= made with a seed\.$/,
        /^TPESampler has no seed, so/,
        /Pass rstate= made with a seed/,
        /random_state/,
        /random_state/,
        /session_id/,
      ],
      noFix: /sampler=/,
    },
    { name: "a row that is chosen, not a name", cells: ["import random\nrow_id = rows[«random.randint»(0, 9)]"] },
    {
      name: "other settings behind, and another model's seed",
      cells: [
        "from sklearn.ensemble import RandomForestClassifier\nm = «RandomForestClassifier»()\nm.set_params(n_estimators=9)\nother.set_params(random_state=1)",
      ],
    },
    {
      name: "rows of Polars, which NumPy's seed does not reach",
      cells: ["import numpy as np\nimport polars as pl\nnp.random.seed(1)\ntrain = «pl.read_csv('a.csv').sample»(fraction=0.5)"],
      messages: [/^sample has no seed, and nothing above seeds Polars/],
      fixes: [
        {
          title: "Give seed=42",
          cells: ["import numpy as np\nimport polars as pl\nnp.random.seed(1)\ntrain = pl.read_csv('a.csv').sample(fraction=0.5, seed=42)"],
        },
        {
          title: "Seed Polars' generator above: pl.set_random_seed(42)",
          cells: [
            "import numpy as np\nimport polars as pl\n\npl.set_random_seed(42)\nnp.random.seed(1)\ntrain = pl.read_csv('a.csv').sample(fraction=0.5)",
          ],
        },
      ],
    },
    {
      name: "Spark's splits and columns, and data sets of Hugging Face",
      cells: [
        "from pyspark.sql import SparkSession, functions as F\nfrom datasets import load_dataset\nspark = SparkSession.builder.appName('x').getOrCreate()\ndf = spark.read.csv('a.csv').dropna()\na, b = «df.randomSplit»([0.8, 0.2])\nc = df.withColumn('r', «F.rand»())\nds = load_dataset('imdb')\nsmall = «ds['train'].shuffle»().select(range(9))",
      ],
      messages: [/^randomSplit has no seed, so every run/, /^rand has no seed, so/, /^shuffle has no seed, and nothing above seeds NumPy/],
    },
    {
      name: "TensorFlow's data sets",
      cells: ["import tensorflow as tf\nds = «tf.data.Dataset.from_tensor_slices(x).shuffle»(100).batch(3)"],
      messages: [/^TensorFlow's random generator/],
    },
    {
      name: "numbers that are data, whatever their column is called",
      cells: [
        "import random\nrows = []\nfor day in range(9):\n    customer_id = «random.randint»(1, 99)\n    rows.append(customer_id)",
        "import numpy as np\nuser_id = «np.random.randint»(0, 9, 100)",
      ],
    },
    {
      name: "a seed in a function that nothing calls",
      cells: ["import numpy as np\ndef prepare():\n    np.random.seed(0)\nx = «np.random.rand»(3)"],
    },
    {
      name: "one generator, one finding, at its first use",
      cells: [numpy, "x = «np.random.rand»(3)\ny = np.random.rand(3)", "z = np.random.normal()"],
      messages: [/^NumPy's random generator is used here \(and in cell 2\) without a seed/],
      severities: ["warning"],
      fixes: [
        {
          title: "Seed NumPy's generator above: np.random.seed(42)",
          safe: false,
          cells: [numpy, "np.random.seed(42)", "x = np.random.rand(3)\ny = np.random.rand(3)", "z = np.random.normal()"],
        },
      ],
    },
    {
      name: "imports and use in one cell, a seed that has a name already",
      cells: ["SEED = 7", "import random\nimport os  # paths\nvalue = «random.choice»(names)"],
      fixes: [
        {
          title: /random\.seed\(SEED\)/,
          cells: ["SEED = 7", "import random\nimport os  # paths\n\nrandom.seed(SEED)\nvalue = random.choice(names)"],
        },
      ],
    },
    {
      name: "a seed's name that is bound below the place of the seeding",
      cells: ["import random", "SEED = 7\nvalue = «random.choice»([1, 2])"],
      fixes: [
        {
          title: "Seed Python's generator above: random.seed(42)",
          cells: ["import random", "random.seed(42)", "SEED = 7\nvalue = random.choice([1, 2])"],
        },
      ],
    },
    {
      name: "a seed below, of another library, of nothing, from the clock",
      cells: [
        `${numpy}import random, time\nrandom.seed(1)\nnp.random.seed()\nnp.random.seed(None)\nnp.random.seed(int(time.time()))\nx = «np.random.rand»(2)\nnp.random.seed(0)`,
      ],
    },
    { name: "imported by name", cells: ["from numpy.random import randn as r\nfrom torch import randn\na = «r»(3)\nb = «randn»(3)"] },
    {
      name: "a function that calls one that seeds after it draws",
      cells: [`${numpy}def judge():\n    np.random.seed(0)\ndef train():\n    x = «np.random.rand»(3)\n    judge()`, "train()"],
    },
    {
      name: "a function that seeds after it draws",
      cells: [`${numpy}def make(n):\n    x = «np.random.rand»(n)\n    np.random.seed(42)\n    return x\ndf = make(3)`],
    },
    {
      name: "inside a function, at its call",
      cells: [`${numpy}def noise():\n    return «np.random.rand»(3)`, "x = noise()", "np.random.seed(0)"],
    },
    {
      name: "a split",
      cells: [`${split}a, b = «train_test_split»(\n    X,\n    test_size=0.2,  # a fifth\n)`],
      messages: [/^train_test_split has no random_state/],
      fixes: [
        {
          title: "Give random_state=42",
          safe: false,
          cells: [`${split}a, b = train_test_split(\n    X,\n    test_size=0.2, random_state=42,  # a fifth\n)`],
        },
      ],
    },
    {
      name: "None is no seed",
      cells: ["from sklearn.ensemble import RandomForestClassifier as RF\nm = «RF»(random_state=None)"],
      fixes: [
        { title: "Give random_state=42", cells: ["from sklearn.ensemble import RandomForestClassifier as RF\nm = RF(random_state=42)"] },
      ],
    },
    {
      name: "under an option that one call switches on",
      cells: [
        "import numpy as np\ndef mask(shape, random_color=False):\n    if random_color:\n        return «np.random.random»(3)\nmask((2, 2))\nmask((3, 3), random_color=True)",
      ],
    },
    {
      name: "under an option of a function that is handed on",
      cells: [
        "import numpy as np\ndef mask(shape, random_color=False):\n    if random_color:\n        return «np.random.random»(3)\nmask((2, 2))\nmap(mask, shapes, colors)",
      ],
    },
    {
      name: "the same minimum but for the last digits",
      cells: ["from sklearn.linear_model import LogisticRegression\na = «LogisticRegression»(penalty='l1', solver='liblinear')"],
      severities: ["info"],
      messages: [/may differ slightly/],
    },
    {
      name: "options that switch chance on",
      cells: [
        "from sklearn.linear_model import LogisticRegression\nfrom sklearn.svm import SVC\nfrom sklearn.decomposition import PCA\nfrom sklearn.model_selection import KFold\na = «LogisticRegression»(solver='saga')\nb = «SVC»(probability=True)\nc = «PCA»(2, svd_solver='randomized')\nd = «KFold»(5, shuffle=True)\ne = «LogisticRegression»(penalty='l1', solver='liblinear')",
      ],
    },
    {
      name: "ties are an info",
      cells: ["from sklearn.tree import DecisionTreeClassifier\nt = «DecisionTreeClassifier»()"],
      severities: ["info"],
    },
    {
      name: "a share of rows of unknown origin",
      cells: [
        "from shop import load\nfrom sklearn.model_selection import train_test_split\ntrain, test = train_test_split(load('a'), random_state=0)",
        "train = «train.sample»(frac=0.5).reset_index(drop=True)",
      ],
      messages: [/^sample has no random_state, and nothing above seeds NumPy/],
    },
    {
      name: "rows drawn from each group",
      cells: [
        "from shop import load\nrows = load('a')\nfew = rows.groupby('kind', group_keys=False).apply(lambda g: «g.sample»(min(len(g), 5)))\nones = rows.groupby('kind')[['a', 'b']].apply(lambda g: «g.sample»(1)).reset_index()",
        "groups = rows.groupby('kind')",
        "pairs = groups.apply(lambda g: «g.sample»(2))",
      ],
    },
    {
      name: "a frame, through assignments",
      cells: ["import pandas as pd\ndf = pd.read_csv('x.csv')\ndf = df.dropna()", "small = «df[df.a > 1].sample»(frac=0.1)"],
    },
    {
      name: "random kernels, which NumPy's seed does not reach",
      cells: [
        `${numpy}from sktime.transformations.panel.rocket import MiniRocket\nfrom aeon.classification.convolution_based import RocketClassifier\nnp.random.seed(1)\na = «MiniRocket»()\nb = «RocketClassifier»()\nc = MiniRocket(random_state=1)`,
      ],
    },
    {
      name: "in what Numba compiles, without a seed outside",
      cells: [`${numpy}from numba import njit\n@njit(cache=True)\ndef step(x):\n    return x + «np.random.uniform»(0, 1)\nstep(1)`],
      messages: [/Numba's compiled functions have a generator of their own: call np\.random\.seed in one of them first\.$/],
      noFix: /./,
    },
    {
      name: "a pause that is bounded, and handed on, too",
      cells: [
        "import random, time\ndef wait(delay):\n    pause = delay + «random.uniform»(0, delay)\n    pause = min(pause, 4)\n    time.sleep(pause)\n    return pause\nwait(1)",
      ],
    },
    { name: "distributions", cells: ["from scipy import stats\nx = «stats.norm.rvs»(size=3)"] },
    {
      name: "generators of their own",
      cells: [`${numpy}np.random.seed(1)\nrng = «np.random.default_rng()»`],
      messages: [/has no seed/],
      fixes: [{ title: "Seed the generator with 42", cells: [`${numpy}np.random.seed(1)\nrng = np.random.default_rng(42)`] }],
    },
    {
      name: "a shuffling loader, layers that are trained",
      cells: [
        "import torch\nfrom torch import nn\nloader = «torch.utils.data.DataLoader»(data, shuffle=True)\nlayer = nn.Linear(2, 2)\nloss.backward()",
        "from tensorflow.keras.layers import Dense\nimport tensorflow as tf\nout = «Dense»(1)\nmodel.fit(X, y)",
      ],
    },
  ],
});
