import rule from "../../language-server/rules/fit-before-split";
import { testRule } from "./testRule";

const head = "from sklearn.preprocessing import StandardScaler\nfrom sklearn.model_selection import train_test_split\n";

testRule(rule, {
  valid: [
    { name: "rows that no cell above binds teach which columns are best", cells: ["import pandas as pd\nfrom sklearn.feature_selection import SelectKBest, f_classif\nfrom sklearn.model_selection import cross_val_score\nfrom data import *", "fit = SelectKBest(f_classif, k='all').fit(X_train, y_train)\nscores = pd.DataFrame(fit.scores_)\nbest = scores.sort_values(0)['name'].to_numpy()[:8]", "X_train, y_train = rows[best], rows['y']\ncross_val_score(model, X_train, y_train)"] },
    { name: "a cell whose split does not parse", cells: ["from sklearn.impute import SimpleImputer\nfrom sklearn.model_selection import train_test_split\nimport pandas as pd\ndf = pd.read_csv('a.csv')", "rows = df.drop(columns='y').values\nleft, right train_test_split(rows)\nimputer = SimpleImputer()\nleft = imputer.fit_transform(rows)\nright = imputer.fit_transform(right)", "a, b = train_test_split(left)"] },
    { name: "fitted to the rows that were drawn, or rows that are only left out", cells: ["from sklearn.preprocessing import StandardScaler\nimport pandas as pd\ndf = pd.read_csv('a.csv')\ntrain = df.sample(frac=0.8)\ns = StandardScaler().fit(train)\ntest = df.drop(train.index)\na, b = s.transform(train), s.transform(test)", "frame = pd.read_csv('b.csv')\nframe[['a']] = StandardScaler().fit_transform(frame[['a']])\nodd = frame[frame.a > 3]\nframe = frame.drop(odd.index)\nsmall = frame.sample(9)"] },
    { name: "rows that an index names", cells: [`${head}itrain = df.index[:n]\nStandardScaler().fit(df.loc[itrain, 'a'].values.reshape(-1, 1))`, "a, b = train_test_split(df)"] },
    { name: "split first", cells: [`${head}X_train, X_test = train_test_split(X)\ns = StandardScaler()\nX_train = s.fit_transform(X_train)\nX_test = s.transform(X_test)`] },
    { name: "a picture of all rows that goes nowhere", cells: [`${head}from sklearn.decomposition import PCA\nxy = PCA(2).fit_transform(X)\nplt.scatter(xy[:, 0], xy[:, 1])`, "X_train, X_test = train_test_split(X)"] },
    { name: "a pipeline", cells: [`${head}from sklearn.pipeline import make_pipeline\nfrom sklearn.linear_model import Ridge\nmodel = make_pipeline(StandardScaler(), Ridge())\nX_train, X_test, y_train, y_test = train_test_split(X, y)\nmodel.fit(X_train, y_train)`] },
    { name: "what learns nothing from the values", cells: [`${head}from sklearn.preprocessing import PolynomialFeatures, Normalizer, LabelEncoder\nX = PolynomialFeatures(2).fit_transform(X)\nX = Normalizer().fit_transform(X)\ny = LabelEncoder().fit_transform(y)\na, b, c, d = train_test_split(X, y)`] },
    { name: "another table", cells: [`${head}other = StandardScaler().fit_transform(Z)\na, b = train_test_split(X)`] },
    { name: "training rows that are split once more", cells: [`${head}X_train, X_test = train_test_split(X)\nX_train = StandardScaler().fit_transform(X_train)\nX_fit, X_val = train_test_split(X_train)`] },
    { name: "own functions, used as they should be", cells: [`${head}def scaled(s, rows):\n    return s.transform(rows)\ndef learned(rows):\n    return StandardScaler().fit(rows)\ndef parts(X):\n    return train_test_split(X)`, "X_train, X_test = parts(X)\ns = learned(X_train)\nX_test = scaled(s, X_test)"] },
    { name: "fitted to the training rows, then put above the test rows and cut off again", cells: [`${head}import pandas as pd\ns = StandardScaler()\ntrain = pd.DataFrame(s.fit_transform(train))\ntest = pd.DataFrame(s.transform(test))\nn = len(train)\nboth = pd.concat([train, test])`, "X_train = both[:n]\nX_test = both[n:]"] },
    { name: "the same, where the training rows lent their means and columns to the test rows", cells: [`${head}import pandas as pd\ntest = test.fillna(train.mean()).drop(train.columns[0], axis=1)\ntest['a'] = train['a'].max()\ns = StandardScaler()\nfit = s.fit_transform(train)\nleft = pd.merge(train, pd.DataFrame(fit))\nright = pd.merge(test, pd.DataFrame(s.transform(test)))\nboth = pd.concat((left, right), axis=0)`, "X_train = both[:n]\nX_test = both[n:]"] },
    { name: "no split", cells: [`${head}X = StandardScaler().fit_transform(X)\nmodel.fit(X)`] },
    { name: "a slice to look at, other halves", cells: [`${head}X = StandardScaler().fit_transform(X)\nhead = X[:5]\nrest = X[5:]\nX_train = X[:10]\nX_test = X[20:]`] },
    { name: "counting rows is not looking at them", cells: [`${head}import numpy as np\nX = StandardScaler().fit_transform(Z)\nrows = np.arange(len(X))\na, b = train_test_split(rows)`] },
  ],
  invalid: [
    { name: "rows by an index that a name holds", cells: ["import pandas as pd\nfrom sklearn.preprocessing import StandardScaler\nfrom sklearn.model_selection import cross_val_score\nrows = pd.read_csv('a.csv')", "X = rows.drop('y', axis=1)\nscaler = «StandardScaler().fit»(X)\nscaled = pd.DataFrame(scaler.transform(X), columns=X.columns)", "X_train = scaled.loc[chosen]\ncross_val_score(model, X_train, rows.loc[chosen, 'y'])"] },
    { name: "in a cell where something else does not parse", cells: ["from sklearn.preprocessing import StandardScaler\nfrom sklearn.model_selection import train_test_split", "rows = «StandardScaler().fit_transform»(rows)\nprint 'scaled'", "a, b = train_test_split(rows)"] },
    { name: "rows that are drawn, and the rest", cells: ["from sklearn.preprocessing import StandardScaler\nimport pandas as pd\ndf = pd.read_csv('a.csv')\ndf[['a']] = «StandardScaler().fit_transform»(df[['a']])", "train = df.sample(frac=0.8)\ntest = df.drop(train.index)"], messages: [/before sample divides them in cell 1/], related: [[[1, "df.sample(frac=0.8)"]]] },
    {
      name: "the classical one",
      cells: [head + "scaler = StandardScaler()", "X_scaled = «scaler.fit_transform»(X)  # all of it", "X_train, X_test, y_train, y_test = train_test_split(X_scaled, y)\nprint(X_train)"],
      messages: [/^StandardScaler is fitted to all rows here, before train_test_split divides them in cell 2: the training data has seen the test data/],
      severities: ["warning"],
      related: [[[2, "train_test_split(X_scaled, y)"]]],
      fixes: [{
        title: "Split first, then fit on the training rows only", safe: false,
        cells: [head + "scaler = StandardScaler()", "X_train, X_test, y_train, y_test = train_test_split(X, y)\nX_train = scaler.fit_transform(X_train)\nX_test = scaler.transform(X_test)\nprint(X_train)"],
      }],
    },
    { name: "through a frame's columns", cells: [`${head}df[['a', 'b']] = «StandardScaler().fit_transform»(df[['a', 'b']])`, "y = df.pop('y')\nX_train, X_test = train_test_split(df)"], noFix: /./ },
    { name: "fitted on all, applied to each side", cells: [`${head}s = StandardScaler()\n«s.fit»(X)\nX_train, X_test = train_test_split(X)\nX_train = s.transform(X_train)`] },
    { name: "fit and transform apart", cells: [`${head}s = StandardScaler().fit\nt = StandardScaler()\n«t.fit»(X)\nX2 = t.transform(X)\na, b = train_test_split(X2)`] },
    { name: "put below one another before the fit, and cut off again", cells: [`${head}import numpy as np\nboth = np.concatenate([train, test], axis=0)\nboth = «StandardScaler().fit_transform»(both)`, "X_train = both[:n]\nX_test = both[n:]"], messages: [/a slice divides them in cell 1/] },
    { name: "fitted to one part, and split at random with the other", cells: [`${head}import pandas as pd\na = «StandardScaler().fit_transform»(a)\nboth = pd.concat([a, b])\nX_train, X_test = train_test_split(both)`] },
    { name: "fitted to both parts, which are put below one another and cut off again", cells: [`${head}import numpy as np\ns = StandardScaler()\n«s.fit»(list(a) + list(b))\nboth = np.vstack([s.transform(a), s.transform(b)])`, "X_train = both[:n]\nX_test = both[n:]"] },
    { name: "columns side by side", cells: [`${head}import pandas as pd\na = «StandardScaler().fit_transform»(a)\nboth = pd.concat([a, b], axis=1)\nX_train = both[:n]\nX_test = both[n:]`] },
    { name: "folds", cells: [`${head}from sklearn.model_selection import KFold\nX = «StandardScaler().fit_transform»(X)\nfor a, b in KFold(3).split(X):\n    pass`], messages: [/KFold divides them below/] },
    { name: "a vocabulary of words is an info", cells: ["from tensorflow.keras.preprocessing.text import Tokenizer\nfrom sklearn.model_selection import train_test_split\nt = Tokenizer(num_words=9)\n«t.fit_on_texts»(texts)\nrows = t.texts_to_sequences(texts)", "a, b = train_test_split(rows)"], severities: ["info"], messages: [/^Tokenizer is fitted to all rows here/] },
    { name: "resampling", cells: [`${head}from imblearn.over_sampling import SMOTE\nXr, yr = «SMOTE(random_state=0).fit_resample»(X, y)\na, b, c, d = train_test_split(Xr, yr)`], messages: [/trained on rows made from test rows/] },
    { name: "cross-validation and categories are an info", cells: [`${head}from sklearn.model_selection import cross_val_score\nfrom sklearn.preprocessing import OneHotEncoder\nX = «StandardScaler().fit_transform»(X)\ncross_val_score(model, X, y)\nZ = «OneHotEncoder().fit_transform»(Z)\na, b = train_test_split(Z)`], severities: ["info", "info"] },
    { name: "a column transformer with a scaler in it, functions", cells: [`${head}from sklearn.compose import ColumnTransformer\nfrom sklearn.preprocessing import scale\nimport numpy as np\nX = np.zeros((9, 2))\nW = np.ones((9, 2))\nct = ColumnTransformer([('num', StandardScaler(), ['a'])])\nX = «ct.fit_transform»(X)\na, b = train_test_split(X)\nW = «scale»(W)\nc, d = train_test_split(W)`] },
    { name: "a slice with both ends", cells: [`${head}rows = «StandardScaler().fit_transform»(df)\nn = int(len(rows) * 0.7)\ntrain, test = rows[0:n, :], rows[n:len(rows), :]`], messages: [/a slice divides/] },
    { name: "a slice", cells: [`${head}X = «StandardScaler().fit_transform»(X)\nn = 800\nX_train, X_test = X[:n], X[n:]`, "all_rows = «StandardScaler().fit_transform»(df)\ntrain_df = all_rows[:n]\ntest_df = all_rows[n:]"], messages: [/a slice divides them below/] },
    { name: "a function above that splits when it is called", cells: [`${head}def parts(X):\n    return train_test_split(X)`, "X = «StandardScaler().fit_transform»(X)", "a, b = parts(X)"], messages: [/train_test_split divides them later, in the function in cell 0/] },
    { name: "through the notebook's own functions, one finding however often they run", cells: [`${head}def scaled(rows):\n    return «StandardScaler().fit_transform»(rows)\ndef parts(X, y):\n    return train_test_split(X, y)`, "a, b, c, d = parts(scaled(X), y)\ne, f, g, h = parts(scaled(Z), y)"] },
    { name: "in one branch, inside a function", cells: [`${head}def run(X, scaled):\n    if scaled:\n        X = «StandardScaler().fit_transform»(X)\n    return train_test_split(X)`] },
  ],
});
