// Loads the Python parser once for all tests.
import { loadParser } from "../../language-server/host/wasm";

let loading: Promise<unknown> | undefined;

/** Resolves when `lowerCell` and `analysePython` can be called. */
export const loadTestParser = async (): Promise<void> => {
  loading ??= loadParser();
  await loading;
};
