// A notifier is asked by mail at once, reminded once while nothing came, and people hear of the day that passed in vain.
import { describe, expect, test } from 'vitest';
import { mailerThat, SETTINGS, smallDesk } from '../../test/support/fake-ports.ts';
import { AUTHORITY, later, signed } from '../../test/support/fixtures.ts';
import type { Command } from '../domain/case/command.ts';
import { letterId, taskId } from '../domain/kernel/ids.ts';
import { DAY, HOUR } from '../domain/kernel/instant.ts';
import { sendAsking } from './send-asking.ts';

const asks: Command = {
  kind: 'ask-notifier',
  missing: ['signature'],
  about: [],
  until: later(2 * DAY),
  act: signed('asks'),
};
const answers: Command = {
  kind: 'join-letter',
  joined: {
    letter: letterId('answer'),
    receivedAt: later(HOUR),
    sender: { level: 'L1', authority: AUTHORITY.id, reasons: [] },
    kind: 'follow-up',
    documentNumber: null,
    asks: ['other'],
    withdraws: [],
    unclear: false,
    replyBy: null,
  },
};
const questions = (ids: readonly { readonly messageId: string }[]) =>
  ids.flatMap(({ messageId }) => /\.(asked(?:-again)?)\./.exec(messageId)?.[1] ?? []);

describe('a question', () => {
  test('goes out at once and once more, and then its day is heard of', async () => {
    const desk = await smallDesk(undefined);
    await desk.tell(asks);
    await desk.run();
    expect(questions(desk.mailer.letters)).toEqual(['asked']);
    expect(desk.mailer.letters[0]?.to).toBe('notice@hanbit.example');
    desk.now = later(DAY - HOUR);
    await desk.run();
    expect(questions(desk.mailer.letters)).toEqual(['asked']);
    desk.now = later(DAY);
    await desk.run();
    expect(questions(desk.mailer.letters)).toEqual(['asked', 'asked-again']);
    desk.now = later(2 * DAY);
    await desk.run();
    const state = await desk.state();
    expect(state).toMatchObject({ asking: null, heard: [{ term: 'asked', alarm: 'passed' }] });
    expect((await desk.history()).map(({ kind }) => kind).slice(-2)).toEqual(['term-heard', 'asking-ended']);
  });

  test('that was answered is asked no more, and its day passes unheard', async () => {
    const desk = await smallDesk(undefined);
    await desk.tell(asks);
    await desk.run();
    desk.now = later(HOUR);
    await desk.tell(answers);
    desk.now = later(3 * DAY);
    await desk.run();
    expect(questions(desk.mailer.letters)).toEqual(['asked']);
    expect(await desk.state()).toMatchObject({ asking: null, heard: [] });
  });

  test('is sent by no second worker once it went out', async () => {
    const desk = await smallDesk(undefined);
    await desk.tell(asks);
    await desk.run();
    const state = await desk.state();
    const work = { kind: 'ask-notifier', again: false, at: state.asking?.seq ?? 0 } as const;
    const late = await sendAsking(taskId('late'), state, work, SETTINGS, desk.mailer, desk.now);
    expect([late.kind, questions(desk.mailer.letters)]).toEqual(['nothing-to-do', ['asked']]);
  });

  test('is tried again while no mail server takes it, under the same Message-ID', async () => {
    let up = false;
    const mailer = mailerThat(({ messageId }) =>
      up ? { kind: 'sent', messageId } : { kind: 'failed', permanent: false, code: 'mail.later' },
    );
    const desk = await smallDesk(undefined, {}, mailer);
    await desk.tell(asks);
    await desk.run();
    up = true;
    desk.now = later(HOUR);
    await desk.run();
    const ids = mailer.letters
      .filter(({ messageId }) => messageId.includes('.asked.'))
      .map((one) => one.messageId);
    expect([ids.length, new Set(ids).size]).toEqual([2, 1]);
    expect((await desk.state()).asking).toMatchObject({ sent: 1 });
  });
});
