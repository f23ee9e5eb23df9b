// Functions whose result has a value for every pair of rows.

/** By full dotted name: how many of the first arguments are paired with each other (1: with itself). Sources: the references of SciPy, scikit-learn and NumPy. */
export const pairwiseFunctions: ReadonlyMap<string, 1 | 2> = new Map([
  ...["scipy.spatial.distance.cdist", "scipy.spatial.distance_matrix", "scipy.spatial.distance.distance_matrix", "torch.cdist"].map(
    (name) => [name, 2] as const,
  ),
  ...[
    "pairwise_distances",
    "euclidean_distances",
    "manhattan_distances",
    "haversine_distances",
    "cosine_distances",
    "nan_euclidean_distances",
    "cosine_similarity",
    "linear_kernel",
    "rbf_kernel",
    "polynomial_kernel",
    "sigmoid_kernel",
    "pairwise_kernels",
  ].map((name) => [`sklearn.metrics.pairwise.${name}`, 2] as const),
  ["sklearn.metrics.pairwise_distances", 2],
  ["scipy.spatial.distance.pdist", 1],
]);

/** Functions that are about grids and small vectors as a rule: they count only where the data comes from a file. */
export const gridFunctions: ReadonlySet<string> = new Set([
  "numpy.outer",
  "numpy.meshgrid",
  "numpy.subtract.outer",
  "numpy.add.outer",
  "numpy.multiply.outer",
  "torch.outer",
  "torch.meshgrid",
]);
