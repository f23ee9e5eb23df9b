// The program's commands and options. What a command does is loaded when it is called, so that each starts at once.
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { version } from "../../package.json";
import { visible } from "../notebook/visible";
import { noSuchChoice } from "./choice";
import { endWhenOutputFails, exitCodes, printError } from "./console";
import { failureText } from "./failure";

/** Runs a command line (`argv` with the interpreter and the script first). Sets the process's exit code; never throws. */
export async function runProgram(argv: readonly string[]): Promise<void> {
  endWhenOutputFails();
  try {
    await createProgram().parseAsync([...argv]);
  } catch (error) {
    if (!(error instanceof CommanderError)) {
      printError(failureText("nbready itself failed", error));
    } else if (error.exitCode !== 0) process.exitCode = exitCodes.failed;
  }
}

const firstSteps = `
First steps:
  nbready check                      every notebook below this folder
  nbready check train.ipynb --diff   what the safe fixes would change
  nbready rule NBR301                why a finding matters, and what to do about it

Exit codes: 0 nothing found; 1 findings at or above --fail-on; 2 the command line is wrong or an input could not be read.`;

function createProgram(): Command {
  const program = new Command("nbready")
    .description("Finds what breaks Jupyter notebooks on the way to production.")
    .version(version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print help")
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(visible(text)) })
    .helpCommand(false)
    .showHelpAfterError("Run it with --help to see what it takes.")
    .addHelpText("after", firstSteps);

  for (const add of [addChecks, addDiffs, addMerges, addGit, addExtract, addRules, addServer, addHelp]) add(program);
  return program;
}

function addChecks(program: Command): void {
  program
    .command("check")
    .summary("lint notebooks and folders")
    .description(
      "Lints notebooks and all those in folders, except what .gitignore lists, .ipynb_checkpoints, node_modules and virtual environments.",
    )
    .argument("[PATH...]", "notebooks and folders (default: the current folder), or - for standard input")
    .option("--fix", "apply safe fixes in place")
    .option("--unsafe-fixes", "with --fix or --diff: include fixes that may change what the notebook does or shows")
    .option("--diff", "print the fixes as a unified diff of the cells, and write nothing")
    .option("--select <RULES>", "run only these rules: codes, names or families (NBR1), separated by commas", separated)
    .option("--ignore <RULES>", "do not run these rules", separated)
    .option("--format <FORMAT>", "text, json, sarif, github, gitlab or junit", "text")
    .option("-o, --output <FILE>", "write the report to a file; - is standard output", filled)
    .addOption(outputFile())
    .option("--fail-on <SEVERITY>", "exit with 1 from this severity on: error, warning, info, hint, never", "warning")
    .option("--config <FILE>", "read this configuration instead of the nearest one above each notebook", filled)
    .option("--no-config", "read no configuration")
    .option(
      "--python <PATH>",
      "interpreter or environment with the installed packages (default: .venv, venv or env next to the notebook or above it)",
      filled,
    )
    .option("--baseline <FILE>", "hide the findings that the file lists", filled)
    .option("--write-baseline", "with --baseline: write the findings to the file")
    .option("--since <REV>", "report only on cells that changed since a revision of git")
    .option("--shard <I/N>", "check the I-th of N parts of the notebooks; merge-reports joins the JSON reports")
    .option("--no-cache", "also check notebooks again that have not changed")
    .option("--jobs <N>", "number of threads (default: as many as make the run faster)")
    .option("--stdin-filename <PATH>", "with -: the path that standard input counts as, for its configuration and project")
    .option("--statistics", "print how often each rule found something, instead of the findings")
    .option("-q, --quiet", "print findings only: no summary, no notes")
    .option("-v, --verbose", "also print hints")
    .action(async (paths: string[], options: object) => (await import("./commands/check")).runCheck(paths, options));

  program
    .command("merge-reports")
    .summary("join the JSON reports of a sharded run")
    .description("Joins the JSON reports of a run that was split with --shard into one, in the order of an unsplit run.")
    .argument("<REPORT...>", "reports of check --format json")
    .option("-o, --output <FILE>", "write the joined report to a file; - is standard output", filled)
    .addOption(outputFile())
    .option("--fail-on <SEVERITY>", "exit with 1 from this severity on: error, warning, info, hint, never", "warning")
    .action(async (paths: string[], options: object) => (await import("./commands/mergeReports")).runMergeReports(paths, options));

  program
    .command("report")
    .summary("grade notebooks and show what raises the grade most")
    .description("Grades notebooks, and shows what keeps them from production and what raises the grade most.")
    .argument("[PATH...]", "notebooks and folders (default: the current folder)")
    .option("--format <FORMAT>", "text, json, markdown or html", "text")
    .option("--baseline <FILE>", "compare with an earlier report of --format json", filled)
    .option("-o, --output <FILE>", "write the report to a file; - is standard output", filled)
    .addOption(outputFile())
    .option("--select <RULES>", "run only these rules: codes, names or families (NBR1), separated by commas", separated)
    .option("--ignore <RULES>", "do not run these rules", separated)
    .option("--config <FILE>", "read this configuration instead of the nearest one above each notebook", filled)
    .option("--no-config", "read no configuration")
    .option(
      "--python <PATH>",
      "interpreter or environment with the installed packages (default: .venv, venv or env next to the notebook or above it)",
      filled,
    )
    .option("--no-cache", "also check notebooks again that have not changed")
    .option("--jobs <N>", "number of threads (default: as many as make the run faster)")
    .option("-q, --quiet", "no notes on standard error")
    .action(async (paths: string[], options: object) => (await import("./commands/report")).runReport(paths, options));
}

function addDiffs(program: Command): void {
  program
    .command("diff")
    .summary("compare two notebooks, cell by cell")
    .description(
      "Compares two notebooks: which cells were added, removed, moved and changed, word by word. Ends with 0 if they are equal, 1 if they differ.",
    )
    .argument("<A>", "a notebook, - for standard input, or REV:PATH for a file at a revision of git")
    .argument("<B>", "what it is compared with, in the same way")
    .option("--format <FORMAT>", "text, json (what patch applies) or html (a self-contained page)", "text")
    .option("-o, --output <FILE>", "write the diff to a file; - is standard output", filled)
    .option("--sources-only", "compare only the cells' texts")
    .option("--ignore <PARTS>", "leave out outputs, metadata, counts or ids, separated by commas", separated)
    .option("--all", "also show what every run changes: run numbers, ids, versions, addresses and times in outputs")
    .option("--color <WHEN>", "auto, always or never", "auto")
    .action(async (a: string, b: string, options: { format: string }) => (await import("./commands/diff")).runDiff(a, b, options));

  program
    .command("patch")
    .summary("apply a JSON diff to a notebook")
    .description("Applies a diff of diff --format json to the notebook it was made from. Cells that it does not touch keep their bytes.")
    .argument("<A>", "the notebook")
    .argument("<DELTA>", "the diff, or - for standard input")
    .requiredOption("-o, --output <FILE>", "where the patched notebook goes; - is standard output", filled)
    .option("--reverse", "lead from the new notebook back to the old one")
    .action(async (a: string, delta: string, options: { output: string }) =>
      (await import("./commands/patch")).runPatch(a, delta, options),
    );
}

function addMerges(program: Command): void {
  program
    .command("merge")
    .summary("merge two changed versions of a notebook")
    .description(
      "Merges notebooks three-way: by cell, by line within a cell, by key in metadata; outputs never conflict. Ends with 0 if all could be merged, 1 if conflicts are marked in the result.",
    )
    .argument("<BASE>", "the version that both come from")
    .argument("<OURS>", "one changed version")
    .argument("<THEIRS>", "the other")
    .requiredOption("-o, --output <FILE>", "where the merged notebook goes; - is standard output", filled)
    .option("--strategy <STRATEGY>", "what to do with conflicts: mark both versions, or take ours or theirs", "mark")
    .option("--path <PATH>", "the notebook's path for messages, if the files are copies")
    .action(async (base: string, ours: string, theirs: string, options: { output: string }) =>
      (await import("./commands/merge")).runMerge(base, ours, theirs, options),
    );

  program
    .command("settle")
    .summary("settle the conflicts that a merge marked in notebooks")
    .description(
      "Takes a side of every conflict that a merge marked. Without --take it removes the notes of conflicts that were settled by hand, and lists the others. Ends with 0 if none is left, 1 if some are.",
    )
    .argument("<NOTEBOOK...>", "notebooks, which are changed in place")
    .option("--take <SIDE>", "ours, theirs, or both (ours first)")
    .action(async (paths: string[], options: { take?: string }) => (await import("./commands/settle")).runSettle(paths, options));
}

function addGit(program: Command): void {
  const git = program
    .command("git")
    .helpCommand(false)
    .summary("let git compare and merge notebooks by cell")
    .description("Lets git compare and merge notebooks by cell.");
  for (const action of ["install", "uninstall"] as const) {
    git
      .command(action)
      .summary(action === "install" ? "set up git to compare and merge notebooks with nbready" : "undo what install set up")
      .description(
        action === "install"
          ? "Sets up a diff driver, a merge driver and a difftool for *.ipynb, with git config and .gitattributes, in this repository."
          : "Undoes what install set up; other settings and lines stay as they are.",
      )
      .option("--global", "for all your repositories, in your own settings")
      .action(async (options: { global?: boolean }) => (await import("./commands/git")).runGitSetUp(action, options));
  }
  git
    .command("show-diff", { hidden: true })
    .argument("<ARGS...>")
    .allowUnknownOption()
    .action(async (args: string[]) => (await import("./commands/git")).showDiff(args));
  git
    .command("show-text", { hidden: true })
    .argument("<FILE>")
    .action(async (path: string) => (await import("./commands/git")).showText(path));
}

function addExtract(program: Command): void {
  program
    .command("extract")
    .summary("move cells of a notebook to a module, or to functions")
    .description(
      "Moves cells of a notebook (Python, TypeScript, JavaScript) to a module that the notebook imports: definitions as they are, other statements as functions. With --to-function, makes functions in the notebook itself. What would not run the same is refused, with the reason.",
    )
    .argument("<NOTEBOOK>", "the notebook")
    .requiredOption("--cells <CELLS>", "the cells, counted from 0 over all cells: 2-5,7")
    .option("--to <MODULE>", "the module's file, such as src/features.py (features.ts, features.js)", filled)
    .option("--to-function", "make functions in the notebook, each in a cell above the one that calls it (Python)")
    .option("--function <NAME>", "the function's name; several cells become this one function")
    .option(
      "--test <FILE>",
      "write tests that assert what the notebook's saved outputs show (pytest; for scripts the project's runner)",
      filled,
    )
    .option("--move-called", "also move functions that both these and other cells call")
    .option("--parameters", "turn names whose value is a literal, such as THRESHOLD = 0.3, into keyword parameters with that default")
    .option("--autoreload", "make the notebook reload the module when its file changes")
    .option("--package", "if the module is not importable otherwise, make a pyproject.toml for pip install -e")
    .option("--sys-path", "if the module is not importable otherwise, allow a sys.path line in the notebook")
    .option("--dry-run", "print what would change as a diff, and write nothing")
    .action(async (path: string, options: object) => (await import("./commands/extract")).runExtract(path, options));
}

function addRules(program: Command): void {
  program
    .command("rules")
    .summary("list the rules")
    .description("Lists the rules.")
    .option("--format <FORMAT>", "text or json", "text")
    .action(async (options: { format: string }) => (await import("./commands/rules")).listRules(options));

  program
    .command("rule")
    .summary("print one rule's page")
    .description("Prints one rule's page: what it finds, why that breaks in production, and how to fix it.")
    .argument("<RULE>", "code or name, such as NBR301 or absolute-path")
    .action(async (name: string) => (await import("./commands/rule")).showRule(name));
}

function addServer(program: Command): void {
  program
    .command("lsp")
    .summary("run the language server, for any editor")
    .description("Runs the language server, which an editor starts and talks to.")
    .option("--stdio", "talk over standard input and output")
    .action(async () => (await import("./commands/lsp")).serveEditor());
}

/** In place of commander's own help command, which passes over a command that does not exist. */
function addHelp(program: Command): void {
  program
    .command("help")
    .summary("print the help of a command")
    .description("Prints the help of a command, or that of the program.")
    .argument("[COMMAND]", "the command")
    .action((name?: string) => {
      const named = name === undefined ? program : program.commands.find((command) => command.name() === name);
      if (!named)
        return printError(
          noSuchChoice(
            "help",
            name ?? "",
            program.commands.map((command) => command.name()),
          ),
        );
      named.help();
    });
}

/** The value of an option that takes a path. An empty one is a mistake, usually a shell's variable that is not set. */
function filled(value: string): string {
  if (value === "") throw new InvalidArgumentError("It is empty.");
  return value;
}

/** Another name of `--output`: the one that commands which write reports had first. */
const outputFile = (): Option =>
  Object.assign(new Option("--output-file <FILE>").argParser(filled).hideHelp(), { attributeName: () => "output" });

/** Values of an option that takes a list and may be given several times. */
const separated = (value: string, before: readonly string[] = []): readonly string[] => [
  ...before,
  ...value.split(/[\s,]+/).filter(Boolean),
];
