// Makes every wrong shape of a JSON value: each part missing, and of each wrong type.

const wrong: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e300,
  "",
  "x",
  "\ud800",
  [],
  {},
  [null],
  [[1]],
  [{}],
  { a: null },
  ["a", 1],
  { "": [] },
];

/** The value (a notebook, what a message carries) with each of its values in turn taken out, and put wrong in every way. */
export function* shapes(value: unknown): Generator<unknown> {
  if (typeof value !== "object" || value === null) return;
  for (const key of Object.keys(value)) {
    const put = (one: unknown): unknown => (Array.isArray(value) ? value.with(Number(key), one) : { ...value, [key]: one });
    yield Array.isArray(value)
      ? value.toSpliced(Number(key), 1)
      : Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
    for (const one of wrong) yield put(one);
    for (const inner of shapes((value as Readonly<Record<string, unknown>>)[key])) yield put(inner);
  }
}
