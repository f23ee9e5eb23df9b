// What VS Code gives the script of a web view to speak with its extension.

export interface EditorWindow<Message, State extends object> {
  postMessage(message: Message): void;
  /** What was kept when the page was hidden; undefined the first time. */
  getState(): State | undefined;
  setState(state: State): void;
}

declare function acquireVsCodeApi(): EditorWindow<never, never>;

/** To be called once. */
export const editorWindow = <Message, State extends object>(): EditorWindow<Message, State> =>
  acquireVsCodeApi() as unknown as EditorWindow<Message, State>;
