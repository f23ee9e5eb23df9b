// Loaded into a program before it starts (node --require), and into its threads: notes the processes it starts, the hosts it
// calls, the paths it looks at and those it changes, one JSON line each, in the file that NBREADY_WATCH names. No call to a host gets through.
const fs = require("node:fs");
const { openSync, writeSync } = fs;

const notes = openSync(process.env.NBREADY_WATCH, "a");
const note = (kind, what) => writeSync(notes, `${JSON.stringify([kind, String(what)])}\n`);

function hook(object, name, before) {
  const real = object[name];
  object[name] = Object.assign(function (...args) {
    before(...args);
    return real.apply(this, args);
  }, real);
}

const processes = require("node:child_process");
for (const name of ["spawn", "spawnSync", "exec", "execSync", "execFile", "execFileSync", "fork"])
  hook(processes, name, (program) => note("process", program));

const refuse =
  (where) =>
  (...args) => {
    note("host", where(...args));
    throw Object.assign(new Error("the network is cut off"), { code: "ENETUNREACH" });
  };
hook(
  require("node:net").Socket.prototype,
  "connect",
  refuse((to) => JSON.stringify(to)),
);
hook(
  require("node:dgram").Socket.prototype,
  "send",
  refuse(() => "a datagram"),
);
for (const name of ["lookup", "resolve", "resolve4", "resolve6"])
  hook(
    require("node:dns"),
    name,
    refuse((host) => host),
  );
globalThis.fetch = refuse((url) => url);

const pathOf = (path) => (path instanceof URL ? path.pathname : path);
for (const name of [
  "writeFileSync",
  "appendFileSync",
  "renameSync",
  "mkdirSync",
  "rmSync",
  "rmdirSync",
  "unlinkSync",
  "copyFileSync",
  "symlinkSync",
  "writeFile",
  "appendFile",
  "rename",
  "mkdir",
  "rm",
  "unlink",
  "createWriteStream",
]) {
  hook(fs, name, (path) => typeof path !== "number" && note("write", pathOf(path)));
}
for (const name of ["openSync", "open"]) hook(fs, name, (path, flags) => /[wa+]/.test(String(flags)) && note("write", pathOf(path)));
for (const name of [
  "openSync",
  "readFileSync",
  "readdirSync",
  "statSync",
  "lstatSync",
  "accessSync",
  "existsSync",
  "readlinkSync",
  "opendirSync",
  "open",
  "readFile",
  "readdir",
  "stat",
  "lstat",
  "access",
  "createReadStream",
]) {
  hook(fs, name, (path) => typeof path !== "number" && note("path", pathOf(path)));
}
for (const name of ["open", "readFile", "readdir", "stat", "lstat", "access"])
  hook(fs.promises, name, (path) => note("path", pathOf(path)));
for (const name of ["writeFile", "appendFile", "rename", "mkdir", "rm", "unlink"])
  hook(fs.promises, name, (path) => note("write", pathOf(path)));
