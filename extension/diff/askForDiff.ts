// Asks the server what changed from one notebook to another, and says in words why there is no answer.
import { diffRequest, type DiffParams, type DiffResult } from "../../language-server/server/protocol";
import type { Server } from "../server";
import { serverStopped } from "../words";

const problem = (...problems: readonly string[]): DiffResult => ({ ok: false, problems });

export async function askForDiff(server: Pick<Server, "state" | "ask">, params: DiffParams): Promise<DiffResult> {
  const { before, after } = params;
  if (before.text === null && after.text === null) return problem(...[before, after].map(({ name }) => `${name}: there is no such file`));
  if (server.state === "stopped") return problem(serverStopped);
  const answer = await server.ask(diffRequest, params).catch((error: unknown) => {
    // It may have stopped while it was asked.
    if (server.state === "stopped") return problem(serverStopped);
    throw error;
  });
  return answer ?? problem("The notebooks could not be compared. nbready’s log says why.");
}
