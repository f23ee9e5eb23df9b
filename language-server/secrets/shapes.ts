// Finds credentials in any text by their providers' shapes. Linear: literal hints first, then a bounded look at each.
import { secretKinds, type SecretKind } from "../knowledge/secrets";
import type { Span } from "../notebook/model";
import { isProven } from "./proofs";
import { signsForDays } from "./signedAddresses";

export interface FoundSecret extends Span {
  /** As messages name it, with its article. */
  readonly name: string;
  /** The environment variable it belongs into. */
  readonly variable: string;
}

/** Longest piece of text before a hint that may belong to the secret. */
const longestBefore = 40;

const isTokenUnit = (unit: string | undefined): boolean => unit !== undefined && /[A-Za-z0-9_+/=]/.test(unit);

/** Any hint: nearly all texts have none, and one look at each is enough to know. */
const anyHint = new RegExp(secretKinds.map(({ hint }) => hint.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&")).join("|"));

/** Every credential in a text that has a provider's shape, in order, each place once. */
export function secretShapes(text: string): readonly FoundSecret[] {
  if (!anyHint.test(text)) return [];
  const found = secretKinds.flatMap((kind) => placesOf(kind, text)).sort((a, b) => a.start - b.start || b.end - a.end);
  let end = -1;
  return found.filter((one) => {
    if (one.start < end) return false;
    end = one.end;
    return true;
  });
}

function placesOf(kind: SecretKind, text: string): readonly FoundSecret[] {
  const found: FoundSecret[] = [];
  for (let at = text.indexOf(kind.hint); at >= 0;) {
    const place = placeAt(kind, text, at);
    if (place) found.push({ ...place, name: kind.name, variable: kind.variable });
    at = text.indexOf(kind.hint, place ? place.end : at + kind.hint.length);
  }
  return found;
}

function placeAt(kind: SecretKind, text: string, at: number): Span | null {
  kind.shape.lastIndex = at;
  const match = kind.shape.exec(text);
  const start = match && startOf(kind, text, at);
  if (!match || start === null) return null;
  const end = at + match[0].length;
  // A longer run of the same characters is something else: a hash, or encoded data.
  if (kind.proof !== "password" && kind.proof !== "key-body" && /\w$/.test(match[0]) && /[A-Za-z0-9_]/.test(text[end] ?? "")) return null;
  const secret = match.groups?.secret;
  const inner = secret === undefined ? { start, end } : { start: end - secret.length, end };
  return isProven(text.slice(inner.start, inner.end), kind.proof) && !signsForDays(text, inner) ? inner : null;
}

/** Where the secret begins; null if it would be in the middle of a longer word or of encoded data. */
function startOf(kind: SecretKind, text: string, at: number): number | null {
  if (!kind.before) return /^\w/.test(kind.hint) && isTokenUnit(text[at - 1]) && !isEscape(text, at) && !isAssignment(text, at) ? null : at;
  const match = kind.before.exec(text.slice(Math.max(0, at - longestBefore), at));
  return match ? at - match[0].length : null;
}

/** Whether `\n` or `\t`, as written in a literal, precedes the token. */
const isEscape = (text: string, at: number): boolean => /\\[nrt]$/.test(text.slice(Math.max(0, at - 2), at));

/** `KEY=token` and `?key=token`; base64 padding is followed by nothing. */
const isAssignment = (text: string, at: number): boolean =>
  /[A-Za-z_]=$|\/$/.test(text.slice(Math.max(0, at - 2), at)) && !/[A-Za-z0-9+/]{40}[=/]$/.test(text.slice(Math.max(0, at - 41), at));
