// Options that take one of a few words.
import { suggest } from "../config/nearest";

/** The message for a value that an option does not take, with the nearest of those that it takes. */
export const noSuchChoice = (option: string, value: string, choices: readonly string[]): string =>
  `${option}: there is no "${value}"${suggest(value, choices)}`;
