// Spaces requests out, so that what has come in meanwhile is read between them: a cancellation takes effect.

/** Gives requests their turns, in the order they ask. A request that takes long does not keep the next from its turn. */
export class Turns {
  private last: Promise<void> = Promise.resolve();

  next(): Promise<void> {
    this.last = this.last.then(readMessages);
    return this.last;
  }
}

/** Lets what has come in be read and begun. In the first round Node reads the input and queues each message for the second. */
export async function readMessages(): Promise<void> {
  await new Promise(setImmediate);
  await new Promise(setImmediate);
}
