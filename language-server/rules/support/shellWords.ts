// The words of shell lines and scripts, with their places.
import type { Span } from "../../notebook/model";

/** One word of a command line, its quotes taken off. */
export interface Word extends Span {
  readonly text: string;
}

/** The commands of a shell line or script, each as its words; `offset` is where the text begins in the cell. */
export function splitCommands(text: string, offset: number): readonly (readonly Word[])[] {
  const commands: Word[][] = [[]];
  for (const match of text.matchAll(/\\\r?\n|[\n;|&()]+|(?:"[^"\n]*"|'[^'\n]*'|\\[^\n]|[^\s;|&()"'\\])+|["']/g)) {
    if (match[0].startsWith("\\\n") || match[0].startsWith("\\\r")) continue;
    if (/^[\n;|&()]+$/.test(match[0])) commands.push([]);
    else commands[commands.length - 1].push(unquote(match[0], offset + match.index));
  }
  return commands.filter((command) => command.length > 0);
}

/** The words of all of them. */
export const shellWords = (text: string, offset: number): readonly Word[] => splitCommands(text, offset).flat();

function unquote(text: string, start: number): Word {
  const quoted = /^(["'])(.*)\1$/s.exec(text);
  return quoted ? { text: quoted[2], start: start + 1, end: start + text.length - 1 } : { text, start, end: start + text.length };
}
