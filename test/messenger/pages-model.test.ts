// The client's pure half: what an event makes of the state, and how a conversation is cut into rows.
import { describe, expect, it } from 'vitest';
import { albumSpans, singleSize } from '../../messenger/pages/client/model/album.ts';
import type { Message, OwnRoom } from '../../messenger/pages/client/model/facts.ts';
import { clockFor } from '../../messenger/pages/client/model/moments.ts';
import { isSendable, MAX_TEXT, refusalOf } from '../../messenger/pages/client/model/outgoing.ts';
import { placeOf } from '../../messenger/pages/client/model/place.ts';
import { rowsOf } from '../../messenger/pages/client/model/rows.ts';
import { createEventReader } from '../../messenger/pages/client/model/server-events.ts';
import { after, type Happening, initialState, type State } from '../../messenger/pages/client/model/state.ts';
import { textParts } from '../../messenger/pages/client/model/text-parts.ts';
import { fill, wordsOf } from '../../messenger/pages/words.ts';

const me = { id: 1, name: '나', suspended: false };
const friend = { id: 2, name: '친구' };

function message(id: number, given: Partial<Message> = {}): Message {
  const sentAt = new Date(Date.UTC(2026, 10, 30, 1, id)).toISOString();
  return {
    id,
    room: 'band',
    sentAt,
    hidden: false,
    author: friend,
    text: `글 ${id}`,
    media: [],
    permalink: '',
    ...given,
  };
}

const own: OwnRoom = { slug: 'band', title: '밴드', role: 'member', readUpTo: 2, unread: 1 };
const other: OwnRoom = { ...own, slug: 'class', title: '반', unread: 0 };
const room = { id: 9, slug: 'band', title: '밴드', visibility: 'invite', member: true, members: 3 } as const;

function stateAfter(...events: readonly Happening[]): State {
  return events.reduce(after, initialState(me, placeOf('/')));
}

const opened: readonly Happening[] = [
  { kind: 'rooms', rooms: [other, own] },
  { kind: 'went', place: placeOf('/r/band') },
  { kind: 'start', slug: 'band', room, messages: [message(3), message(2)], older: true, newer: false },
];

describe('the state', () => {
  it('puts a new message at the end once, whoever brings it, and its room to the top', () => {
    const came: Happening = { kind: 'came', message: message(4), isRead: false };
    const { conversation, rooms } = stateAfter(...opened, came, came);
    expect(conversation?.messages.map(({ id }) => id)).toEqual([2, 3, 4]);
    expect(rooms?.map(({ slug, unread }) => [slug, unread])).toEqual([
      ['band', 2],
      ['class', 0],
    ]);
  });

  it('counts what arrives while one reads further up, and forgets the count at the end', () => {
    const came = (id: number): Happening => ({ kind: 'came', message: message(id), isRead: false });
    const up = stateAfter(...opened, came(4), came(5));
    expect(up.conversation?.arrived).toBe(2);
    expect(after(up, { kind: 'at-end' }).conversation?.arrived).toBe(0);
  });

  it('leaves no gap: with later messages not loaded, a live one is not added', () => {
    const start = { ...opened[2], newer: true } as Happening;
    const { conversation } = stateAfter(...opened.slice(0, 2), start, {
      kind: 'came',
      message: message(9),
      isRead: false,
    });
    expect(conversation?.messages.map(({ id }) => id)).toEqual([2, 3]);
  });

  it('hides in place, also in answers; deletes without a place', () => {
    const answer = message(4, { replyTo: { id: 3, hidden: false, author: friend, text: '글 3' } });
    const hidden: Message = { ...message(3), hidden: true, media: [] };
    const state = stateAfter(
      ...opened,
      { kind: 'came', message: answer, isRead: true },
      { kind: 'changed', message: hidden },
    );
    expect(state.conversation?.messages[1]?.hidden).toBe(true);
    expect(state.conversation?.messages[2]?.replyTo).toEqual({ id: 3, hidden: true });
    const gone = after(state, { kind: 'deleted', slug: 'band', id: 3 });
    expect(gone.conversation?.messages.map(({ id }) => id)).toEqual([2, 4]);
  });

  it('hidden or deleted, it leaves at once what stands above the page, is read out, or is being answered or edited', () => {
    const seen = message(4, { author: friend });
    const state = stateAfter(
      ...opened,
      { kind: 'came', message: seen, isRead: true },
      { kind: 'overlay', overlay: { kind: 'viewer', message: seen, index: 0 } },
      { kind: 'draft', slug: 'band', draft: { text: '내 답', replyTo: seen } },
    );
    for (const event of [
      { kind: 'changed', message: { ...seen, hidden: true } },
      { kind: 'deleted', slug: 'band', id: 4 },
    ] as const) {
      const gone = after(state, event);
      expect([gone.heard, gone.overlay]).toEqual([undefined, undefined]);
      expect(gone.drafts['band']).toEqual({ text: '내 답', uploads: [] });
    }
    const half = after(state, { kind: 'changed', message: { ...seen, media: [{ hidden: true }] } });
    expect(half.overlay).toMatchObject({ kind: 'viewer', message: { media: [{ hidden: true }] } });
  });

  it('a hidden newest message tells the list nothing', () => {
    const came: Happening = { kind: 'came', message: message(4), isRead: false };
    const { author: _author, text: _text, ...bare } = message(4, { hidden: true });
    const { rooms } = stateAfter(...opened, came, { kind: 'changed', message: bare });
    expect(rooms?.[0]?.last).toEqual({ id: 4, hidden: true });
  });

  it('a message of mine that arrives live ends the waiting one with its words; one of somebody else does not', () => {
    const pending = { key: 7, slug: 'band', text: '글 4', uploads: [], state: 'going' } as const;
    const waiting = stateAfter(...opened, { kind: 'pending', pending });
    const foreign = after(waiting, { kind: 'came', message: message(4), isRead: false });
    expect(foreign.pending).toHaveLength(1);
    const mine = after(waiting, { kind: 'came', message: message(4, { author: me }), isRead: false });
    expect(mine.pending).toHaveLength(0);
  });

  it('what failed to be sent stays, with its words', () => {
    const pending = { key: 7, slug: 'band', text: '안 갔다', uploads: [], state: 'going' } as const;
    const state = stateAfter(...opened, { kind: 'pending', pending }, { kind: 'pending-failed', key: 7 });
    expect(state.pending).toEqual([{ ...pending, state: 'failed' }]);
  });

  it('reads out what others write in the open room, not what I or a blocked person write', () => {
    const came = (given: Partial<Message>): Happening => ({
      kind: 'came',
      message: message(4, given),
      isRead: true,
    });
    expect(stateAfter(...opened, came({})).heard?.id).toBe(4);
    expect(stateAfter(...opened, came({ author: me })).heard).toBeUndefined();
    expect(stateAfter(...opened, { kind: 'blocked', people: [friend] }, came({})).heard).toBeUndefined();
    expect(stateAfter(...opened, came({ room: 'class' })).heard).toBeUndefined();
  });

  it('a file that goes up is followed in what is written and in what is on its way', () => {
    const upload = { key: 5, name: 'a', kind: 'picture', preview: '', progress: 0, state: 'going' } as const;
    const change: Happening = { kind: 'upload', key: 5, change: { progress: 0.5 } };
    const written = stateAfter({ kind: 'draft', slug: 'band', draft: { uploads: [upload] } }, change);
    expect(written.drafts['band']?.uploads[0]?.progress).toBe(0.5);
    const pending = { key: 7, slug: 'band', text: '', uploads: [upload], state: 'going' } as const;
    expect(stateAfter({ kind: 'pending', pending }, change).pending[0]?.uploads[0]?.progress).toBe(0.5);
  });
});

describe('the rows of a conversation', () => {
  const reading = { me: 1, readUpTo: undefined, dayKey: clockFor('ko', 'Asia/Seoul').dayKey };
  const kinds = (messages: readonly Message[], readUpTo?: number) =>
    rowsOf(messages, { ...reading, readUpTo }).map((row) =>
      row.kind === 'group' ? row.messages.map(({ id }) => id).join() : row.kind,
    );

  it('one person within five minutes is one group; another person, a pause or a hidden one begins anew', () => {
    const nobody = message(5, { hidden: true });
    const { author: _author, ...hidden } = nobody;
    expect(
      kinds([message(1), message(3), message(4, { author: me }), hidden, message(6), message(12)]),
    ).toEqual(['day', '1,3', '4', '5', '6', '12']);
  });

  it('days are those of the reader, not of the server', () => {
    const before = message(1, { sentAt: '2026-11-30T14:59:00Z' });
    const midnight = message(2, { sentAt: '2026-11-30T15:01:00Z' });
    expect(kinds([before, midnight])).toEqual(['day', '1', 'day', '2']);
  });

  it('the unread line stands above the first message of somebody else after the read ones', () => {
    const messages = [message(1), message(2, { author: me }), message(3)];
    expect(kinds(messages, 1)).toEqual(['day', '1', '2', 'unread', '3']);
    expect(kinds(messages, 3)).toEqual(['day', '1', '2', '3']);
  });
});

describe('small things', () => {
  it('an album fills whole rows of six columns, two to ten pictures', () => {
    for (let count = 2; count <= 10; count += 1) {
      const spans = albumSpans(count);
      expect(spans).toHaveLength(count);
      expect(spans.reduce((sum, span) => sum + span, 0) % 6).toBe(0);
    }
  });

  it('a single picture keeps its proportions inside the box and is never a sliver', () => {
    const box = { width: 272, height: 320 };
    expect(singleSize(480, 360, box)).toEqual({ width: 272, height: 204 });
    expect(singleSize(1000, 10, box).height).toBeGreaterThan(40);
    expect(singleSize(undefined, undefined, box)).toEqual({ width: 272, height: 204 });
  });

  it('a link ends before the mark that ends its sentence, and the parts are the text', () => {
    const text = '보세요 https://yeoul.example/r/a. 그리고 <https://b.example/x?y=1>!';
    const parts = textParts(text);
    expect(parts.filter(({ kind }) => kind === 'link').map((part) => part.text)).toEqual([
      'https://yeoul.example/r/a',
      'https://b.example/x?y=1',
    ]);
    expect(parts.map((part) => part.text).join('')).toBe(text);
    expect(textParts('javascript:alert(1)')).toEqual([{ kind: 'words', text: 'javascript:alert(1)' }]);
  });

  it('events are read whole from pieces cut anywhere; comments are none', () => {
    const text = ': still here\n\nid: 7\nevent: message\ndata: {"a":\ndata: 1}\n\n';
    for (let cut = 0; cut <= text.length; cut += 1) {
      const reader = createEventReader();
      const found = [...reader.read(text.slice(0, cut)), ...reader.read(text.slice(cut))];
      expect(found).toEqual([{ id: '7', kind: 'message', data: '{"a":\n1}' }]);
    }
  });

  it('only what the server takes is sent', () => {
    expect(refusalOf({ type: 'image/gif', size: 1 })).toBe('notAPicture');
    expect(refusalOf({ type: 'image/png', size: 26 * 1024 * 1024 })).toBe('tooLarge');
    expect(refusalOf({ type: 'video/mp4', size: 1 })).toBeUndefined();
    expect(isSendable({ text: ' \n', uploads: [] })).toBe(false);
    expect(isSendable({ text: 'x'.repeat(MAX_TEXT + 1), uploads: [] })).toBe(false);
  });

  it('a path is a place', () => {
    expect(placeOf('/r/band/m/12')).toEqual({ page: 'room', slug: 'band', message: 12 });
    expect(placeOf('/r/band/about')).toEqual({ page: 'about', slug: 'band' });
    expect(placeOf('/r/band/else')).toEqual({ page: 'other', path: '/r/band/else' });
  });

  it('every sentence stands in both languages, with the same places for values', () => {
    const [ko, en] = [wordsOf('ko'), wordsOf('en')];
    const places = (sentence: string) => [...sentence.matchAll(/\{\w+\}/g)].map(String).toSorted();
    for (const key of Object.keys(ko) as (keyof typeof ko)[]) {
      expect(ko[key].trim(), key).not.toBe('');
      expect(places(ko[key]), key).toEqual(places(en[key]));
    }
    expect(fill(ko.newMessages, { n: 3 })).toBe('새 메시지 3개');
  });
});
