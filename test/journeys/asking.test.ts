// A body is asked for what is missing, by mail over real SMTP, and its answer comes back: words join the case, and a better link opens one that
// follows; either ends the question. Real PostgreSQL, real messenger.
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Case } from '../../src/domain/case/case.ts';
import type { CaseId } from '../../src/domain/kernel/ids.ts';
import { after, DAY } from '../../src/domain/kernel/instant.ts';
import { takeAct } from '../../src/workflow/take-act.ts';
import { messengerWorld } from '../connectors/messenger-world.ts';
import { BOARD, byTheBoard, headersWith } from '../mail/desk-mail.ts';
import { mail } from '../support/signed-mail.ts';
import { type DeskParts, deskParts } from './desk-parts.ts';

vi.setConfig({ testTimeout: 180_000 });

const world = messengerWorld();
const [ADDRESS = ''] = BOARD.addresses;
let desk: DeskParts;
let written = 0;
let opened: CaseId;

beforeAll(async () => {
  desk = await deskParts(world.connector);
});
afterAll(() => desk.close());

async function writes(text: string) {
  written += 1;
  const headers = headersWith({
    From: `Maru Board <${ADDRESS}>`,
    'Message-ID': `<a${written}@${byTheBoard.domain}>`,
    Subject: 'Letter',
  });
  const received = await desk.mailed(
    mail(headers, `${text.replaceAll('\n', '\r\n')}\r\n`, byTheBoard),
    ADDRESS,
  );
  if (received.kind !== 'opened' && received.kind !== 'joined') throw new Error(received.kind);
  return received;
}

async function asks(): Promise<void> {
  const until = after(desk.now(), 6 * DAY);
  const asked = { kind: 'ask-notifier', missing: ['legal-basis'], about: [1], until } as const;
  const done = await takeAct(await desk.request(opened, 'sora', asked), asked, desk.now(), desk.ports);
  if (!done.ok) throw new Error(done.error.code);
}

/** Works on until the question has gone out, and answers it then. */
async function answering(text: string) {
  let answer: Awaited<ReturnType<typeof writes>> | undefined;
  const state = await desk.workOff(opened, async ({ asking }) => {
    if (asking?.sent === 1 && answer === undefined) answer = await writes(text);
  });
  return { answer, state };
}

const questions = async () => {
  const mails = await Promise.all(desk.sent.map((raw) => PostalMime.parse(raw)));
  return mails.filter(({ messageId = '' }) => /\.asked(?:-again)?\./.test(messageId));
};
const endings = async (id: CaseId) =>
  (await desk.history(id)).flatMap((event) => (event.kind === 'asking-ended' ? [event.why] : []));
const unseen = ({ letters, seenUpTo }: Case) => letters.filter(({ seq }) => seq > seenUpTo).length;

it('asks at the enrolled mailbox, and words that come back join the case and end the question', async () => {
  const { locator } = await world.stage();
  const first = await writes(
    `Document No.: MB-2026-31\nThis is a correction request. Delete this.\n1. ${locator.link}`,
  );
  opened = first.case;
  await desk.workOff(opened);
  await asks();
  const { answer, state } = await answering('Further to our letter MB-2026-31: Network Act Article 44-7.');
  expect(answer).toMatchObject({ kind: 'joined', case: opened });
  expect([state.asking, await endings(opened), unseen(state)]).toEqual([null, ['letter'], 1]);
  const [question, ...more] = await questions();
  expect(more).toEqual([]);
  expect(question?.to?.[0]?.address).toBe(ADDRESS);
  expect(question?.subject).toBe('Information R-26-0001');
  expect(question?.text).toContain('- the law and its article');
  expect(question?.text).not.toContain(locator.link);
});

it('a better link opens a case that follows, and ends the question in the first', async () => {
  await asks();
  const { locator } = await world.stage();
  const { answer, state } = await answering(
    `Document No.: MB-2026-32\nThis is a correction request. Further to our letter MB-2026-31, please delete this instead.\n1. ${locator.link}`,
  );
  expect(answer?.kind).toBe('opened');
  expect(answer === undefined ? null : await desk.ports.cases.load(answer.case)).toMatchObject({
    follows: state.number,
  });
  expect([state.asking, await endings(opened)]).toEqual([null, ['letter', 'letter']]);
});

it('without an answer it asks once more, and the day ends it', async () => {
  await asks();
  expect((await desk.workOff(opened)).asking).not.toBe(null);
  desk.pass(6 * DAY);
  const state = await desk.workOff(opened);
  expect([state.asking, (await endings(opened)).at(-1)]).toEqual([null, 'lapsed']);
  expect((await questions()).map(({ messageId = '' }) => /\.(asked[a-z-]*)\./.exec(messageId)?.[1])).toEqual([
    'asked',
    'asked',
    'asked',
    'asked-again',
  ]);
});
