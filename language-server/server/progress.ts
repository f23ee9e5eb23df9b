// Work-done progress for long requests: the client's own token where it gave one, else a progress of the server's making.
import { CancellationTokenSource, type CancellationToken, type Connection } from "vscode-languageserver";
import type { Progress } from "./workspaceCheck";

export interface RunningProgress extends Progress {
  /** Cancelled by the request's own cancellation and by the progress's button. */
  readonly token: CancellationToken;
  done(): void;
}

/** Starts to show progress; where the client can show none, reports go nowhere. */
export async function startProgress(
  connection: Connection,
  title: string,
  workDoneToken: string | number | undefined,
  request: CancellationToken,
): Promise<RunningProgress> {
  const source = new CancellationTokenSource();
  request.onCancellationRequested(() => source.cancel());
  // A client that cannot show progress gets the answer all the same.
  const created = workDoneToken === undefined ? await connection.window.createWorkDoneProgress().catch(() => undefined) : undefined;
  created?.token.onCancellationRequested(() => source.cancel());
  const reporter = created ?? connection.window.attachWorkDoneProgress(workDoneToken);
  reporter.begin(title, 0, undefined, true);
  return { token: source.token, report: (percentage, message) => reporter.report(percentage, message), done: () => reporter.done() };
}
