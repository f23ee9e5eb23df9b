import rule from "../../language-server/rules/hard-coded-parameter";
import { code, testRule } from "./testRule";

const forest = "from sklearn.ensemble import RandomForestClassifier\n";

testRule(rule, {
  valid: [
    { name: "names", cells: [`${forest}N = 100`, "m = RandomForestClassifier(n_estimators=N)"] },
    {
      name: "the parameters cell itself",
      cells: [code(`${forest}m = RandomForestClassifier(n_estimators=100)`, { tags: ["parameters"] })],
    },
    {
      name: "keywords of other libraries",
      cells: ["import matplotlib.pyplot as plt\nplt.scatter(x, y, alpha=0.5)\nplt.spy(m, threshold=3)\ndict(lr=0.1)"],
    },
    { name: "seeds, None and switches", cells: [`${forest}m = RandomForestClassifier(random_state=1, max_depth=None, oob_score=True)`] },
    { name: "text", cells: [`${forest}m = RandomForestClassifier(max_features='sqrt')`] },
  ],
  invalid: [
    {
      name: "one finding a call, all its values",
      cells: ["# Imports\n" + forest, "m = RandomForestClassifier(«n_estimators=100», max_depth=8, n_jobs=4)  # first try"],
      messages: [/^n_estimators and max_depth are hard-coded, so trying another value/],
      severities: ["hint"],
      fixes: [
        {
          title: "Move to the parameters cell: N_ESTIMATORS, MAX_DEPTH",
          safe: false,
          cells: [
            "N_ESTIMATORS = 100\nMAX_DEPTH = 8",
            "# Imports\n" + forest,
            "m = RandomForestClassifier(n_estimators=N_ESTIMATORS, max_depth=MAX_DEPTH, n_jobs=4)  # first try",
          ],
        },
      ],
    },
    {
      name: "a parameters cell that is there is extended, a value that stands in it is used",
      cells: [
        code("TEST_SIZE = 0.2", { tags: ["parameters"] }),
        "from sklearn.model_selection import train_test_split\na, b = train_test_split(X, «test_size=0.2»)\nc, d = train_test_split(X, «test_size=0.3»)",
      ],
      fixes: [
        {
          title: "Move to the parameters cell: TEST_SIZE",
          safe: false,
          cells: [
            "TEST_SIZE = 0.2",
            "from sklearn.model_selection import train_test_split\na, b = train_test_split(X, test_size=TEST_SIZE)\nc, d = train_test_split(X, test_size=0.3)",
          ],
        },
        {
          title: "Move to the parameters cell: TEST_SIZE_2",
          finding: 1,
          safe: false,
          cells: [
            "TEST_SIZE = 0.2\nTEST_SIZE_2 = 0.3",
            "from sklearn.model_selection import train_test_split\na, b = train_test_split(X, test_size=0.2)\nc, d = train_test_split(X, test_size=TEST_SIZE_2)",
          ],
        },
      ],
    },
    {
      name: "a name that the notebook uses",
      cells: ["epochs = 3\nEPOCHS = 4\nmodel.fit(X, y, «epochs=10»)"],
      fixes: [
        {
          title: "Move to the parameters cell: EPOCHS_2",
          safe: false,
          cells: ["EPOCHS_2 = 10", "epochs = 3\nEPOCHS = 4\nmodel.fit(X, y, epochs=EPOCHS_2)"],
        },
      ],
    },
    { name: "no fix where names may come from elsewhere", cells: ["from helpers import *\nmodel.fit(X, «batch_size=32»)"], noFix: /./ },
    {
      name: "inline script metadata stays first",
      cells: ["# /// script\n# dependencies = []\n# ///", "model.fit(X, «epochs=10»)"],
      fixes: [{ title: /EPOCHS/, cells: ["# /// script\n# dependencies = []\n# ///", "EPOCHS = 10", "model.fit(X, epochs=EPOCHS)"] }],
    },
    {
      name: "no fix where the parameters cell stands below",
      cells: ["model.fit(X, «epochs=10»)", code("A = 1", { tags: ["parameters"] })],
      noFix: /./,
    },
  ],
});
