// Wraps every message handler once: a failure is logged with its stack and answered with nothing, never a dead server.
import { LSPErrorCodes, ResponseError, type CancellationToken } from "vscode-languageserver";
import type { Turns } from "./turns";

export interface Log {
  error(message: string): void;
}

/** A notification handler that cannot throw. */
export function guardNotification<P>(name: string, log: Log, handle: (params: P) => void | Promise<void>): (params: P) => Promise<void> {
  return async (params) => {
    try {
      await handle(params);
    } catch (error) {
      log.error(`${name}: ${describeError(error)}`);
    }
  };
}

/** A request handler that answers `empty` when it fails, and stops before any work where the request was cancelled meanwhile. */
export function guardRequest<P, R>(
  name: string,
  log: Log,
  turns: Turns,
  empty: R,
  handle: (params: P, token: CancellationToken) => R | Promise<R>,
) {
  return async (params: P, token: CancellationToken): Promise<R | ResponseError<void>> => {
    await turns.next();
    if (token.isCancellationRequested) return new ResponseError(LSPErrorCodes.RequestCancelled, `${name} was cancelled`);
    try {
      const answer = await handle(params, token);
      return token.isCancellationRequested ? new ResponseError(LSPErrorCodes.RequestCancelled, `${name} was cancelled`) : answer;
    } catch (error) {
      log.error(`${name}: ${describeError(error)}`);
      return empty;
    }
  };
}

/** An error with its stack, for the log. */
export const describeError = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));
