import rule from "../../language-server/rules/train-serve-skew";
import { testRule } from "./testRule";

testRule(rule, {
  valid: [
    { name: "the same steps", cells: ["train['age'] = train['age'].fillna(28)\ntest['age'] = test['age'].fillna(28)"] },
    {
      name: "what the training rows taught",
      cells: [
        "train['age'] = train['age'].fillna(train['age'].mean())\ntest['age'] = test['age'].fillna(train['age'].mean())\ntrain['x'] = scaler.fit_transform(train[['x']])\ntest['x'] = scaler.transform(test[['x']])",
      ],
    },
    {
      name: "marks of the frames",
      cells: [
        "train['part'] = 'train'\ntest['part'] = 'test'\ntrain['is_test'] = 0\ntest['is_test'] = 1\ntrain['file'] = 'train/' + train['id']\ntest['file'] = 'test/' + test['id']",
      ],
    },
    { name: "other steps", cells: ["train['age'] = train['age'].fillna(0)\ntest['age'] = (test['age'] - 1).clip(0)"] },
    {
      name: "shapes of the frames",
      cells: ["X_train = X_train.reshape(60000, 784)\nX_test = X_test.reshape(10000, 784)\nX_train = X_train[:100]\nX_test = X_test[:20]"],
    },
    {
      name: "shapes of the frames, and what is done to all values alike",
      cells: [
        "x_train = x_train.reshape(900, 12).astype('float32') / 255\nx_test = x_test.reshape(100, 12).astype('float32') / 255",
        "import numpy as np\na_train = np.reshape(a_train, (900, 12)) / 255\na_test = np.reshape(a_test, (100, 12)) / 255",
      ],
    },
    { name: "frames that are no such pair", cells: ["df_2019['x'] = df_2019['x'] / 100\ndf_2020['x'] = df_2020['x'] / 1000"] },
    { name: "unequally often", cells: ["train['a'] = train['a'] + 1\ntrain['a'] = train['a'] * 2\ntest['a'] = test['a'] * 3"] },
    { name: "other names", cells: ["train['a'] = train['a'].map(train_counts)\ntest['a'] = test['a'].map(other)"] },
  ],
  invalid: [
    {
      name: "columns that lambdas assign",
      cells: ["train = train.assign(rate=lambda rows: rows.price / 10)\ntest = test.assign(rate=lambda rows: rows.price / «100»)"],
    },
    {
      name: "columns as attributes, of all rows, and added by assign",
      cells: [
        "train.age = train.age.fillna(train.age.median())\ntest.age = test.age.fillna(test.age.«mean»())",
        "train.loc[:, 'x'] = train['a'] * 2.5\ntest.loc[:, 'x'] = test['a'] * «2»",
        "train = train.assign(rate=train.a / train.b, k=1)\ntest = test.assign(rate=test.a / test.«c», k=2)",
      ],
    },
    {
      name: "a constant",
      cells: ["train['age'] = train['age'].fillna(28)", "test['age'] = test['age'].fillna(«30»)"],
      severities: ["warning"],
      messages: [/^The column age is made with the value 30 for test, and with 28 for train in cell 0/],
      related: [[[0, "28"]]],
      fixes: [
        {
          title: "Use 28 here too",
          safe: false,
          cells: ["train['age'] = train['age'].fillna(28)", "test['age'] = test['age'].fillna(28)"],
        },
      ],
    },
    {
      name: "a column",
      cells: ["df_train['size'] = df_train['sib'] + df_train['par']\ndf_test['size'] = df_test['sib'] + df_test[«'sib'»]"],
      messages: [/with the column 'sib' for df_test, and with 'par' for df_train/],
    },
    {
      name: "a call",
      cells: ["import numpy as np\nX_train['fare'] = np.log1p(X_train['fare'])\nX_val['fare'] = np.«log»(X_val['fare'])"],
      messages: [/the method log for X_val/],
    },
    {
      name: "a lambda in a longer chain",
      cells: [
        "train_df['a'] = train_df['a'].apply(lambda s: s.split(',')[0]).str.lower()\ntest_df['a'] = test_df['a'].apply(lambda s: s.split(',')[«1»]).str.lower()",
      ],
    },
    {
      name: "the whole frame",
      cells: ["X_train = X_train / 255.0\nX_test = X_test / «256.0»", "x_train /= 255\nx_test /= «225»"],
      messages: [/^The whole DataFrame is made with the value 256\.0/],
    },
    {
      name: "chosen rows, in place",
      cells: [
        "train.loc[train['age'] > 60, 'group'] = 3\ntest.loc[test['age'] > «65», 'group'] = 3",
        "train['fare'].fillna(0, inplace=True)\ntest['fare'].fillna(«1», inplace=True)",
      ],
    },
    {
      name: "two functions",
      cells: [
        "def prepare_train(df):\n    df['age'] = df['age'].fillna(0) / 10\n    return df",
        "def prepare_serving(frame):\n    frame['age'] = frame['age'].fillna(0) / «100»\n    return frame",
      ],
      messages: [/for prepare_serving\(\), and with 10 for prepare_train\(\)/],
    },
  ],
});
