// What every store of mail must keep: filed mail once, acknowledgements within their limits, and whose mail is whose.
import { expect, test } from 'vitest';
import { acknowledgementLimits } from '../../src/domain/notice/acknowledging.ts';
import { caseId, letterId } from '../../src/domain/kernel/ids.ts';
import { DAY, HOUR } from '../../src/domain/kernel/instant.ts';
import type { Filed, FiledMail } from '../../src/ports/filed.ts';
import type { Mailings } from '../../src/ports/mailings.ts';
import { DESK, step } from '../../src/workflow/step.ts';
import { later, locatedAs, replied, T0 } from '../support/fixtures.ts';
import { idOf, letter, opening, type Store } from '../support/open-case.ts';

type MailStore = Store & { readonly filed: Filed; readonly mailings: Mailings };

const mail = (key: string, changes: Partial<FiledMail> = {}): FiledMail => ({
  id: letterId(`filed-${key}`),
  contentKey: `content of ${key}`,
  rawDigest: `digest-of-${key}`,
  receivedAt: T0,
  as: 'newsletter',
  from: 'a@b.example',
  about: null,
  evidence: { facts: { from: 'a@b.example' } },
  ...changes,
});

export function mailingsConformance(fresh: () => Promise<MailStore>): void {
  test('files a mail once, however often it comes and under whatever id', async () => {
    const { filed } = await fresh();
    expect(await filed.put(mail('a'))).toBe(true);
    expect(await filed.put(mail('a', { id: letterId('other') }))).toBe(false);
    expect(await filed.put(mail('a', { contentKey: 'other' }))).toBe(false);
    expect(await filed.list(9)).toEqual([{ ...mail('a'), opened: null }]);
  });

  test('gives filed mail back whole, the newest first, and none that is not there', async () => {
    const { filed } = await fresh();
    await filed.put(mail('a'));
    await filed.put(mail('b', { receivedAt: later(1), as: 'bounce', from: null, about: caseId('case-7') }));
    expect((await filed.list(9)).map(({ id }) => id)).toEqual(['filed-b', 'filed-a']);
    expect(await filed.list(1)).toHaveLength(1);
    expect(await filed.get(letterId('filed-b'))).toMatchObject({ as: 'bounce', from: null, about: 'case-7' });
    expect(await filed.get(letterId('nobody'))).toBeUndefined();
  });

  test('knows the case that was opened for a filed mail', async () => {
    const { filed, cases } = await fresh();
    await filed.put(mail('a', { id: letter('a').id, contentKey: letter('a').contentKey }));
    await cases.open(letter('a'), idOf('a'), (facts) => opening(facts));
    expect(await filed.get(letter('a').id)).toMatchObject({ opened: 'R-26-0001' });
  });

  test('lets an address have five acknowledgements an hour and twenty a day, and each letter one', async () => {
    const { mailings } = await fresh();
    const take = (name: string, at = T0, address = 'a@b.example') =>
      mailings.takeAcknowledgement(
        address,
        { case: caseId(name), letter: null },
        at,
        acknowledgementLimits(at, 'L0'),
      );
    for (let one = 1; one <= 5; one += 1) expect(await take(`c${one}`)).toBe(true);
    expect([await take('c6'), await take('c5'), await take('d1', T0, 'c@d.example')]).toEqual([
      false,
      true,
      true,
    ]);
    for (let one = 6; one <= 20; one += 1) expect(await take(`c${one}`, later(one * HOUR))).toBe(true);
    expect(await take('c21', later(21 * HOUR))).toBe(false);
    expect(await take('c21', later(DAY + 1))).toBe(true);
  });

  test('counts each letter that joined a case, once', async () => {
    const { mailings } = await fresh();
    const limits = acknowledgementLimits(T0, 'L0');
    const take = (letter: string | null) => {
      const of = { case: caseId('c'), letter: letter === null ? null : letterId(letter) };
      return mailings.takeAcknowledgement('a@b.example', of, T0, limits);
    };
    for (const letter of [null, 'a', 'b', 'c', 'd', 'd']) expect(await take(letter)).toBe(true);
    expect([await take('e'), await take(null), await take('a')]).toEqual([false, true, true]);
  });

  test('lets no two askers at once have the last one', async () => {
    const { mailings } = await fresh();
    const limits = acknowledgementLimits(T0, 'L0');
    const asked = Array.from({ length: 12 }, (_, at) =>
      mailings.takeAcknowledgement('a@b.example', { case: caseId(`c${at}`), letter: null }, T0, limits),
    );
    expect((await Promise.all(asked)).filter(Boolean)).toHaveLength(5);
  });

  test('knows the case of a mail by its Message-ID, and of no other', async () => {
    const { cases, mailings } = await fresh();
    await cases.open(letter('a'), idOf('a'), (facts) => opening(facts));
    for (const command of [locatedAs(1, { kind: 'gone' }), replied(1)])
      await cases.update(idOf('a'), (state) => step(state, [command], DESK, T0));
    expect(await mailings.caseOfMail('<1@redress.example>')).toBe(idOf('a'));
    expect(await mailings.caseOfMail('<2@redress.example>')).toBeUndefined();
    const says = { kind: 'delay', reason: 'deciding', until: later(DAY) } as const;
    const further = { kind: 'record-further-letter', says, messageId: '<2@redress.example>' } as const;
    await cases.update(idOf('a'), (state) => step(state, [further], DESK, T0));
    expect(await mailings.caseOfMail('<2@redress.example>')).toBe(idOf('a'));
  });

  test('lists tasks that were given up, and puts them back into the line once', async () => {
    const { cases, outbox } = await fresh();
    await cases.open(letter('a'), idOf('a'), (facts) => opening(facts));
    const [task] = await outbox.claim(T0, 1, 1_000);
    await outbox.fail(task!, 'mail.refused');
    const { id, work } = task!;
    expect(await outbox.failed(9)).toEqual([{ id, case: idOf('a'), work, code: 'mail.refused', attempt: 1 }]);
    expect([await outbox.again(id, later(5)), await outbox.again(id, later(5))]).toEqual([true, false]);
    expect(await outbox.failed(9)).toEqual([]);
    expect(await outbox.claim(later(4), 9, 1_000)).toEqual([]);
    expect(await outbox.claim(later(5), 9, 1_000)).toMatchObject([{ id, attempt: 2 }]);
  });
}
