import rule from "../../language-server/rules/scored-on-training-data";
import { testRule } from "./testRule";

const tree =
  "from sklearn.tree import DecisionTreeClassifier\nfrom sklearn.metrics import accuracy_score\nfrom sklearn.model_selection import train_test_split, cross_val_score\nm = DecisionTreeClassifier()\n";

testRule(rule, {
  valid: [
    {
      name: "a pipeline scored on test rows, and one without a model",
      cells: [
        "from sklearn.pipeline import make_pipeline\nfrom sklearn.preprocessing import StandardScaler\nfrom sklearn.svm import SVC\np = make_pipeline(StandardScaler(), SVC())\np.fit(X_train, y_train)\nprint(p.score(X_train, y_train), p.score(X_test, y_test))\nq = make_pipeline(StandardScaler(), other)\nq.fit(X, y)\nq.score(X, y)",
      ],
    },
    {
      name: "scored on test rows",
      cells: [
        `${tree}X_train, X_test, y_train, y_test = train_test_split(X, y)\nm.fit(X_train, y_train)\nprint(m.score(X_train, y_train), m.score(X_test, y_test))`,
      ],
    },
    {
      name: "judged on other rows by other means",
      cells: [
        `${tree}m.fit(X, y)\nm.score(X, y)\nplt.scatter(w, m.predict(V))`,
        `${tree}m.fit(X, y)\nm.score(X, y)\np = m.predict(V)\nerror = ((w - p) ** 2).mean()`,
        `${tree}m.fit(X, y)\nm.score(X, y)\nreport(w, m.predict(V))`,
      ],
    },
    {
      name: "both sides of a split with the same columns, given to a function",
      cells: [
        `${tree}X_train, X_test, y_train, y_test = train_test_split(X, y)\nchosen = X_train.columns[choose(X_train)]`,
        "def judge(a, b, c, d):\n    m.fit(a, c)\n    print(accuracy_score(c, m.predict(a)))\n    print(accuracy_score(d, m.predict(b)))\njudge(X_train[chosen], X_test[chosen], y_train, y_test)",
      ],
    },
    {
      name: "fitted once more, and then scored on test rows",
      cells: [`${tree}m = m.fit(X, y)\nm.score(X, y)`, "a, b, c, d = train_test_split(X, y)\nm = m.fit(a, c)\nm.score(b, d)"],
    },
    { name: "cross-validated", cells: [`${tree}m.fit(X, y)\nm.score(X, y)`, "cross_val_score(m, X, y)"] },
    { name: "handed to code that cannot be seen", cells: [`${tree}m.fit(X, y)\nm.score(X, y)\nevaluate(m, held_out)`] },
    { name: "never scored", cells: [`${tree}m.fit(X, y)\nm.predict(X)`] },
    { name: "other rows under the same name", cells: [`${tree}X = load('train')\nm.fit(X, y)\nX = load('test')\nm.score(X, y)`] },
    {
      name: "trees that judge themselves",
      cells: [
        "from sklearn.ensemble import RandomForestClassifier\nm = RandomForestClassifier(oob_score=True)\nm.fit(X, y)\nm.score(X, y)",
      ],
    },
    {
      name: "rows to judge while it learns",
      cells: ["from xgboost import XGBClassifier\nm = XGBClassifier()\nm.fit(X, y, eval_set=[(V, w)])\nm.score(X, y)"],
    },
    {
      name: "a tree that explains another model",
      cells: [
        "from sklearn.ensemble import RandomForestClassifier\nfrom sklearn.tree import DecisionTreeClassifier\nfrom sklearn.metrics import accuracy_score\nforest = RandomForestClassifier().fit(X, y)\nsaid = forest.predict(X)\ntree = DecisionTreeClassifier().fit(X, said)\nprint(accuracy_score(said, tree.predict(X)))",
      ],
    },
    {
      name: "a line through all points, drawn",
      cells: ["from sklearn.linear_model import LinearRegression\nm = LinearRegression().fit(X, y)\nplt.plot(X, m.predict(X))"],
    },
  ],
  invalid: [
    {
      name: "by keyword",
      cells: [
        "from sklearn.svm import SVC\nfrom sklearn.metrics import f1_score\nmodel = SVC()\nmodel.fit(y=y, X=X)\n«model.score(X=X, y=y)»\nother = SVC()\nother.fit(X=X, y=y)\nf1_score(y_true=y, y_pred=«other.predict(X)»)",
      ],
    },
    {
      name: "a pipeline",
      cells: [
        "from sklearn.pipeline import Pipeline\nfrom sklearn.preprocessing import StandardScaler\nfrom sklearn.svm import SVC\nsteps = [('scale', StandardScaler()), ('model', SVC())]\np = Pipeline(steps)",
        "p.fit(X, y)\nprint(«p.score(X, y)»)",
      ],
      messages: [/^Pipeline is scored only on the rows/],
    },
    {
      name: "score",
      cells: [`${tree}m.fit(X, y)`, "print(«m.score(X, y)»)"],
      messages: [/^DecisionTreeClassifier is scored only on the rows it was fitted to/],
      severities: ["warning"],
    },
    { name: "a measure of predictions", cells: [`${tree}m.fit(X, y)\ny_pred = «m.predict(X)»\nprint(accuracy_score(y, y_pred))`] },
    {
      name: "predictions for unlabelled rows judge nothing",
      cells: [
        `${tree}import pandas as pd\nm.fit(X, y)\nY_pred = m.predict(unlabelled)\nacc = round(«m.score(X, y)» * 100, 2)\npd.DataFrame({'y': Y_pred}).to_csv('out.csv')`,
      ],
    },
    {
      name: "the same columns of the same rows, given to two functions",
      cells: [
        `${tree}def learn(a, b):\n    m.fit(a, b)\ndef judge(a, b):\n    print(«m.score(a, b)»)\nlearn(X[chosen], y)\njudge(X[chosen], y)`,
      ],
    },
    {
      name: "the training side of a split",
      cells: [
        `${tree}X_train, X_test, y_train, y_test = train_test_split(X, y)\nm.fit(X_train, y_train)\nprint(«m.score(X_train, y_train)»)`,
      ],
    },
    {
      name: "a line whose coefficients are read, as an info",
      cells: [
        "from sklearn.linear_model import LinearRegression\ndef explain(X, y):\n    m = LinearRegression()\n    m.fit(X, y)\n    share = «m.score(X, y)»\n    return share, m.coef_\nexplain(X, y)",
      ],
      severities: ["info"],
    },
    {
      name: "a line of which only the score is read",
      cells: ["from sklearn.linear_model import LinearRegression\nm = LinearRegression().fit(X, y)\nprint(«m.score(X, y)»)"],
      severities: ["warning"],
    },
    {
      name: "what is called a training score, as an info",
      cells: [
        `${tree}m.fit(X, y)\ntrain_score = «m.score(X, y)»`,
        `${tree}m.fit(X, y)\nfound = {"share": 1, "train_accuracy": accuracy_score(y, «m.predict(X)»)}`,
        `import xgboost\nb = xgboost.XGBClassifier().fit(X, y)\nprint("Training accuracy:", «b.score(X, y)»)`,
      ],
      severities: ["info", "info", "info"],
    },
    {
      name: "another entry's name says nothing of this one",
      cells: [`${tree}m.fit(X, y)\nfound = {"train_rows": len(X), "accuracy": «m.score(X, y)»}`],
      severities: ["warning"],
    },
    {
      name: "counted hits, one finding a model",
      cells: [`${tree}m.fit(X[['a']], y)\np = «m.predict(X[['a']])»\nprint((p == y).mean(), m.score(X[['a']], y))`],
    },
  ],
});
