// What every store must keep of letters that join a case: once, with the case or not at all, and what a withdrawal takes out of sight's list.
import { expect, test } from 'vitest';
import type { JoinedLetter } from '../../src/domain/case/joined-letter.ts';
import { NO_CASE } from '../../src/domain/case/case.ts';
import type { Command } from '../../src/domain/case/command.ts';
import { HOUR } from '../../src/domain/kernel/instant.ts';
import { caseId, type CaseNumber, type LetterId } from '../../src/domain/kernel/ids.ts';
import { refuse } from '../../src/domain/kernel/result.ts';
import type { IncomingLetter, Joined } from '../../src/ports/cases.ts';
import { DESK, step } from '../../src/workflow/step.ts';
import {
  acted,
  AUTHORITY,
  copy,
  decides,
  found,
  later,
  looked,
  receive,
  signed,
  swept,
  T0,
} from '../support/fixtures.ts';
import { idOf, letter, open, type Store, tell } from '../support/open-case.ts';

const inquiry = (id: LetterId): JoinedLetter => ({
  letter: id,
  receivedAt: T0,
  sender: { level: 'L1', authority: AUTHORITY.id, reasons: [] },
  kind: 'follow-up',
  documentNumber: null,
  asks: ['inquiry'],
  withdraws: [],
  unclear: false,
  replyBy: null,
});

const join = ({ cases }: Store, incoming: IncomingLetter, seen: boolean[] = []): Promise<Joined> =>
  cases.join(incoming, idOf('a'), (state, replayed) => {
    seen.push(replayed);
    return step(state, [{ kind: 'join-letter', joined: inquiry(incoming.id) }], DESK, T0);
  });

export function joiningConformance(fresh: () => Promise<Store>): void {
  test('keeps a letter that joins once, with its digest, and opens no case for it', async () => {
    const store = await fresh();
    await open(store, 'a');
    expect(await join(store, letter('b'))).toEqual({ kind: 'joined', case: idOf('a'), number: 'R-26-0001' });
    expect(await join(store, letter('b', { id: letter('again').id }))).toEqual({
      kind: 'known',
      case: idOf('a'),
      replayed: false,
    });
    expect((await store.cases.load(idOf('a')))?.letters.map((one) => one.letter)).toEqual([letter('b').id]);
    expect(await store.cases.letterDigest(letter('b').id)).toBe('digest-of-b');
    expect(await store.cases.list({ limit: 10 })).toHaveLength(1);
  });

  test('keeps one of eight deliveries that join at once', async () => {
    const store = await fresh();
    await open(store, 'a');
    const race = Array.from({ length: 8 }, (_, at) => join(store, letter('b', { id: letter(`d${at}`).id })));
    expect((await Promise.all(race)).filter(({ kind }) => kind === 'joined')).toHaveLength(1);
    expect((await store.cases.load(idOf('a')))?.letters).toHaveLength(1);
  });

  test('keeps nothing of a letter that its case refuses: it can open one of its own', async () => {
    const store = await fresh();
    await open(store, 'a', { signatures: ['s1'] });
    const refused = await store.cases.join(letter('b', { signatures: ['s2'] }), idOf('a'), () =>
      refuse('sender.not-proven', 'no'),
    );
    expect(refused).toEqual({ kind: 'not-joined' });
    expect(await store.cases.letterDigest(letter('b').id)).toBeUndefined();
    expect(await open(store, 'b', { signatures: ['s2'] })).toMatchObject({ kind: 'opened' });
    expect((await store.cases.load(idOf('b')))?.notice?.sender.level).toBe('L1');
    expect(await store.cases.join(letter('c'), caseId('nobody'), () => refuse('case.unknown', 'no'))).toEqual(
      {
        kind: 'not-joined',
      },
    );
  });

  test('tells a letter that joins whether its signature was seen before', async () => {
    const store = await fresh();
    const seen: boolean[] = [];
    await open(store, 'a', { signatures: ['s1'] });
    await join(store, letter('b', { signatures: ['s2'] }), seen);
    await join(store, letter('c', { signatures: ['s2'] }), seen);
    expect(seen).toEqual([false, true]);
  });

  test('lists the cases that follow the first of a thread, the first received first, and no other', async () => {
    const store = await fresh();
    const opens = async (key: string, hours: number, follows?: CaseNumber): Promise<CaseNumber> => {
      const receivedAt = later(hours * HOUR);
      const opened = await store.cases.open(letter(key, { receivedAt }), idOf(key), ({ number }) => {
        const { kind: _, ...asked } = receive({ receivedAt }, number) as Extract<
          Command,
          { kind: 'receive' }
        >;
        const thread = follows === undefined ? {} : { follows };
        const change = step(NO_CASE, [{ kind: 'receive', ...asked, ...thread }], DESK, receivedAt);
        if (!change.ok) throw new Error(change.error.code);
        return change.value;
      });
      if (opened.kind !== 'opened') throw new Error(opened.kind);
      return opened.number;
    };
    const first = await opens('a', 0);
    const other = await opens('b', 1);
    const [late, early] = [await opens('c', 3, first), await opens('d', 2, first)];
    await opens('e', 4, other);
    expect(await store.cases.following(first)).toEqual([early, late]);
    expect(await store.cases.following(late)).toEqual([]);
  });

  test('what its notifier took back is hidden for her no more, until she takes that back', async () => {
    const store = await fresh();
    await open(store, 'a');
    await open(store, 'b');
    const forHer = () => store.cases.isHiddenByAnother(copy('c1'), idOf('b'));
    await tell(store, idOf('a'), found(1, 'c1'), decides(1, 'hide'), acted(1, 'c1'));
    await tell(store, idOf('a'), looked(1, 'c1', 'gone'), swept(1, ['c1']));
    expect(await forHer()).toBe(true);
    await tell(store, idOf('a'), { kind: 'withdraw-item', item: 1, letter: null, act: signed('back') });
    expect(await forHer()).toBe(false);
    await tell(store, idOf('a'), { kind: 'undo-withdrawal', item: 1, act: signed('undone') });
    expect(await forHer()).toBe(true);
  });
}
