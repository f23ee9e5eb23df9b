// Data and models that come over the network, and what fixes their version.

/** A call that takes data, a model or code from a hub by its name there. */
export interface HubCall {
  readonly position: number;
  /** The parameter that names it. */
  readonly keyword: string;
  /** The parameters that fix a version; one of them is enough. */
  readonly versions: readonly string[];
  /** The parameter that holds them in a dictionary of options; null where they are parameters themselves. */
  readonly within: string | null;
  /** The first parameter, a task for which the library chooses a model where none is named. */
  readonly task?: string;
  /** How the name itself may fix a version: "owner/repo:v1.2", "name/versions/3". */
  readonly pinnedName: RegExp | null;
  /** What is loaded, for the message. */
  readonly what: "model" | "data set" | "repository";
  /** As messages call the hub. */
  readonly hub: string;
}

const hub = (
  what: HubCall["what"],
  keyword: string,
  hubName: string,
  versions: readonly string[],
  pinnedName: RegExp | null = null,
  position = 0,
): HubCall => ({ position, keyword, versions, within: null, pinnedName, what, hub: hubName });

/** What LangChain hands on to the library that loads the model lies in `model_kwargs`. */
const langChain = (keyword: string, ...names: string[]): [string, HubCall][] =>
  names.map((name) => [name, { ...hub("model", keyword, "the Hugging Face Hub", ["revision"]), within: "model_kwargs" }]);

/** By dotted name. Sources: the references of datasets, huggingface_hub, transformers, sentence-transformers, unsloth, vLLM, LlamaIndex, LangChain, torch.hub, scikit-learn (fetch_openml: `version="active"` moves) and kagglehub. */
export const hubCalls: ReadonlyMap<string, HubCall> = new Map([
  ...[
    "langchain_huggingface",
    "langchain_huggingface.embeddings",
    "langchain_community.embeddings",
    "langchain_community.embeddings.huggingface",
    "langchain.embeddings",
    "langchain.embeddings.huggingface",
  ].flatMap((module) => langChain("model_name", `${module}.HuggingFaceEmbeddings`, `${module}.HuggingFaceBgeEmbeddings`)),
  ...langChain(
    "model_id",
    "langchain_huggingface.HuggingFacePipeline.from_model_id",
    "langchain_community.llms.HuggingFacePipeline.from_model_id",
    "langchain.llms.HuggingFacePipeline.from_model_id",
  ),
  ["llama_index.embeddings.huggingface.HuggingFaceEmbedding", hub("model", "model_name", "the Hugging Face Hub", ["revision"])],
  ...["FastLanguageModel", "FastModel", "FastVisionModel"].map((name): [string, HubCall] => [
    `unsloth.${name}.from_pretrained`,
    hub("model", "model_name", "the Hugging Face Hub", ["revision"]),
  ]),
  ["vllm.LLM", hub("model", "model", "the Hugging Face Hub", ["revision"])],
  ["datasets.load_dataset", hub("data set", "path", "the Hugging Face Hub", ["revision"])],
  ["huggingface_hub.hf_hub_download", hub("repository", "repo_id", "the Hugging Face Hub", ["revision"])],
  ["huggingface_hub.snapshot_download", hub("repository", "repo_id", "the Hugging Face Hub", ["revision"])],
  ["sentence_transformers.SentenceTransformer", hub("model", "model_name_or_path", "the Hugging Face Hub", ["revision"])],
  ["sentence_transformers.CrossEncoder", hub("model", "model_name_or_path", "the Hugging Face Hub", ["revision"])],
  // Without a model transformers chooses one, and warns against that in production.
  ["transformers.pipeline", { ...hub("model", "model", "the Hugging Face Hub", ["revision"], null, 1), task: "task" }],
  ["torch.hub.load", hub("repository", "repo_or_dir", "GitHub", [], /:[^/]+$/)],
  ["sklearn.datasets.fetch_openml", hub("data set", "name", "OpenML", ["version", "data_id"])],
  ["kagglehub.dataset_download", hub("data set", "handle", "Kaggle", [], /\/versions\/\d+$/)],
  ["kagglehub.model_download", hub("model", "handle", "Kaggle", [], /\/\d+$/)],
]);

/** An option that asks a registry for whatever version is newest. */
export interface NewestAsked {
  readonly calls: RegExp;
  readonly keyword: string;
  readonly newest: string;
  /** The parameter that names what is taken. */
  readonly named: string;
  /** As messages call the registry. */
  readonly hub: string;
}

/** Sources: the SageMaker Python SDK (JumpStart) and the reference of azure-ai-ml. */
export const newestAsked: readonly NewestAsked[] = [
  { calls: /^sagemaker\./, keyword: "model_version", newest: "*", named: "model_id", hub: "SageMaker JumpStart" },
  {
    calls: /^azure\.ai\.ml\.MLClient\(\)\.(?:models|environments|components|data)\.get$/,
    keyword: "label",
    newest: "latest",
    named: "name",
    hub: "Azure Machine Learning",
  },
];

/** `AutoModel.from_pretrained("owner/name")` of the libraries that load from the Hub. */
export const pretrained = /^(?:transformers|diffusers|peft|optimum|adapters|setfit|tokenizers)\.[\w.]+\.from_pretrained$/;
export const pretrainedCall: HubCall = hub("model", "pretrained_model_name_or_path", "the Hugging Face Hub", ["revision"]);

/** Builders of `load_dataset` that read the caller's own files. Source: the datasets documentation. */
export const localBuilders: ReadonlySet<string> = new Set([
  "csv",
  "json",
  "parquet",
  "text",
  "arrow",
  "pandas",
  "imagefolder",
  "audiofolder",
  "webdataset",
  "xml",
  "sql",
]);

/** Functions other than the tables' readers that read from an address: the place of the address. */
export const addressReaders: ReadonlyMap<string, { readonly position: number; readonly keyword: string }> = new Map([
  ["pandas.read_pickle", { position: 0, keyword: "filepath_or_buffer" }],
  ["pandas.read_spss", { position: 0, keyword: "path" }],
  ["polars.scan_csv", { position: 0, keyword: "source" }],
  ["polars.scan_parquet", { position: 0, keyword: "source" }],
  ["polars.scan_ndjson", { position: 0, keyword: "source" }],
  ["dask.dataframe.read_csv", { position: 0, keyword: "urlpath" }],
  ["dask.dataframe.read_parquet", { position: 0, keyword: "path" }],
  ["dask.dataframe.read_json", { position: 0, keyword: "url_path" }],
  ["xarray.open_dataset", { position: 0, keyword: "filename_or_obj" }],
  ["geopandas.read_file", { position: 0, keyword: "filename" }],
  ["dask.bag.read_text", { position: 0, keyword: "urlpath" }],
  ["h2o.import_file", { position: 0, keyword: "path" }],
  ["torch.hub.load_state_dict_from_url", { position: 0, keyword: "url" }],
  ["urllib.request.urlretrieve", { position: 0, keyword: "url" }],
  ["tensorflow.keras.utils.get_file", { position: 1, keyword: "origin" }],
  ["keras.utils.get_file", { position: 1, keyword: "origin" }],
]);

/** Calls that fetch anything from the web: data, where the address is that of a file in a repository; and catalogues of data. */
export const webCalls: ReadonlyMap<string, { readonly position: number; readonly keyword: string }> = new Map([
  ...["requests.get", "requests.Session().get", "httpx.get", "urllib.request.urlopen", "wget.download"].map(
    (name) => [name, { position: 0, keyword: "url" }] as const,
  ),
  ["intake.open_catalog", { position: 0, keyword: "uri" }],
  ["intake.open_esm_datastore", { position: 0, keyword: "obj" }],
]);
