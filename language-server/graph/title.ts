// One line to show instead of a cell where there is no room for the whole of it.
import type { Cell } from "../notebook/model";

/** Longest title, in UTF-16 units. */
const longest = 80;

/**
 * Title of a code cell: its first comment, else its first line of code; "" of an empty one. Rulers (`# ----`), marks
 * of cells (`# %%`), the quotes of a docstring and instructions to tools (`# noqa`, `# type:`, `# nbready:`) say nothing
 * and are passed over.
 */
export function codeTitle({ source }: Pick<Cell, "source">): string {
  for (const line of source.split(/\r\n|\r|\n/)) {
    const text = line
      .trim()
      .replace(/^[rRbBuUfF]{0,2}("""|''')(.*?)(?:\1)?$/, "$2")
      .trim();
    const comment = /^(?:#+|\/\/+)\s*(?:%%)?(.*)$/.exec(text);
    if (!comment) {
      if (text !== "") return shortened(text);
      continue;
    }
    const words = comment[1].replace(/^[\s#=*\-_/]+|[\s#=*\-_/]+$/g, "");
    if (words !== "" && !/^(?:noqa|type:|pylint:|pragma:|fmt:|nbready:)/.test(words)) return shortened(words);
  }
  return "";
}

/** The first heading of a Markdown cell (`# text`, or a line underlined with = or -) with its level; null where it has none. */
export function headingOf({ source }: Pick<Cell, "source">): { readonly level: number; readonly title: string } | null {
  const lines = source.split(/\r\n|\r|\n/);
  let fence: string | null = null;
  for (const [index, line] of lines.entries()) {
    const mark = /^ {0,3}(```|~~~)/.exec(line)?.[1];
    if (mark !== undefined) fence = fence === null ? mark : fence === mark ? null : fence;
    if (fence !== null || mark !== undefined) continue;
    const marked = /^ {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$/.exec(line);
    if (marked && marked[2] !== "") return { level: marked[1].length, title: plainText(marked[2]) };
    const ruler = /^ {0,3}(=+|-+)[ \t]*$/.exec(lines[index + 1] ?? "");
    if (ruler && /^ {0,3}[^\s#>|\-*+]/.test(line)) return { level: ruler[1].startsWith("=") ? 1 : 2, title: plainText(line.trim()) };
  }
  return null;
}

/** More of a heading is not read: links that are not closed take quadratic time. */
const longestHeading = 2000;

/** The text without Markdown's marks: emphasis, code, links, HTML. */
const plainText = (markdown: string): string =>
  shortened(
    markdown
      .slice(0, longestHeading)
      .replace(/<[^>]*>/g, "")
      .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
      .replace(/[*`]|~~|\b__|__\b/g, "")
      .trim(),
  );

const shortened = (text: string): string => (text.length > longest ? `${text.slice(0, longest - 1).trimEnd()}…` : text);
