// The platform's search and the index together: neither hides what the other knows, and the answer says what neither could see.
import { describe, expect, test } from 'vitest';
import { memoryMediaIndex } from '../adapters/store/memory/media-index.ts';
import { connectorTo, honestPlatform, type Platform } from '../../test/support/fake-ports.ts';
import { copy, COVERAGE, listed, T0, verdicts } from '../../test/support/fixtures.ts';
import { fileFacts, messageSpot, shownFile } from '../../test/support/observations.ts';
import { NOTHING_INDEXED, type IndexState } from '../domain/content/index-state.ts';
import type { Observation } from '../domain/content/observation.ts';
import type { Copy, Sight } from '../domain/content/copy.ts';
import { copyId } from '../domain/kernel/ids.ts';
import type { MediaIndex } from '../ports/media-index.ts';
import { searchCopies } from './search-copies.ts';

const WHO = 'messenger';
const PROBED = {
  at: T0,
  version: '1',
  follows: true,
  history: true,
  numbered: true,
  opaque: false,
  federated: false,
};
const WHOLE: IndexState = {
  ...NOTHING_INDEXED,
  probed: PROBED,
  since: T0,
  caughtUpAt: T0,
  readAt: T0,
  upTo: 9,
  cursor: '9',
};
const named = { ...copy('c1'), message: '1', blob: 'b0', via: 'link' as const };

const posted = (id: number, ...files: readonly number[]): Observation => ({
  kind: 'shown',
  spot: messageSpot(id),
  files: files.map((at) => shownFile(`m/${id}`, at)),
  order: id,
  at: T0,
});
const upload = (at: number, facts: object = {}): Observation => ({
  kind: 'media',
  file: { ...fileFacts(at), ...facts },
  order: 50 + at,
  at: T0,
});

async function indexOf(observations: readonly Observation[], next = WHOLE): Promise<MediaIndex> {
  const index = memoryMediaIndex();
  await index.write(WHO, { seen: NOTHING_INDEXED, next, observations });
  return index;
}

function search(
  index: MediaIndex,
  platform: Partial<Platform> = {},
  spot: string | null = 'm/1',
  known: readonly Copy[] = [],
  name: string | null = null,
) {
  const found = () => ({ kind: 'found' as const, copies: [named], coverage: COVERAGE });
  const connector = {
    ...connectorTo({ ...honestPlatform(), locate: found, ...platform }),
    spotOf: () => spot,
    roomNameOf: () => name,
  };
  return searchCopies(listed(1).locator, connector, index, T0, known);
}

async function ids(index: MediaIndex, platform: Partial<Platform> = {}): Promise<readonly string[]> {
  const searched = await search(index, platform);
  if (searched.kind !== 'found') throw new Error(`expected copies, got ${searched.kind}`);
  return searched.copies.map(({ id }) => id);
}

describe('a search', () => {
  test('finds what the index knows besides: forwards, the same bytes under another id, avatars', async () => {
    const avatar: Observation = {
      kind: 'shown',
      spot: { key: 'avatar/7', kind: 'avatar', container: '', message: '', owner: '7' },
      files: [shownFile('avatar/7', 0)],
      order: 8,
      at: T0,
    };
    const index = await indexOf([posted(2, 0), posted(3, 1, 2), avatar, posted(4, 3)]);
    const searched = await search(index);
    if (searched.kind !== 'found') throw new Error(searched.kind);
    expect(searched.copies.map(({ id, whole, as, via }) => [id, whole, as, via])).toEqual([
      ['c1', true, undefined, 'link'],
      ['test/avatar/7/b/b0', false, 'avatar', 'index'],
      ['test/m/2/b/b0', true, undefined, 'index'],
      ['test/m/3/b/b1', false, undefined, 'index'],
    ]);
  });

  test('of a link by a name that its room had before finds the message, and by any other name does not', async () => {
    const room = (id: string, address: string, order: number, formerly?: string): Observation => ({
      kind: 'container',
      container: { id, address, opaque: false, ...(formerly === undefined ? {} : { formerly }) },
      order,
      at: T0,
    });
    const lost: Partial<Platform> = {
      locate: () => ({ kind: 'not-found' }),
      verify: (views) => verdicts('present', views),
    };
    const { container } = messageSpot(1);
    const index = await indexOf([
      posted(1, 0),
      room(container, 'maple', 1),
      room(container, 'birch', 2, 'oak'),
      room('elsewhere', 'maple', 3),
    ]);
    for (const name of ['maple', 'oak', 'birch'])
      expect(await search(index, lost, 'm/1', [], name)).toMatchObject({
        kind: 'found',
        copies: [{ address: 'birch' }],
      });
    for (const name of ['rowan', null])
      expect(await search(index, lost, 'm/1', [], name)).toMatchObject({ kind: 'not-found' });
  });

  test('names each copy once, as the platform names it', async () => {
    const index = await indexOf([posted(2, 0)]);
    const known = { ...named, id: copyId('test/m/2/b/b0'), whole: false };
    const platform = { locate: () => ({ kind: 'found' as const, copies: [known], coverage: COVERAGE }) };
    expect(await search(index, platform)).toMatchObject({ copies: [{ id: 'test/m/2/b/b0', whole: false }] });
    expect(await ids(index, platform)).toHaveLength(1);
  });

  test('takes nothing for a copy that was deleted, edited away or is another picture', async () => {
    const index = await indexOf([
      posted(2, 0),
      { ...posted(2, 3), order: 9 },
      posted(3, 0),
      { kind: 'deleted', what: 'spot', key: 'm/3', order: 10, at: T0 },
      posted(4, 1),
      { kind: 'deleted', what: 'blob', key: 'b1', order: 11, at: T0 },
      posted(5, 2),
    ]);
    expect(await ids(index)).toEqual(['c1']);
  });

  test('takes what a message was edited from for no copy of what the link shows now', async () => {
    const index = await indexOf([posted(1, 2), posted(2, 2)]);
    expect(await ids(index)).toEqual(['c1']);
  });

  test('finds the small picture that the platform made, posted again, but not another picture that looks so small alike', async () => {
    const small = 'f'.repeat(64);
    const index = await indexOf([
      upload(0, { thumbnail: small }),
      upload(3, { sha256: small, thumbnail: 'e'.repeat(64) }),
      upload(2, { thumbnail: small }),
      posted(3, 3),
      posted(2, 2),
    ]);
    expect(await ids(index)).toEqual(['c1', 'test/m/3/b/b3']);
  });
});

describe('what was not seen', () => {
  test('is what either was blind to', async () => {
    const searched = await search(await indexOf([]));
    expect(searched).toMatchObject({
      coverage: { complete: false, blind: ['e2ee', 'altered'], method: 'look-up by file id; media index' },
    });
  });

  test('is never nothing while the index has a gap, is behind, or was never built', async () => {
    const blind = async (state: IndexState) => {
      const searched = await search(await indexOf([], state));
      return searched.kind === 'found' ? searched.coverage : undefined;
    };
    expect(await blind({ ...WHOLE, holes: [{ from: 3, to: 4 }] })).toMatchObject({
      complete: false,
      blind: expect.arrayContaining(['feedGap']),
    });
    expect(await blind({ ...WHOLE, readAt: null })).toMatchObject({
      blind: expect.arrayContaining(['beforeIndexing']),
    });
    const never = await search(memoryMediaIndex());
    expect(never).toMatchObject({
      coverage: { complete: false, blind: expect.arrayContaining(['notIndexed']) },
    });
  });

  test('is said also where nothing was found', async () => {
    const searched = await search(await indexOf([]), { locate: () => ({ kind: 'not-found' }) });
    expect(searched).toMatchObject({ kind: 'not-found', coverage: { complete: false, blind: ['altered'] } });
  });
});

describe('a message that is gone', () => {
  const gone = (sees: Sight): Partial<Platform> => ({
    locate: () => ({ kind: 'gone' }),
    verify: (views) => verdicts(sees, views),
  });

  test('leaves the copies of what it showed, where somebody still sees them', async () => {
    const index = await indexOf([
      posted(1, 0),
      posted(2, 1),
      { kind: 'deleted', what: 'spot', key: 'm/1', order: 9, at: T0 },
    ]);
    expect(await ids(index, gone('present'))).toEqual(['test/m/2/b/b1']);
    expect(await ids(index, gone('unknown'))).toEqual(['test/m/2/b/b1']);
    expect(await search(index, gone('absent'))).toMatchObject({ kind: 'gone' });
  });

  test('that the platform never knew leaves none: its number may be another room’s', async () => {
    const index = await indexOf([posted(1, 0), posted(2, 1)]);
    const unknown = { ...gone('present'), locate: () => ({ kind: 'not-found' as const }) };
    expect(await search(index, unknown)).toMatchObject({ kind: 'not-found' });
    expect(await search(index, gone('present'), null)).toMatchObject({ kind: 'gone' });
  });

  test('or whose room got another name leaves what the file of a known copy stands in since', async () => {
    const index = await indexOf([posted(1, 0), posted(2, 1), posted(3, 2)]);
    const nowhere = { ...gone('present'), locate: () => ({ kind: 'not-found' as const }) };
    const before = { ...named, id: copyId('test/m/1/b/b0') };
    const searched = await search(index, nowhere, 'm/1', [before]);
    expect(searched).toMatchObject({ kind: 'found', copies: [{ id: 'test/m/2/b/b1' }] });
  });
});

test('a platform that does not answer is asked again, and a whole room stays a room', async () => {
  const retry = { kind: 'retry', code: 'connector.unreachable', afterMs: null } as const;
  expect(await search(await indexOf([posted(2, 0)]), { locate: () => retry })).toEqual(retry);
  expect(await search(await indexOf([]), { locate: () => ({ kind: 'container' }) })).toEqual({
    kind: 'container',
  });
});
