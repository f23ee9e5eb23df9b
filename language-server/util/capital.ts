// Begins a line of words with a capital letter.

/** A MIME type at the beginning stays as it is. */
export const capital = (text: string): string => (/^[\w.+-]+\//.test(text) ? text : text.slice(0, 1).toUpperCase() + text.slice(1));
