import rule from "../../language-server/rules/fit-before-split";
import { testRule } from "./testRule";

const head = "from sklearn.preprocessing import StandardScaler\nfrom sklearn.model_selection import train_test_split\n";

testRule(rule, {
  valid: [
    {
      name: "means by group that are no feature, of another column than the target, of the training rows, or after the split",
      cells: [
        `${head}import pandas as pd\ndf = pd.read_csv('a.csv')\ndf['city_price'] = df.groupby('city')['price'].transform('mean')\ndf['city_size'] = df.groupby('city')['size'].transform('mean')\nX = df.drop(columns=['price', 'city_price'])\ny = df['price']`,
        "a, b, c, d = train_test_split(X, y)\na['shop_price'] = a.groupby('shop')['price'].transform('mean')\ndf['kind_price'] = df.groupby('kind')['price'].transform('mean')",
        "more = pd.read_csv('b.csv')\nmore['city_price'] = more.groupby('city')['price'].transform('mean')\nmore['price'] = more['price'].fillna(more.groupby('city')['price'].transform('median'))\nmeans = more.groupby('kind')['price'].mean()\nmeans.plot()\nchosen = ['size', 'age']\ne, f, g, h = train_test_split(more[chosen], more['price'])",
      ],
    },
    {
      name: "pictures scaled one by one, rows that only look at their spread, and training rows scaled by themselves",
      cells: [
        `${head}import numpy as np\nimages = []\nfor path in paths:\n    image = load(path)\n    image = (image - image.mean()) / image.std()\n    images.append(image)\ntrain, test = train_test_split(images)`,
        "def scaled(image):\n    return (image - image.min()) / (image.max() - image.min())\na, b = train_test_split([scaled(image) for image in images])",
        "import pandas as pd\ndf = pd.read_csv('a.csv')\nz = (df['a'] - df['a'].mean()) / df['a'].std()\ndf = df[z.abs() < 3]\nshare = (df - df.min()) / other.max()\nc, d = train_test_split(df)",
        "c = (c - c.mean()) / c.std()\ne, f = train_test_split(c)",
        "g = pd.read_csv('g.csv')\ng['r'] = g.apply(lambda x: (x - x.mean()) / x.std(), axis=1)\ng['q'] = g.groupby('k')['a'].apply(lambda x: (x - x.mean()) / x.std())\ngroups = g.groupby('k')\ng['p'] = groups['a'].apply(lambda x: (x - x.mean()) / x.std())\nh, i = train_test_split(g)",
      ],
    },
    {
      name: "rows that no cell above binds teach which columns are best",
      cells: [
        "import pandas as pd\nfrom sklearn.feature_selection import SelectKBest, f_classif\nfrom sklearn.model_selection import cross_val_score\nfrom data import *",
        "fit = SelectKBest(f_classif, k='all').fit(X_train, y_train)\nscores = pd.DataFrame(fit.scores_)\nbest = scores.sort_values(0)['name'].to_numpy()[:8]",
        "X_train, y_train = rows[best], rows['y']\ncross_val_score(model, X_train, y_train)",
      ],
    },
    {
      name: "a cell whose split does not parse",
      cells: [
        "from sklearn.impute import SimpleImputer\nfrom sklearn.model_selection import train_test_split\nimport pandas as pd\ndf = pd.read_csv('a.csv')",
        "rows = df.drop(columns='y').values\nleft, right train_test_split(rows)\nimputer = SimpleImputer()\nleft = imputer.fit_transform(rows)\nright = imputer.fit_transform(right)",
        "a, b = train_test_split(left)",
      ],
    },
    {
      name: "fitted to the rows that were drawn, or rows that are only left out",
      cells: [
        "from sklearn.preprocessing import StandardScaler\nimport pandas as pd\ndf = pd.read_csv('a.csv')\ntrain = df.sample(frac=0.8)\ns = StandardScaler().fit(train)\ntest = df.drop(train.index)\na, b = s.transform(train), s.transform(test)",
        "frame = pd.read_csv('b.csv')\nframe[['a']] = StandardScaler().fit_transform(frame[['a']])\nodd = frame[frame.a > 3]\nframe = frame.drop(odd.index)\nsmall = frame.sample(9)",
      ],
    },
    {
      name: "rows that an index names",
      cells: [
        `${head}itrain = df.index[:n]\nStandardScaler().fit(df.loc[itrain, 'a'].values.reshape(-1, 1))`,
        "a, b = train_test_split(df)",
      ],
    },
    {
      name: "split first",
      cells: [
        `${head}X_train, X_test = train_test_split(X)\ns = StandardScaler()\nX_train = s.fit_transform(X_train)\nX_test = s.transform(X_test)`,
      ],
    },
    {
      name: "a picture of all rows that goes nowhere",
      cells: [
        `${head}from sklearn.decomposition import PCA\nxy = PCA(2).fit_transform(X)\nplt.scatter(xy[:, 0], xy[:, 1])`,
        "X_train, X_test = train_test_split(X)",
      ],
    },
    {
      name: "a pipeline",
      cells: [
        `${head}from sklearn.pipeline import make_pipeline\nfrom sklearn.linear_model import Ridge\nmodel = make_pipeline(StandardScaler(), Ridge())\nX_train, X_test, y_train, y_test = train_test_split(X, y)\nmodel.fit(X_train, y_train)`,
      ],
    },
    {
      name: "what learns nothing from the values",
      cells: [
        `${head}from sklearn.preprocessing import PolynomialFeatures, Normalizer, LabelEncoder\nX = PolynomialFeatures(2).fit_transform(X)\nX = Normalizer().fit_transform(X)\ny = LabelEncoder().fit_transform(y)\na, b, c, d = train_test_split(X, y)`,
      ],
    },
    { name: "another table", cells: [`${head}other = StandardScaler().fit_transform(Z)\na, b = train_test_split(X)`] },
    {
      name: "training rows that are split once more",
      cells: [
        `${head}X_train, X_test = train_test_split(X)\nX_train = StandardScaler().fit_transform(X_train)\nX_fit, X_val = train_test_split(X_train)`,
      ],
    },
    {
      name: "own functions, used as they should be",
      cells: [
        `${head}def scaled(s, rows):\n    return s.transform(rows)\ndef learned(rows):\n    return StandardScaler().fit(rows)\ndef parts(X):\n    return train_test_split(X)`,
        "X_train, X_test = parts(X)\ns = learned(X_train)\nX_test = scaled(s, X_test)",
      ],
    },
    {
      name: "fitted to the training rows, then put above the test rows and cut off again",
      cells: [
        `${head}import pandas as pd\ns = StandardScaler()\ntrain = pd.DataFrame(s.fit_transform(train))\ntest = pd.DataFrame(s.transform(test))\nn = len(train)\nboth = pd.concat([train, test])`,
        "X_train = both[:n]\nX_test = both[n:]",
      ],
    },
    {
      name: "the same, where the training rows lent their means and columns to the test rows",
      cells: [
        `${head}import pandas as pd\ntest = test.fillna(train.mean()).drop(train.columns[0], axis=1)\ntest['a'] = train['a'].max()\ns = StandardScaler()\nfit = s.fit_transform(train)\nleft = pd.merge(train, pd.DataFrame(fit))\nright = pd.merge(test, pd.DataFrame(s.transform(test)))\nboth = pd.concat((left, right), axis=0)`,
        "X_train = both[:n]\nX_test = both[n:]",
      ],
    },
    { name: "no split", cells: [`${head}X = StandardScaler().fit_transform(X)\nmodel.fit(X)`] },
    {
      name: "masks that do not divide the rows, and rows that a mask divides before the fit",
      cells: [
        `${head}X = StandardScaler().fit_transform(X)\nX_train = X[first]\nX_test = X[~second]\nX_valid = X[first]`,
        "scaler = StandardScaler()\ntrain = df[mask]\ntest = df[~mask]\ntrain = scaler.fit_transform(train)\ntest = scaler.transform(test)",
      ],
    },
    {
      name: "a slice to look at, other halves",
      cells: [`${head}X = StandardScaler().fit_transform(X)\nhead = X[:5]\nrest = X[5:]\nX_train = X[:10]\nX_test = X[20:]`],
    },
    {
      name: "filled by hand after the split, by figures of the training rows, or of another table",
      cells: [
        `${head}import pandas as pd\ndf = pd.read_csv('a.csv')\nother = pd.read_csv('b.csv')\ntrain, test = train_test_split(df)\nmean = train['a'].mean()\ntrain['a'] = train['a'].fillna(mean)\ntest['a'] = test['a'].fillna(mean)`,
        "rows = df.fillna(other.mean())\nrows = rows.fillna(0) - 3\nfit, valid = train_test_split(rows)",
      ],
    },
    {
      name: "figures that are shown, compared or kept as a column",
      cells: [
        `${head}import pandas as pd\ndf = pd.read_csv('a.csv')\nprint(df.a.mean())\ndf['old'] = df.a > df.a.median()\ndf['a'] = df.a.replace(0, 1)\nerror = df.a.std()\nz = (df - df.mean()) / df.std()`,
        "train, test = train_test_split(df)",
      ],
    },
    {
      name: "filled by hand in a copy that goes nowhere, and rows that are never split",
      cells: [
        `${head}import pandas as pd\ndf = pd.read_csv('a.csv')\nshown = df.fillna(df.mean())\nshown.plot()`,
        "train, test = train_test_split(df)",
      ],
    },
    {
      name: "counting rows is not looking at them",
      cells: [`${head}import numpy as np\nX = StandardScaler().fit_transform(Z)\nrows = np.arange(len(X))\na, b = train_test_split(rows)`],
    },
  ],
  invalid: [
    {
      name: "means of the target by group, in a column that goes into the features",
      cells: [
        `${head}import pandas as pd\ndf = pd.read_csv('a.csv')\ndf['city_price'] = «df.groupby('city')['price'].transform('mean')»\nX = df.drop('price', axis=1)\ny = df['price'].values`,
        "a, b, c, d = train_test_split(X, y, test_size=0.2)",
        "more = pd.read_csv('b.csv')\nmedians = «more.groupby('city')['sold'].median()»\nmore['city_sold'] = more['city'].map(medians)\nfeatures = ['size', 'city_sold']\ne, f, g, h = train_test_split(more[features], more.sold)",
        "rest = pd.read_csv('c.csv')\nrest['m'] = rest['k'].map(«rest.groupby('k')['t'].mean()»)\ntarget = rest.pop('t')\ni, j, k, l = train_test_split(rest, target)",
      ],
      severities: ["warning", "warning", "warning"],
      messages: [
        /^city_price holds the mean of price by group over all rows, before train_test_split divides them in cell 1: it tells the model what price is in the test rows/,
        /^city_sold holds the median of sold by group over all rows, before train_test_split divides them below/,
        /^m holds the mean of t/,
      ],
    },
    {
      name: "columns scaled by hand",
      cells: [
        `${head}import numpy as np\nimport pandas as pd\ndf = pd.read_csv('a.csv')`,
        "df = (df - «df.mean»()) / df.std()\ntrain, test = train_test_split(df)",
        "rows = pd.read_csv('b.csv').values\nrows = (rows - «np.min»(rows, axis=0)) / (np.max(rows, axis=0) - np.min(rows, axis=0))\na, b = train_test_split(rows)",
        "other = pd.read_csv('c.csv')\nfor column in columns:\n    other[column] = (other[column] - «other[column].mean»()) / other[column].std()",
        "c, d = train_test_split(other)",
        "more = pd.read_csv('d.csv')\nmore[columns] = more[columns].apply(lambda x: (x - «x.mean»()) / x.std())\ne, f = train_test_split(more)",
      ],
      severities: ["info", "info", "info", "info"],
      messages: [
        /^Columns are scaled with the mean of all rows here, before train_test_split divides them below: .* take the figure from the training rows/,
        /^Columns are scaled with the minimum of all rows here/,
        /divides them in cell 4/,
        /^Columns are scaled with the mean/,
      ],
    },
    ...["print(scaler.mean_)", "X = X.drop(columns='a')", "scaler = MinMaxScaler()"].map((between) => ({
      name: `no other order around ${between}`,
      cells: [
        `${head}from sklearn.preprocessing import MinMaxScaler\nscaler = StandardScaler()\nZ = «scaler.fit_transform»(X)\n${between}`,
        "X_train, X_test, y_train, y_test = train_test_split(Z, y)",
      ],
      noFix: /./,
    })),
    {
      name: "rows by an index that a name holds",
      cells: [
        "import pandas as pd\nfrom sklearn.preprocessing import StandardScaler\nfrom sklearn.model_selection import cross_val_score\nrows = pd.read_csv('a.csv')",
        "X = rows.drop('y', axis=1)\nscaler = «StandardScaler().fit»(X)\nscaled = pd.DataFrame(scaler.transform(X), columns=X.columns)",
        "X_train = scaled.loc[chosen]\ncross_val_score(model, X_train, rows.loc[chosen, 'y'])",
      ],
    },
    {
      name: "in a cell where something else does not parse",
      cells: [
        "from sklearn.preprocessing import StandardScaler\nfrom sklearn.model_selection import train_test_split",
        "rows = «StandardScaler().fit_transform»(rows)\nprint 'scaled'",
        "a, b = train_test_split(rows)",
      ],
    },
    {
      name: "rows that are drawn, and the rest",
      cells: [
        "from sklearn.preprocessing import StandardScaler\nimport pandas as pd\ndf = pd.read_csv('a.csv')\ndf[['a']] = «StandardScaler().fit_transform»(df[['a']])",
        "train = df.sample(frac=0.8)\ntest = df.drop(train.index)",
      ],
      messages: [/before sample divides them in cell 1/],
      related: [[[1, "df.sample(frac=0.8)"]]],
    },
    {
      name: "the classical one",
      cells: [
        head + "scaler = StandardScaler()",
        "X_scaled = «scaler.fit_transform»(X)  # all of it",
        "X_train, X_test, y_train, y_test = train_test_split(X_scaled, y)\nprint(X_train)",
      ],
      messages: [
        /^StandardScaler is fitted to all rows here, before train_test_split divides them in cell 2: the training data has seen the test data/,
      ],
      severities: ["warning"],
      related: [[[2, "train_test_split(X_scaled, y)"]]],
      fixes: [
        {
          title: "Split first, then fit on the training rows only",
          safe: false,
          cells: [
            head + "scaler = StandardScaler()",
            "X_train, X_test, y_train, y_test = train_test_split(X, y)\nX_train = scaler.fit_transform(X_train)\nX_test = scaler.transform(X_test)\nprint(X_train)",
          ],
        },
      ],
    },
    {
      name: "through a frame's columns",
      cells: [
        `${head}df[['a', 'b']] = «StandardScaler().fit_transform»(df[['a', 'b']])`,
        "y = df.pop('y')\nX_train, X_test = train_test_split(df)",
      ],
      noFix: /./,
    },
    {
      name: "fitted on all, applied to each side",
      cells: [`${head}s = StandardScaler()\n«s.fit»(X)\nX_train, X_test = train_test_split(X)\nX_train = s.transform(X_train)`],
    },
    {
      name: "fit and transform apart",
      cells: [`${head}s = StandardScaler().fit\nt = StandardScaler()\n«t.fit»(X)\nX2 = t.transform(X)\na, b = train_test_split(X2)`],
    },
    {
      name: "put below one another before the fit, and cut off again",
      cells: [
        `${head}import numpy as np\nboth = np.concatenate([train, test], axis=0)\nboth = «StandardScaler().fit_transform»(both)`,
        "X_train = both[:n]\nX_test = both[n:]",
      ],
      messages: [/a slice divides them in cell 1/],
    },
    {
      name: "fitted to one part, and split at random with the other",
      cells: [
        `${head}import pandas as pd\na = «StandardScaler().fit_transform»(a)\nboth = pd.concat([a, b])\nX_train, X_test = train_test_split(both)`,
      ],
    },
    {
      name: "fitted to both parts, which are put below one another and cut off again",
      cells: [
        `${head}import numpy as np\ns = StandardScaler()\n«s.fit»(list(a) + list(b))\nboth = np.vstack([s.transform(a), s.transform(b)])`,
        "X_train = both[:n]\nX_test = both[n:]",
      ],
    },
    {
      name: "columns side by side",
      cells: [
        `${head}import pandas as pd\na = «StandardScaler().fit_transform»(a)\nboth = pd.concat([a, b], axis=1)\nX_train = both[:n]\nX_test = both[n:]`,
      ],
    },
    {
      name: "gaps filled by hand, in place, through a name, by several columns",
      cells: [
        `${head}import pandas as pd\ndf = pd.read_csv('a.csv')`,
        "«df['a'].fillna»(df['a'].mean(), inplace=True)\ndf['b'] = df['b'].fillna(df['b'].mode()[0])",
        "middle = df.c.median()",
        "df['c'] = «df['c'].replace»(0, middle)",
        "train, test = train_test_split(df)",
      ],
      severities: ["info", "info"],
      noFix: /./,
      messages: [
        /^Gaps are filled with the mean of all rows here, before train_test_split divides them in cell 4: the training data has seen the test data, so the score is better than in production\. Split first and take the figure from the training rows, for both sides\.$/,
        /^Gaps are filled with the median/,
      ],
    },
    {
      name: "filled by hand in a function, cut by a slice",
      cells: [
        `${head}import pandas as pd\ndef clean(rows):\n    return «rows.fillna»(rows.mean())`,
        "df = clean(pd.read_csv('a.csv'))\ntrain, test = df[:100], df[100:]\nscaler = StandardScaler().fit(train)",
      ],
      messages: [/before a slice divides them in cell 1/],
    },
    {
      name: "folds",
      cells: [
        `${head}from sklearn.model_selection import KFold\nX = «StandardScaler().fit_transform»(X)\nfor a, b in KFold(3).split(X):\n    pass`,
      ],
      messages: [/KFold divides them below/],
    },
    {
      name: "a vocabulary of words is an info",
      cells: [
        "from tensorflow.keras.preprocessing.text import Tokenizer\nfrom sklearn.model_selection import train_test_split\nt = Tokenizer(num_words=9)\n«t.fit_on_texts»(texts)\nrows = t.texts_to_sequences(texts)",
        "a, b = train_test_split(rows)",
      ],
      severities: ["info"],
      messages: [/^Tokenizer is fitted to all rows here/],
    },
    {
      name: "resampling",
      cells: [
        `${head}from imblearn.over_sampling import SMOTE\nXr, yr = «SMOTE(random_state=0).fit_resample»(X, y)\na, b, c, d = train_test_split(Xr, yr)`,
      ],
      messages: [/trained on rows made from test rows/],
    },
    {
      name: "the cross-validation of boosted trees",
      cells: [
        `${head}import xgboost as xgb\nimport lightgbm as lgb\nX = «StandardScaler().fit_transform»(X)\nrows = xgb.DMatrix(X, label=y)\nxgb.cv(params, rows, nfold=5)`,
        "Z = «StandardScaler().fit_transform»(Z)\nlgb.cv(params, train_set=lgb.Dataset(Z))",
      ],
      severities: ["info", "info"],
      messages: [/each training fold has seen the fold it is scored on/],
    },
    {
      name: "in a function that a search for settings calls",
      cells: [
        `${head}import optuna\nfrom hyperopt import fmin\nX = «StandardScaler().fit_transform»(X)\nZ = «StandardScaler().fit_transform»(Z)`,
        "def objective(trial):\n    a, b = train_test_split(X)\n    return Ridge(trial).fit(a).score(b)\nstudy = optuna.create_study()\nstudy.optimize(lambda trial: objective(trial), n_trials=5)",
        "def loss(space):\n    a, b = train_test_split(Z)\n    return Ridge(space).fit(a).score(b)\nfmin(fn=loss, space=space)",
      ],
      messages: [/before train_test_split divides them in cell 1/, /before train_test_split divides them in cell 2/],
    },
    {
      name: "cross-validation and categories are an info",
      cells: [
        `${head}from sklearn.model_selection import cross_val_score\nfrom sklearn.preprocessing import OneHotEncoder\nX = «StandardScaler().fit_transform»(X)\ncross_val_score(model, X, y)\nZ = «OneHotEncoder().fit_transform»(Z)\na, b = train_test_split(Z)`,
      ],
      severities: ["info", "info"],
    },
    {
      name: "a column transformer with a scaler in it, functions",
      cells: [
        `${head}from sklearn.compose import ColumnTransformer\nfrom sklearn.preprocessing import scale\nimport numpy as np\nX = np.zeros((9, 2))\nW = np.ones((9, 2))\nct = ColumnTransformer([('num', StandardScaler(), ['a'])])\nX = «ct.fit_transform»(X)\na, b = train_test_split(X)\nW = «scale»(W)\nc, d = train_test_split(W)`,
      ],
    },
    {
      name: "one transformer and several columns, once",
      cells: [
        `${head}s = StandardScaler()\ndf['a'] = «s.fit_transform»(df[['a']])\ndf['b'] = s.fit_transform(df[['b']])\ndf['c'] = s.fit_transform(df[['c']])`,
        "train, test = train_test_split(df)",
      ],
      messages: [/The same goes for 2 more places in this cell\.$/],
    },
    {
      name: "a mask",
      cells: [
        `${head}import numpy as np\nrows = «StandardScaler().fit_transform»(df)\nmask = np.random.rand(len(rows)) < 0.8\ntrain = rows[mask]\ntest = rows[~mask]`,
      ],
      messages: [/before a mask divides them below/],
    },
    {
      name: "a slice that leaves out the last row",
      cells: [`${head}rows = «StandardScaler().fit_transform»(df)\nn = int(len(rows) * 0.7)\ntrain, test = rows[:n], rows[n:-1]`],
      messages: [/a slice divides/],
    },
    {
      name: "a slice with both ends",
      cells: [
        `${head}rows = «StandardScaler().fit_transform»(df)\nn = int(len(rows) * 0.7)\ntrain, test = rows[0:n, :], rows[n:len(rows), :]`,
      ],
      messages: [/a slice divides/],
    },
    {
      name: "a slice",
      cells: [
        `${head}X = «StandardScaler().fit_transform»(X)\nn = 800\nX_train, X_test = X[:n], X[n:]`,
        "all_rows = «StandardScaler().fit_transform»(df)\ntrain_df = all_rows[:n]\ntest_df = all_rows[n:]",
      ],
      messages: [/a slice divides them below/],
    },
    {
      name: "a function above that splits when it is called",
      cells: [`${head}def parts(X):\n    return train_test_split(X)`, "X = «StandardScaler().fit_transform»(X)", "a, b = parts(X)"],
      messages: [/train_test_split divides them later, in the function in cell 0/],
    },
    {
      name: "through the notebook's own functions, one finding however often they run",
      cells: [
        `${head}def scaled(rows):\n    return «StandardScaler().fit_transform»(rows)\ndef parts(X, y):\n    return train_test_split(X, y)`,
        "a, b, c, d = parts(scaled(X), y)\ne, f, g, h = parts(scaled(Z), y)",
      ],
    },
    {
      name: "in one branch, inside a function",
      cells: [
        `${head}def run(X, scaled):\n    if scaled:\n        X = «StandardScaler().fit_transform»(X)\n    return train_test_split(X)`,
      ],
    },
  ],
});
