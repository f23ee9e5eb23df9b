// What divides rows into those that a model learns from and those that judge it.

export type Role = "train" | "test";

/** Functions that return train and test of each argument in turn: `a, b, c, d = split(x, y)`. Source: scikit-learn's reference. */
export const pairSplits: ReadonlySet<string> = new Set([
  "sklearn.model_selection.train_test_split",
  "sklearn.cross_validation.train_test_split",
  "cuml.model_selection.train_test_split",
  "dask_ml.model_selection.train_test_split",
]);

/** Classes whose `split` yields pairs of row numbers, train first. Source: scikit-learn's reference. */
export const foldSplitters =
  /^sklearn\.(?:model_selection|cross_validation)\.(?:KFold|StratifiedKFold|GroupKFold|StratifiedGroupKFold|ShuffleSplit|StratifiedShuffleSplit|GroupShuffleSplit|RepeatedKFold|RepeatedStratifiedKFold|TimeSeriesSplit|LeaveOneOut|LeaveOneGroupOut|LeavePOut|PredefinedSplit)\(\)\.split$/;

/** Functions that split inside, fit on one part and judge on the other: their second argument must not know the whole. Source: scikit-learn's reference. */
export const crossValidations: ReadonlySet<string> = new Set(
  `cross_val_score cross_validate cross_val_predict learning_curve validation_curve permutation_test_score`
    .split(" ")
    .flatMap((name) => [`sklearn.model_selection.${name}`, `sklearn.cross_validation.${name}`]),
);

/** The same of libraries for boosted trees, with their second argument's keyword. Source: the references of XGBoost and LightGBM. */
export const boosterValidations: ReadonlyMap<string, string> = new Map([
  ["xgboost.cv", "dtrain"],
  ["lightgbm.cv", "train_set"],
]);

/** Loaders that give ((x_train, y_train), (x_test, y_test)). Source: Keras' reference, module keras.datasets. */
export const splitLoaders = /^(?:tensorflow\.)?keras\.datasets\.\w+\.load_data$/;

/** What a name says about the rows it holds; null where it says nothing. */
export function roleOfName(name: string): Role | null {
  if (/(?:^|_)(?:train|tr|trn|fit)(?:ing)?(?:_|\d|$)|train/i.test(name)) return "train";
  return /(?:^|_)(?:te|tst|val|dev|oos|cv)(?:_|\d|$)|test|valid|hold_?out|eval|unseen/i.test(name) ? "test" : null;
}
