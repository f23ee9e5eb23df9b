// Everything that a notebook gives to a shell: `!` lines, shell magics, and literals at os.system and its like.
import { shellFunctions } from "../../knowledge/shellFunctions";
import type { Span } from "../../notebook/model";
import type { PythonCell, PythonNotebook, ResolvedCall } from "../../python/analysis";
import { rememberEach } from "../../util/rememberEach";
import { rememberFor } from "../../util/rememberFor";
import type { CallExpr, Escape, Expr } from "../../python/syntax";
import { keywordValue } from "./arguments";

export interface ShellText {
  readonly cell: number;
  readonly text: string;
  /** Where the text is in the cell's source; null where a literal's escapes moved it: then `span` is the place. */
  readonly start: number | null;
  readonly span: Span;
}

/** The shell texts of a notebook, in document order by kind. */
export function shellTexts(python: PythonNotebook): readonly ShellText[] {
  return [...lines(python.cells), ...python.callGroups.flatMap(literals)];
}

const lines = rememberEach(({ index, module }: PythonCell): readonly ShellText[] =>
  module.escapes.flatMap((escape) => {
    const given = shellPart(escape);
    return given ? [{ cell: index, text: given.name, start: given.start, span: { start: given.start, end: given.end } }] : [];
  }),
);

const literals = rememberFor((calls: readonly ResolvedCall[]): readonly ShellText[] =>
  calls.flatMap((call) => {
    const command = shellCommand(call);
    return command?.kind === "String" && !command.isBytes ? [literalText(call.cell, command)] : [];
  }),
);

function shellPart(escape: Escape) {
  if (escape.kind === "shell" || escape.kind === "shell-capture") return escape.args;
  if (escape.kind === "line-magic") return /^(?:sx|system)$/.test(escape.name) ? escape.args : null;
  return escape.kind === "cell-magic" && /^(?:bash|sh|script|system|sx|!)$/.test(escape.name) ? escape.body : null;
}

/** The command line that a call gives to a shell; undefined where it starts a program without one. */
export function shellCommand({ name, node }: ResolvedCall): Expr | undefined {
  const known = name === null ? undefined : shellFunctions.get(name);
  if (!known) return undefined;
  const shell = keywordValue(node, "shell");
  if (known === "with-shell" && !(shell?.kind === "Constant" && shell.value === true)) return startedShell(node);
  return (
    node.args[0] ??
    node.keywords.find((keyword) => keyword.name?.name === "args" || keyword.name?.name === "cmd" || keyword.name?.name === "command")
      ?.value
  );
}

/** The command line of `["bash", "-c", line]`. */
function startedShell({ args: [list] }: CallExpr): Expr | undefined {
  const [program, option, line] = list?.kind === "List" ? list.elements : [];
  return program?.kind === "String" &&
    option?.kind === "String" &&
    /^(?:\/\S*\/)?(?:ba|z|da|k)?sh$/.test(program.value) &&
    /^-[a-z]*c$/.test(option.value)
    ? line
    : undefined;
}

/** The words of a command that a call starts without a shell: `subprocess.run(["git", "pull"])`; null of other calls. */
export function commandWords({
  name,
  node: {
    args: [command],
  },
}: ResolvedCall): readonly Expr[] | null {
  return name !== null && shellFunctions.get(name) === "with-shell" && command?.kind === "List" ? command.elements : null;
}

function literalText(cell: number, node: Expr & { readonly kind: "String" }): ShellText {
  const [part] = node.parts;
  const isPlain = node.parts.length === 1 && part !== undefined && part.content.end - part.content.start === node.value.length;
  return { cell, text: node.value, start: isPlain ? part.content.start : null, span: { start: node.start, end: node.end } };
}

/** Where a part of the text is in the cell. */
export const placeIn = ({ start, span }: ShellText, from: number, to: number): Span =>
  start === null ? span : { start: start + from, end: start + to };
