// Work done once for an object: what it gave is kept for as long as the object lives.

/**
 * The function that answers for each object with what `make` gave for it the first time. For data that never changes.
 * @param make may need something else than the object, which is then always the same for the same object
 */
export function rememberFor<Key extends object, Value>(make: (key: Key) => Value): (key: Key) => Value;
export function rememberFor<Key extends object, Other, Value>(make: (key: Key, other: Other) => Value): (key: Key, other: Other) => Value;
export function rememberFor<Key extends object, Other, Value>(make: (key: Key, other: Other) => Value): (key: Key, other: Other) => Value {
  const known = new WeakMap<Key, { readonly value: Value }>();
  return (key, other) => {
    const before = known.get(key);
    if (before) return before.value;
    const value = make(key, other);
    known.set(key, { value });
    return value;
  };
}
