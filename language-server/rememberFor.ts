// Work done once for an object: what it gave is kept for as long as the object lives.

/** The function that answers for each object with what `make` gave for it the first time. For data that never changes. */
export function rememberFor<Key extends object, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const known = new WeakMap<Key, { readonly value: Value }>();
  return (key) => {
    const before = known.get(key);
    if (before) return before.value;
    const value = make(key);
    known.set(key, { value });
    return value;
  };
}
