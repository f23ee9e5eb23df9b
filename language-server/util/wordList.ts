// Lists words as a sentence does.

/** "", "a", "a and b", "a, b and c". */
export const wordList = (words: readonly (string | number)[]): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words[words.length - 1]}`;
