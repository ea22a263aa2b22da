// Reading ahead: while one thing is worked on, the next are on their way. Over a network, and for many small files, waiting is most of the time.

/**
 * What `read` gives for each item, in the items' order. It asks for at most `most` items beyond the one in hand, and a failure is thrown at its
 * turn, when everything before it was handed out.
 */
export async function* readAhead<Item, Value>(
  most: number,
  items: Iterable<Item>,
  read: (item: Item) => Promise<Value>,
): AsyncGenerator<Value> {
  const onTheWay: Promise<Value>[] = [];
  for (const item of items) {
    const value = read(item);
    value.catch(() => undefined); // thrown below, at its turn
    onTheWay.push(value);
    const first = onTheWay.length > most ? onTheWay.shift() : undefined;
    if (first !== undefined) yield await first;
  }
  for (const value of onTheWay) yield await value;
}
