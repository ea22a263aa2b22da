// An honest letter is acknowledged within the minute; its answer bounces, is owed again and given again; a newsletter, an automatic answer and a
// forged report change nothing. With the real messenger, PostgreSQL, mail reader and a real mail server.
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { CaseId } from '../../src/domain/kernel/ids.ts';
import { MINUTE } from '../../src/domain/kernel/instant.ts';
import { takeAct } from '../../src/workflow/take-act.ts';
import { messengerWorld } from '../connectors/messenger-world.ts';
import { standardReport } from '../letters/delivery-reports.ts';
import { mailOf } from '../letters/mails.ts';
import { byTheBoard, headersWith } from '../mail/desk-mail.ts';
import { mail } from '../support/signed-mail.ts';
import { type DeskParts, deskParts } from './desk-parts.ts';

vi.setConfig({ testTimeout: 120_000 });

const world = messengerWorld();
let desk: DeskParts;

beforeAll(async () => {
  desk = await deskParts(world.connector);
});
afterAll(() => desk.close());

const sent = () => Promise.all(desk.sent.map((raw) => PostalMime.parse(raw)));
const kindsOf = async (): Promise<readonly string[]> =>
  (await sent()).map(({ messageId = '' }) => /\.(receipt|reply\.\d)\./.exec(messageId)?.[1] ?? messageId);
const stateOf = async (id: CaseId) => {
  const state = await desk.ports.cases.load(id);
  if (state === undefined) throw new Error('no case');
  return state;
};
/** The history of the case does not grow by what comes in meanwhile. */
async function changesNothing(id: CaseId, raw: Buffer, from: string, as: string): Promise<void> {
  const before = await desk.history(id);
  expect(await desk.take(raw, from)).toMatchObject({ kind: 'filed', as, about: null });
  expect(await desk.history(id)).toEqual(before);
  await desk.workOff(id);
}

it('a letter is acknowledged within the minute, and an answer that comes back is given again', async () => {
  const { locator } = await world.stage();
  const headers = headersWith({ 'Message-ID': '<out-1@maru-board.example>' });
  const text = `This is a correction request.\r\n\r\n1. ${locator.link}\r\n`;
  const received = desk.now();
  const taken = await desk.take(mail(headers, text, byTheBoard), 'takedown@maru-board.example');
  if (taken.kind !== 'opened') throw new Error(taken.kind);
  const id = taken.case;
  await desk.workOff(id);
  expect(await kindsOf()).toEqual(['receipt']);
  const { mails, milestones } = await stateOf(id);
  expect(mails.acknowledged).toMatchObject({ kind: 'sent' });
  expect(milestones[0]).toMatchObject({ milestone: 'receipt-confirmed' });
  expect((milestones[0]?.at ?? Infinity) - received).toBeLessThan(MINUTE);
  const [receipt] = await sent();
  expect(receipt).toMatchObject({ inReplyTo: '<out-1@maru-board.example>' });
  expect(receipt?.text).not.toContain(locator.link);

  await desk.decideHide(id);
  await desk.workOff(id);
  expect(await kindsOf()).toEqual(['receipt', 'reply.1']);
  const reply = (await sent())[1]?.messageId ?? '';
  expect((await stateOf(id)).status).toBe('answered');

  const guessed = standardReport({ about: `<${taken.number}.reply.1@desk.example>` });
  await changesNothing(id, guessed, '', 'bounce');
  const away = mailOf(
    ['From: takedown@maru-board.example', 'Auto-Submitted: auto-replied'],
    'I am out of the office until Monday.',
  );
  await changesNothing(id, away, 'takedown@maru-board.example', 'automatic-answer');
  const news = mailOf(
    ['List-Id: <news.example>', 'List-Unsubscribe: <mailto:x@news.example>'],
    'Our newsletter. Unsubscribe here.',
  );
  await changesNothing(id, news, 'news@news.example', 'newsletter');
  expect(await kindsOf()).toEqual(['receipt', 'reply.1']);

  expect(await desk.take(standardReport({ about: reply }), '')).toMatchObject({
    kind: 'filed',
    as: 'bounce',
    about: id,
  });
  expect(await stateOf(id)).toMatchObject({ status: 'open', replyDue: true, mails: { undelivered: true } });
  await desk.workOff(id);
  expect(await kindsOf()).toEqual(['receipt', 'reply.1']);

  const again = { kind: 'send-again' } as const;
  const asked = await takeAct(await desk.request(id, 'mina', again), again, desk.now(), desk.ports);
  expect(asked.ok).toBe(true);
  await desk.workOff(id);
  expect(await kindsOf()).toEqual(['receipt', 'reply.1', 'reply.2']);
  expect(await stateOf(id)).toMatchObject({ status: 'answered', replies: 2, mails: { undelivered: false } });
});
