// Keywords that tune a model, a training run or a decision: what somebody will want to change without editing code.

/**
 * Keyword → the name that its parameter gets. Sources: the API references of scikit-learn, XGBoost, LightGBM, CatBoost,
 * Keras, PyTorch and Transformers. Short names with other meanings elsewhere (alpha, C, gamma, p) are left out.
 */
export const tuningKeywords: ReadonlyMap<string, string> = new Map([
  ["lr", "LEARNING_RATE"],
  ["eta", "LEARNING_RATE"],
  ...`learning_rate epochs n_epochs num_epochs nb_epoch num_train_epochs batch_size per_device_train_batch_size per_device_eval_batch_size
    max_steps warmup_steps weight_decay dropout momentum n_estimators num_boost_round iterations num_leaves max_depth max_iter min_samples_leaf min_samples_split
    min_child_weight early_stopping_rounds subsample colsample_bytree reg_alpha reg_lambda l2_leaf_reg n_neighbors n_clusters n_components
    hidden_layer_sizes hidden_size test_size validation_split threshold n_splits n_iter patience max_features max_length`
    .split(/\s+/)
    .map((keyword): [string, string] => [keyword, keyword.toUpperCase()]),
]);

/** Modules whose calls take such keywords; "threshold" of a plotting call is no tuning. */
export const tunedModules =
  /^(?:sklearn|xgboost|lightgbm|catboost|keras|tensorflow|torch|transformers|pytorch_lightning|lightning|fastai|imblearn|statsmodels|gensim|umap|hdbscan|optuna|sentence_transformers|peft|trl)\b/;

/** Methods that train or predict in batches, whatever model they belong to: their keywords are used for nothing else. */
export const tunedMethods: ReadonlySet<string> = new Set([
  "fit",
  "fit_generator",
  "fit_one_cycle",
  "fine_tune",
  "partial_fit",
  "flow_from_directory",
  "flow_from_dataframe",
  "train",
]);
