// What becomes of a question that the language server did not live to answer.

/** The server has ended before it answered; the question can be asked again. */
export class ServerEnded extends Error {}
