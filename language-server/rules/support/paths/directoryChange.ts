// What a change of the working directory does to the paths after it, as a message.

/**
 * The message for a change of the working directory.
 * @param what the call or magic, as the sentence's subject
 * @param folder the folder's path as far as it is constant; null where it is not known
 * @param isUndone whether a second run begins in the same folder, since the first goes back, or changes nothing, since the first was asked for
 */
export function changesDirectory(what: string, folder: string | null, isUndone = false): string {
  const twice = isUndone
    ? ""
    : folder === null
      ? ", and if the folder is relative, running the cell twice fails or ends up in another folder"
      : isAbsolute.test(folder.trim())
        ? ""
        : ", and running the cell twice fails or ends up in another folder";
  return `${what} changes what every later relative path means${twice}. Instead, build paths from one folder that is a parameter.`;
}

/** Paths that lead to the same folder from everywhere. */
const isAbsolute = /^["']?(?:[\\/~]|[A-Za-z]:[\\/]|\$HOME\b|\$\{HOME\})/;
