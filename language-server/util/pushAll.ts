// Puts many items at the end of a list.

/** As `list.push(...items)`, for lists that may be long: a call takes no more than some 100,000 arguments. */
export function pushAll<Item>(list: Item[], items: Iterable<Item>): void {
  for (const item of items) list.push(item);
}
