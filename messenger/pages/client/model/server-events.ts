// Reads server-sent events from pieces of text (WHATWG HTML, "Server-sent events"), as far as our server uses them.

export interface ServerEvent {
  readonly id: string | undefined;
  readonly kind: string;
  readonly data: string;
}

export interface EventReader {
  /** The events that are whole now. */
  read(piece: string): readonly ServerEvent[];
}

/** A reader for one connection. */
export function createEventReader(): EventReader {
  let rest = '';
  return {
    read(piece) {
      const blocks = (rest + piece).replaceAll('\r\n', '\n').split('\n\n');
      rest = blocks.pop() ?? '';
      return blocks.flatMap(eventOf);
    },
  };
}

function eventOf(block: string): readonly ServerEvent[] {
  const lines = block.split('\n').filter((line) => !line.startsWith(':'));
  const of = (name: string) =>
    lines
      .filter((line) => line.startsWith(`${name}:`))
      .map((line) => line.slice(name.length + 1).trimStart());
  const data = of('data');
  return data.length === 0
    ? []
    : [{ id: of('id')[0], kind: of('event')[0] ?? 'message', data: data.join('\n') }];
}
