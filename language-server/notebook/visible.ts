// Makes text safe to look at: what a terminal or a browser would obey or hide is shown.

/** Text with control characters, and marks that change the direction, made visible. Its length stays the same. */
export const visible = (text: string): string =>
  text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, (unit) => {
    const code = unit.charCodeAt(0);
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : code === 0x7f ? "\u2421" : "\ufffd";
  });

/** The same for text on a single line, such as paths: tabs and line breaks show, too. */
export const visibleOnLine = (text: string): string =>
  visible(text).replace(/[\t\n\u2028\u2029]/g, (unit) => (unit === "\t" ? "\u2409" : "\u240a"));
