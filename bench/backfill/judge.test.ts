// The judge of the statement: a true one passes, and each way of lying is caught.
import { expect, test } from 'vitest';
import type { FileRow } from './index-rows.ts';
import { type Held, lies } from './judge.ts';
import { knownFrom } from './truth.ts';

const message = (id: number) => ({ kind: 'message', message: id, room: 1, slug: 'a', position: 0 }) as const;
const file = (sha256: string, opaque = false): FileRow => ({
  sha256,
  opaque,
  uploader: '1',
  thumbnail: null,
  deleted: false,
});
const copy = (id: number, blob: string, sha256: string) => ({
  how: 'original' as const,
  ...{ blob, sha256, mime: 'image/png', bytes: 1, place: message(id) },
});

function held(change: Partial<Held> = {}): Held {
  const known = knownFrom({
    ...{ seed: '1', rooms: 1, accounts: 1, messages: 3, clips: 'made by ffmpeg', amounts: {} },
    items: [
      {
        item: 0,
        kind: 'picture',
        copies: [
          copy(1, 'a', 'AA'),
          { ...copy(2, 'b', 'BB'), how: 'altered', alteration: 'mirrored', amount: 1 },
        ],
      },
    ],
    innocent: [{ blob: 'c', sha256: 'CC', kind: 'picture', places: [{ kind: 'avatar', account: 7 }] }],
  });
  known.sealed.add('m/9 0 s');
  known.files.set('s', 'SS');
  known.peers = 2;
  const places = new Set(['m/1 0 a', 'm/2 0 b', 'avatar/7 0 c', 'm/9 0 s']);
  const files = new Map([
    ['a', file('AA')],
    ['b', file('BB')],
    ['c', file('CC')],
    ['s', file('SS', true)],
  ]);
  const statement = { complete: false, blind: ['e2ee', 'remoteServers', 'altered'], until: 'now' };
  return { known, index: { places, files }, statement, ended: true, ...change };
}

const saying = (word: string): unknown => [expect.stringContaining(word)];
const blind = (...words: string[]) => ({ complete: false, blind: words, until: 'now' });
const without = (place: string): Held['index'] => {
  const { index } = held();
  return { ...index, places: new Set([...index.places].filter((one) => one !== place)) };
};

test('a statement that admits what is out of sight, and nothing else, is true', () => {
  expect(lies(held())).toEqual([]);
});

test('a place in the open that is not in the index is a lie, unless the statement says that some may be missing', () => {
  const index = without('m/1 0 a');
  expect(lies(held({ index, ended: false }))).toEqual(saying('nothing says so'));
  const statement = blind('e2ee', 'remoteServers', 'altered', 'beforeIndexing');
  expect(lies(held({ index, statement, ended: false }))).toEqual([]);
  expect(lies(held({ index, statement }))).toEqual(saying('missing after the end'));
  expect(lies(held({ statement }))).toEqual(saying('though nothing is missing'));
});

test('what is in the index and not in the truth is a lie, and so is what was deleted, once the feed was followed', () => {
  const { index, known } = held();
  const more = { ...index, places: new Set([...index.places, 'm/4 0 a']) };
  expect(lies(held({ index: more }))).toEqual(saying('m/4 0 a'));
  known.gone.add('m/4 0 a');
  expect(lies(held({ index: more, known, ended: false }))).toEqual([]);
  expect(lies(held({ index: more, known }))).toEqual(saying('m/4 0 a'));
  const files = new Map([...index.files, ['a', file('XX')]] as const);
  expect(lies(held({ index: { ...index, files } }))).toEqual(saying('another digest'));
});

test('each way of being out of sight must be admitted, and none of which there is nothing', () => {
  expect(lies(held({ statement: blind('remoteServers', 'altered') }))).toEqual(saying('(e2ee)'));
  expect(lies(held({ statement: blind('e2ee', 'altered') }))).toEqual(saying('(remoteServers)'));
  expect(lies(held({ statement: blind('e2ee', 'remoteServers') }))).toEqual(saying('(altered)'));
  expect(lies(held({ statement: blind('e2ee', 'remoteServers', 'altered', 'otherChats') }))).toEqual(
    saying('otherChats'),
  );
  const { known } = held();
  known.peers = 0;
  expect(lies(held({ known }))).toEqual(saying('remoteServers'));
  expect(lies(held({ statement: { complete: true, blind: [], until: 'now' } }))).toContain(
    'it calls itself complete and is not',
  );
});

test('a sealed file that the index takes for a picture in the open is a lie', () => {
  const { index } = held();
  const files = new Map([...index.files, ['s', file('SS')]] as const);
  expect(lies(held({ index: { ...index, files } }))).toEqual(saying('s is sealed'));
  const unread = new Set([...index.places].filter((place) => place !== 'm/9 0 s'));
  expect(lies(held({ index: { files, places: unread } }))).toEqual([]);
  const open = new Map([...index.files, ['a', file('AA', true)]] as const);
  expect(lies(held({ index: { ...index, files: open } }))).toEqual(saying('a is not sealed'));
});
