// Says in which languages a notebook is checked in full, and what is checked of the others.
import { capital } from "../util/capital";
import { wordList } from "../util/wordList";

/** Languages whose names, calls and imports are followed. */
const followed: ReadonlySet<string> = new Set(["", "python", "typescript", "javascript"]);

/** How languages are written; others with a capital letter. */
const spellings: Readonly<Record<string, string>> = {
  "c++": "C++",
  csharp: "C#",
  fsharp: "F#",
  sql: "SQL",
  sas: "SAS",
  ocaml: "OCaml",
  powershell: "PowerShell",
  matlab: "MATLAB",
};

const languageTitle = (language: string): string => spellings[language] ?? capital(language);

/**
 * What to say about notebooks in languages that are not followed: which rules apply and that the rest do not; null where
 * all are followed. Languages as `Notebook.language` has them.
 */
export function describeCoverage(languages: Iterable<string>): string | null {
  const others = [...new Set(languages)]
    .filter((language) => !followed.has(language))
    .map(languageTitle)
    .sort();
  if (others.length === 0) return null;
  return `In ${wordList(others)} only the rules that do not depend on the language apply: order of the runs, saved outputs and errors, secrets, structure. The others need Python, TypeScript or JavaScript.`;
}
