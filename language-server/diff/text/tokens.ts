// Cuts text into words as a reader of code or prose sees them.

/** Numbers (a dot counts to one between digits), names, operators of several characters, single other characters, white space. */
const token = /\s+|\d\w*(?:\.\d\w*)*|[\p{L}\p{N}_]+|\*\*=?|\/\/=?|[=!<>+\-*/%&|^@:]=|->|<<|>>|[^\s]/gu;

/** All tokens, white space too; joined they are the text. */
export const tokensOf = (text: string): readonly string[] => text.match(token) ?? [];

const wordStart = /^[\p{L}\p{N}_]/u;

/** True for names and numbers. */
export const isWord = (text: string): boolean => wordStart.test(text);

/** True where a name or a number is in the text. */
export const hasWord = (text: string): boolean => /[\p{L}\p{N}_]/u.test(text);

export const isSpace = (text: string): boolean => text.trim() === "";
