// From a file to every place where it stands: messages, avatars, pictures of rooms. Of a sealed file the same bytes are those of its
// ciphertext, so that what was forwarded is found without its key.
import type { Copy } from '../../../domain/content/copy.ts';
import { copyId } from '../../../domain/kernel/ids.ts';
import type { Located } from '../../../ports/connector.ts';
import { type Client, CONNECTOR } from './client.ts';
import { ask, copiesOfFile, coverage, pages, unlessInterrupted } from './locate.ts';
import { mediaRecord } from './records.ts';

const FILE = /\/media\/([A-Za-z0-9_-]{8,64})$/;

/** The file that a link names, or null. */
export const fileOf = ({ link }: { readonly link: string }): string | null => FILE.exec(link)?.[1] ?? null;

export function locateFile(client: Client, blob: string): Promise<Located> {
  return unlessInterrupted(() => search(client, blob));
}

async function search(client: Client, blob: string): Promise<Located> {
  const answer = await ask(client, { endpoint: 'GET /admin/v1/media/:blob', params: { blob }, as: 'admin' });
  if (answer.status === 404) return absent(client, blob, 'not-found');
  const { sha256 } = mediaRecord(answer.body);
  const files = (await pages(client, 'GET /admin/v1/media', {}, { sha256 }, 'media')).map(mediaRecord);
  const copies: Copy[] = [];
  for (const file of files.filter(({ deleted }) => !deleted)) {
    copies.push(...(await copiesOfFile(client, file.blob, file.blob === blob, new Set([sha256]))));
    copies.push(...(await picturesOf(client, file.blob)));
  }
  return copies.length === 0 ? absent(client, blob, 'gone') : { kind: 'found', copies, coverage: coverage() };
}

/** "Not there" is said only when nobody sees it there either. */
async function absent(client: Client, blob: string, kind: 'not-found' | 'gone'): Promise<Located> {
  for (const as of ['anonymous', 'member'] as const) {
    const file = await client.call({ endpoint: 'HEAD /media/:blob', params: { blob }, as });
    if (file.kind === 'retry') return file;
    if (file.status < 300) return { kind: 'retry', code: 'connector.contradiction', afterMs: null };
  }
  return { kind };
}

interface Uses {
  readonly accounts: readonly { readonly id: number }[];
  readonly rooms: readonly { readonly id: number; readonly slug: string }[];
}

/** Whose avatar, which room's picture. Ids as the media index gives them. */
async function picturesOf(client: Client, blob: string): Promise<Copy[]> {
  const { body } = await ask(client, {
    endpoint: 'GET /admin/v1/media/:blob/uses',
    params: { blob },
    as: 'admin',
  });
  const { accounts = [], rooms = [] } = (body ?? {}) as Partial<Uses>;
  const shared = { connector: CONNECTOR, message: '', blob, whole: false, via: 'hash' } as const;
  return [
    ...accounts.map(({ id }): Copy => {
      const key = copyId(`${CONNECTOR}/avatar/${id}/b/${blob}`);
      return { ...shared, id: key, container: '', address: '', uploader: String(id), as: 'avatar' };
    }),
    ...rooms.map(({ id, slug }): Copy => {
      const key = copyId(`${CONNECTOR}/picture/${id}/b/${blob}`);
      return { ...shared, id: key, container: String(id), address: slug, uploader: '', as: 'picture' };
    }),
  ];
}
