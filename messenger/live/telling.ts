// News as the text of server-sent events. Messages are read now, not when the row was written: what was hidden since is not shown.
import type { Database } from '../store/database.ts';
import { forPeople } from '../messages/message-shape.ts';
import { type MessageRecord, messagesByIds } from '../messages/records.ts';
import type { News } from './news.ts';

export interface Told {
  readonly news: News;
  /** One event, ready to be written. */
  readonly text: string;
}

/** Reads the messages that the rows name, all at once, and writes each row as one event. */
export async function tell(
  database: Database,
  rows: readonly News[],
  origin: string,
): Promise<readonly Told[]> {
  const ids = rows.flatMap(({ messageId }) => (messageId === null ? [] : [messageId]));
  const found = ids.length === 0 ? [] : await messagesByIds(database, [...new Set(ids)]);
  const messages = new Map(found.map((message) => [message.id, message]));
  return rows.map((news) => ({ news, text: eventText(news, messages, origin) }));
}

/** One server-sent event. */
export function asEvent(id: number, kind: string, data: object): string {
  return `id: ${id}\nevent: ${kind}\ndata: ${JSON.stringify(data)}\n\n`;
}

function eventText(news: News, messages: ReadonlyMap<number, MessageRecord>, origin: string): string {
  const message = news.messageId === null ? undefined : messages.get(news.messageId);
  if (message === undefined) return asEvent(news.id, news.kind, news.body ?? {});
  if (message.deleted) {
    return asEvent(news.id, 'delete', { message: { id: message.id, room: message.room.slug } });
  }
  return asEvent(news.id, news.kind, { message: forPeople(message, origin) });
}
