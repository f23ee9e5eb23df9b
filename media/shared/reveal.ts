// Scrolls to a place on the page.

/**
 * Scrolls a box, and whatever scrolls inside it, until a place is seen: in the middle, or at the top. `scrollIntoView` would
 * move the frame around the page, too, by the few pixels that it is longer than its editor.
 */
export function reveal(place: Element, box: HTMLElement, block: "start" | "center"): void {
  for (let inner = place.parentElement; inner && inner !== box; inner = inner.parentElement) {
    if (inner.scrollWidth > inner.clientWidth || inner.scrollHeight > inner.clientHeight) scroll(place, inner, "center");
  }
  scroll(place, box, block);
}

function scroll(place: Element, box: HTMLElement, block: "start" | "center"): void {
  const [at, around] = [place.getBoundingClientRect(), box.getBoundingClientRect()];
  const room = { width: box.clientWidth - at.width, height: box.clientHeight - at.height };
  box.scrollTop += at.top - around.top - box.clientTop - (block === "start" ? 0 : room.height / 2);
  if (at.left < around.left || at.right > around.right) box.scrollLeft += at.left - around.left - box.clientLeft - room.width / 2;
}
