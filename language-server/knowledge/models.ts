// Models that learn from labelled rows, and the measures that judge them.

const classes = (module: string, names: string): readonly string[] =>
  names
    .trim()
    .split(/\s+/)
    .map((name) => `${module}.${name}`);

/** Supervised estimators. Sources: the API references of scikit-learn, XGBoost, LightGBM and CatBoost; a test asks the installed scikit-learn. */
export const supervisedModels: ReadonlySet<string> = new Set([
  ...classes(
    "sklearn.linear_model",
    `LinearRegression Ridge Lasso ElasticNet LogisticRegression SGDClassifier SGDRegressor Perceptron PassiveAggressiveClassifier
    PassiveAggressiveRegressor RidgeClassifier BayesianRidge ARDRegression HuberRegressor PoissonRegressor GammaRegressor TweedieRegressor QuantileRegressor TheilSenRegressor RANSACRegressor Lars LassoLars`,
  ),
  ...classes(
    "sklearn.ensemble",
    `RandomForestClassifier RandomForestRegressor ExtraTreesClassifier ExtraTreesRegressor GradientBoostingClassifier GradientBoostingRegressor
    HistGradientBoostingClassifier HistGradientBoostingRegressor AdaBoostClassifier AdaBoostRegressor BaggingClassifier BaggingRegressor VotingClassifier VotingRegressor StackingClassifier StackingRegressor`,
  ),
  ...classes("sklearn.tree", "DecisionTreeClassifier DecisionTreeRegressor ExtraTreeClassifier ExtraTreeRegressor"),
  ...classes("sklearn.svm", "SVC SVR NuSVC NuSVR LinearSVC LinearSVR"),
  ...classes(
    "sklearn.neighbors",
    "KNeighborsClassifier KNeighborsRegressor RadiusNeighborsClassifier RadiusNeighborsRegressor NearestCentroid",
  ),
  ...classes("sklearn.naive_bayes", "GaussianNB MultinomialNB BernoulliNB ComplementNB CategoricalNB"),
  ...classes("sklearn.neural_network", "MLPClassifier MLPRegressor"),
  ...classes("sklearn.kernel_ridge", "KernelRidge"),
  ...classes("sklearn.gaussian_process", "GaussianProcessClassifier GaussianProcessRegressor"),
  ...classes("sklearn.discriminant_analysis", "LinearDiscriminantAnalysis QuadraticDiscriminantAnalysis"),
  ...classes("xgboost", "XGBClassifier XGBRegressor"),
  ...classes("lightgbm", "LGBMClassifier LGBMRegressor"),
  ...classes("catboost", "CatBoostClassifier CatBoostRegressor"),
]);

/** Pipelines, which are models where they end in one. Sources: the references of scikit-learn and imbalanced-learn. */
export const modelPipelines: ReadonlySet<string> = new Set([
  ...classes("sklearn.pipeline", "Pipeline make_pipeline"),
  ...classes("imblearn.pipeline", "Pipeline make_pipeline"),
]);

/** Searches for the settings of a model, by cross-validation. Source: scikit-learn's reference. */
export const settingSearches = /^sklearn\.(?:model_selection|grid_search)\.(?:GridSearchCV|RandomizedSearchCV|Halving\w+)$/;

/** Functions that judge predictions. Source: scikit-learn's reference, module sklearn.metrics. */
export const measures: ReadonlySet<string> = new Set(
  classes(
    "sklearn.metrics",
    `accuracy_score balanced_accuracy_score f1_score fbeta_score precision_score recall_score roc_auc_score
  average_precision_score log_loss brier_score_loss confusion_matrix classification_report matthews_corrcoef cohen_kappa_score jaccard_score hamming_loss zero_one_loss
  mean_squared_error root_mean_squared_error mean_absolute_error median_absolute_error mean_absolute_percentage_error mean_squared_log_error r2_score explained_variance_score max_error`,
  ),
);

/** Methods that say what a model makes of rows. */
export const predicting: ReadonlySet<string> = new Set(["predict", "predict_proba", "decision_function", "predict_log_proba"]);

/** Arguments of `fit` that judge the model on other rows while it learns. */
export const judgingArguments: ReadonlySet<string> = new Set(["eval_set", "validation_data", "validation_split", "eval_metric"]);
