// Finds a name for a function that is made of a cell: from the heading above, else from its opening comment or from what the code does.
import type { Notebook } from "../../notebook/model";
import type { Stmt } from "../../python/syntax";
import { titleAbove } from "../settle/docstring";
import { namesFromCode } from "./nameFromCode";
import { snakeCaseOfProse } from "./pythonNames";
import { isMostlyNoun, isVerb, verbOfAction } from "./verbs";

const fillers: ReadonlySet<string> = new Set(["the", "a", "an", "our", "some", "of", "your", "its", "this", "these"]);
/** Where the object of a phrase is over: "Download the images | from the internet". */
const connectors: ReadonlySet<string> = new Set([
  "and",
  "to",
  "for",
  "in",
  "on",
  "with",
  "without",
  "from",
  "using",
  "by",
  "via",
  "if",
  "as",
  "into",
  "that",
  "which",
  "so",
  "then",
  "or",
  "at",
  "per",
  "when",
  "where",
  "before",
  "after",
]);

const mostWords = 3;

/** What a function is made of, as far as its name says it. */
export interface About {
  /** The (first) cell. */
  readonly cell: number;
  readonly statements: readonly Stmt[];
  readonly returns: readonly string[];
  /** The line of prose that its statements begin with; null where there is none. */
  readonly comment: string | null;
  /** Whether a name stands for an imported module, which says nothing about the code. */
  readonly isImported: (name: string) => boolean;
}

/** A name that is not taken yet. */
export function findFunctionName(
  notebook: Notebook,
  { cell, statements, returns, comment, isImported }: About,
  isTaken: (name: string) => boolean,
): string {
  const heading = wordsOf(titleAbove(notebook, cell) ?? "");
  const commented = comment === null ? [] : wordsOf(comment.split(/[.:;,(!?]/)[0]);
  const topic = topicOf(heading) || (commented.length <= mostWords ? topicOf(commented) : "");
  const said = [phrase(heading), imperative(commented)].filter((name) => name !== null);
  const wanted = [...said, ...namesFromCode(statements, returns, topic, isImported)].filter((name) => name !== "");
  const candidates = wanted.length > 0 ? wanted : [`step_${cell}`];
  const free = candidates.find((name) => !isTaken(name));
  if (free !== undefined) return free;
  const [base] = candidates;
  for (let number = 2; ; number++) if (!isTaken(`${base}_${number}`)) return `${base}_${number}`;
}

/** The words of a title; none of a question, which does not say what is done. */
const wordsOf = (title: string): readonly string[] =>
  /[?？]\s*$/.test(title) ? [] : withoutLead(snakeCaseOfProse(title).split("_").filter(Boolean));

const people = /^(?:i|we|you|us|lets)$/;
const auxiliaries =
  /^(?:will|can|could|shall|should|must|may|want|need|are|am|is|going|to|have|has|ll|re|ve|now|first|next|then|also|just|finally)$/;

/** Without what says who does something: "We will now plot the prices" → plot the prices. */
function withoutLead(words: readonly string[]): readonly string[] {
  const person = words.findIndex((word) => people.test(word));
  if (person < 0) return words;
  const end = words.findIndex((word, at) => at > person && !auxiliaries.test(word) && !people.test(word));
  return end < 0 ? [] : words.slice(end);
}

/** Words of headings that say what kind of part a part is, not what it is about. */
const tellsNothing =
  /^(?:answers?|appendix|chapter|charts?|code|eda|examples?|exercises?|figures?|graphs?|introduction|part|plots?|plotting|problem|question|results?|section|solutions?|step|task|visuali[sz]ations?|\d+)$/;

/** "Make it better", "Get started": nothing that something is done to. */
const vague = /^(?:it|them|started|going|little|bit|more|something|things?|here|there)$/;

/** What a heading or a comment is about; "" where it does not say. */
function topicOf(words: readonly string[]): string {
  const telling = words.filter((word) => !fillers.has(word) && !connectors.has(word));
  return telling.every((word) => tellsNothing.test(word)) || telling.some((word) => vague.test(word))
    ? ""
    : telling.slice(0, mostWords).join("_");
}

/** "Cleaning the raw data" → "clean_raw_data", "Model training" → "train_model"; null where no verb is said, or nothing that it is done to. */
function phrase(words: readonly string[]): string | null {
  const start = words.findIndex(
    (word, at) => (isVerb(word) && !isNounHere(words, at)) || (verbOfAction(word) !== null && !isOfData(words, at)),
  );
  if (start < 0) return null;
  const behind = objectIn(words.slice(start + 1));
  if (vague.test(behind[0] ?? "")) return null;
  // "Model" is no verb in "Model training".
  const action = behind.length === 1 ? verbOfAction(behind[0]) : null;
  if (action !== null) return `${action}_${words[start]}`;
  const verb = verbOfAction(words[start]);
  if (behind.length > 0) return [verb ?? words[start], ...behind].join("_");
  const ahead = verb === null || start > mostWords ? [] : objectIn(words.slice(0, start));
  return ahead.length > 0 ? [verb, ...ahead].join("_") : null;
}

/** "Log returns" and "Test set" name things, "Test the model" says what is done. */
const isNounHere = (words: readonly string[], at: number): boolean => isMostlyNoun(words[at]) && !fillers.has(words[at + 1] ?? "");

/** "Training set", "Testing error": no training, no testing. */
const isOfData = (words: readonly string[], at: number): boolean =>
  /^(?:training|testing|validation)$/.test(words[at]) &&
  /^(?:sets?|data|examples?|samples?|loss|losses|errors?|accuracy|curves?|history|scores?|time|loop)$/.test(words[at + 1] ?? "");

/** The phrase of a comment in the imperative, as most are. */
const imperative = (words: readonly string[]): string | null => (words.length > 0 && isVerb(words[0]) ? phrase(words) : null);

function objectIn(words: readonly string[]): readonly string[] {
  const all = words.filter((word) => !fillers.has(word));
  const end = all.findIndex((word) => connectors.has(word));
  return all.slice(0, end < 0 ? mostWords : Math.min(end, mostWords));
}
