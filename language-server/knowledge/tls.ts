// How certificate checks are switched off: keywords of HTTP clients, functions, constants, environment variables, commands' options.

/** Keywords that switch the check off when they are False, by the packages whose calls take them. Sources: the libraries' references. */
export const tlsKeywords: ReadonlyMap<string, readonly string[]> = new Map([
  ["verify", ["requests", "httpx", "hvac", "boto3", "botocore", "niquests", "curl_cffi"]],
  ["ssl", ["aiohttp"]],
  ["verify_ssl", ["aiohttp", "pymilvus", "influxdb", "kubernetes"]],
  ["verify_certs", ["elasticsearch", "opensearchpy"]],
  ["ssl_verify", ["weasyprint", "gitlab"]],
  ["disable_ssl_certificate_validation", ["httplib2"]],
  ["validate_cert", ["tornado"]],
]);

/** Keywords whose value True switches the check off. */
export const insecureWhenTrue: ReadonlySet<string> = new Set([
  "disable_ssl_certificate_validation",
  "tlsAllowInvalidCertificates",
  "tlsInsecure",
]);

/** Contexts without any check. `ssl._create_default_https_context` is what urllib asks for one. */
export const unverifiedContexts: ReadonlySet<string> = new Set(["ssl._create_unverified_context", "ssl._create_stdlib_context"]);

/** Environment variables with the values that switch the check off. */
export const tlsVariables: ReadonlyMap<string, RegExp> = new Map([
  ["PYTHONHTTPSVERIFY", /^0$/],
  ["GIT_SSL_NO_VERIFY", /^(?:1|true)$/i],
  ["NODE_TLS_REJECT_UNAUTHORIZED", /^0$/],
  ["CURL_CA_BUNDLE", /^$/],
  ["REQUESTS_CA_BUNDLE", /^$/],
  ["HF_HUB_DISABLE_SSL_VERIFY", /^(?:1|true)$/i],
]);

/** Options of commands that switch the check off, by command. Sources: the commands' manuals. */
export const tlsOptions: ReadonlyMap<string, RegExp> = new Map([
  // curl joins short options: -sk, -kL; those that take a value end a group.
  ["curl", /^(?:--insecure|--proxy-insecure|-[fgiIjlLnNOpqRsSv#0-9]*k[a-zA-Z#0-9]*)$/],
  ["wget", /^--no-check-certificate$/],
  ["git", /^http\.sslVerify=(?:false|0)$/i],
  ["conda", /^--insecure$|^-k$/],
  ["aws", /^--no-verify-ssl$/],
  ["http", /^--verify=(?:no|false)$/],
]);
