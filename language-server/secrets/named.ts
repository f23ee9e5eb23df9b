// Judges secrets by the name they are bound to: password = …, api_key: …, token=….
import { harmlessTokens, keyWords, passwordWords, publicToken, tokenWords } from "../knowledge/secrets";
import type { Span } from "../notebook/model";
import { entropy, isPlaceholder, isWords, looksRandom } from "./randomness";

/** What a name says of its value: people choose passwords, machines make tokens. */
export type SecretName = "password" | "token";

/** Whether a name (snake_case, camelCase, kebab-case) says that its value is a secret; null where it does not. */
export function secretName(name: string): SecretName | null {
  const words = name
    .replace(/([a-z\d])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter(Boolean);
  const [last, before] = [words[words.length - 1] ?? "", words[words.length - 2] ?? ""];
  if (passwordWords.has(last)) return "password";
  if (last === "key") return (keyWords.has(before) || before.endsWith("api")) && !words.includes("public") ? "token" : null;
  if (!tokenWords.has(last)) return null;
  return harmlessTokens.has(before) || harmlessTokens.has(words[0]) ? null : "token";
}

/** Hexadecimal digits and UUIDs: entropy of at most four bits a character. */
const isHex = (text: string): boolean => /^[0-9a-fA-F-]+$/.test(text);

/** An account or a contract of Ethereum, which are called tokens. */
const publicAddress = /^0x[0-9a-fA-F]{40}$/;

/**
 * Whether a value under such a name is a real secret and no placeholder, address, path or sentence.
 * A token has 16 characters or more, letters and digits, and 3.5 bits of entropy a character (3 where it is hexadecimal);
 * a password has 8 or more of three sorts (small and capital letters, digits, marks).
 */
export function isSecretValue(value: string, name: SecretName): boolean {
  if (
    value.length < 8 ||
    value.length > 512 ||
    /[\s(){}]/.test(value) ||
    /^\w{2,20}:\/\/|^[.~]?\/|^[A-Za-z]:\\/.test(value) ||
    isPlaceholder(value) ||
    isWords(value) ||
    publicAddress.test(value) ||
    publicToken.test(value)
  )
    return false;
  if (isTokenLike(value)) return true;
  if (name !== "password") return false;
  const sorts = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z\d]/].filter((sort) => sort.test(value)).length;
  return sorts >= 3 && looksRandom(value, 6) && !/^[\w.]+\.[a-z]{2,4}$/.test(value);
}

function isTokenLike(value: string): boolean {
  if (value.length < 16 || !/\d/.test(value) || !/[A-Za-z]/.test(value)) return false;
  return looksRandom(value, 8) && entropy(value) >= (isHex(value) ? 3 : 3.5);
}

export interface NamedSecret extends Span {
  /** The name, as written. */
  readonly name: string;
}

const nameHint = /passw|pwd|passphrase|passcode|secret|token|[a-z]key\b|_key\b|-key\b|bearer|(?<=[?&])(?:key|appid)(?==)/gi;
/** From the end of a name to the value: quotes, brackets, an annotation, and the sign between. */
const between =
  /["'`\])]{0,3}[ \t]{0,8}(?::[ \t]?[A-Za-z][\w.[\]]{0,30}(?=[ \t]{0,4}=))?[ \t]{0,8}(?:=>|:=|==?|:|,(?=[ \t]{0,8}\\?["'])|\||(?=\(["']))(?:[\s(]{0,20}(?=["'])|[ \t]{0,8})(?:[rbuRBU]{0,2}\\?["'`]{1,3})?/y;
/** `--token value`. */
const behindOption = /[ \t=]{1,4}["']?/y;
const valueShape = /[^\s"'`,;<>(){}\\]{8,513}/y;

/**
 * Secrets by the names before them, in any text: assignments, JSON, printed mappings, environment listings, shell lines.
 * Linear: each hint costs a bounded look.
 */
export function namedSecrets(text: string): readonly NamedSecret[] {
  const found: NamedSecret[] = [];
  nameHint.lastIndex = 0;
  for (let hint = nameHint.exec(text); hint; hint = nameHint.exec(text)) {
    const secret = secretBehind(text, hint.index, nameHint.lastIndex);
    if (!secret) continue;
    found.push(secret);
    nameHint.lastIndex = secret.end;
  }
  return found;
}

const isNameUnit = (unit: string | undefined): boolean => unit !== undefined && /[\w-]/.test(unit);

/** Longest name that is looked at, on each side of its hint. */
const longestName = 40;

/** `arn:aws:secretsmanager:eu-west-1:1234:secret:churn/db-x7` says where a secret lies, and is none. */
const resourceName = /\b[au]rn:[\w:/.-]*:$/i;
const longestResource = 120;

/** `https://api.weather.net/v2?q=Rome&appid=…`, `https://stats.gov/api/GET/?key=…`: what such an address calls a key opens the service; elsewhere it may name a sheet or a file. */
const isServiceKey = (name: string, text: string, start: number): boolean =>
  /^(?:key|appid)$/i.test(name) &&
  /[?&]/.test(text[start - 1] ?? "") &&
  /https?:\/\/[^\s"'<>]*\bapi(?![a-z])[^\s"'<>]*$/i.test(text.slice(Math.max(0, start - longestAddress), start));
const longestAddress = 300;

/** 32 hexadecimal digits, be they a UUID. */
const serviceKey = /^(?:[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

/** Scrapy's console makes up a password for each run and writes it into the log. */
const forOneRun = /\bTelnet $/;

function secretBehind(text: string, from: number, to: number): NamedSecret | null {
  let start = from;
  while (start > 0 && from - start < longestName && isNameUnit(text[start - 1])) start--;
  let end = to;
  while (end - to < longestName && isNameUnit(text[end])) end++;
  const name = text.slice(start, end);
  const isOfService = isServiceKey(name, text, start);
  const kind = isOfService ? "token" : secretName(name);
  const signShape = name.startsWith("--") ? behindOption : between;
  signShape.lastIndex = end;
  const sign = kind && signShape.exec(text);
  if (!kind || !sign) return null;
  valueShape.lastIndex = end + sign[0].length;
  const match = valueShape.exec(text);
  // ?api_key=…&page=2
  const value = /[?&]/.test(text[start - 1] ?? "") ? match?.[0].split("&")[0] : match?.[0];
  if (!match || !value || !isSecretValue(value, kind) || (isOfService && !serviceKey.test(value))) return null;
  const before = text.slice(Math.max(0, start - longestResource), start);
  if (resourceName.test(before) || forOneRun.test(before)) return null;
  return { start: match.index, end: match.index + value.length, name };
}
