// What learns from the rows it is fitted to: scalers, encoders, imputers, selectors, projections, vectorisers, resamplers.
import type { Severity } from "../util/severity";

export type TransformerKind =
  "scaler" | "encoder" | "imputer" | "selector" | "projection" | "vectoriser" | "resampler" | "labels" | "pipeline";

/** A class that learns in `fit`, `fit_transform` or `fit_resample`. */
export interface Transformer {
  readonly kind: TransformerKind;
  /** How much a leak through it matters: categories and bin edges say little about other rows. */
  readonly severity: Severity;
}

const row = (kind: TransformerKind, module: string, names: string, severity: Severity = "warning"): [string, Transformer][] =>
  names
    .trim()
    .split(/\s+/)
    .map((name) => [`${module}.${name}`, { kind, severity }]);

/**
 * By dotted name. Left out because they learn nothing from the rows' values: Normalizer, Binarizer, PolynomialFeatures,
 * FunctionTransformer, HashingVectorizer, FeatureHasher. The label encoders only number the classes: that matters where they do it twice.
 * Sources: the API references of scikit-learn, category_encoders, imbalanced-learn and Keras 2; a test asks the installed scikit-learn.
 */
export const transformers: ReadonlyMap<string, Transformer> = new Map([
  ...row("scaler", "sklearn.preprocessing", "StandardScaler MinMaxScaler MaxAbsScaler RobustScaler PowerTransformer QuantileTransformer"),
  ...row("encoder", "sklearn.preprocessing", "TargetEncoder"),
  ...row("encoder", "sklearn.preprocessing", "OneHotEncoder OrdinalEncoder KBinsDiscretizer", "info"),
  ...row("encoder", "category_encoders", "TargetEncoder LeaveOneOutEncoder CatBoostEncoder JamesSteinEncoder MEstimateEncoder WOEEncoder"),
  ...row("imputer", "sklearn.impute", "SimpleImputer KNNImputer IterativeImputer"),
  ...row("imputer", "sklearn.preprocessing", "Imputer"),
  ...row(
    "selector",
    "sklearn.feature_selection",
    "SelectKBest SelectPercentile SelectFpr SelectFdr SelectFwe GenericUnivariateSelect RFE RFECV SelectFromModel SequentialFeatureSelector VarianceThreshold",
  ),
  ...row(
    "projection",
    "sklearn.decomposition",
    "PCA IncrementalPCA KernelPCA SparsePCA TruncatedSVD NMF FastICA FactorAnalysis LatentDirichletAllocation",
  ),
  ...row("projection", "sklearn.discriminant_analysis", "LinearDiscriminantAnalysis"),
  ...row("vectoriser", "sklearn.feature_extraction.text", "CountVectorizer TfidfVectorizer TfidfTransformer"),
  ...row("vectoriser", "sklearn.feature_extraction", "DictVectorizer", "info"),
  ...row("vectoriser", "keras.preprocessing.text", "Tokenizer", "info"),
  ...row("vectoriser", "tensorflow.keras.preprocessing.text", "Tokenizer", "info"),
  ...row("vectoriser", "keras_preprocessing.text", "Tokenizer", "info"),
  ...row("labels", "sklearn.preprocessing", "LabelEncoder LabelBinarizer"),
  ...row("resampler", "imblearn.over_sampling", "SMOTE SMOTENC SMOTEN ADASYN RandomOverSampler BorderlineSMOTE SVMSMOTE KMeansSMOTE"),
  ...row("resampler", "imblearn.combine", "SMOTEENN SMOTETomek"),
]);

/** What holds transformers and fits those inside. */
export const transformerHolders: ReadonlySet<string> = new Set([
  "sklearn.pipeline.Pipeline",
  "sklearn.pipeline.make_pipeline",
  "sklearn.pipeline.FeatureUnion",
  "sklearn.pipeline.make_union",
  "sklearn.compose.ColumnTransformer",
  "sklearn.compose.make_column_transformer",
]);

/** Functions that learn and transform in one call. */
export const transformingFunctions: ReadonlyMap<string, Transformer> = new Map([
  ...row("scaler", "sklearn.preprocessing", "scale minmax_scale maxabs_scale robust_scale power_transform quantile_transform"),
]);
