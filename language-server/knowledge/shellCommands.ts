// Shell commands in notebooks, and what does the same on every machine.

/** What a command is about, in the words of the message: what replaces it. */
const rows = (instead: string, ...names: string[]): [string, string][] => names.map((name) => [name, instead]);

/**
 * Commands that a machine may lack or know by another name, with what to use instead. Not among them: tools that a notebook
 * runs on purpose (git, docker, gcloud, python, …), and pip and conda, which have rules of their own. Sources: POSIX utilities, the documentation of
 * Python's pathlib, shutil, os, urllib.request and subprocess.
 */
export const shellCommands: ReadonlyMap<string, string> = new Map([
  ...rows(
    "Put the package into the image or environment that the job runs in",
    "apt",
    "apt-get",
    "aptitude",
    "dpkg",
    "yum",
    "dnf",
    "apk",
    "brew",
    "choco",
    "snap",
  ),
  ...rows("Download with requests or urllib.request, which raise an error", "wget", "curl", "aria2c"),
  ...rows("Use shutil.unpack_archive, or zipfile and tarfile", "unzip", "gunzip", "unrar", "unxz", "bunzip2"),
  ...rows("Use shutil.make_archive or shutil.unpack_archive, or zipfile and tarfile", "tar", "7z", "7za"),
  ...rows("Use gzip, zipfile or shutil.make_archive", "zip", "gzip", "bzip2", "xz"),
  ...rows("Use pathlib.Path(…).iterdir() or glob()", "ls", "dir", "tree", "find"),
  ...rows("Use pathlib.Path(…).read_text(), or read the first lines with open()", "cat", "head", "tail", "less", "more", "type"),
  ...rows("Count in Python, on the lines that open() gives", "wc"),
  ...rows("Use pathlib.Path(…).mkdir(parents=True, exist_ok=True)", "mkdir", "md"),
  ...rows("Use shutil.copy or shutil.copytree", "cp", "copy", "xcopy"),
  ...rows("Use shutil.move", "mv", "move"),
  ...rows("Use pathlib.Path(…).unlink() or shutil.rmtree", "rm", "rmdir", "del"),
  ...rows("Use pathlib.Path(…).touch() or write_text()", "touch"),
  ...rows("Start the server where the job's environment is set up, and pass its address as a parameter", "service", "systemctl"),
  ...rows("Use Python's own string functions or pandas", "sed", "awk", "grep", "sort", "uniq", "cut", "tr"),
]);
