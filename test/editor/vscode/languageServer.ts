// The process that runs the language server: tests end it as a system does that is short of memory.
import { readdirSync, readFileSync } from "node:fs";

/** Its pid, in the process group of one VS Code; undefined while there is none. */
export const languageServerIn = (group: number): number | undefined =>
  readdirSync("/proc")
    .map(Number)
    .find((pid) => {
      try {
        return /dist\/server\.js/.test(readFileSync(`/proc/${pid}/cmdline`, "utf8")) && processGroupOf(pid) === group;
      } catch {
        return false; // it has ended meanwhile
      }
    });

/** The group of a process. Its name, which may hold anything, stands in brackets before the state, the parent and the group. */
export const processGroupOf = (pid: number): number => Number(/.*\) \S+ \d+ (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, "utf8"))?.[1]);
