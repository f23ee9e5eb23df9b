// What calls of TypeScript and JavaScript notebooks take and do: file paths, network, questions to a person.
// Names are those of `ScriptCall.name`: the module without scheme and version, then what is taken from it.

const rows = <Value>(value: Value, prefix: string, names: string): [string, Value][] =>
  names
    .trim()
    .split(/\s+/)
    .map((name) => [`${prefix}${name}`, value]);

const denoFiles =
  "readTextFile readFile writeTextFile writeFile open create stat lstat readDir mkdir remove truncate realPath chmod utime readLink";
const nodeFiles =
  "readFile writeFile appendFile open access stat lstat readdir mkdir rm rmdir unlink truncate realpath chmod opendir createReadStream createWriteStream exists cp";
const both = (names: string): string =>
  names
    .split(" ")
    .flatMap((name) => [name, `${name}Sync`])
    .join(" ");

/**
 * Positions of path arguments. Sources: the API references of Deno, Node's fs, @std/fs, nodejs-polars, danfojs-node,
 * arquero and xlsx.
 */
export const scriptFileCalls: ReadonlyMap<string, readonly number[]> = new Map([
  ...rows([0], "Deno.", both(denoFiles)),
  ...rows([0, 1], "Deno.", both("copyFile rename symlink link")),
  ...rows([0], "Deno.", "watchFs"),
  ...["fs.", "fs.promises.", "fs/promises.", "fs-extra."].flatMap((module) => [
    ...rows([0], module, both(nodeFiles)),
    ...rows([0, 1], module, both("copyFile rename symlink link")),
  ]),
  ...["@std/fs.", "@std/fs/", "https://deno.land/std/fs/mod.ts."].flatMap((module) => [
    ...rows([0], module, both("walk exists ensureDir ensureFile emptyDir expandGlob")),
    ...rows([0, 1], module, both("copy move")),
  ]),
  ...rows([0], "nodejs-polars.", "readCSV readParquet readJSON readIPC readAvro scanCSV scanParquet scanIPC scanJson"),
  ...["danfojs-node.", "danfojs."].flatMap((module) => rows([0], module, "readCSV readJSON readExcel streamCSV")),
  ...rows([0], "arquero.", "loadCSV loadJSON loadArrow loadFixed load"),
  ...rows([0], "xlsx.", "readFile"),
]);

/** Of the file calls those that read, and so need the file to be there. */
export const scriptReaders =
  /^(?:Deno\.(?:readTextFile|readFile|readDir)(?:Sync)?|(?:fs|fs\.promises|fs\/promises|fs-extra)\.(?:readFile|readdir|createReadStream)(?:Sync)?|nodejs-polars\.(?:read|scan)\w+|danfojs(?:-node)?\.read\w+|arquero\.load\w*|xlsx\.readFile)$/;

/** Functions whose result begins with the path that they are given first. */
export const scriptPathMakers =
  /^(?:(?:path|@std\/path|https:\/\/deno\.land\/std\/path\/mod\.ts)(?:\.(?:posix|win32))?\.(?:join|resolve|normalize)|String|URL)$/;

/** Calls that change the working directory. */
export const scriptDirectoryChanges: ReadonlySet<string> = new Set(["Deno.chdir", "process.chdir"]);

/** Calls that run a command line: the position of its text, or of the program followed by its arguments. */
export const scriptCommands: ReadonlyMap<string, "line" | "program"> = new Map([
  ...rows("line" as const, "child_process.", "exec execSync"),
  ...rows("program" as const, "child_process.", "spawn spawnSync execFile execFileSync"),
  ["Deno.Command", "program"],
  ...rows("line" as const, "execa.", "execaCommand execaCommandSync"),
  ...rows("program" as const, "execa.", "execa execaSync"),
]);

/** How a network call is given a limit of time: a property of its options, and the options' position. */
export interface ScriptTimeout {
  /** The kernel whose version of the call waits without end, where others' does not: Node's own fetch gives up after five minutes. */
  readonly only?: "deno";
  readonly options: number;
  readonly properties: readonly string[];
}

/**
 * Calls that wait without end unless a timeout is set. Sources: the Fetch standard (no timeout; `signal`), axios' README
 * (`timeout`, 0 by default), undici's documentation (headersTimeout and bodyTimeout, 300 s, so Node's own fetch is left
 * out). ky and got time out by options that this table leaves alone.
 */
export const scriptNetworkCalls: ReadonlyMap<string, ScriptTimeout> = new Map([
  ["fetch", { options: 1, properties: ["signal"], only: "deno" }],
  ["node-fetch", { options: 1, properties: ["signal"] }],
  ["cross-fetch", { options: 1, properties: ["signal"] }],
  ...rows({ options: 1, properties: ["timeout", "signal"] }, "axios.", "get delete head options"),
  ...rows({ options: 2, properties: ["timeout", "signal"] }, "axios.", "post put patch"),
]);

/** Calls that wait for a person. Sources: the HTML standard's dialogs (which Deno has too), Deno's and Node's references. */
export const scriptInteractiveCalls: ReadonlySet<string> = new Set([
  "prompt",
  "alert",
  "confirm",
  "window.prompt",
  "window.alert",
  "window.confirm",
  "globalThis.prompt",
  "globalThis.confirm",
  "globalThis.alert",
  "readline-sync.question",
  "readline-sync.prompt",
  "readline-sync.keyInPause",
  "readline-sync.keyInYN",
  "inquirer.prompt",
  "prompts",
  "@inquirer/prompts.input",
  "@inquirer/prompts.select",
  "@inquirer/prompts.confirm",
  "@inquirer/prompts.password",
]);

/** Packages that are imported for what they do. */
export const scriptSideEffects = /^(?:reflect-metadata|dotenv(?:\/|$)|core-js|@std\/dotenv\/load|zone\.js)/;
