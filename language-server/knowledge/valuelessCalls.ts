// Calls whose value is None: a cell that ends with one displays nothing.

/** Names of calls that give None, by their documentation. */
export const valueless: ReadonlySet<string> = new Set([
  "builtins.print", "time.sleep", "random.seed", "random.shuffle", "os.chdir", "os.makedirs", "os.mkdir", "os.remove", "shutil.rmtree", "json.dump", "pickle.dump", "logging.basicConfig",
  "warnings.filterwarnings", "warnings.simplefilter",
  "numpy.random.seed", "numpy.random.shuffle", "numpy.save", "numpy.savetxt", "numpy.savez", "numpy.set_printoptions", "pandas.set_option", "torch.save", "tensorflow.random.set_seed",
  "matplotlib.use", "matplotlib.style.use", "matplotlib.pyplot.style.use", ...["cla", "clf", "close", "rc", "savefig", "show", "tight_layout"].map((name) => `matplotlib.pyplot.${name}`),
  ...["despine", "set", "set_context", "set_palette", "set_style", "set_theme"].map((name) => `seaborn.${name}`),
]);
