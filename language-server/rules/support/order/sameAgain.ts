// Bindings whose value is the same after another run of their cell, whatever the order of the runs.
import type { Definition, PythonNotebook } from "../../../python/analysis";
import type { CallExpr } from "../../../python/syntax";

/** Calls that give the same object again, or one that nobody can tell from it. */
const sameAgain = new Set(["logging.getLogger", "pprint.PrettyPrinter", "torch.device", "boto3.client", "boto3.resource"]);

/** Clients of a service, which keeps what they ask for. */
const clients =
  /^(?:mlflow(?:\.tracking|\.client)?\.MlflowClient|google\.cloud\.(?:bigquery|storage)\.Client|openai\.(?:Azure)?OpenAI|anthropic\.Anthropic)$/;

/** The session that there is already. */
const sameSession = /^pyspark\.sql\.SparkSession\.[\w.()]*\bgetOrCreate$/;

/** Connections to a database, which keeps what it holds where it lies in a file. */
const connections = new Set(["duckdb.connect", "sqlite3.connect"]);

/** True of an import, which gives the same module, of a logger or a printer, a device, a client, a session, and a connection to the same file. `python` is null where the language is another. */
export const isSameAgain = ({ imported, value, cell }: Definition, python: PythonNotebook | null): boolean =>
  imported !== null || (python !== null && value?.kind === "Call" && givesSame(value, cell, python));

function givesSame({ func, args }: CallExpr, cell: number, python: PythonNotebook): boolean {
  const name = python.qualifiedName(func, cell) ?? "";
  if (!connections.has(name)) return sameAgain.has(name) || clients.test(name) || sameSession.test(name);
  const file = args[0] ? python.constantText(args[0], cell) : null;
  return file !== null && file !== "" && !file.startsWith(":memory:");
}
