// Faults of the disk around a run of the command line (../../cli/support/lasting.cjs), at its `at`-th step that changes files, from 1:
// the step fails (ENOSPC), the process is killed (kill), or somebody else saves (save) or deletes (delete) files of the working folder whose names end with `ending`.
// Or nothing fails, and what the disk holds at each step, which is what a process killed there would leave, is put into folders 1, 2 … of `keep` (watch).
// A file is written by half then. A disk that is full stays full, and removes files all the same. Tells how many steps there were.
const fs = require("node:fs");
const { tmpdir } = require("node:os");
const { join } = require("node:path");

// Node takes hold of what removes folders when it first does so: that must not be what one run gets.
fs.rmSync(fs.mkdtempSync(join(tmpdir(), "nbready-faults-")), { recursive: true });

const needSpace = ["openSync", "writeFileSync", "writeSync", "fsyncSync", "mkdirSync", "mkdtempSync"];

module.exports = ({ fault, at = 0, ending = "", keep = "" }) => {
  const real = { ...fs };
  const steps = [...needSpace, "renameSync", ...(fault === "ENOSPC" ? [] : ["unlinkSync", "rmSync", "rmdirSync"])];
  let step = 0;
  let isOurs = false;
  const aside = (work) => {
    isOurs = true;
    work();
    isOurs = false;
  };
  const changeFiles = () => {
    for (const path of fs.readdirSync(".", { recursive: true }).filter((one) => one.endsWith(ending)))
      fault === "save" ? fs.appendFileSync(path, "\n") : fs.unlinkSync(path);
  };
  for (const name of steps) {
    fs[name] = (...args) => {
      const [file, content, ...options] = args;
      const doIt = () => real[name].apply(fs, args);
      if (isOurs || (name === "openSync" && !/[wa+]/.test(String(content ?? "r")))) return doIt();
      step++;
      const isStillFull = fault === "ENOSPC" && step > at && needSpace.includes(name);
      if (fault !== "watch" && step !== at && !isStillFull) return doIt();
      if (fault === "save" || fault === "delete") {
        aside(changeFiles);
        return doIt();
      }
      const half = name === "writeFileSync" && !isStillFull ? content.slice(0, content.length / 2) : null;
      if (half !== null) aside(() => real.writeFileSync(file, half, ...options));
      if (fault === "watch") {
        aside(() => fs.cpSync(".", join(keep, String(step)), { recursive: true }));
        // An open file goes on behind its first half, one that is named is written anew.
        return half !== null && typeof file === "number" ? real.writeFileSync(file, content.slice(half.length), ...options) : doIt();
      }
      if (fault === "kill") process.kill(process.pid, "SIGKILL");
      throw Object.assign(new Error(`${fault}: injected`), { code: fault });
    };
  }
  return () => {
    for (const name of steps) fs[name] = real[name];
    return step;
  };
};
