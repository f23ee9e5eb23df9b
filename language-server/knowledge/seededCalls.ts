// Calls that take a seed as an argument, and under which options they are random at all.
import type { Severity } from "../util/severity";
import type { GeneratorId } from "./generators";

/** An option's value: given and not None, False or 0 ("set"), or one of the literals. */
export interface OptionTest {
  readonly keyword: string;
  readonly is: "set" | readonly (string | number | boolean)[];
}

/** A call that draws from a library's one generator unless it gets a seed of its own. */
export interface SeededCall {
  readonly name: string;
  /** The generator it draws from without one; null where that is new at every call. */
  readonly generator: GeneratorId | null;
  /** The keyword that takes the seed; others that do too. */
  readonly seed: string;
  /** The keyword takes what draws, made with a seed: a sampler, a generator. */
  readonly takesGenerator: boolean;
  readonly otherSeeds: readonly string[];
  /** The seed's position among the arguments, where it may stand without its name. */
  readonly position: number | null;
  /** It is random only where all tests of one of these lists hold; null: always. */
  readonly when: readonly (readonly OptionTest[])[] | null;
  /** It is not random where one of these holds. */
  readonly unless: readonly OptionTest[];
  /** Where chance decides little (ties between equally good splits, the last digits), an info. */
  readonly severity: Severity;
}

interface Conditions {
  readonly when?: readonly (readonly OptionTest[])[];
  readonly unless?: readonly OptionTest[];
  readonly severity?: Severity;
  readonly seed?: string;
  readonly otherSeeds?: readonly string[];
  readonly generator?: GeneratorId | null;
  readonly position?: number | null;
  readonly takesGenerator?: boolean;
}

const calls = (
  module: string,
  names: string,
  {
    when,
    unless = [],
    severity = "warning",
    seed = "random_state",
    otherSeeds = [],
    generator = "numpy",
    position = null,
    takesGenerator = false,
  }: Conditions = {},
): readonly SeededCall[] =>
  names
    .trim()
    .split(/\s+/)
    .map((name) => ({
      name: `${module}.${name}`,
      generator,
      seed,
      takesGenerator,
      otherSeeds,
      position,
      when: when ?? null,
      unless,
      severity,
    }));

const shuffled: Conditions = { when: [[{ keyword: "shuffle", is: [true] }]] };
const unshuffled: Conditions = { unless: [{ keyword: "shuffle", is: [false] }] };
const stochasticSolver: OptionTest = { keyword: "solver", is: ["sag", "saga"] };
/** LIBLINEAR visits coordinates in random order with the l1 penalty and in its dual form; its default (l2, primal) does not. The loss is convex: every order ends at the same minimum but for the tolerance. */
const liblinear: OptionTest = { keyword: "solver", is: ["liblinear"] };
const stochasticLogistic = [
  [stochasticSolver],
  [liblinear, { keyword: "penalty", is: ["l1"] }],
  [liblinear, { keyword: "dual", is: [true] }],
];
const randomSelection: Conditions = { when: [[{ keyword: "selection", is: ["random"] }]] };

/**
 * Estimators and functions of scikit-learn that have `random_state`. A test compares the list with the installed
 * scikit-learn: each row's class takes it, and each class that takes it is here or among `deterministicByDefault`.
 * Source of the conditions: scikit-learn's API reference, the notes on `random_state` of each.
 */
export const scikitLearnCalls: readonly SeededCall[] = [
  ...calls("sklearn.model_selection", "train_test_split", unshuffled),
  ...calls(
    "sklearn.model_selection",
    "ShuffleSplit StratifiedShuffleSplit GroupShuffleSplit RepeatedKFold RepeatedStratifiedKFold RandomizedSearchCV ParameterSampler permutation_test_score",
  ),
  ...calls("sklearn.model_selection", "KFold StratifiedKFold StratifiedGroupKFold GroupKFold learning_curve", shuffled),
  ...calls(
    "sklearn.ensemble",
    "RandomForestClassifier RandomForestRegressor ExtraTreesClassifier ExtraTreesRegressor BaggingClassifier BaggingRegressor IsolationForest RandomTreesEmbedding AdaBoostRegressor",
  ),
  ...calls("sklearn.ensemble", "GradientBoostingClassifier GradientBoostingRegressor AdaBoostClassifier", { severity: "info" }),
  ...calls("sklearn.ensemble", "HistGradientBoostingClassifier HistGradientBoostingRegressor", {
    when: [[{ keyword: "early_stopping", is: [true] }]],
  }),
  ...calls("sklearn.tree", "DecisionTreeClassifier DecisionTreeRegressor", { severity: "info" }),
  ...calls("sklearn.tree", "ExtraTreeClassifier ExtraTreeRegressor"),
  ...calls("sklearn.neural_network", "MLPClassifier MLPRegressor BernoulliRBM"),
  ...calls(
    "sklearn.linear_model",
    "SGDClassifier SGDRegressor SGDOneClassSVM PassiveAggressiveClassifier PassiveAggressiveRegressor",
    unshuffled,
  ),
  ...calls("sklearn.linear_model", "RANSACRegressor TheilSenRegressor"),
  ...calls("sklearn.linear_model", "LogisticRegression LogisticRegressionCV", { when: stochasticLogistic, severity: "info" }),
  ...calls("sklearn.linear_model", "Ridge RidgeClassifier", { when: [[stochasticSolver]] }),
  ...calls(
    "sklearn.linear_model",
    "Lasso LassoCV ElasticNet ElasticNetCV MultiTaskLasso MultiTaskLassoCV MultiTaskElasticNet MultiTaskElasticNetCV",
    randomSelection,
  ),
  ...calls("sklearn.svm", "SVC NuSVC", { when: [[{ keyword: "probability", is: [true] }]] }),
  ...calls(
    "sklearn.cluster",
    "KMeans MiniBatchKMeans BisectingKMeans SpectralClustering SpectralBiclustering SpectralCoclustering k_means kmeans_plusplus spectral_clustering",
  ),
  ...calls("sklearn.mixture", "GaussianMixture BayesianGaussianMixture"),
  ...calls(
    "sklearn.decomposition",
    "FastICA LatentDirichletAllocation DictionaryLearning MiniBatchDictionaryLearning SparsePCA MiniBatchSparsePCA",
  ),
  ...calls("sklearn.decomposition", "TruncatedSVD", { unless: [{ keyword: "algorithm", is: ["arpack"] }] }),
  ...calls("sklearn.decomposition", "PCA", { when: [[{ keyword: "svd_solver", is: ["randomized", "arpack"] }]] }),
  ...calls("sklearn.decomposition", "NMF MiniBatchNMF", { when: [[{ keyword: "init", is: ["random"] }]] }),
  ...calls("sklearn.manifold", "MDS"),
  // Its first layout was random until scikit-learn 1.2; with that of PCA it hardly is.
  ...calls("sklearn.manifold", "TSNE", { severity: "info", unless: [{ keyword: "init", is: ["pca"] }] }),
  ...calls("sklearn.kernel_approximation", "Nystroem RBFSampler SkewedChi2Sampler PolynomialCountSketch"),
  ...calls("sklearn.random_projection", "GaussianRandomProjection SparseRandomProjection"),
  ...calls("sklearn.covariance", "EllipticEnvelope MinCovDet"),
  ...calls("sklearn.gaussian_process", "GaussianProcessClassifier GaussianProcessRegressor", {
    when: [[{ keyword: "n_restarts_optimizer", is: "set" }]],
  }),
  ...calls("sklearn.dummy", "DummyClassifier", { when: [[{ keyword: "strategy", is: ["stratified", "uniform"] }]] }),
  ...calls("sklearn.multiclass", "OutputCodeClassifier"),
  ...calls("sklearn.multioutput", "ClassifierChain RegressorChain", { when: [[{ keyword: "order", is: ["random"] }]] }),
  ...calls("sklearn.preprocessing", "TargetEncoder", unshuffled),
  ...calls("sklearn.impute", "IterativeImputer", {
    when: [[{ keyword: "sample_posterior", is: [true] }], [{ keyword: "imputation_order", is: ["random"] }]],
  }),
  ...calls("sklearn.utils", "shuffle resample"),
  ...calls("sklearn.inspection", "permutation_importance"),
  ...calls("sklearn.feature_selection", "mutual_info_classif mutual_info_regression"),
  ...calls(
    "sklearn.datasets",
    `make_blobs make_circles make_classification make_friedman1 make_friedman2 make_friedman3 make_gaussian_quantiles
    make_low_rank_matrix make_moons make_multilabel_classification make_regression make_s_curve make_sparse_uncorrelated make_spd_matrix make_swiss_roll make_biclusters make_checkerboard`,
  ),
];

/** Classes that take `random_state` and give the same result without it on ordinary data (Perceptron's default is 0): nothing to report. Source: as above, and runs with two seeds. */
export const deterministicByDefault: ReadonlySet<string> = new Set([
  "AffinityPropagation",
  "Perceptron",
  "FactorAnalysis",
  "KernelPCA",
  "KBinsDiscretizer",
  "QuantileTransformer",
  "LinearSVC",
  "LinearSVR",
  "Lars",
  "LassoLars",
  "LocallyLinearEmbedding",
  "SpectralEmbedding",
  "NeighborhoodComponentsAnalysis",
  "PatchExtractor",
  "TunedThresholdClassifierCV",
]);

/** The same of other libraries. Sources: the references of imbalanced-learn, UMAP, SciPy, gensim, Surprise, Optuna, Hyperopt and PyCaret. */
const otherCalls: readonly SeededCall[] = [
  ...calls("imblearn.over_sampling", "SMOTE SMOTENC SMOTEN ADASYN RandomOverSampler BorderlineSMOTE SVMSMOTE KMeansSMOTE"),
  ...calls("imblearn.under_sampling", "RandomUnderSampler ClusterCentroids"),
  ...calls("imblearn.combine", "SMOTEENN SMOTETomek"),
  ...calls("imblearn.ensemble", "BalancedRandomForestClassifier BalancedBaggingClassifier EasyEnsembleClassifier RUSBoostClassifier"),
  ...calls("umap", "UMAP"),
  // Their kernels come from the generator that numba keeps for compiled code: NumPy's seed does not reach it. Sources: sktime's and aeon's code.
  ...calls("sktime.transformations.panel.rocket", "Rocket MiniRocket MiniRocketMultivariate MultiRocket MultiRocketMultivariate", {
    generator: null,
  }),
  ...calls("sktime.classification.kernel_based", "RocketClassifier", { generator: null }),
  ...calls("aeon.transformations.collection.convolution_based", "Rocket MiniRocket MultiRocket", { generator: null }),
  ...calls("aeon.classification.convolution_based", "RocketClassifier MiniRocketClassifier MultiRocketClassifier", { generator: null }),
  ...calls("pyspark.sql.functions", "rand randn", { seed: "seed", generator: null, position: 0 }),
  ...calls("gensim.models", "LdaModel LdaMulticore ldamodel.LdaModel ldamulticore.LdaMulticore"),
  ...calls("surprise", "SVD SVDpp NMF"),
  ...calls("surprise.model_selection", "KFold ShuffleSplit train_test_split", unshuffled),
  // Optuna's default sampler draws from a generator of its own.
  ...calls("optuna", "create_study study.create_study", { seed: "sampler", generator: null, takesGenerator: true }),
  ...calls("optuna.samplers", "TPESampler RandomSampler CmaEsSampler NSGAIISampler", { seed: "seed", generator: null }),
  ...calls("hyperopt", "fmin", { seed: "rstate", generator: null, takesGenerator: true }),
  ...["classification", "regression", "clustering", "anomaly"].flatMap((task) =>
    calls(`pycaret.${task}`, "setup", { seed: "session_id", generator: "python" }),
  ),
  ...calls("scipy.optimize", "differential_evolution dual_annealing basinhopping", { seed: "rng", otherSeeds: ["seed"] }),
];

export const seededCalls: ReadonlyMap<string, SeededCall> = new Map([...scikitLearnCalls, ...otherCalls].map((call) => [call.name, call]));

const method = (
  name: string,
  seed: string,
  generator: GeneratorId | null,
  unless: readonly OptionTest[] = [],
  position: number | null = null,
): [string, SeededCall] => [
  name,
  { name, generator, seed, takesGenerator: false, otherSeeds: [], position, when: null, unless, severity: "warning" },
];

/**
 * Methods of tables that draw rows, by library. Sources: the API references of pandas, Polars, Spark (whose default is a
 * seed of its own at each call) and Hugging Face's datasets (which asks NumPy's generator for one).
 */
export const seededMethods: Readonly<Record<"pandas" | "polars" | "spark" | "datasets", ReadonlyMap<string, SeededCall>>> = {
  pandas: new Map([method("sample", "random_state", "numpy")]),
  polars: new Map([method("sample", "seed", "polars"), method("shuffle", "seed", "polars", [], 0)]),
  spark: new Map([method("sample", "seed", null, [], 2), method("randomSplit", "seed", null, [], 1)]),
  datasets: new Map([
    method("shuffle", "seed", "numpy", [], 0),
    method("train_test_split", "seed", "numpy", [{ keyword: "shuffle", is: [false] }]),
  ]),
};
/** Draws of SciPy's distributions, `scipy.stats.norm.rvs(…)`, frozen ones too. */
export const distributionDraw = /^scipy\.stats\.\w+(?:\(\))?\.rvs$/;

/** Module paths that scikit-learn had before: models that notebooks still import from there. Source: scikit-learn's what's-new pages (0.18, 0.22). */
const movedModules: ReadonlyMap<string, string> = new Map([
  ["sklearn.cross_validation", "sklearn.model_selection"],
  ["sklearn.grid_search", "sklearn.model_selection"],
  ["sklearn.ensemble.forest", "sklearn.ensemble"],
  ["sklearn.decomposition.pca", "sklearn.decomposition"],
  ["sklearn.cluster.k_means_", "sklearn.cluster"],
  ["sklearn.datasets.samples_generator", "sklearn.datasets"],
  ["sklearn.manifold.t_sne", "sklearn.manifold"],
  ["sklearn.mixture.gaussian_mixture", "sklearn.mixture"],
  ["sklearn.preprocessing.data", "sklearn.preprocessing"],
  ["sklearn.preprocessing.label", "sklearn.preprocessing"],
  ["sklearn.preprocessing.imputation", "sklearn.preprocessing"],
]);

/** Today's dotted name of what an old module path names. */
export function currentName(name: string): string {
  const at = name.lastIndexOf(".");
  const module = movedModules.get(name.slice(0, at));
  return module ? module + name.slice(at) : name;
}
