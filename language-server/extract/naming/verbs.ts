// The verbs that headings, comments and methods begin with, and what a gerund says as a verb.

const verbs: ReadonlySet<string> = new Set(
  (
    "add aggregate analyse analyze annotate apply assign augment build calculate check clean close cluster collect combine compare compile compute configure convert count create crop " +
    "define delete deploy describe detect display download drop encode engineer estimate evaluate examine explore export extract fetch fill filter find fit format generate get group handle impute initialise initialize " +
    "inspect install join load log make measure merge model normalise normalize open parse perform plot predict prepare preprocess print process publish push read reduce register remove rename report reset resample resize retrieve " +
    "rotate run sample save scale score search select send set setup show shuffle simulate sort split standardise standardize start stop submit summarise summarize test tokenize train transform tune update upload validate " +
    "view visualise visualize wait write"
  ).split(" "),
);

const nouns: ReadonlyMap<string, string> = new Map([
  ["aggregation", "aggregate"],
  ["analysis", "analyze"],
  ["calculation", "calculate"],
  ["comparison", "compare"],
  ["evaluation", "evaluate"],
  ["exploration", "explore"],
  ["extraction", "extract"],
  ["generation", "generate"],
  ["imputation", "impute"],
  ["initialisation", "initialise"],
  ["initialization", "initialize"],
  ["normalisation", "normalise"],
  ["normalization", "normalize"],
  ["preparation", "prepare"],
  ["prediction", "predict"],
  ["selection", "select"],
  ["simulation", "simulate"],
  ["tokenization", "tokenize"],
  ["transformation", "transform"],
  ["validation", "validate"],
  ["visualisation", "visualise"],
  ["visualization", "visualize"],
]);

/** What a gerund or noun says as a verb: "loading" → load, "evaluation" → evaluate. */
const actions: ReadonlyMap<string, string> = new Map([
  ...nouns,
  ...[...verbs].flatMap((verb): [string, string][] => [
    [`${verb}ing`, verb],
    [`${verb.replace(/e$/, "")}ing`, verb],
    [`${verb}${verb[verb.length - 1]}ing`, verb],
  ]),
]);

export const isVerb = (word: string): boolean => verbs.has(word);

/** True of verbs that headings mostly have as nouns: "Log returns", "Model with two layers", "Test set". */
export const isMostlyNoun = (word: string): boolean =>
  /^(?:cluster|group|log|measure|model|process|report|sample|scale|score|test)$/.test(word);

/** The verb of "loading" and "evaluation"; null of other words. */
export const verbOfAction = (word: string): string | null => actions.get(word) ?? null;
