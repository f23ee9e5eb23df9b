// Addresses that carry their own permission for some hours or days: what is left of one in a saved notebook opens nothing any more.
import type { Span } from "../notebook/model";

/** Longest part of an address on either side of the place that is looked at. */
const longest = 1500;

const mostDays = 7;
const day = 24 * 60 * 60 * 1000;

/**
 * True where a key or signature belongs to an address that was signed for a week or less: the key's identifier in an address of AWS, whose signatures never hold longer
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html), an Azure shared access signature whose two dates say so, and one that a
 * user's delegated key signed, which never holds longer either (`ske`: https://learn.microsoft.com/rest/api/storageservices/create-user-delegation-sas).
 */
export function signsForDays(text: string, { start, end }: Span): boolean {
  if (/X-Amz-Credential=$/i.test(text.slice(Math.max(0, start - 20), start))) return true;
  if (!/[&?;]sig=$/.test(text.slice(Math.max(0, start - 5), start))) return false;
  const query = `${/[^\s"'<>]*$/.exec(text.slice(Math.max(0, start - longest), start))?.[0] ?? ""}&${/^[^\s"'<>]*/.exec(text.slice(end, end + longest))?.[0] ?? ""}`;
  if (dateIn(query, "ske") !== null) return true;
  const [from, until] = [dateIn(query, "st"), dateIn(query, "se")];
  return from !== null && until !== null && until - from <= mostDays * day;
}

/** A date of the signature, in milliseconds since 1970. */
function dateIn(query: string, name: "st" | "se" | "ske"): number | null {
  const written = new RegExp(`(?:^|[?&;])${name}=([0-9TZ:.%A-F-]+)`).exec(query)?.[1];
  const date = written === undefined ? NaN : Date.parse(written.replace(/%3A/gi, ":"));
  return Number.isNaN(date) ? null : date;
}
