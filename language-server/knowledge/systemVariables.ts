// Environment variables that the system sets itself: read under such a name, a setting of the notebook's would never be missing, only wrong.

/** Sources: POSIX, "Environment Variables"; the manuals of bash and zsh; Windows' list of its own variables; Python's command line. */
const systemVariables: ReadonlySet<string> = new Set([
  "PATH", "HOME", "USER", "LOGNAME", "PWD", "OLDPWD", "SHELL", "LANG", "LANGUAGE", "TERM", "TZ", "TMP", "TEMP", "TMPDIR", "EDITOR", "VISUAL", "PAGER", "DISPLAY", "HOST", "HOSTNAME", "HOSTTYPE", "MAIL",
  "UID", "EUID", "GID", "PPID", "SHLVL", "IFS", "COLUMNS", "LINES", "RANDOM", "SECONDS", "CI",
  "USERNAME", "USERPROFILE", "USERDOMAIN", "OS", "COMPUTERNAME", "APPDATA", "LOCALAPPDATA", "PROGRAMDATA", "PROGRAMFILES", "WINDIR", "SYSTEMROOT", "SYSTEMDRIVE", "COMSPEC", "PATHEXT", "PROMPT", "HOMEDRIVE", "HOMEPATH",
  "PYTHONPATH", "PYTHONHOME",
]);

/** The name itself, or one of the notebook's own where the system sets it: `PWD` → `NOTEBOOK_PWD`. */
export const ownVariable = (name: string): string => (systemVariables.has(name) ? `NOTEBOOK_${name}` : name);
