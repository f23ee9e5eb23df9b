import rule from "../../language-server/rules/pairwise-blow-up";
import { testRule } from "./testRule";

const read = "import pandas as pd, numpy as np\ndf = pd.read_csv('points.csv')\nX = df[['a', 'b']].values";

testRule(rule, {
  valid: [
    {
      name: "rows that stand in the notebook, each changed",
      cells: [
        "import numpy as np\nfrom sklearn.feature_extraction.text import TfidfVectorizer\nfrom sklearn.metrics.pairwise import cosine_similarity\ntexts = np.array(['a b', 'b c'])\ndef clean(text):\n    return text.strip()",
        "clean_all = np.vectorize(clean)\nmatrix = TfidfVectorizer().fit_transform(clean_all(texts)).toarray()\ncosine_similarity(matrix)\ncosine_similarity(TfidfVectorizer().fit_transform([clean(one) for one in texts]))\ncosine_similarity(TfidfVectorizer().fit_transform(map(clean, texts)))",
      ],
    },
    {
      name: "few by how they are made",
      cells: [
        "import numpy as np\nfrom scipy.spatial.distance import cdist\ncdist(np.random.random_sample([100, 2]), np.array([[1, 2], [3, 4]]))\nnp.meshgrid(np.linspace(0, 1, 50), np.arange(100))\nnp.outer(a, b)",
      ],
    },
    {
      name: "many with few",
      cells: [
        read,
        "from sklearn.metrics.pairwise import cosine_similarity\ncosine_similarity(X[:1], X)\ncosine_similarity(X[0].reshape(1, -1), X)\ncosine_similarity(df.head(100))\nfrom scipy.spatial.distance import cdist\ncdist(X, kmeans.cluster_centers_)\ncdist(X, centroids)",
      ],
    },
    { name: "a function's parameters", cells: ["from scipy.spatial.distance import cdist\ndef far(a, b):\n    return cdist(a, b)"] },
    {
      name: "other joins",
      cells: [
        read,
        "pd.merge(df, other, how='left')\ndf.merge(other, on='a')\ndf.merge(pd.DataFrame({'k': [1, 2]}), how='cross')\ndf.merge(pd.DataFrame(data={'k': list(range(1, 6))}), how='cross')",
      ],
    },
    {
      name: "grids and small arrays",
      cells: [
        `${read}\nxx, yy = np.meshgrid(np.arange(X[:, 0].min(), X[:, 0].max(), 0.1), np.arange(0, 1, 0.1))`,
        "a[:, None] - b[None, :]\nX[:, None] - centers",
      ],
    },
    {
      name: "in chunks",
      cells: [read, "from sklearn.metrics import pairwise_distances_chunked\nfor part in pairwise_distances_chunked(X): pass"],
    },
  ],
  invalid: [
    {
      name: "distances",
      cells: [
        read,
        "from sklearn.metrics import pairwise_distances\nfrom scipy.spatial import distance\nd = «pairwise_distances(X)»\ne = «distance.cdist(X, df.values, 'euclidean')»",
      ],
      messages: [/^pairwise_distances computes a value for every pair/, /^cdist /],
    },
    {
      name: "similarity of texts",
      cells: [read, "from sklearn.metrics.pairwise import linear_kernel\nm = tfidf.fit_transform(df['text'])\nsim = «linear_kernel(m, m)»"],
    },
    {
      name: "all rows but those that a condition leaves out",
      cells: [
        `${read}\ndf = df[~df['a'].isnull()]`,
        "from sklearn.metrics.pairwise import cosine_similarity\nsim = «cosine_similarity(df)»",
      ],
    },
    {
      name: "cross joins",
      cells: [read, "a = «df.merge(df, how='cross')»\nb = «pd.merge(df, df, how=\"cross\")»\nc = «frame.crossJoin(other)»"],
      messages: [/Join on a key/],
    },
    {
      name: "outer and broadcasting",
      cells: [read, "m = «np.outer(X[:, 0], X[:, 1])»\nd = «X[:, None] - X[None, :]»\ne = «X[:, np.newaxis, :] - X»"],
    },
  ],
});
