// Runs a program (node faultyFiles.cjs PROGRAM ARGUMENTS…) and ends it, or has the disk fail it, at the N-th step that changes files.
// Says so on standard error where the program ended before that step.
// Or has somebody else save (save) or delete (delete) files of the working folder then: those whose names end with NBREADY_FAULT_ENDING.
// NBREADY_FAULT=kill|ENOSPC|EROFS|save|delete and NBREADY_FAULT_AT=N, from 1. The step is done by half where it can be. A disk that is full stays full, and
// removes files all the same.
const fs = require("node:fs");

const { NBREADY_FAULT: fault, NBREADY_FAULT_AT: at, NBREADY_FAULT_ENDING: ending } = process.env;
const needSpace = ["openSync", "writeFileSync", "writeSync", "fsyncSync", "mkdirSync", "mkdtempSync"];
const steps = [...needSpace, "renameSync", ...(fault === "ENOSPC" ? [] : ["unlinkSync", "rmSync", "rmdirSync"])];
const { appendFileSync, unlinkSync, writeSync } = fs;
let step = 0;

for (const name of steps) {
  const real = fs[name];
  fs[name] = (...args) => {
    const isRead = name === "openSync" && !/[wa+]/.test(String(args[1] ?? "r"));
    if (isRead) return real.apply(fs, args);
    step++;
    const isFull = fault === "ENOSPC" && step > Number(at) && needSpace.includes(name);
    if (step !== Number(at) && !isFull) return real.apply(fs, args);
    if (name === "writeFileSync" && !isFull) real.call(fs, args[0], String(args[1]).slice(0, String(args[1]).length / 2), ...args.slice(2));
    if (fault === "save" || fault === "delete") {
      for (const path of fs.readdirSync(".", { recursive: true }).filter((one) => one.endsWith(ending))) fault === "save" ? appendFileSync(path, "\n") : unlinkSync(path);
      return real.apply(fs, args);
    }
    if (fault === "kill") process.kill(process.pid, "SIGKILL");
    throw Object.assign(new Error(`${fault}: injected`), { code: fault });
  };
}

process.on("exit", () => {
  if (step < Number(at)) writeSync(2, "no step failed\n");
});

// As if it had been started itself: with options of Node's such as --require it would not take what V8 has compiled of it before.
process.argv.splice(1, 1);
require(process.argv[1]);
