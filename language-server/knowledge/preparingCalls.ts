// Calls that prepare a notebook for its work: options, seeds, places, versions, sessions.

const names: ReadonlySet<string> = new Set(
  `print display set get use seed manual_seed filterwarnings simplefilter load_dotenv basicConfig getLogger getenv environ
  Path join abspath dirname exists getcwd append insert makedirs mkdir chdir update rc config
  extension output_notebook run_line_magic version head cwd resolve expanduser login authenticate_user mount list_physical_devices is_available device
  stop now today time`.split(/\s+/),
);

/** True of the last part of a called name that prepares rather than computes. Source: what real notebooks call above their first work. */
export const isPreparing = (name: string): boolean =>
  names.has(name) || /^(?:set_\w+|use_\w+|enable_\w+|disable_\w+|init\w*|register\w*|get_\w+)$/.test(name);
