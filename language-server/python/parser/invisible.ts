// Characters that look like a space or like nothing, and that Python refuses outside texts and comments.

/** One such character: no-break and wide spaces, marks of width zero and of direction. */
export const invisible = /[\u00a0\u200b-\u200f\u2028-\u202f\u2060\ufeff\u3000]/;

/** What is wrong with one of them. */
export const invisibleMessage = (char: string): string =>
  `An invisible character (U+${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}) is here: delete it or write a space.`;
