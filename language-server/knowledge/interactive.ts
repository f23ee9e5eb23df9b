// Calls and magics that wait for a person.

export interface InteractiveCall {
  /** What it wants. */
  readonly kind: "question" | "secret" | "debugger" | "sign-in" | "upload" | "window";
  /** The first parameter, which answers beforehand: it waits for nobody where that is given. */
  readonly unlessGiven?: string;
  /** Options that let it ask only where nobody is signed in yet. */
  readonly unlessOption?: readonly (readonly [keyword: string, value: boolean])[];
  /** It also does what it is given, as `pdb.run("step()")` does: without it that would not be done. */
  readonly runsCode?: boolean;
}

/** With either option huggingface_hub uses a token that the machine keeps. */
const onlyWithoutToken = [
  ["skip_if_logged_in", true],
  ["new_session", false],
] as const;

const rows = (kind: InteractiveCall["kind"], ...names: string[]): [string, InteractiveCall][] => names.map((name) => [name, { kind }]);

/**
 * By full dotted name. Sources: the Python documentation of `input`, `getpass`, `breakpoint`, `pdb` and `code`; the documentation of ipdb, pudb,
 * IPython, OpenCV (`waitKey`), Matplotlib (`ginput`), tkinter, jupyter_ui_poll, google.colab, huggingface_hub, Rich, questionary and InquirerPy.
 */
export const interactiveCalls: ReadonlyMap<string, InteractiveCall> = new Map([
  ...rows(
    "question",
    "builtins.input",
    "click.prompt",
    "click.confirm",
    "IPython.utils.io.ask_yes_no",
    "rich.prompt.Prompt.ask",
    "rich.prompt.IntPrompt.ask",
    "rich.prompt.FloatPrompt.ask",
    "rich.prompt.Confirm.ask",
    "questionary.text().ask",
    "questionary.select().ask",
    "questionary.confirm().ask",
    "inquirer.prompt",
    "InquirerPy.prompt",
  ),
  ...rows("secret", "getpass.getpass", "stdiomask.getpass", "pwinput.pwinput", "questionary.password().ask"),
  ...rows(
    "debugger",
    "builtins.breakpoint",
    "pdb.set_trace",
    "pdb.post_mortem",
    "pdb.pm",
    "ipdb.set_trace",
    "ipdb.post_mortem",
    "ipdb.pm",
    "pudb.set_trace",
    "IPython.embed",
    "IPython.terminal.debugger.set_trace",
    "IPython.core.debugger.set_trace",
    "IPython.core.debugger.Pdb().set_trace",
    "IPython.core.debugger.Tracer",
    "code.interact",
  ),
  ...["pdb.run", "pdb.runcall"].map((name): [string, InteractiveCall] => [name, { kind: "debugger", runsCode: true }]),
  ...rows("sign-in", "google.colab.auth.authenticate_user", "google.colab.drive.mount", "kagglehub.login", "ee.Authenticate"),
  ["huggingface_hub.login", { kind: "sign-in", unlessGiven: "token", unlessOption: onlyWithoutToken }],
  ...["huggingface_hub.notebook_login", "huggingface_hub.interpreter_login"].map((name): [string, InteractiveCall] => [
    name,
    { kind: "sign-in", unlessOption: onlyWithoutToken },
  ]),
  ...rows(
    "upload",
    "google.colab.files.upload",
    "tkinter.filedialog.askopenfilename",
    "tkinter.filedialog.askopenfilenames",
    "tkinter.filedialog.asksaveasfilename",
    "tkinter.filedialog.askdirectory",
  ),
  ...rows(
    "window",
    "cv2.waitKey",
    "matplotlib.pyplot.ginput",
    "matplotlib.pyplot.waitforbuttonpress",
    "tkinter.Tk().mainloop",
    "jupyter_ui_poll.ui_events",
    "jupyter_ui_poll.run_ui_poll_loop",
  ),
]);

/** Magics that open a debugger. Source: IPython's built-in magics. */
export const debuggerMagics: ReadonlySet<string> = new Set(["debug", "pdb", "pudb"]);

/**
 * Commands that ask for a token or open a browser, with the options that answer beforehand. `wandb login` takes what the environment holds.
 * Sources: the references of the command lines of huggingface_hub, gcloud, Azure, AWS, GitHub and Earth Engine.
 */
export const signInCommands: readonly (readonly [command: string, unless: RegExp])[] = [
  ["huggingface-cli login", /^--token\b/],
  ["hf auth login", /^--token\b/],
  ["gcloud auth login", /^--cred-file\b/],
  ["gcloud auth application-default login", /^$/],
  ["az login", /^(?:--service-principal|--identity|-i|--federated-token)\b/],
  ["aws sso login", /^$/],
  ["gh auth login", /^--with-token\b/],
  ["earthengine authenticate", /^--(?:authorization-code|auth_mode)\b/],
];
