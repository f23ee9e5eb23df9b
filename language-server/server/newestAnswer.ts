// Questions that are asked again before they are answered: the newest answer counts, in whatever order they come.

/** The same question, but whoever has asked gets what was answered to the last who did about the same. */
export function newestAnswer<Answer>(ask: (about: string) => Promise<Answer>): (about: string) => Promise<Answer> {
  const newest = new Map<string, Promise<Answer>>();
  return async (about) => {
    const asked = ask(about);
    newest.set(about, asked);
    const answer = await asked;
    const newer = newest.get(about)!;
    return newer === asked ? answer : newer;
  };
}
