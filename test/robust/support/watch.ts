// Runs nbready under watch: which processes it starts, which hosts it calls, which paths it looks at and changes. By hooks inside Node, and by strace outside of it where there is one.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

/** What a watched program did. */
export interface Trace {
  /** Programs that were started, without the watched one. */
  readonly processes: readonly string[];
  /** Hosts that were called. */
  readonly hosts: readonly string[];
  /** Paths that were looked at, by Node's own start, too, where strace watches. */
  readonly paths: readonly string[];
  /** Paths that were changed, made or removed. */
  readonly writes: readonly string[];
}

/** A command line that is watched, and where its trace is found when it has ended. */
export interface Watched {
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** What the program did, once it has ended; takes the notes away. */
  end(): Trace;
}

const works = (command: readonly string[]): boolean => spawnSync(command[0], command.slice(1), { stdio: "ignore" }).status === 0;
const strace = ["strace", "-f", "-qq", "--seccomp-bpf", "-s", "4096", "-e", "trace=execve,connect,sendto,openat,open"];
const canTrace = process.platform === "linux" && works([...strace, "-o", "/dev/null", process.execPath, "--version"]);
/** A world without network, where the system lets a user make one. */
const noNetwork = process.platform === "linux" && works(["unshare", "-rn", "true"]) ? ["unshare", "-rn"] : [];

/** How closely can be looked here, for the tests' titles. */
export const watchers = ["hooks in Node", ...(canTrace ? ["strace"] : []), ...(noNetwork.length > 0 ? ["no network at all"] : [])].join(
  ", ",
);

/**
 * @param args of Node: a script and what it takes
 * @param folder for the notes, absolute
 */
export function watch(args: readonly string[], folder: string, name = "watched"): Watched {
  const [notes, calls] = [join(folder, `${name}.notes`), join(folder, `${name}.strace`)];
  const program = [process.execPath, "--require", join(__dirname, "watchedCalls.cjs"), ...args];
  return {
    command: [...noNetwork, ...(canTrace ? [...strace, "-o", calls] : []), ...program],
    env: { NBREADY_WATCH: notes },
    end() {
      const noted = textOf(notes)
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line) as readonly [string, string]);
      const traced = canTrace ? tracedIn(textOf(calls)) : { processes: [], hosts: [], paths: [], writes: [] };
      [notes, calls].forEach((path) => rmSync(path, { force: true }));
      const of = (kind: string): readonly string[] => noted.filter(([one]) => one === kind).map(([, what]) => what);
      return {
        processes: [...of("process"), ...traced.processes],
        hosts: [...of("host"), ...traced.hosts],
        paths: [...of("path"), ...traced.paths],
        writes: [...of("write"), ...traced.writes],
      };
    },
  };
}

const textOf = (path: string): string => (existsSync(path) ? readFileSync(path, "utf8") : "");

function tracedIn(text: string): Trace {
  const found = (call: RegExp): readonly string[] => [...text.matchAll(call)].map((match) => match[1]);
  return {
    processes: found(/\bexecve\("([^"]*)"/g).slice(1), // the first is the watched program itself
    hosts: found(/\b(?:connect|sendto)\(\d+, (?:"[^"]*"\.*, \d+, \w+, )?(\{sa_family=AF_INET6?[^}]*\})/g),
    writes: found(/\bopen(?:at\(AT_FDCWD, |\()"([^"]*)", [^)]*O_(?:WRONLY|RDWR)/g).filter((path) => !/^\/(?:dev|proc)\//.test(path)),
    paths: found(/\bopen(?:at\(AT_FDCWD, |\()"([^"]*)"/g),
  };
}
