// Ranges as the server sends them become VS Code's own.
import { Range } from "vscode";
import type { Range as PlainRange } from "../language-server/notebook/model";

export const toRange = ({ start, end }: PlainRange): Range => new Range(start.line, start.character, end.line, end.character);
