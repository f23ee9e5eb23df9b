// Puts the two sides of texts and outputs beside one another, or one below the other where there is no room.

/** Narrower than this the sides stand below one another, pixels. */
const narrow = 720;

/**
 * Follows the width of a box; the style sheet does the rest by a class of the page.
 * @param chosen what the user wants; null: as the width has it
 * @param say is told whenever it is decided
 * @returns decides anew
 */
export function followWidth(box: HTMLElement, chosen: () => boolean | null, say: (isInline: boolean) => void): () => void {
  const decide = (): void => {
    const isInline = chosen() ?? box.clientWidth < narrow;
    document.body.classList.toggle("inline", isInline);
    say(isInline);
  };
  new ResizeObserver(decide).observe(box);
  return decide;
}

export const isInlineNow = (): boolean => document.body.classList.contains("inline");
