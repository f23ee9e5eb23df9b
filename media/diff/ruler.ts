// The overview ruler: where in the whole diff the changes are, as marks beside the scroll bar.
import { element } from "../shared/elements";
import type { Row } from "./rows";

export interface Ruler {
  /** Draws the marks of these rows. */
  draw(rows: readonly Row[]): void;
}

/** @param scroller what scrolls: a click on the ruler scrolls there */
export function makeRuler(ruler: HTMLElement, scroller: HTMLElement): Ruler {
  const shown = element("div", { className: "window" });
  const place = (): void => {
    const { scrollTop, scrollHeight, clientHeight } = scroller;
    shown.hidden = clientHeight >= scrollHeight;
    shown.style.top = `${(100 * scrollTop) / scrollHeight}%`;
    shown.style.height = `${(100 * clientHeight) / scrollHeight}%`;
  };
  scroller.addEventListener("scroll", place, { passive: true });
  ruler.addEventListener("pointerdown", (event) => {
    const { top, height } = ruler.getBoundingClientRect();
    scroller.scrollTop = ((event.clientY - top) / height) * scroller.scrollHeight - scroller.clientHeight / 2;
  });
  return {
    draw(rows) {
      const height = scroller.scrollHeight;
      const marks = rows
        .filter(({ isChange }) => isChange)
        .map(({ element: row, row: data }) => {
          const mark = element("div", { className: `mark ${data?.kind ?? "changed"}` });
          mark.style.top = `${(100 * row.offsetTop) / height}%`;
          mark.style.height = `${(100 * row.offsetHeight) / height}%`;
          return mark;
        });
      ruler.replaceChildren(...marks, shown);
      place();
    },
  };
}
