// Work that waits until it has been quiet for a moment: a notebook changes many times a second while somebody types.

export interface Later {
  /** Has the work done after the delay, counted from the last call. */
  soon(): void;
  dispose(): void;
}

/** @param delay ms */
export function workLater(work: () => unknown, delay: number): Later {
  let timer: NodeJS.Timeout | undefined;
  return {
    soon() {
      clearTimeout(timer);
      timer = setTimeout(() => void work(), delay);
    },
    dispose: () => clearTimeout(timer),
  };
}
