// Network calls that wait for ever unless they are given a timeout.

/** One waiting function. */
export interface WaitingCall {
  /** Full dotted name; a method's is written after what makes its object, as in "requests.Session().get". */
  readonly name: string;
  /** The parameter that bounds the wait, and its position where it may stand without its name; null where there is none. */
  readonly timeout: { readonly keyword: string; readonly position: number | null } | null;
  /** True where `socket.setdefaulttimeout` bounds it. */
  readonly obeysDefault: boolean;
}

const methods = ["get", "post", "put", "patch", "delete", "head", "options", "request"];
const requests = (prefix: string): readonly WaitingCall[] =>
  methods.map((method) => ({ name: `${prefix}.${method}`, timeout: { keyword: "timeout", position: null }, obeysDefault: false }));
const standard = (name: string, position: number): WaitingCall => ({ name, timeout: { keyword: "timeout", position }, obeysDefault: true });

/**
 * Functions whose default is to wait for ever. Not among them: HTTPX (5 seconds) and aiohttp (5 minutes). Sources: the documentation of
 * Requests ("Timeouts"; it hands None to the socket, which `setdefaulttimeout` does not reach) and of Python's urllib.request, http.client, ftplib,
 * smtplib and socket.
 */
export const waitingCalls: ReadonlyMap<string, WaitingCall> = new Map(
  [
    ...requests("requests"),
    ...requests("requests.api"),
    ...requests("requests.Session()"),
    ...requests("requests.session()"),
    ...requests("requests.sessions.Session()"),
    standard("urllib.request.urlopen", 2),
    standard("http.client.HTTPConnection", 2),
    standard("http.client.HTTPSConnection", 2),
    standard("socket.create_connection", 1),
    standard("smtplib.SMTP", 3),
    standard("smtplib.SMTP_SSL", 3),
    standard("ftplib.FTP", 4),
    standard("ftplib.FTP_TLS", 4),
    { name: "urllib.request.urlretrieve", timeout: null, obeysDefault: true },
  ].map((call) => [call.name, call]),
);

/** Functions that wait some time by default, and forever with `timeout=None`. */
export const boundedCalls: ReadonlySet<string> = new Set(
  ["httpx", "httpx.Client()", "httpx.AsyncClient()", "aiohttp.ClientSession()"]
    .flatMap((prefix) => [...methods, "stream"].map((method) => `${prefix}.${method}`))
    .concat(["httpx.Client", "httpx.AsyncClient"]),
);

/** What makes a timeout, and its first parameter: no bound at all where that is None. Sources: the references of aiohttp and HTTPX. */
export const timeoutMakers: ReadonlyMap<string, string> = new Map([
  ["aiohttp.ClientTimeout", "total"],
  ["httpx.Timeout", "timeout"],
]);
