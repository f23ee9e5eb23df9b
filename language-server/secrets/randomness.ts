// Tells a random text from words, numbers in a row and placeholders.
import { wellKnownPasswords } from "../knowledge/secrets";

/** Shannon entropy of a text, in bits a character. */
export function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const unit of text) counts.set(unit, (counts.get(unit) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

/** MyPassword!, my-strong-passw0rd1: a name for the thing, with the marks that a server's rules ask for. */
const ownedByNobody =
  /^(?:my|the|some)?[_-]?(?:very)?[_-]?(?:strong|secure|secret|super|complex)?[_-]?(?:p[a@]ss(?:w[o0]rd|wd)?|pwd|secret|token|api[_-]?key)[\d!@#$.]*$/;

/** What people write where a secret belongs: <your key>, xxxx, ${TOKEN}, changeme, my-secret, 1234567890, abcdef… */
export function isPlaceholder(text: string): boolean {
  const plain = text.toLowerCase();
  if (wellKnownPasswords.has(plain) || ownedByNobody.test(plain)) return true;
  if (/[<>{}[\]…]|\.\.\.|\*{3}|•|\$\(|^\$\w+$|\$[A-Z_]{3}|%\(?\w*\)?s|%[A-Z_]+%/.test(text)) return true;
  if (
    /your|x{4,}|example|sample|placeholder|change[_-]?me|dummy|fake|redacted|insert|replace|enter|paste|here|fill[_-]?in|todo|put[_-]?|goes|not[_-]?a?[_-]?(?:real|secret)|(?<![a-z])(?:my|some|test|the|put)(?![a-z])|censored|removed|hidden|deadbeef|foobar|lorem/i.test(
      plain,
    )
  )
    return true;
  return /0123456|1234567|abcdefg|abc123|qwertyu|zyxwvu|1q2w3e|q1w2e3|(.)\1{5}/.test(plain);
}

/**
 * Whether a text looks drawn at random: many different characters, and no placeholder.
 * @param least the fewest different characters
 */
export const looksRandom = (text: string, least: number): boolean => new Set(text).size >= least && !isPlaceholder(text);

/** Words joined with marks: `projects/churn/secrets/api-key`, `my_api_token_v2`, `org.apache.spark`. */
export function isWords(text: string): boolean {
  const parts = text.split(/[\s_\-./:,]+/).filter((part) => part !== "");
  return parts.every(
    (part) => /^(?:[A-Z]?[a-z]+|[A-Z]+|[A-Z]?[a-z]{2,}(?:[A-Z][a-z]{2,})*)\d{0,4}$|^v?\d{1,4}$/.test(part) && !isConsonants(part),
  );
}

/** Seven letters without a vowel are in no word. */
const isConsonants = (part: string): boolean => /[^aeiouy\d]{7}/i.test(part);
