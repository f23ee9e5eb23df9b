// What a change of the working directory does to the paths after it, as a message.

/**
 * The message for a change of the working directory.
 * @param what the call or magic, as the sentence's subject
 * @param folder the folder's path as far as it is constant; null where it is not known
 */
export function changesDirectory(what: string, folder: string | null): string {
  const twice = folder === null ? ", and where the folder is relative, running the cell twice fails or lands elsewhere" : isAbsolute.test(folder.trim()) ? "" : ", and running the cell twice fails or lands elsewhere";
  return `${what} changes what every later relative path means${twice}. Build paths from one folder in a parameter instead.`;
}

/** Paths that lead to the same folder from everywhere. */
const isAbsolute = /^["']?(?:[\\/~]|[A-Za-z]:[\\/]|\$HOME\b|\$\{HOME\})/;
