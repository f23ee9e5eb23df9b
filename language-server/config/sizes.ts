// Sizes as people write them in a configuration: "4GB", "500 MiB".

const factors: Readonly<Record<string, number>> = {
  "": 1,
  B: 1,
  KB: 1e3,
  MB: 1e6,
  GB: 1e9,
  TB: 1e12,
  KIB: 1024,
  MIB: 1024 ** 2,
  GIB: 1024 ** 3,
  TIB: 1024 ** 4,
};

/** Bytes of "4GB" (powers of 1000) or "4GiB" (powers of 1024), any case, with or without the B and a space; null where it is no size. */
export function parseSize(text: string): number | null {
  const match = /^\s*(\d+(?:\.\d+)?)\s*([kmgt]?i?b?)\s*$/i.exec(text);
  const unit = match?.[2].toUpperCase() ?? "";
  const factor = factors[unit === "" || unit.endsWith("B") ? unit : `${unit}B`];
  if (!match || factor === undefined) return null;
  const bytes = Math.round(Number(match[1]) * factor);
  return bytes > 0 ? bytes : null;
}
