// The hidden generators that random numbers come from: what draws from each, and what seeds it.

export type GeneratorId = "python" | "numpy" | "torch" | "tensorflow" | "polars";

/** A library's global generator. */
export interface Generator {
  readonly id: GeneratorId;
  /** As messages call it. */
  readonly label: string;
  /** The module whose function seeds it, the customary import of that module, and the seeding call's path inside the module. */
  readonly module: string;
  readonly importLine: string;
  readonly alias: string;
  readonly seedCall: string;
}

export const generators: readonly Generator[] = [
  { id: "python", label: "Python's", module: "random", importLine: "import random", alias: "random", seedCall: "seed" },
  { id: "numpy", label: "NumPy's", module: "numpy", importLine: "import numpy as np", alias: "np", seedCall: "random.seed" },
  { id: "torch", label: "PyTorch's", module: "torch", importLine: "import torch", alias: "torch", seedCall: "manual_seed" },
  {
    id: "tensorflow",
    label: "TensorFlow's",
    module: "tensorflow",
    importLine: "import tensorflow as tf",
    alias: "tf",
    seedCall: "random.set_seed",
  },
  { id: "polars", label: "Polars'", module: "polars", importLine: "import polars as pl", alias: "pl", seedCall: "set_random_seed" },
];

/** Calls that only TensorFlow 1 has, and the seeding call's path there. Source: TensorFlow's migration guide, "Migrate from TensorFlow 1.x". */
export const tensorflow1 = {
  calls:
    /^tensorflow\.(?:contrib\.|examples\.|(?:placeholder|Session|InteractiveSession|global_variables_initializer|initialize_all_variables|get_variable|variable_scope|random_normal|random_uniform|reset_default_graph|layers\.\w+|train\.\w+Optimizer)$)/,
  seedCall: "set_random_seed",
};

const words = (text: string): readonly string[] => text.trim().split(/\s+/);
const under = (module: string, names: string): readonly string[] => words(names).map((name) => `${module}.${name}`);

/** Functions of the standard library's `random` that draw. Source: its documentation, Python 3.12; a test asks the installed Python. */
export const pythonDraws: readonly string[] = under(
  "random",
  `random randint randrange choice choices sample shuffle uniform gauss normalvariate
  lognormvariate expovariate betavariate gammavariate paretovariate triangular vonmisesvariate weibullvariate getrandbits randbytes`,
);

/** The legacy functions of `numpy.random`, which share one generator. Source: NumPy's reference, "Legacy random generation"; a test asks the installed NumPy. */
export const numpyDraws: readonly string[] = under(
  "numpy.random",
  `rand randn randint random random_sample sample ranf choice shuffle permutation bytes
  beta binomial chisquare dirichlet exponential f gamma geometric gumbel hypergeometric laplace logistic lognormal logseries multinomial
  multivariate_normal negative_binomial noncentral_chisquare noncentral_f normal pareto poisson power rayleigh standard_cauchy
  standard_exponential standard_gamma standard_normal standard_t triangular uniform vonmises wald weibull zipf`,
);

/** Source: PyTorch's reference, "Random sampling" and the data utilities that take `generator=`. */
const torchDraws: readonly string[] = [
  ...under("torch", `rand randn randint randperm rand_like randn_like randint_like normal bernoulli multinomial poisson`),
  "torch.utils.data.random_split",
];

/** Source: TensorFlow's reference, module tf.random and its 1.x names. */
const tensorflowDraws: readonly string[] = [
  ...under("tensorflow.random", "normal uniform truncated_normal shuffle categorical gamma poisson"),
  ...under("tensorflow", "random_normal random_uniform truncated_normal random_shuffle"),
];

/** `tf.data.Dataset.from_tensor_slices(x).shuffle(100)`. Source: TensorFlow's reference, tf.data.Dataset.shuffle. */
export const dataShuffle = /^tensorflow\.data\.[\w.()]+\(\)\.shuffle$/;

/** Function → the generator it draws from. */
export const drawsFrom: ReadonlyMap<string, GeneratorId> = new Map([
  ...pythonDraws.map((name): [string, GeneratorId] => [name, "python"]),
  ...numpyDraws.map((name): [string, GeneratorId] => [name, "numpy"]),
  ...torchDraws.map((name): [string, GeneratorId] => [name, "torch"]),
  ...tensorflowDraws.map((name): [string, GeneratorId] => [name, "tensorflow"]),
]);

/** Layers whose first weights are drawn at random: they matter where the notebook trains. Sources: the references of torch.nn and Keras. */
export const weightedLayers: ReadonlyMap<string, GeneratorId> = new Map([
  ...under(
    "torch.nn",
    "Linear Bilinear Conv1d Conv2d Conv3d ConvTranspose1d ConvTranspose2d ConvTranspose3d Embedding RNN LSTM GRU LSTMCell GRUCell Transformer TransformerEncoderLayer MultiheadAttention",
  ).map((name): [string, GeneratorId] => [name, "torch"]),
  ...["tensorflow.keras.layers", "keras.layers"]
    .flatMap((module) => under(module, "Dense Conv1D Conv2D Conv3D Conv2DTranspose SeparableConv2D Embedding SimpleRNN LSTM GRU"))
    .map((name): [string, GeneratorId] => [name, "tensorflow"]),
]);

/** Loaders that shuffle with their library's generator where that is asked for, and the keyword that brings a generator of one's own. */
export const shufflingLoaders: ReadonlyMap<string, { readonly generator: GeneratorId; readonly own: string }> = new Map([
  ["torch.utils.data.DataLoader", { generator: "torch", own: "generator" }],
  ["torch.utils.data.RandomSampler", { generator: "torch", own: "generator" }],
]);

/** Calls that run a model on made-up numbers to learn its shape or write its steps down: which numbers changes nothing. Sources: each library's reference. */
export const shapeTakers: ReadonlySet<string> = new Set([
  "torch.jit.trace",
  "torch.onnx.export",
  "torch.onnx.dynamo_export",
  "torch.export.export",
  "torchinfo.summary",
  "torchsummary.summary",
  "thop.profile",
  "fvcore.nn.FlopCountAnalysis",
]);

/** Seeding functions → the generators that they seed. Sources: each library's reference. */
export const seeders: ReadonlyMap<string, readonly GeneratorId[]> = new Map<string, readonly GeneratorId[]>([
  ["random.seed", ["python"]],
  ["random.setstate", ["python"]],
  ["numpy.random.seed", ["numpy"]],
  ["numpy.random.set_state", ["numpy"]],
  ["torch.manual_seed", ["torch"]],
  ["torch.random.manual_seed", ["torch"]],
  ["torch.set_rng_state", ["torch"]],
  ["torch.random.set_rng_state", ["torch"]],
  ["torch.cuda.manual_seed", ["torch"]],
  ["torch.cuda.manual_seed_all", ["torch"]],
  ["tensorflow.random.set_seed", ["tensorflow"]],
  ["tensorflow.set_random_seed", ["tensorflow"]],
  ["tensorflow.compat.v1.set_random_seed", ["tensorflow"]],
  ["tensorflow.random.set_random_seed", ["tensorflow"]],
  ["keras.utils.set_random_seed", ["python", "numpy", "tensorflow", "torch"]],
  ["tensorflow.keras.utils.set_random_seed", ["python", "numpy", "tensorflow"]],
  ["polars.set_random_seed", ["polars"]],
  ["transformers.enable_full_determinism", ["python", "numpy", "torch", "tensorflow"]],
]);

/** What makes a generator of its own (of JAX: its key), from fresh entropy where no seed is given: no seed of the library reaches it. */
export const ownGenerators: ReadonlyMap<string, { readonly keyword: string }> = new Map([
  ["numpy.random.default_rng", { keyword: "seed" }],
  ["numpy.random.RandomState", { keyword: "seed" }],
  ["numpy.random.PCG64", { keyword: "seed" }],
  ["numpy.random.MT19937", { keyword: "seed" }],
  ["numpy.random.Philox", { keyword: "seed" }],
  ["numpy.random.SFC64", { keyword: "seed" }],
  ["numpy.random.SeedSequence", { keyword: "entropy" }],
  ["random.Random", { keyword: "x" }],
  ["jax.random.PRNGKey", { keyword: "seed" }],
  ["jax.random.key", { keyword: "seed" }],
]);

/** Calls whose value differs at every run: no seed. */
export const freshValues: ReadonlySet<string> = new Set([
  "time.time",
  "time.time_ns",
  "os.urandom",
  "datetime.datetime.now",
  "os.getpid",
  "secrets.randbits",
  "uuid.uuid4",
]);
