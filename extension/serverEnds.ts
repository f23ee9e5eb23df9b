// What becomes of a server that ends by itself: it is started again, until it has ended too often.
import { CloseAction, ErrorAction, type ErrorHandler, type LanguageClient } from "vscode-languageclient/node";

/** The client's answer to a server that ends. */
export interface ServerEnds extends ErrorHandler {
  /** The user starts the server: what was before no longer counts. */
  forget(): void;
}

/**
 * Counts the ends as the library does (five in three minutes are too many), and says nothing to the user itself.
 * @param client gives the client, which is made after this
 * @param gaveUp hears of a server that is not started again
 */
export function followEnds(client: () => LanguageClient, gaveUp: () => void): ServerEnds {
  let counted: ErrorHandler | undefined;
  const byDefault = (): ErrorHandler => (counted ??= client().createDefaultErrorHandler());
  return {
    // What cannot be written to a server that has just ended is no reason to give it up: `closed` follows.
    error: () => ({ action: ErrorAction.Continue, handled: true }),
    async closed() {
      // Where it ended while it started, the library would begin the next start before the failed one is over, and take the one for the other.
      await client()
        .start()
        .catch(() => undefined);
      const result = await byDefault().closed();
      if (result.action === CloseAction.DoNotRestart) gaveUp();
      return result;
    },
    forget: () => void (counted = undefined),
  };
}
