// The command line's entry: tells the version at once, and leaves everything else to the program beside it.
import { join } from "node:path";
import { isMainThread } from "node:worker_threads";
import { version } from "../../package.json";

const [first, ...rest] = process.argv.slice(2);
if (isMainThread && rest.length === 0 && (first === "--version" || first === "-V")) process.stdout.write(`${version}\n`);
else require(join(__dirname, "program.js"));
