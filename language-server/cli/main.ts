// The command line's entry: prints the version at once, and leaves everything else to the program beside it.
import { join } from "node:path";
import { isMainThread } from "node:worker_threads";
import { version } from "../../package.json";
import { endWhenOutputFails } from "./console";

const program = join(__dirname, "program.js");
const [first = "", ...rest] = process.argv.slice(2);
if (isMainThread && rest.length === 0 && (first === "--version" || first === "-V")) printVersion();
// A server keeps nothing on the disk, not even what V8 has compiled of it.
else if (first === "lsp") require(program);
else start();

function printVersion(): void {
  endWhenOutputFails();
  process.stdout.write(`${version}\n`);
}

/** Loads what loads the program only here: the version needs none of it. */
function start(): void {
  const { suitRuns } = require("../host/engineFlags") as typeof import("../host/engineFlags");
  const { runCompiled } = require("../host/compiledScript") as typeof import("../host/compiledScript");
  const isCheck = isMainThread && (first === "check" || first === "report");
  if (isCheck) suitRuns();
  runCompiled(program, !isMainThread ? "thread of a check" : isCheck ? "check" : "other command");
}
