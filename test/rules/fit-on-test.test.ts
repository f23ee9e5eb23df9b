import rule from "../../language-server/rules/fit-on-test";
import { testRule } from "./testRule";

const scaler = "from sklearn.preprocessing import StandardScaler\n";
/** A model that has learned from scaled rows. */
const trained = `${scaler}import pandas as pd\nimport numpy as np\nfrom sklearn.linear_model import Ridge\nold = pd.read_csv('old.csv')\ns = StandardScaler()\nX = s.fit_transform(np.array(old, dtype=float))\nm = Ridge().fit(X, old['y'])\n`;
const split = "from sklearn.model_selection import train_test_split\nX_train, X_test, y_train, y_test = train_test_split(X, y)\n";

testRule(rule, {
  valid: [
    {
      name: "gaps of both sides filled with figures of the training rows, and gaps of rows that nothing says are test rows",
      cells: [
        `${split}mean = X_train.mean()\nX_train = X_train.fillna(mean)\nX_test = X_test.fillna(mean)\nX_test['a'] = X_test['a'].fillna(X_train['a'].mode()[0])`,
        "X_train['b'] = X_train['b'].fillna(X_train['b'].median())\nother['b'] = other['b'].fillna(other['b'].median())\nprint(X_test.mean())\nX_test = X_test.fillna(0)",
        "from sklearn.model_selection import KFold\nimport numpy as np\ndef encode(df, y):\n    df['m'] = np.nan\n    for train_index, test_index in KFold(5).split(df):\n        df['m'].iloc[test_index] = df.iloc[test_index]['a'].map(means)\n    return df['m'].fillna(df['m'].mean())\ndf_train = encode(df_train, y)",
      ],
    },
    {
      name: "all rows, for the last model: what NumPy's functions are given does not stay in NumPy",
      cells: [
        "import numpy as np\nfrom sklearn.preprocessing import MinMaxScaler",
        "train = cases[:-n]\ntest = cases[-n:]",
        "window = np.append(test[:5], [1])",
        "scaler = MinMaxScaler().fit(np.expand_dims(cases, axis=1))",
      ],
    },
    {
      name: "a model on top of what unknown models predict for the test rows",
      cells: [
        "from sklearn.pipeline import make_pipeline\nfrom sklearn.preprocessing import RobustScaler\nfrom sklearn.linear_model import Lasso\nfrom sklearn.model_selection import train_test_split\nimport pandas as pd\nX_train, X_test, y_train, y_test = train_test_split(X, y)\nstacked = pd.DataFrame()\nfor model in models:\n    stacked.insert(0, 'a', model.predict(X_test))",
        "meta = make_pipeline(RobustScaler(), Lasso())\nmeta.fit(stacked, y_test)",
      ],
    },
    {
      name: "one label encoder for several columns, each numbered once; count vectors of all rows",
      cells: [
        "import pandas as pd\nfrom sklearn.preprocessing import LabelEncoder\ntrain = pd.read_csv('train.csv')\ntest = pd.read_csv('test.csv')\nle = LabelEncoder()\ntrain['sold'] = le.fit_transform(train['sold'])\nfor c in ['a', 'b']:\n    train[c] = le.fit_transform(train[c])\n    test[c] = le.transform(test[c])\ntest['id'] = le.fit_transform(test['id'])",
        "from sklearn.feature_extraction.text import TfidfTransformer\nt = TfidfTransformer()\nt.fit(X_train_cv)\nall_rows = t.fit_transform(X_cv)",
      ],
    },
    {
      name: "fitted to the training rows",
      cells: [`${scaler}${split}scaler = StandardScaler()\nX_train = scaler.fit_transform(X_train)\nX_test = scaler.transform(X_test)`],
    },
    {
      name: "the development rows, from which the test rows are split",
      cells: [
        "from sklearn.linear_model import Ridge\nfrom sklearn.model_selection import KFold, train_test_split\ndef judge(X, y):\n    for dev_idx, test_idx in KFold(5).split(X, y):\n        X_dev, y_dev = X[dev_idx], y[dev_idx]\n        Ridge().fit(X_dev, y_dev)\njudge(X, y)\nX_dev, X_test, y_dev, y_test = train_test_split(X, y)\nRidge().fit(X_dev, y_dev)",
      ],
    },
    {
      name: "in a function that a search calls: the training rows",
      cells: [
        `${scaler}${split}import optuna\nfrom sklearn.linear_model import Ridge\ndef objective(trial):\n    s = StandardScaler()\n    m = Ridge().fit(s.fit_transform(X_train), y_train)\n    return m.score(s.transform(X_test), y_test)\noptuna.create_study().optimize(objective)`,
      ],
    },
    {
      name: "both sides joined again",
      cells: [`${scaler}${split}import numpy as np\nStandardScaler().fit(np.concatenate([X_train, X_test]))`],
    },
    {
      name: "both sides joined for production, and a part for choosing joined to the training rows",
      cells: [
        `${scaler}${split}import numpy as np\nwhole = np.concatenate([X_train, X_test])\ns = StandardScaler().fit(whole)\nfinal = s.transform(whole)\nX_train, X_val, y_train, y_val = train_test_split(X_train, y_train)`,
        "t = StandardScaler().fit(np.concatenate([X_train, X_val]))\njudged = t.transform(X_test)",
      ],
    },
    {
      name: "a side that is kept for work",
      cells: [
        `${scaler}from sklearn.model_selection import train_test_split\n_, X_small, _, y_small = train_test_split(X, y, test_size=0.1)\nStandardScaler().fit_transform(X_small)`,
      ],
    },
    {
      name: "a picture of the test rows",
      cells: [
        `from sklearn.decomposition import PCA\nfrom sklearn.manifold import TSNE\n${split}xy = PCA(2).fit_transform(X_test)\nab = TSNE(2).fit_transform(X_test)`,
      ],
    },
    {
      name: "a second model on predictions for the validation rows",
      cells: [
        `from sklearn.linear_model import LogisticRegression\n${split}base = LogisticRegression().fit(X_train, y_train)\nmeta = LogisticRegression().fit(base.predict_proba(X_test), y_test)`,
      ],
    },
    {
      name: "calibration",
      cells: [
        `from sklearn.calibration import CalibratedClassifierCV\n${split}CalibratedClassifierCV(model, cv='prefit').fit(X_test, y_test)`,
      ],
    },
    { name: "something of another library with the same methods", cells: [`${split}scaler = mine.Scaler()\nscaler.fit_transform(X_test)`] },
    {
      name: "frames of their own: transformed only, fitted alone, or under names that say nothing",
      cells: [
        `${scaler}import pandas as pd\ntrain = pd.read_csv('train.csv')\ntest = pd.read_csv('test.csv')\nother = pd.read_csv('other.csv')`,
        "s = StandardScaler()\ntrain['a'] = s.fit_transform(train[['a']])\ntest['a'] = s.transform(test[['a']])\nb = StandardScaler().fit_transform(test[['b']])\nother['a'] = s.fit_transform(other[['a']])",
      ],
    },
    {
      name: "new rows that are only transformed, and such that are drawn",
      cells: [trained, "new = pd.read_csv('new.csv')\nm.predict(s.transform(new))\nprint(StandardScaler().fit_transform(new))"],
    },
    {
      name: "the training rows, scaled once more for a picture",
      cells: [trained, "again = StandardScaler().fit_transform(old)\nprint(m.predict(again))"],
    },
    {
      name: "new rows from which the model learns before it predicts them, and a model that nobody has seen learn",
      cells: [
        trained,
        "new = pd.read_csv('new.csv')\nZ = StandardScaler().fit_transform(new)\nm.fit(Z, new['y'])\nm.predict(Z)\nimport joblib\njoblib.load('m.pkl').predict(Z)",
      ],
    },
    {
      name: "labels and gaps of new rows",
      cells: [
        "import pandas as pd\nfrom sklearn.preprocessing import LabelEncoder\nfrom sklearn.impute import SimpleImputer\nfrom sklearn.linear_model import Ridge\nold = pd.read_csv('old.csv')\nold['c'] = LabelEncoder().fit_transform(old['c'])\nm = Ridge().fit(SimpleImputer().fit_transform(old), old['y'])",
        "new = pd.read_csv('new.csv')\nnew['c'] = LabelEncoder().fit_transform(new['c'])\nm.predict(SimpleImputer().fit_transform(new))",
      ],
    },
    {
      name: "hand-made folds",
      cells: [
        "from sklearn.neighbors import KNeighborsClassifier\nfrom sklearn.model_selection import train_test_split\nX1, X2, y1, y2 = train_test_split(X, y, test_size=0.5)\nKNeighborsClassifier(1).fit(X2, y2).score(X1, y1)",
      ],
    },
  ],
  invalid: [
    {
      name: "gaps of the test rows, filled with their own figures",
      cells: [
        `${split}X_train = X_train.fillna(X_train.mean())`,
        "X_test = «X_test.fillna(X_test.mean())»\nX_test['a'] = X_test['a'].fillna(X_test['a'].median())",
        "«X_test['b'].fillna(X_test['b'].mode()[0], inplace=True)»",
      ],
      severities: ["info", "info"],
      messages: [/a single row in production has no mean of its own/, /no most frequent value of its own/],
    },
    {
      name: "test rows scaled with their own figures",
      cells: [`${split}X_train = (X_train - X_train.mean()) / X_train.std()\nX_test = (X_test - «X_test.mean()») / X_test.std()`],
      severities: ["info"],
      messages: [/^The test rows are scaled with figures of the test rows themselves: .* scale both sides/],
    },
    {
      name: "a search for settings",
      cells: [
        "from sklearn.model_selection import GridSearchCV, train_test_split\nfrom sklearn.svm import SVC\nX_train, X_test, y_train, y_test = train_test_split(X, y)\nsearch = GridSearchCV(SVC(), grid)\n«search.fit(X_test, y_test)»",
      ],
      messages: [/^GridSearchCV is trained on the test rows/],
    },
    {
      name: "the development rows beside training and test rows",
      cells: [
        "from sklearn.linear_model import Ridge\nfrom sklearn.model_selection import train_test_split\nX_train, X_rest, y_train, y_rest = train_test_split(X, y)\nX_dev, X_test, y_dev, y_test = train_test_split(X_rest, y_rest)\nm = Ridge()\n«m.fit(X_dev, y_dev)»",
        "X_train, X_dev = train_test_split(X)\n«m.fit(X_dev)»",
      ],
    },
    {
      name: "both sides, under names that say nothing",
      cells: [
        "from sklearn.preprocessing import MinMaxScaler\nfrom sklearn.model_selection import train_test_split\na, b = train_test_split(X)\nscaler = MinMaxScaler()",
        "a = scaler.fit_transform(a)\nb = «scaler.fit_transform(b)»",
      ],
      messages: [/^MinMaxScaler is fitted again/],
      fixes: [
        {
          title: "Only transform the test rows",
          cells: [
            "from sklearn.preprocessing import MinMaxScaler\nfrom sklearn.model_selection import train_test_split\na, b = train_test_split(X)\nscaler = MinMaxScaler()",
            "a = scaler.fit_transform(a)\nb = scaler.transform(b)",
          ],
        },
      ],
    },
    {
      name: "a label encoder that numbers one column twice",
      cells: [
        "import pandas as pd\nfrom sklearn.preprocessing import LabelEncoder\ntrain_set = pd.read_csv('train.csv')\ntest_set = pd.read_csv('test.csv')\nle = LabelEncoder()",
        "train_set['city'] = le.fit_transform(train_set['city'])\ntest_set['city'] = «le.fit_transform(test_set['city'])»",
        `${split}y_train = le.fit_transform(y_train)\ny_test = «le.fit_transform(y_test)»`,
      ],
      messages: [/^LabelEncoder is fitted again/, /^LabelEncoder is fitted again/],
    },
    {
      name: "a pipeline that ends in a model",
      cells: [
        "from sklearn.pipeline import make_pipeline\nfrom sklearn.preprocessing import StandardScaler\nfrom sklearn.svm import SVC\nfrom sklearn.model_selection import train_test_split\nX_train, X_test, y_train, y_test = train_test_split(X, y)\np = make_pipeline(StandardScaler(), SVC())\n«p.fit(X_test, y_test)»",
      ],
      messages: [/^Pipeline is trained on the test rows/],
    },
    {
      name: "fitted again",
      cells: [
        `${scaler}${split}`,
        "scaler = StandardScaler()\nX_train = scaler.fit_transform(X_train)\nX_test = «scaler.fit_transform(X_test)»",
      ],
      messages: [/^StandardScaler is fitted again, to the test rows/],
      severities: ["warning"],
      fixes: [
        {
          title: "Only transform the test rows",
          safe: false,
          cells: [
            `${scaler}${split}`,
            "scaler = StandardScaler()\nX_train = scaler.fit_transform(X_train)\nX_test = scaler.transform(X_test)",
          ],
        },
      ],
    },
    {
      name: "fitted only to the test rows, through columns and copies",
      cells: [`${scaler}${split}part = X_test[['a', 'b']].copy()\nscaled = «StandardScaler().fit_transform(part)»`],
      messages: [/learns from the test rows/],
    },
    {
      name: "a vocabulary that learns on",
      cells: [`from keras.preprocessing.text import Tokenizer\n${split}t = Tokenizer()\nt.fit_on_texts(X_train)\n«t.fit_on_texts(X_test)»`],
      messages: [/^Tokenizer learns from the test rows/],
    },
    {
      name: "a resampler",
      cells: [
        `from imblearn.over_sampling import SMOTE\n${split}sm = SMOTE(random_state=0)\nX_train, y_train = sm.fit_resample(X_train, y_train)\nX_test, y_test = «sm.fit_resample(X_test, y_test)»`,
      ],
      messages: [/^SMOTE changes the class balance of the test rows/],
    },
    {
      name: "a projection that was fitted before",
      cells: [
        `from sklearn.decomposition import PCA\n${split}pca = PCA(2).fit(X_train)\na = pca.transform(X_train)\npca2 = PCA(2)\npca2.fit(X_train)\nb = «pca2.fit_transform(X_test)»`,
      ],
    },
    {
      name: "a model",
      cells: [`from sklearn.linear_model import Ridge\n${split}m = Ridge()\n«m.fit(X_test, y_test)»`],
      messages: [/^Ridge is trained on the test rows/],
    },
    {
      name: "both sides joined, then transformed one by one",
      cells: [
        `${scaler}${split}import pandas as pd\ns = StandardScaler()\n«s.fit(pd.concat([X_train, X_test]))»\nX_train = s.transform(X_train)\nX_test = s.transform(X_test)`,
      ],
      messages: [/^StandardScaler learns from the training and the test rows together and then transforms the test rows/],
      severities: ["warning"],
    },
    {
      name: "the words of both sides",
      cells: [
        `from sklearn.feature_extraction.text import TfidfVectorizer\n${split}v = TfidfVectorizer()\n«v.fit(list(X_train) + list(X_test))»\nX_train = v.transform(X_train)\nX_test = v.transform(X_test)`,
      ],
      severities: ["info"],
    },
    {
      name: "folds",
      cells: [
        `${scaler}from sklearn.model_selection import KFold\nfor train_idx, test_idx in KFold(5).split(X):\n    X_tr, X_te = X[train_idx], X[test_idx]\n    s = StandardScaler()\n    X_tr = s.fit_transform(X_tr)\n    X_te = «s.fit_transform(X_te)»`,
      ],
    },
    {
      name: "rows that come split",
      cells: [
        `${scaler}from tensorflow.keras.datasets import mnist\n(x_train, y_train), (x_test, y_test) = mnist.load_data()\ns = StandardScaler()\nx_train = s.fit_transform(x_train)\nx_test = «s.fit_transform(x_test)»`,
      ],
    },
    {
      name: "frames of their own",
      cells: [
        "import pandas as pd\nfrom sklearn.preprocessing import OrdinalEncoder\ntrain = pd.read_csv('train.csv')\ntest = pd.read_csv('test.csv')\ncodes = OrdinalEncoder()",
        "train['town'] = codes.fit_transform(train[['town']])\ntest['town'] = «codes.fit_transform(test[['town']])»",
      ],
      messages: [/^OrdinalEncoder is fitted again, to the test rows/],
      fixes: [{ title: "Only transform the test rows", safe: false }],
    },
    {
      name: "new rows that a model predicts, by another scaler",
      cells: [trained, "new = pd.read_csv('new.csv')\nt = StandardScaler()\nZ = «t.fit_transform(new)»", "m.predict(Z[:5])"],
      messages: [/^StandardScaler is fitted again, to the rows that Ridge predicts in cell 2: the same value gets another number/],
      severities: ["info"],
      related: [[[0, "s.fit_transform(np.array(old, dtype=float))"]]],
      noFix: /./,
    },
    {
      name: "one row, by the same scaler",
      cells: [trained, "m.predict(«s.fit_transform([[1, 2]])»)"],
      messages: [/^StandardScaler is fitted again, to the rows that Ridge predicts: /],
      fixes: [{ title: "Only transform these rows", safe: false, cells: [trained, "m.predict(s.transform([[1, 2]]))"] }],
    },
    {
      name: "in a function that prepares both",
      cells: [
        `${scaler}import pandas as pd\nfrom sklearn.decomposition import PCA\nfrom sklearn.linear_model import Ridge\ndef prepare(rows):\n    return «PCA(2).fit_transform(rows)»`,
        "old = pd.read_csv('old.csv')\nm = Ridge().fit(prepare(old), old['y'])\nm.score(prepare(pd.read_csv('new.csv')), 0)",
      ],
      messages: [/^PCA is fitted again, to the rows that Ridge predicts in cell 1/],
    },
    {
      name: "inside a function",
      cells: [
        `${scaler}from sklearn.model_selection import train_test_split\ndef prepare(X, y):\n    X_train, X_test = train_test_split(X)\n    s = StandardScaler()\n    return s.fit_transform(X_train), «s.fit_transform(X_test)»`,
      ],
    },
  ],
});
