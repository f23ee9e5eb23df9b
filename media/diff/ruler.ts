// The overview ruler: where in the whole diff the changes are, as marks beside the scroll bar.
import { element } from "../shared/elements";
import type { Row } from "./rows";

export interface Ruler {
  /** Draws the marks of these rows. */
  draw(rows: readonly Row[]): void;
}

/** While rows get their sizes the marks would move at every frame: they are drawn after this time of quiet, ms. */
const quiet = 80;

/** @param scroller what scrolls: a click on the ruler scrolls there */
export function makeRuler(ruler: HTMLElement, scroller: HTMLElement): Ruler {
  let drawn: readonly Row[] = [];
  const shown = element("div", { className: "window" });
  const place = (): void => {
    const { scrollTop, scrollHeight, clientHeight } = scroller;
    shown.style.top = `${(100 * scrollTop) / scrollHeight}%`;
    shown.style.height = `${(100 * clientHeight) / scrollHeight}%`;
  };
  const draw = (): void => {
    const height = scroller.scrollHeight;
    const marks = drawn.filter(({ isChange }) => isChange).map(({ element: row, row: data }) => {
      const mark = element("div", { className: `mark ${data?.kind ?? "changed"}` });
      mark.style.top = `${(100 * row.offsetTop) / height}%`;
      mark.style.height = `${(100 * row.offsetHeight) / height}%`;
      return mark;
    });
    ruler.replaceChildren(...marks, shown);
    place();
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const later = (): void => {
    clearTimeout(timer);
    timer = setTimeout(draw, quiet);
  };
  const sizes = new ResizeObserver(later);
  sizes.observe(scroller);
  scroller.addEventListener("scroll", place, { passive: true });
  ruler.addEventListener("pointerdown", (event) => {
    const { top, height } = ruler.getBoundingClientRect();
    scroller.scrollTop = ((event.clientY - top) / height) * scroller.scrollHeight - scroller.clientHeight / 2;
  });
  return {
    draw(rows) {
      for (const { element: row } of drawn) sizes.unobserve(row);
      drawn = rows;
      for (const { element: row } of rows) sizes.observe(row);
      later();
    },
  };
}
