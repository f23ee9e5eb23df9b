// Colours code by its words: highlight.js finds them, the page's style sheet gives them the theme's colours.
import hljs from "highlight.js/lib/core";
import bash from "highlight.js/lib/languages/bash";
import cpp from "highlight.js/lib/languages/cpp";
import csharp from "highlight.js/lib/languages/csharp";
import css from "highlight.js/lib/languages/css";
import dockerfile from "highlight.js/lib/languages/dockerfile";
import go from "highlight.js/lib/languages/go";
import ini from "highlight.js/lib/languages/ini";
import java from "highlight.js/lib/languages/java";
import javascript from "highlight.js/lib/languages/javascript";
import json from "highlight.js/lib/languages/json";
import julia from "highlight.js/lib/languages/julia";
import kotlin from "highlight.js/lib/languages/kotlin";
import markdown from "highlight.js/lib/languages/markdown";
import python from "highlight.js/lib/languages/python";
import r from "highlight.js/lib/languages/r";
import ruby from "highlight.js/lib/languages/ruby";
import rust from "highlight.js/lib/languages/rust";
import scala from "highlight.js/lib/languages/scala";
import sql from "highlight.js/lib/languages/sql";
import typescript from "highlight.js/lib/languages/typescript";
import xml from "highlight.js/lib/languages/xml";
import yaml from "highlight.js/lib/languages/yaml";

const languages = {
  bash,
  cpp,
  csharp,
  css,
  dockerfile,
  go,
  ini,
  java,
  javascript,
  json,
  julia,
  kotlin,
  markdown,
  python,
  r,
  ruby,
  rust,
  scala,
  sql,
  typescript,
  xml,
  yaml,
};
for (const [name, language] of Object.entries(languages)) hljs.registerLanguage(name, language);

/** A part of a line in one colour; `kind` is highlight.js's name of it, "" for plain text. */
export interface Token {
  readonly kind: string;
  readonly text: string;
  /** Whether it stands to the right of what comes before it, whichever way its letters run: in code it does, in prose they decide. */
  readonly isApart: boolean;
}

/** Longer texts are data: colours would only take time. */
const longest = 60_000;

/** The lines of a text as tokens; joined they are the text. One language that nobody knows is plain text. */
export function highlightLines(text: string, language: string): readonly (readonly Token[])[] {
  const lines: Token[][] = [[]];
  const known = hljs.getLanguage(language) && text.length <= longest;
  const isApart = Boolean(known) && language !== "markdown";
  const add = (kind: string, part: string): void =>
    part.split(/\r?\n/).forEach((piece, index) => {
      if (index > 0) lines.push([]);
      if (piece !== "") lines[lines.length - 1].push({ kind, text: piece, isApart });
    });
  if (!known) add("", text);
  else for (const { kind, text: part } of tokensOf(hljs.highlight(text, { language, ignoreIllegals: true }).value)) add(kind, part);
  return lines;
}

const entities: Readonly<Record<string, string>> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#x27;": "'" };

/** Reads highlight.js's own HTML (spans with classes, five entities, nothing else) without making a page of it. */
function* tokensOf(html: string): Generator<Omit<Token, "isApart">> {
  const open: string[] = [];
  for (const [, kind, close, text] of html.matchAll(/<span class="([^"]*)">|(<\/span>)|([^<]+)/g)) {
    if (kind !== undefined) open.push(/^hljs-([\w-]+)/.exec(kind)?.[1] ?? "");
    else if (close !== undefined) open.pop();
    else yield { kind: open.at(-1) ?? "", text: text.replace(/&(?:amp|lt|gt|quot|#x27);/g, (entity) => entities[entity]) };
  }
}
