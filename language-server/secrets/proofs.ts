// Checks what a token claims about itself: checksums, a JWT's header, a key's first bytes.
import type { SecretProof } from "../knowledge/secrets";
import { wellKnownPasswords } from "../knowledge/secrets";
import { isPlaceholder, isWords, looksRandom } from "./randomness";

/** Whether a text of the right shape holds what its kind asks for. */
export function isProven(text: string, proof: SecretProof): boolean {
  switch (proof) {
    case "random":
      return looksRandom(text, 10) && !isPublicKey(text);
    case "mixed":
      return isMixed(text);
    case "basic-credentials":
      return hasCredentials(text);
    case "crc32-base62":
      return hasBase62Checksum(text);
    case "json-web-token":
      return isSignedToken(text);
    case "key-body":
      return isKeyBody(text);
    case "password":
      return hasRealPassword(text);
  }
}

const isMixed = (text: string): boolean => /\d/.test(text) && /[A-Za-z]/.test(text) && looksRandom(text, 10) && !isWords(text);

function hasCredentials(text: string): boolean {
  const [, user, password] = /^([\x21-\x39\x3b-\x7e]+):([\x20-\x7e]{4,})$/.exec(Buffer.from(text, "base64").toString("latin1")) ?? [];
  return (
    password !== undefined &&
    user !== password &&
    !wellKnownPasswords.has(password.toLowerCase()) &&
    !isPlaceholder(password) &&
    !/^open ?sesame$/i.test(password)
  );
}

/** The storage emulator's key, which its documentation prints for everyone to use. */
const isPublicKey = (text: string): boolean => text.startsWith("Eby8vdM02x");

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/**
 * GitHub's and npm's checksum: CRC-32 of the random part, in base62 with leading zeros, as the last six characters.
 * Source: https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/
 */
function hasBase62Checksum(text: string): boolean {
  const body = text.slice(text.indexOf("_") + 1);
  return base62(crc32(body.slice(0, -6)), 6) === body.slice(-6);
}

export function base62(value: number, width: number): string {
  let text = "";
  for (let rest = value; rest > 0; rest = Math.floor(rest / 62)) text = alphabet[rest % 62] + text;
  return text.padStart(width, "0");
}

/** CRC-32 (ISO 3309, polynomial 0xEDB88320) of a text of ASCII characters. */
export function crc32(text: string): number {
  let crc = -1;
  for (let at = 0; at < text.length; at++) {
    crc ^= text.charCodeAt(at);
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

/** A token with an algorithm, neither the specification's own example nor one that is made to be public. */
function isSignedToken(text: string): boolean {
  const [header, claims] = text.split(".").map(decodeJson);
  if (typeof header?.alg !== "string" || header.alg.toLowerCase() === "none" || !claims) return false;
  return claims.name !== "John Doe" && claims.sub !== "1234567890" && claims.role !== "anon";
}

function decodeJson(part: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

/** DER begins with a SEQUENCE (base64 "MI", short keys "MC" or "MH"), OpenSSH's form with its magic, PGP's with a secret-key packet. */
function isKeyBody(text: string): boolean {
  const body = text.slice(text.indexOf("-----", 11) + 5).replace(/^(?:[\w-]+: [^\n]*|\\n|[\s\\"',+])*/, "");
  const base64 = body.replace(/\\n|[\s\\"',+]/g, "");
  return /^(?:M[A-Z]|b3BlbnNzaC1rZXk|l[A-Z])[A-Za-z0-9/+=]{40}/.test(base64) && looksRandom(base64.slice(0, 200), 15);
}

/** dbpass, user_password, secret123: what tutorials call a password. */
const madeUp = /^(?:db|user|app|admin|root|sql|pg|postgres|mysql|mongo|login)?[_-]?(?:pass|passwd|password|pwd|pw|secret)\d{0,3}!?$/i;
const localHost = /^(?:localhost|127\.\d+\.\d+\.\d+|host\.docker\.internal|[a-z]+)(?:\.?$|:)/i;

function hasRealPassword(text: string): boolean {
  const address = text.slice(text.indexOf("://") + 3);
  const at = address.lastIndexOf("@");
  const [user, host] = [address.slice(0, address.indexOf(":")), address.slice(at + 1)];
  const password = address.slice(address.indexOf(":") + 1, at);
  if (password === user || wellKnownPasswords.has(password.toLowerCase()) || madeUp.test(password) || isPlaceholder(password)) return false;
  // A database on one's own machine, or beside it in a container, has a password that protects nothing.
  if (localHost.test(host) && !/\d/.test(password)) return false;
  // A port and a path with an @ after it (a package at a version, a map's coordinates) are no password.
  return (
    !/^\d{1,5}$/.test(password) && !/(?:^|\.)(?:example|test|invalid)(?:\.|$)/i.test(host) && !/^(?:host|hostname|server|your)/i.test(host)
  );
}
