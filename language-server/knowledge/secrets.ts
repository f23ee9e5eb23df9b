// The shapes of credentials: how each provider's tokens look, and what else must hold for a text to be one.

/** What must hold beside the shape. */
export type SecretProof =
  /** Enough different characters to be random; the least that is asked of every token. */
  | "random"
  /** The last six characters are the base62 CRC-32 of those between the prefix and them. */
  | "crc32-base62"
  /** The first part is a JSON header that names an algorithm, and the claims are not public ones. */
  | "json-web-token"
  /** The body is the beginning of a key in DER or OpenSSH's own form. */
  | "key-body"
  /** Letters and digits, and no words. */
  | "mixed"
  /** A user's name and a password in base64. */
  | "basic-credentials"
  /** The password of an address is none of the well-known or made-up ones. */
  | "password";

export interface SecretKind {
  /** As messages name it, with its article: "a GitHub token". */
  readonly name: string;
  /** Text that every secret of this kind holds: what the scan looks for. */
  readonly hint: string;
  /** How far before the hint the secret may begin, in UTF-16 units. */
  readonly before?: RegExp;
  /** The text from the hint on, whose group `secret`, where there is one, is the secret itself. Every quantifier is bounded or stops at the next hint, so that a scan stays linear. */
  readonly shape: RegExp;
  readonly proof: SecretProof;
  /** The environment variable that the provider's own tools read. */
  readonly variable: string;
  /** Where the shape is documented. */
  readonly source: string;
}

const gitleaks = "https://github.com/gitleaks/gitleaks/blob/master/config/gitleaks.toml";
const token = (
  name: string,
  hint: string,
  rest: string,
  variable: string,
  source: string = gitleaks,
  proof: SecretProof = "random",
): SecretKind => ({
  name,
  hint,
  shape: new RegExp(`${hint.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&")}${rest}`, "y"),
  proof,
  variable,
  source,
});

const githubFormat = "https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/";
const crc = "crc32-base62";
const azureKeys = "https://learn.microsoft.com/azure/storage/common/storage-configure-connection-string";

/**
 * Public by design, so not here: Stripe's `pk_`, Mapbox's `pk.` (see `publicToken`), Google Analytics ids, Supabase's anonymous JWT.
 */
export const secretKinds: readonly SecretKind[] = [
  token("a GitHub token", "ghp_", "[A-Za-z0-9]{36}", "GITHUB_TOKEN", githubFormat, crc),
  token("a GitHub token", "gho_", "[A-Za-z0-9]{36}", "GITHUB_TOKEN", githubFormat, crc),
  token("a GitHub token", "ghu_", "[A-Za-z0-9]{36}", "GITHUB_TOKEN", githubFormat, crc),
  token("a GitHub token", "ghs_", "[A-Za-z0-9]{36}", "GITHUB_TOKEN", githubFormat, crc),
  token("a GitHub token", "ghr_", "[A-Za-z0-9]{36}", "GITHUB_TOKEN", githubFormat, crc),
  token("a GitHub token", "github_pat_", "[A-Za-z0-9]{22}_[A-Za-z0-9]{59}", "GITHUB_TOKEN"),
  token(
    "an npm token",
    "npm_",
    "[A-Za-z0-9]{36}",
    "NPM_TOKEN",
    "https://github.blog/security/announcing-npms-new-access-token-format/",
    crc,
  ),
  token(
    "a GitLab token",
    "glpat-",
    "[A-Za-z0-9_-]{20}(?:\\.[0-9a-z]{2}\\.[0-9a-z]{9})?",
    "GITLAB_TOKEN",
    "https://docs.gitlab.com/security/tokens/",
  ),
  token("a PyPI token", "pypi-AgE", "[A-Za-z0-9_-]{60,300}", "TWINE_PASSWORD", "the Python Package Index's help on API tokens"),
  token("a Docker Hub token", "dckr_pat_", "[A-Za-z0-9_-]{27}", "DOCKER_TOKEN"),
  // AWS identifiers are base32: AKIA a user's own key, ASIA a temporary one.
  token(
    "an AWS access key",
    "AKIA",
    "[A-Z2-7]{16}",
    "AWS_ACCESS_KEY_ID",
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html",
  ),
  token(
    "an AWS access key",
    "ASIA",
    "[A-Z2-7]{16}",
    "AWS_ACCESS_KEY_ID",
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html",
  ),
  token("a Google API key", "AIza", "[A-Za-z0-9_-]{35}", "GOOGLE_API_KEY", "https://docs.cloud.google.com/docs/authentication/api-keys"),
  token("a Google OAuth client secret", "GOCSPX-", "[A-Za-z0-9_-]{28}", "GOOGLE_CLIENT_SECRET"),
  token("an Azure storage key", "AccountKey=", "(?<secret>[A-Za-z0-9+/]{86}==)", "AZURE_STORAGE_CONNECTION_STRING", azureKeys),
  token(
    "an Azure storage key",
    "fs.azure.account.key.",
    "[\\w.-]{3,100}[\"'] {0,4}[,:=] {0,4}[\"'](?<secret>[A-Za-z0-9+/]{86}==)",
    "AZURE_STORAGE_KEY",
    azureKeys,
  ),
  token(
    "an Azure shared access signature",
    "sig=",
    "(?<secret>[A-Za-z0-9%+/]{43,70}(?:%3[dD]|=))",
    "AZURE_STORAGE_SAS_TOKEN",
    "https://learn.microsoft.com/azure/storage/common/storage-sas-overview",
  ),
  token(
    "an Azure shared access key",
    "SharedAccessKey=",
    "(?<secret>[A-Za-z0-9+/]{43}=)",
    "AZURE_CONNECTION_STRING",
    "https://learn.microsoft.com/azure/service-bus-messaging/service-bus-sas",
  ),
  token("a DigitalOcean token", "dop_v1_", "[0-9a-f]{64}", "DIGITALOCEAN_TOKEN"),
  token("a Databricks token", "dapi", "[0-9a-f]{32}(?:-\\d)?", "DATABRICKS_TOKEN", "https://docs.databricks.com/dev-tools/auth/pat"),
  token("a HashiCorp Vault token", "hvs.", "[A-Za-z0-9_-]{90,200}", "VAULT_TOKEN"),
  // OpenAI's keys hold "OpenAI" in base64 (T3BlbkFJ) between two random halves.
  {
    ...token(
      "an OpenAI key",
      "sk-",
      "(?:(?:proj|svcacct|admin|None)-)?[A-Za-z0-9_-]{20,80}?T3BlbkFJ[A-Za-z0-9_-]{20,80}",
      "OPENAI_API_KEY",
    ),
  },
  token("an Anthropic key", "sk-ant-", "[a-z]{3,6}\\d\\d-[A-Za-z0-9_-]{93}AA", "ANTHROPIC_API_KEY"),
  token("an OpenRouter key", "sk-or-v1-", "[0-9a-f]{64}", "OPENROUTER_API_KEY", "https://openrouter.ai/docs/api-reference/authentication"),
  token("a Hugging Face token", "hf_", "[A-Za-z]{34}", "HF_TOKEN", "https://huggingface.co/docs/hub/security-tokens"),
  token("a Groq key", "gsk_", "[A-Za-z0-9]{52}", "GROQ_API_KEY", "https://console.groq.com/docs/quickstart"),
  token("a Replicate token", "r8_", "[A-Za-z0-9]{37}", "REPLICATE_API_TOKEN", "https://replicate.com/docs/topics/security/api-tokens"),
  token("a Perplexity key", "pplx-", "[A-Za-z0-9]{48}", "PERPLEXITY_API_KEY"),
  token("an xAI key", "xai-", "[A-Za-z0-9]{80}", "XAI_API_KEY", "https://docs.x.ai/docs/overview"),
  token("an NVIDIA key", "nvapi-", "[A-Za-z0-9_-]{64}", "NVIDIA_API_KEY", "https://docs.nvidia.com/nim/"),
  token(
    "a LangSmith key",
    "lsv2_",
    "(?:pt|sk)_[0-9a-f]{32}_[0-9a-f]{10}",
    "LANGSMITH_API_KEY",
    "https://docs.langchain.com/langsmith/create-account-api-key",
  ),
  token("a Tavily key", "tvly-", "(?:dev-|prod-)?[A-Za-z0-9]{32}", "TAVILY_API_KEY", "https://docs.tavily.com/"),
  token(
    "a Pinecone key",
    "pcsk_",
    "[A-Za-z0-9]{5,6}_[A-Za-z0-9]{63}",
    "PINECONE_API_KEY",
    "https://docs.pinecone.io/guides/projects/manage-api-keys",
  ),
  token(
    "a Slack token",
    "xox",
    "[abeprs](?:\\.xox[bp])?-(?:\\d{1,13}-){1,3}[A-Za-z0-9-]{24,200}",
    "SLACK_TOKEN",
    "https://docs.slack.dev/authentication/tokens",
  ),
  token(
    "a Slack app token",
    "xapp-",
    "\\d-[A-Z0-9]{9,13}-\\d{10,15}-[0-9a-f]{64}",
    "SLACK_APP_TOKEN",
    "https://docs.slack.dev/authentication/tokens",
  ),
  token(
    "a Slack webhook",
    "https://hooks.slack.com/",
    "(?:services|workflows|triggers)/[A-Z0-9]{9,12}/[A-Z0-9]{9,12}/[A-Za-z0-9]{23,25}",
    "SLACK_WEBHOOK_URL",
    "https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks",
  ),
  token(
    "a Discord webhook",
    "https://discord.com/api/webhooks/",
    "\\d{17,20}/[A-Za-z0-9_-]{60,72}",
    "DISCORD_WEBHOOK_URL",
    "https://discord.com/developers/docs/resources/webhook",
  ),
  token(
    "a Discord webhook",
    "https://discordapp.com/api/webhooks/",
    "\\d{17,20}/[A-Za-z0-9_-]{60,72}",
    "DISCORD_WEBHOOK_URL",
    "https://discord.com/developers/docs/resources/webhook",
  ),
  {
    ...token(
      "a Telegram bot token",
      ":AA",
      "[A-Za-z0-9_-]{33}",
      "TELEGRAM_BOT_TOKEN",
      "https://core.telegram.org/bots/api#authorizing-your-bot",
    ),
    before: /(?<![A-Za-z0-9_:])\d{8,10}$/,
  },
  token("a Stripe key", "sk_live_", "[A-Za-z0-9]{24,110}", "STRIPE_API_KEY", "https://docs.stripe.com/keys"),
  token("a Stripe key", "rk_live_", "[A-Za-z0-9]{24,110}", "STRIPE_API_KEY", "https://docs.stripe.com/keys"),
  token(
    "a SendGrid key",
    "SG.",
    "[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43}",
    "SENDGRID_API_KEY",
    "https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys",
  ),
  token("a Shopify token", "shpat_", "[0-9a-f]{32}", "SHOPIFY_ACCESS_TOKEN"),
  token("a New Relic key", "NRAK-", "[A-Z0-9]{27}", "NEW_RELIC_API_KEY"),
  token("a Grafana token", "glsa_", "[A-Za-z0-9]{32}_[0-9a-fA-F]{8}", "GRAFANA_TOKEN"),
  token(
    "a Mapbox secret token",
    "sk.eyJ",
    "[A-Za-z0-9_-]{40,120}\\.[A-Za-z0-9_-]{22}",
    "MAPBOX_ACCESS_TOKEN",
    "https://docs.mapbox.com/help/dive-deeper/access-tokens/",
  ),
  token(
    "a Kaggle key",
    '"username":"',
    '[A-Za-z0-9_-]{2,50}", ?"key": ?"(?<secret>[0-9a-f]{32})(?=")',
    "KAGGLE_KEY",
    "https://github.com/Kaggle/kaggle-api",
  ),
  token(
    "a Weights & Biases key",
    "wandb login ",
    "(?:--relogin )?(?<secret>[0-9a-f]{40})",
    "WANDB_API_KEY",
    "https://docs.wandb.ai/ref/cli/wandb-login",
  ),
  token(
    "a Weights & Biases key",
    "wandb.login(",
    "\\s{0,20}(?:key ?= ?)?[\"'](?<secret>[0-9a-f]{40})(?=[\"'])",
    "WANDB_API_KEY",
    "https://docs.wandb.ai/ref/python/functions/login",
  ),
  token(
    "a password for basic authentication",
    "Basic ",
    "(?<secret>[A-Za-z0-9+/]{8,300}={0,2})",
    "PASSWORD",
    "https://www.rfc-editor.org/rfc/rfc7617",
    "basic-credentials",
  ),
  token(
    "a password",
    "curl ",
    "[^\\n|;]{0,200}?(?:-u|--user)[ =][\"']?[\\w.@-]{1,60}:(?<secret>[^\\s\"':@${}]{8,100})",
    "PASSWORD",
    "curl's manual",
    "mixed",
  ),
  token(
    "a bearer token",
    "Bearer ",
    "(?<secret>[A-Za-z0-9_.~+/-]{20,500}={0,2})",
    "ACCESS_TOKEN",
    "https://www.rfc-editor.org/rfc/rfc6750",
    "mixed",
  ),
  token(
    "a JSON Web Token",
    "eyJ",
    "[A-Za-z0-9_-]{10,2000}\\.eyJ[A-Za-z0-9_-]{10,4000}\\.[A-Za-z0-9_-]{20,1000}",
    "ACCESS_TOKEN",
    "https://www.rfc-editor.org/rfc/rfc7519",
    "json-web-token",
  ),
  token(
    "a private key",
    "-----BEGIN ",
    "(?:(?:RSA|EC|DSA|OPENSSH|ENCRYPTED|PGP) )?PRIVATE KEY(?: BLOCK)?-----[^-]{80,10000}(?:-----END [A-Z ]{11,40}-----)?",
    "PRIVATE_KEY",
    "https://www.rfc-editor.org/rfc/rfc7468",
    "key-body",
  ),
  {
    name: "an address with a password",
    hint: "://",
    before:
      /(?:postgres(?:ql)?|mysql|mariadb|mongodb|mssql|oracle|snowflake|redshift|clickhouse|cockroachdb|redis|rediss|amqp|amqps|ftp|ftps|sftp|smtp|smtps|ldap|ldaps|https?)(?:\+\w{1,20})?$/i,
    shape: /:\/\/[^\s:@/'"<>{}\\]{0,128}:[^\s@/'"<>{}\\]{3,128}@[A-Za-z0-9][A-Za-z0-9.-]{2,200}/y,
    proof: "password",
    variable: "DATABASE_URL",
    source: "https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1",
  },
];

/** Passwords that images and tutorials come with: they protect nothing, and everybody knows them. */
export const wellKnownPasswords: ReadonlySet<string> = new Set([
  "password",
  "passwd",
  "pass",
  "secret",
  "postgres",
  "root",
  "admin",
  "mysql",
  "mongo",
  "redis",
  "guest",
  "user",
  "username",
  "test",
  "example",
  "changeme",
  "change_me",
  "mypassword",
  "my_password",
  "your_password",
  "yourpassword",
  "pw",
  "pwd",
  "12345",
  "123456",
  "1234",
  "token",
  "x-oauth-basic",
  "oauth2",
  "minioadmin",
  "airflow",
  "scott",
  "tiger",
  "sa",
  "docker",
  "default",
  "none",
  "null",
  "hidden",
  "redacted",
]);

/** Words that end a name whose value is a secret; `key` counts after one of `keyWords` only. */
export const passwordWords: ReadonlySet<string> = new Set(["password", "passwd", "pwd", "passphrase", "passcode"]);
export const tokenWords: ReadonlySet<string> = new Set([
  "token",
  "secret",
  "apikey",
  "secretkey",
  "accesskey",
  "authkey",
  "apitoken",
  "authtoken",
  "accesstoken",
  "clientsecret",
  "bearer",
]);
export const keyWords: ReadonlySet<string> = new Set([
  "api",
  "access",
  "secret",
  "private",
  "auth",
  "account",
  "encryption",
  "subscription",
  "signing",
  "master",
  "service",
  "consumer",
  "app",
  "wandb",
  "kaggle",
  "license",
  "shared",
  "storage",
]);
/** Words before `token` that make it a piece of text, a page's mark or a public thing. */
export const harmlessTokens: ReadonlySet<string> = new Set([
  "pad",
  "eos",
  "bos",
  "unk",
  "mask",
  "sep",
  "cls",
  "special",
  "start",
  "end",
  "stop",
  "next",
  "prev",
  "previous",
  "oov",
  "page",
  "csrf",
  "last",
  "first",
  "new",
  "num",
  "max",
  "min",
  "image",
  "video",
  "audio",
  "go",
  "sos",
  "eot",
  "separator",
  "extra",
  "additional",
  "continuation",
  "input",
  "output",
  "prompt",
  "bpe",
  "word",
  "sub",
  "public",
  "sync",
  "resume",
  "pagination",
  "cursor",
  "text",
  "prefix",
  "suffix",
  "trigger",
  "delimiter",
  "mint",
  "erc",
]);
/** Keys that providers make for pages which everybody can read. Sources: Mapbox's and Stripe's documentation of public tokens and publishable keys. */
export const publicToken = /^(?:pk\.eyJ|pk_(?:live|test)_)/;
