// Notebooks for extraction: they run from top to bottom and hold what makes moving code hard.

export const moreStories: Readonly<Record<string, readonly string[]>> = {};
