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

/** Does work once what has come in has been read and begun; no timer does it within its first millisecond. Gives what calls it off. */
export function afterMessages(work: () => void): () => void {
  let turn = setImmediate(() => {
    turn = setImmediate(work);
  });
  return () => clearImmediate(turn);
}

/** Does work after some time, ms. Gives what calls it off. */
export function after(time: number, work: () => void): () => void {
  const timer = setTimeout(work, time);
  return () => clearTimeout(timer);
}
