// Cuts HTML into tags and texts, in linear time whatever it is given: enough to read what an output says, never to show it.

/** A tag by its name in lower case, or what is between tags with its entities replaced. */
export type HtmlToken = { readonly kind: "open" | "close"; readonly name: string } | { readonly kind: "text"; readonly text: string };

/** All tags and texts in order; comments, scripts and styles are left out. A tag without an end takes the rest with it, as in browsers. */
export function htmlTokens(html: string): readonly HtmlToken[] {
  const tokens: HtmlToken[] = [];
  const start = /<(?:!--|!|\?|(\/?)([a-z][^\s/>]*))/gi;
  let at = 0;
  const text = (end: number): void => {
    if (end > at) tokens.push({ kind: "text", text: decodeEntities(html.slice(at, end)) });
  };
  for (let match = start.exec(html); match; match = start.exec(html)) {
    text(match.index);
    const [opening, slash, rawName] = match;
    const name = rawName?.toLowerCase();
    at = opening === "<!--" ? behind(html, "-->", start.lastIndex) : behind(html, ">", start.lastIndex);
    if (name !== undefined) tokens.push({ kind: slash === "" ? "open" : "close", name });
    if (slash === "" && (name === "script" || name === "style")) at = closingTag(html, name, at);
    start.lastIndex = at;
  }
  text(html.length);
  return tokens;
}

function behind(html: string, end: string, from: number): number {
  const at = html.indexOf(end, from);
  return at < 0 ? html.length : at + end.length;
}

function closingTag(html: string, name: "script" | "style", from: number): number {
  const close = name === "script" ? /<\/script/gi : /<\/style/gi;
  close.lastIndex = from;
  return close.exec(html)?.index ?? html.length;
}

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };

const decodeEntities = (text: string): string =>
  text.replace(/&(#x[\da-f]+|#\d+|\w+);/gi, (whole, name: string) => characterOf(name) ?? whole);

function characterOf(name: string): string | undefined {
  if (!name.startsWith("#")) return Object.hasOwn(entities, name) ? entities[name] : undefined;
  const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000) ? String.fromCodePoint(code) : undefined;
}
