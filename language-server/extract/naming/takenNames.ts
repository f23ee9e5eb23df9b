// Says which names are in use where a function, a class or a result gets a new one, and where they stand.
import { isBuiltin, isPythonBuiltin } from "../../python/builtins";
import { lowerCell } from "../../python/lower/lower";
import { buildScope } from "../../python/scopes/scopes";
import { rememberFor } from "../../util/rememberFor";
import type { Chunk } from "../cut/chunks";
import { starNames } from "../follow/starNames";
import type { Survey } from "../survey";

/** Names that a module's text binds at its top. */
export function namesOfModule(text: string): ReadonlySet<string> {
  const scope = buildScope(lowerCell(text));
  return new Set([...scope.symbols.values()].filter((symbol) => symbol.isAssigned || symbol.isImported).map(({ name }) => name));
}

/** The line, from 1, where a module's text binds a name at its top; null where it does not. */
export function lineOfBinding(text: string, name: string): number | null {
  const binding = lowerCell(text).body.find(({ start, end }) => namesOfModule(text.slice(start, end)).has(name));
  return binding ? lineAt(text, placeOfWord(text, name, binding.start)) : null;
}

/** What has a name already, as a clause for people: "cell 2 uses it (line 3)"; null of a free name. */
export type WhoHas = (name: string) => string | null;

/** Asks the notebook, Python and the module, where it exists. */
export function takenNames(survey: Survey, module: { readonly fileName: string; readonly text: string } | null): WhoHas {
  const there = module === null ? new Set<string>() : namesOfModule(module.text);
  return (name) => {
    const [definition] = survey.definitionsOf(name);
    if (definition) return `cell ${definition.cell} binds it (line ${lineAt(survey.sourceOf(definition.cell), definition.at.start)})`;
    if (isPythonBuiltin(name)) return "it is a builtin of Python";
    if (isBuiltin(name)) return "the notebook's kernel provides it";
    if (starNames(survey).mayBring(name)) return "what the notebook runs or imports with * has it";
    const user = firstMentions(survey).get(name);
    if (user) {
      const source = survey.sourceOf(user.cell);
      return `cell ${user.cell} uses it (line ${lineAt(source, placeOfWord(source, name, user.start))})`;
    }
    return module !== null && there.has(name) ? `${module.fileName} has it (line ${lineOfBinding(module.text, name)})` : null;
  };
}

/** The first chunk that holds a name, whatever it does with it. */
const firstMentions = rememberFor((survey: Survey): ReadonlyMap<string, Chunk> => {
  const first = new Map<string, Chunk>();
  for (const chunk of survey.chunks) for (const name of survey.mentions(chunk)) if (!first.has(name)) first.set(name, chunk);
  return first;
});

const lineAt = (text: string, at: number): number => text.slice(0, at).split(/\r\n|\r|\n/).length;

/** Where a word comes first after a place; the place itself where it does not. */
function placeOfWord(text: string, word: string, from: number): number {
  const found = text.slice(from).search(new RegExp(`(?<![\\p{L}\\p{N}_])${word}(?![\\p{L}\\p{N}_])`, "u"));
  return found < 0 ? from : from + found;
}
