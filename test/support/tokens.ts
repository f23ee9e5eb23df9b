// Makes tokens of every provider's shape, with right checksums, at run time: none stands in the project's files.
import { createHash } from "node:crypto";
import { base62, crc32 } from "../../language-server/secrets/proofs";

const lower = "abcdefghijklmnopqrstuvwxyz";
const letters = lower + lower.toUpperCase();
export const alphabets = {
  hex: "0123456789abcdef",
  letters,
  base62: `0123456789${letters}`,
  base64url: `0123456789${letters}-_`,
  base64: `0123456789${letters}+/`,
  base32: `${lower.toUpperCase()}234567`,
  digits: "0123456789",
  capitals: `0123456789${lower.toUpperCase()}`,
} as const;

/** A random text that is the same for the same seed, and no placeholder. */
export function random(length: number, alphabet: string, seed = "nbready"): string {
  let text = "";
  for (let block = 0; text.length < length; block++) {
    for (const byte of createHash("sha256").update(`${seed}:${block}`).digest())
      if (text.length < length) text += alphabet[byte % alphabet.length];
  }
  return text;
}

/** Prefixes are joined at run time, so that scanners of repositories find nothing here. */
const join = (...parts: readonly string[]): string => parts.join("");
const withChecksum = (prefix: string, seed: string): string => {
  const body = random(30, alphabets.base62, seed);
  return join(prefix, "_", body, base62(crc32(body), 6));
};
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");

/** One token of each shape, by what messages call it. */
export function makeTokens(seed = "nbready"): Readonly<Record<string, string>> {
  const { hex, letters: letter, base62: mixed, base64url, base64, base32, digits, capitals } = alphabets;
  const text = (length: number, alphabet: string, more = ""): string => random(length, alphabet, `${seed}${more}`);
  return {
    "GitHub token": withChecksum(join("gh", "p"), seed),
    "GitHub fine-grained token": join("github", "_pat_", text(22, mixed), "_", text(59, mixed, "b")),
    "npm token": withChecksum(join("np", "m"), seed),
    "GitLab token": join("gl", "pat-", text(20, mixed)),
    "PyPI token": join("py", "pi-AgE", text(90, base64url)),
    "AWS access key": join("AK", "IA", text(16, base32)),
    "Google API key": join("AI", "za", text(35, mixed)),
    "Azure storage key": join("Account", "Key=", text(86, base64), "=="),
    "Azure key of Spark's settings": join("fs.azure.account.", 'key.lake.dfs.core.windows.net", "', text(86, base64), "=="),
    "Azure shared access signature": join("&s", "ig=", text(43, mixed), "%3D"),
    "basic authentication": join("Bas", "ic ", Buffer.from(`ana:${text(14, mixed)}7`).toString("base64")),
    "curl's user": join("curl -s ", "-u ana:", text(14, mixed), "7"),
    "Databricks token": join("da", "pi", text(32, hex)),
    "OpenAI key": join("s", "k-proj-", text(58, base64url), "T3Blbk", "FJ", text(58, mixed, "b")),
    "Anthropic key": join("s", "k-ant-api03-", text(93, mixed), "AA"),
    "Hugging Face token": join("h", "f_", text(34, letter)),
    "Groq key": join("gs", "k_", text(52, mixed)),
    "LangSmith key": join("ls", "v2_pt_", text(32, hex), "_", text(10, hex, "b")),
    "Slack token": join("xo", "xb-", text(12, digits), "-", text(12, digits, "b"), "-", text(24, mixed)),
    "Slack webhook": join(
      "https://hooks.",
      "slack.com/services/T",
      text(10, capitals),
      "/B",
      text(10, capitals, "b"),
      "/",
      text(24, mixed),
    ),
    "Discord webhook": join("https://discord.com/", "api/webhooks/", text(18, digits), "/", text(68, base64url)),
    "Telegram bot token": join("8", text(9, digits), ":", "AA", text(33, mixed)),
    "Stripe key": join("sk_", "live_", text(40, mixed)),
    "SendGrid key": join("S", "G.", text(22, mixed), ".", text(43, mixed, "b")),
    "JSON Web Token": join(
      encode({ alg: "HS256", typ: "JWT" }),
      ".",
      encode({ sub: text(12, mixed), role: "service" }),
      ".",
      text(43, mixed),
    ),
    "private key": join("-----BEGIN ", "PRIVATE KEY-----\\n", "MII", text(400, base64), "\\n-----END ", "PRIVATE KEY-----"),
    "address with a password": join("postgresql", "://app:", text(12, mixed), "@db.intern.net/sales"),
    "bearer token": join("Bear", "er ", text(40, mixed)),
    "Weights & Biases key": join("wandb ", "login ", text(40, hex)),
  };
}
