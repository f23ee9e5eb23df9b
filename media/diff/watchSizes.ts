// Tells when rows have got other sizes, for what is drawn over and beside them.

/** While rows get their sizes, what is drawn would move at every frame: listeners hear after this time of quiet, ms. */
const quiet = 80;

export interface Sizes {
  /** Watches these rows from now on, and no others. */
  watch(rows: readonly HTMLElement[]): void;
}

/** @param scroller what holds the rows */
export function watchSizes(scroller: HTMLElement, onChange: () => void): Sizes {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const later = (): void => {
    clearTimeout(timer);
    timer = setTimeout(onChange, quiet);
  };
  const observer = new ResizeObserver(later);
  return {
    watch(rows) {
      observer.disconnect();
      observer.observe(scroller);
      for (const row of rows) observer.observe(row);
      later();
    },
  };
}
