// A victim, a regulator and the police write about the same items. One person decides once; every copy is gone, every case has its
// own clocks and its own answer, and nobody's answer says that anybody else wrote.
import PostalMime, { type Email } from 'postal-mime';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Case } from '../../src/domain/case/case.ts';
import type { CaseId } from '../../src/domain/kernel/ids.ts';
import { messengerWorld } from '../connectors/messenger-world.ts';
import { BOARD, byTheBoard, byThePolice, headersWith, POLICE } from '../mail/desk-mail.ts';
import { mail } from '../support/signed-mail.ts';
import { type DeskParts, deskParts } from './desk-parts.ts';

vi.setConfig({ testTimeout: 120_000 });

const world = messengerWorld();
const MINUTE = 60_000;
const NUMBERS = /R-\d\d-\d{4,}/g;
let desk: DeskParts;

beforeAll(async () => {
  desk = await deskParts(world.connector);
});
afterAll(() => desk.close());

const listOf = (links: readonly string[]): string =>
  links.map((link, at) => `${at + 1}. ${link}\r\n`).join('');

const victimMail = (...links: readonly string[]): Buffer =>
  mail(
    headersWith({
      From: 'a person <somebody@mailbox.example>',
      'Message-ID': '<v1@mailbox.example>',
      Subject: 'please',
    }),
    `Please delete this. It shows me, and I never agreed to it.\r\n\r\n${listOf(links)}`,
  );

const boardMail = (...links: readonly string[]): Buffer =>
  mail(
    headersWith({ 'Message-ID': '<b1@maru-board.example>' }),
    `This is a correction request.\r\n\r\n${listOf(links)}`,
    byTheBoard,
  );

const policeMail = (id: string, ...links: readonly string[]): Buffer =>
  mail(
    headersWith({
      From: 'Byeolha Police <cyber@byeolha-police.example>',
      'Message-ID': `<${id}@byeolha-police.example>`,
    }),
    `We are investigating and request that you delete the following.\r\n\r\n${listOf(links)}`,
    byThePolice,
  );

/** The answers with results that went to a mailbox. */
async function answersTo(address: string): Promise<readonly Email[]> {
  const all = await Promise.all(desk.sent.map((raw) => PostalMime.parse(raw)));
  return all.filter(({ to, text }) => to?.[0]?.address === address && text?.includes('Result:') === true);
}

/** An answer line by line, without what differs from notice to notice: its number, places and times. */
const shapeOf = ({ text = '' }: Email): readonly string[] =>
  text
    .replaceAll(NUMBERS, 'NUMBER')
    .replaceAll(/m\/\d+/g, 'PLACE')
    .replaceAll(/\d{4}-\d\d-\d\d[T ][\d:.]+(?:Z| UTC| KST|\+09:00)?/g, 'TIME')
    .split('\n')
    .filter((line) => line.startsWith('  ') || /^\S+.*PLACE/.test(line));

/** When the first clock of a case began to run. */
const firstClock = ({ clocks }: Case): number => Math.min(...clocks.map(({ clock }) => clock.startedAt));

const stateOf = async (id: CaseId): Promise<Case> => {
  const state = await desk.ports.cases.load(id);
  if (state === undefined) throw new Error('no such case');
  return state;
};

describe('the same items from a victim, a regulator and the police', () => {
  it('are decided once, gone everywhere, and answered to each as if nobody else had written', async () => {
    const [one, two] = await Promise.all([world.stage(), world.stage()]);
    const links = [one.locator.link, two.locator.link];
    const victim = await desk.receive(victimMail(one.locator.link));
    await desk.workOff(victim);
    desk.pass(20 * MINUTE);
    const board = await desk.receive(boardMail(...links));
    desk.pass(20 * MINUTE);
    const police = await desk.receive(policeMail('p1', ...links.toReversed()));
    await desk.workOff(police);
    const cases = await Promise.all([victim, board, police].map(stateOf));
    expect(new Set(cases.map(({ number }) => number)).size).toBe(3);
    expect(cases.map(({ notice }) => notice?.sender.level)).toEqual(['L0', 'L1', 'L1']);
    for (const { items } of cases)
      expect(items.map(({ status }) => status)).toEqual(items.map(() => 'awaiting-decision'));

    await desk.decideHide(board);
    await desk.workOff(board);

    const done = await Promise.all([victim, board, police].map(stateOf));
    const places = [...one.places, ...two.places];
    expect(await Promise.all(places.map(world.shown))).toEqual(places.map(() => false));
    for (const { items } of done)
      expect(items.map(({ result }) => result)).toEqual(items.map(() => ({ word: 'removed', how: 'hide' })));
    const effects = await Promise.all([victim, board, police].map((id) => world.effects(id)));
    const changed = effects.flat();
    expect(new Set(changed).size, 'no copy is hidden twice').toBe(changed.length);
    expect(changed.length).toBeGreaterThanOrEqual(places.length);

    for (const state of done) expect(firstClock(state)).toBe(state.notice?.receivedAt);
    expect(new Set(done.map(({ notice }) => notice?.receivedAt)).size).toBe(3);
    expect(done.map(({ status, withheld, replies }) => [status, withheld, replies])).toEqual([
      ['open', true, 0],
      ['answered', false, 1],
      ['answered', false, 1],
    ]);
    const decided = await Promise.all([victim, board, police].map((id) => desk.history(id)));
    const origins = decided.map((events) =>
      events.flatMap((event) => (event.kind === 'item-decided' ? [event.from?.number ?? 'here'] : [])),
    );
    const at = done[1]?.number;
    expect(origins).toEqual([[at], ['here', 'here'], [at, at]]);

    const answers = [await answersTo(BOARD.addresses[0] ?? ''), await answersTo(POLICE.addresses[0] ?? '')];
    expect(answers.map(({ length }) => length)).toEqual([1, 1]);
    const [toBoard, toPolice] = answers.flat();
    if (toBoard === undefined || toPolice === undefined) throw new Error('somebody was not answered');
    expect(shapeOf(toBoard).length).toBeGreaterThan(8);
    expect(shapeOf(toPolice)).toEqual(shapeOf(toBoard));
    for (const [answer, own] of [
      [toBoard, done[1]],
      [toPolice, done[2]],
    ] as const)
      expect(new Set(`${answer.subject} ${answer.text}`.match(NUMBERS))).toEqual(new Set([own?.number]));
    expect(toBoard.text).not.toMatch(/police|byeolha|somebody@|mailbox\.example/i);
    expect(toPolice.text).not.toMatch(/maru|board|somebody@|mailbox\.example/i);
    for (const state of done)
      for (const { copies } of state.items)
        for (const held of copies)
          expect(held.verifiedAt).toBeGreaterThanOrEqual(state.notice?.receivedAt ?? 0);
  });

  it('that come again when all is hidden are looked at anew and answered like a first report', async () => {
    const { locator, places } = await world.stage();
    const first = await desk.receive(
      mail(
        headersWith({ 'Message-ID': '<b2@maru-board.example>' }),
        `Delete this, please.\r\n\r\n1. ${locator.link}\r\n`,
        byTheBoard,
      ),
    );
    await desk.workOff(first);
    await desk.decideHide(first);
    await desk.workOff(first);
    desk.pass(24 * 60 * MINUTE);
    const before = (await answersTo(POLICE.addresses[0] ?? '')).length;
    const later = await desk.receive(policeMail('p2', locator.link));
    await desk.workOff(later);
    const [now, then] = [await stateOf(later), await stateOf(first)];
    expect(now).toMatchObject({ status: 'answered', replies: 1 });
    expect(now.items[0]).toMatchObject({
      result: { word: 'removed', how: 'hide' },
      from: { number: then.number, item: 1 },
    });
    expect(await Promise.all(places.map(world.shown))).toEqual([false, false, false]);
    const [answer] = (await answersTo(POLICE.addresses[0] ?? '')).slice(before);
    const [earlier] = (await answersTo(BOARD.addresses[0] ?? '')).slice(-1);
    expect(shapeOf(answer ?? ({} as Email))).toEqual(shapeOf(earlier ?? ({} as Email)));
    expect(
      now.items[0]?.copies.map(({ verifiedAt }) => (verifiedAt ?? 0) >= (now.notice?.receivedAt ?? 0)),
    ).toEqual([true, true, true]);
  });
});
