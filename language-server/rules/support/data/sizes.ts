// Sizes as people read them.

const units = ["bytes", "kB", "MB", "GB", "TB"];

/** `3_200_000_000` → "3.2 GB" (powers of 1000). */
export function sizeText(bytes: number): string {
  let unit = 0;
  let value = bytes;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${value >= 10 || unit === 0 ? Math.round(value) : value.toFixed(1).replace(/\.0$/, "")} ${units[unit]}`;
}
