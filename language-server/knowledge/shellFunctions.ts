// Functions that run a command line through a shell.

/** By dotted name: always, or only with `shell=True`. Source: the library reference of os, subprocess and asyncio. */
export const shellFunctions: ReadonlyMap<string, "always" | "with-shell"> = new Map([
  ...[
    "os.system",
    "os.popen",
    "subprocess.getoutput",
    "subprocess.getstatusoutput",
    "asyncio.create_subprocess_shell",
    "IPython.get_ipython().system",
    "IPython.get_ipython().getoutput",
  ].map((name) => [name, "always"] as const),
  ...["subprocess.run", "subprocess.call", "subprocess.check_call", "subprocess.check_output", "subprocess.Popen"].map(
    (name) => [name, "with-shell"] as const,
  ),
]);
