// The names that code has in its text.
import type { Stmt } from "../../python/syntax";
import { walkNodes } from "../../python/walk";
import { askedName } from "./hiddenReads";
import { atNames } from "./textReads";

/** Every name in the statements' text: read or bound, global or local. Also those in text that does not parse, `@name` in strings, and `"name" in globals()`. */
export function mentionedNames(statements: readonly Stmt[]): ReadonlySet<string> {
  const names = new Set<string>();
  walkNodes(statements, (node) => {
    if (node.kind === "Name") names.add(node.name);
    else if (node.kind === "InvalidStmt" || node.kind === "InvalidExpr") node.names.forEach(({ name }) => names.add(name));
    else if (node.kind === "FunctionDef" || node.kind === "ClassDef") names.add(node.name.name);
    else if (node.kind === "Global") node.names.forEach(({ name }) => names.add(name));
    else if (node.kind === "EscapeStmt") node.escape.binds.forEach(({ name }) => names.add(name));
    else if (node.kind === "String") for (const name of atNames(node.value)) names.add(name);
    const asked = askedName(node);
    if (asked !== null) names.add(asked);
  });
  return names;
}
