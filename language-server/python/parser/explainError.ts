// Says what is wrong where the parser found text that does not fit the grammar: the usual slips by name, the rest by place.
import type { SyntaxProblem } from "../syntax";
import { forLine, forLineMessage } from "./forLine";
import { invisible, invisibleMessage } from "./invisible";
import type { SyntaxTree } from "./parser";

/** A slip that shows in the text of one line. `place` is the group that holds it, else the whole match. */
interface Slip {
  readonly pattern: RegExp;
  readonly message: string | ((match: RegExpExecArray) => string);
}

const noValue = "The value after this `=` is missing.";

/** `x =` and `self.x, y[0] =`, with nothing after it. */
const valueless = /^[A-Za-z_][\w.]*(?:\[[^\]]*\])?(?:\s*,\s*[A-Za-z_][\w.]*(?:\[[^\]]*\])?)*\s*=\s*$/;

/** A line that is no value of the line above: it assigns, prints, or begins with a word that begins a statement. */
const ownStatement =
  /^(?:[A-Za-z_][\w.]*(?:\s*,\s*[A-Za-z_][\w.]*)*\s*=(?!=)|print\s*\(|(?:if|for|while|with|try|def|class|import|from|return|del|raise|assert|pass|break|continue|global)\b)/;

const HEADERS = "if|elif|else|for|while|try|except|finally|with|def|class|async\\s+(?:def|for|with)";

/** Looked for in this order, in the lines that hold the parser's first error. */
const SLIPS: readonly Slip[] = [
  {
    pattern: /^\s*(?:<{7}|={7}|>{7}|\|{7})(?:\s.*)?$/d,
    message: "This is a merge conflict marker: choose one side and delete the markers.",
  },
  { pattern: /^\s*(?:>>>|In \[\d*\]:)/d, message: "This is a prompt copied with the code: delete it." },
  {
    pattern: /(?:^|[;:])\s*(?<place>print\b\s*(?:>>\s*\w|[^\s=(.,:;[\])}+*/%&|^<>!-]).*?)\s*$/d,
    message: "This is Python 2's print statement: write print(…).",
  },
  { pattern: /(?:^|[;:])\s*(?<place>exec\s+(?:[\w"']).*?)\s*$/d, message: "This is Python 2's exec statement: write exec(…)." },
  { pattern: /`/d, message: "Backticks are Python 2: write repr(…)." },
  { pattern: /[“”„‟«»]|[‘’‚‛]/d, message: (match) => `${match[0]} is a typographic quote: write " or '.` },
  { pattern: /[–—−]/d, message: (match) => `${match[0]} is a dash, not a minus sign: write -.` },
  { pattern: new RegExp(invisible, "d"), message: (match) => invisibleMessage(match[0]) },
  { pattern: /(?:^|[^=!<>])(?<place>===)/d, message: "Python has no `===`: write `==`." },
  { pattern: /(?<place>&&)/d, message: "Python has no `&&`: write `and`." },
  { pattern: /(?<place>\|\|)/d, message: "Python has no `||`: write `or`." },
  {
    pattern: /(?<place>=>|=<)/d,
    message: (match) =>
      match[0] === "=<" ? "Python has no `=<`: write `<=`." : "Python has no `=>`: write `>=`, or `lambda` for a function.",
  },
  {
    pattern: /[\w)\]](?<place>\+\+|--)\s*(?:$|[;)#])/d,
    message: (match) => `Python has no \`${match.groups!.place}\`: write \`${match.groups!.place[0]}= 1\`.`,
  },
  { pattern: /^\s*(?<place>else\s+if)\b/d, message: "Python writes `elif` for `else if`." },
  {
    pattern: /^\s*(?:if|elif|while)\b[^#"'=()[\]{}]*[^=!<>:"'#()[\]{}](?<place>=)[^=].*:/d,
    message: "`=` assigns: write `==` to compare.",
  },
  { pattern: /^\s*(?:def|class)\s+(?<place>\d\w*)/d, message: "A name cannot begin with a digit." },
  { pattern: forLine, message: forLineMessage },
  {
    pattern: new RegExp(`^\\s*(?<place>(?:${HEADERS})\\b(?:[^#:"'{}[\\]]|\\{[^{}]*\\}|\\[[^[\\]]*\\]|"[^"]*"|'[^']*')*)$`, "d"),
    message: "A colon is missing at the end of this line.",
  },
  {
    pattern: /(?:^|[^\w.])(?<place>0[0-9]*[1-9][0-9]*)(?![\w.])/d,
    message: "Python 3 does not accept a number with leading zeros: write `0o…` for an octal number, or remove the zeros.",
  },
  {
    pattern:
      /^\s*(?<place>(?:False|None|True|class|def|del|for|from|global|if|import|in|is|lambda|pass|return|while|with|yield|and|or|not))\s*=(?!=)/d,
    message: (match) => `\`${match.groups!.place}\` is a keyword of Python and cannot be assigned to.`,
  },
  {
    pattern: /^\s*(?<place>-?\d[\w.]*|"[^"]*"|'[^']*')\s*=(?!=)/d,
    message: "A literal cannot be assigned to: the left side of `=` must be a name.",
  },
  {
    pattern: /^\s*(?<place>[\w.]+\([^()]*\))\s*=(?!=)/d,
    message: "A call cannot be assigned to: the left side of `=` must be a name; to compare, write `==`.",
  },
  {
    pattern: /^\s*from\s+(?<place>[\w.]+)\s*$/d,
    message: (match) => `This import names nothing: write \`from ${match.groups!.place} import …\` or \`import ${match.groups!.place}\`.`,
  },
  { pattern: /^[A-Za-z_][\w.]*(?:\[[^\]]*\])?\s*(?<place>=)\s*$/d, message: noValue },
  {
    pattern: /^\s*(?<place>assert|if\s*:|elif\s*:|while\s*:)\s*$/d,
    message: (match) => `This \`${match.groups!.place.replace(/\s*:$/, "")}\` has no condition: add one.`,
  },
  {
    pattern:
      /(?<!(?:^|[^\w.])(?:return|yield|await|lambda|in|is|and|or|not|if|elif|else|assert|del|for|from|while|with|print))(?<=[\w)\]])(?<place>\[\s*\])/d,
    message: "These brackets are empty: write what to select.",
  },
  {
    pattern:
      /^\s*(?!(?:return|yield|del|assert|not|lambda|raise|await|in|and|or|is|if|else|elif|for|while|with|import|from)\b)(?<place>[a-z][\w-]*(?:\s+[\w./:@~-]+)*?\s+--?[A-Za-z][\w-]*(?:\s.*|=.*)?)$/d,
    message: "This is a shell command, not Python: write ! before it, or %%bash on the first line of the cell.",
  },
  { pattern: /[$?]/d, message: (match) => `\`${match[0]}\` means nothing in Python.` },
  { pattern: /(?:(?<![\w.])[A-Za-z_][\w.]*|[)\]])(?<place>\.)\s*$/d, message: "The name after this dot is missing." },
];

/** The parser's first error, explained; null where only newer Python takes the text and the grammar does not know it yet. */
export function explainError(tree: SyntaxTree): SyntaxProblem | null {
  const isError = (node: number): boolean => tree.kinds[node] === "ERROR" || tree.missing.has(node);
  const at = tree.kinds.findIndex((_, node) => isError(node) && !isNewToGrammar(tree.text, tree.starts[node]!));
  if (at < 0) return tree.kinds.some((_, node) => isError(node)) ? null : findJoinedStatement(tree);
  return findSlip(tree.text, tree.starts[at]!, tree.ends[at]!) ?? missingValue(tree.text, tree.starts[at]!) ?? unexpected(tree, at);
}

/**
 * `state = # TODO` in a block, where the error begins with that line's first word, or with the statement below it: so no bracket
 * is open in which the value may follow further down.
 */
function missingValue(text: string, error: number): SyntaxProblem | null {
  const start = text.lastIndexOf("\n", error - 1) + 1;
  if (text.slice(start, error).trim() !== "") return null;
  const above = ownStatement.test(text.slice(error, error + 200)) ? lineAbove(text, start) : null;
  for (const at of above === null ? [start] : [start, above]) {
    const end = text.indexOf("\n", at);
    const line = withoutComment(text.slice(at, end < 0 ? text.length : end)).trimEnd();
    if (valueless.test(line.trimStart())) return { start: at + line.length - 1, end: at + line.length, message: noValue };
  }
  return null;
}

/** Where the nearest line above begins that holds more than a comment; null where none does. */
function lineAbove(text: string, start: number): number | null {
  for (let end = start - 1; end > 0;) {
    const at = text.lastIndexOf("\n", end - 1) + 1;
    if (/^[ \t]*[^\s#]/.test(text.slice(at, end))) return at;
    end = at - 1;
  }
  return null;
}

/** Where the parser only misses a line break, no node of its tree says so: the statement that something stands before on its line. */
function findJoinedStatement({ kinds, starts, ends, text }: SyntaxTree): SyntaxProblem | null {
  for (let node = 1; node < kinds.length; node++) {
    if (!/(?:_statement|_definition)$/.test(kinds[node]!)) continue;
    let before = starts[node]! - 1;
    while (before >= 0 && (text[before] === " " || text[before] === "\t")) before--;
    if (before < 0 || /[;:\r\n\f\\]/.test(text[before]!)) continue;
    return {
      start: starts[node]!,
      end: ends[node]!,
      message: "A statement cannot follow another one on the same line: put it on its own line.",
    };
  }
  return null;
}

const LINE_NODES = /_(?:statement|definition)$|^(?:else|elif|except|finally|case)_clause$|^decorator$/;

/**
 * The parser lets a statement go on in the next line where Python ends it: `x =` and the value below. Finds the first logical
 * line (`lines` are their first tokens) at which no statement or clause begins.
 */
export function explainSplitLine({ kinds, starts, after, text }: SyntaxTree, lines: readonly number[]): SyntaxProblem | null {
  let next = 0;
  for (let node = 1; node < kinds.length && next < lines.length; node++) {
    if (starts[node]! < lines[next]! || !LINE_NODES.test(kinds[node]!)) continue;
    if (starts[node]! > lines[next]!) break;
    next++;
    // `type(x)` with a list of targets below is no type alias.
    if (kinds[node] === "type_alias_statement") while (next < lines.length && lines[next]! < starts[after[node]! - 1]!) next++;
  }
  if (next === 0 || next >= lines.length) return null;
  const start = lines[next - 1]!;
  const line = text.slice(start, lines[next]!).trimEnd();
  const bare = withoutComment(line.split("\n", 1)[0]!);
  const hasGap = /\n[^\S\n]*(?:#[^\n]*)?\n/.test(text.slice(start, lines[next]!));
  if (valueless.test(bare) && (hasGap || ownStatement.test(text.slice(lines[next]!, lines[next]! + 200)))) {
    const equals = start + bare.trimEnd().length;
    return { start: equals - 1, end: equals, message: noValue };
  }
  // `a,` is a tuple and complete.
  if (line.endsWith(",") && !/^(?:import|from|global|nonlocal|assert|del)\b/.test(line)) return null;
  return {
    start,
    end: start + line.length,
    message: "This line is incomplete and continues on the next line: join the two, or put brackets around them.",
  };
}

/** Longer lines are no one's typing, and quotes that are not closed take quadratic time. */
const longestExplained = 5000;

/** True in a line that Python takes and the grammar does not know. */
export function isNewToGrammar(text: string, at: number): boolean {
  const start = text.lastIndexOf("\n", at - 1) + 1;
  const line = withoutComment(text.slice(start, start + longestExplained).split("\n", 1)[0]!);
  return hasTypeParameterDefaults(line) || unpacksLiteral(line);
}

/** Headers whose type parameters may have defaults. */
const generic = /^[ \t]*(?:(?:async[ \t]+)?def|class|type)[ \t]+\w+[ \t]*\[/;

/** `class A[T: int = str]:` (PEP 696, Python 3.13). */
function hasTypeParameterDefaults(line: string): boolean {
  const header = generic.exec(line);
  return header !== null && [...charactersOutside(line, header[0].length)].includes("=");
}

/** A star before a literal that is outside brackets, or in those of a subscript. */
const starredLiteral = /(?:(?<![=!<>])=|,|\w\[|\b(?:return|yield|in))\s*\*\s*(?:[[({"']|[rbuf]{1,2}["'])/i;

/** `names = *["a", "b"], "c"`: without a comma it is none of Python's either. */
const unpacksLiteral = (line: string): boolean =>
  starredLiteral.test(line) && (/\w\[\s*\*/.test(line) || [...charactersOutside(line, 0)].includes(","));

/** The characters from an offset on that are outside the brackets that open after it, up to one that closes nothing. */
function* charactersOutside(line: string, from: number): Iterable<string> {
  let depth = 0;
  for (const character of line.slice(from)) {
    if (")]}".includes(character)) depth--;
    if (depth < 0) return;
    if (depth === 0) yield character;
    if ("([{".includes(character)) depth++;
  }
}

function findSlip(text: string, from: number, to: number): SyntaxProblem | null {
  let start = text.lastIndexOf("\n", from - 1) + 1;
  // An error may hold much that is sound: its slips are in the first lines.
  for (let lines = 0; start <= Math.min(to, text.length) && lines < 30; lines++) {
    const newline = text.indexOf("\n", start);
    const end = newline < 0 ? text.length : newline;
    const line = withoutComment(text.slice(start, end));
    if (line.length < 2000) {
      for (const { pattern, message } of SLIPS) {
        const match = pattern.exec(line);
        if (!match) continue;
        const [left, right] = match.indices!.groups?.place ?? match.indices![0]!;
        return { start: start + left, end: start + right, message: typeof message === "string" ? message : message(match) };
      }
    }
    start = end + 1;
  }
  return null;
}

/** The line with the contents of strings blanked out, and without its comment. */
function withoutComment(line: string): string {
  if (line.length > longestExplained) return line;
  const bare = line
    .replace(/\r$/, "")
    .replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, (text) => text[0] + "s".repeat(text.length - 2) + text[0]);
  const comment = bare.indexOf("#");
  return comment < 0 ? bare : bare.slice(0, comment);
}

function unexpected({ text, starts, ends, kinds, missing, after }: SyntaxTree, node: number): SyntaxProblem {
  const start = starts[node]!;
  if (missing.has(node)) {
    const wanted = kinds[node]!.replace(/^'|'$/g, "");
    const end = Math.min(text.length, starts[node]! + 1);
    if (/\{\s*$/.test(text.slice(Math.max(0, start - 20), start)) && /^\s*[}!:=]/.test(text.slice(start, start + 20))) {
      return {
        start: start - 1,
        end,
        message: "These braces of an f-string contain no expression: write one, or {{}} for the braces themselves.",
      };
    }
    const what = /^\W+$/.test(wanted) || kinds[node]!.startsWith("'") ? `\`${wanted}\` is missing here.` : "Something is missing here.";
    return { start: Math.max(0, Math.min(starts[node]!, end - 1)), end, message: what };
  }
  const first = after[node]! > node + 1 ? node + 1 : node;
  const word = /^(?:\w+|\W)/u.exec(text.slice(start, start + 60))?.[0] ?? "";
  if (word.trim() === "") return { start, end: Math.max(start, ends[first]!), message: "This line is not complete." };
  return {
    start,
    end: start + word.length,
    message: `\`${word}\` is not expected here: the code before it is incomplete, or a comma, an operator or a bracket is missing.`,
  };
}
