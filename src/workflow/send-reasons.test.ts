// Whoever posted it is told once a decision, by the platform, after somebody looked; held by secrecy; and never the cause of a delay.
import { describe, expect, test } from 'vitest';
import { sha256Digests } from '../adapters/crypto/digests.ts';
import {
  CASE,
  connectorTo,
  decidedDesk,
  honestPlatform,
  type Platform,
  type SmallDesk,
  smallDesk,
} from '../../test/support/fake-ports.ts';
import {
  acted,
  adopts,
  appeals,
  copy,
  COVERAGE,
  decides,
  decision,
  found,
  later,
  looked,
  opened,
  play,
  RECEIPT,
  rules,
  signed,
  swept,
  verdicts,
} from '../../test/support/fixtures.ts';
import { duty, KOREAN_LAW, lawOf, regime, SOURCED } from '../../test/support/laws.ts';
import type { Case } from '../domain/case/case.ts';
import type { Command } from '../domain/case/command.ts';
import { caseId, decisionId } from '../domain/kernel/ids.ts';
import { noticeFields } from '../domain/content/notice-fields.ts';
import { canonicalJson } from '../domain/content/canonical-json.ts';
import { DAY } from '../domain/kernel/instant.ts';
import { sendReasons } from './send-reasons.ts';
import type { Copy } from '../domain/content/copy.ts';
import type { Connector, Operation } from '../ports/connector.ts';

type Notified = readonly [string, Parameters<Connector['notifyUploader']>[1]];

const ACCEPTED: Operation = { kind: 'accepted', receipts: [RECEIPT] };

/** A platform that remembers whom it was asked to tell. */
function telling(answers: (account: string) => Operation = () => ACCEPTED, ...copies: readonly Copy[]) {
  const notices: Notified[] = [];
  const platform: Platform = {
    ...honestPlatform(),
    locate: () => ({
      kind: 'found',
      copies: copies.length === 0 ? [copy('c1')] : copies,
      coverage: COVERAGE,
    }),
    notifyUploader: async (account, order) => {
      notices.push([account, order]);
      return answers(account);
    },
  };
  return { notices, platform };
}

const by = (uploader: string, id: string, changes: Partial<Copy> = {}): Copy => ({
  ...copy(id),
  uploader,
  ...changes,
});

const sent = async (desk: SmallDesk) =>
  (await desk.history()).flatMap((event) => (event.kind === 'reasons-sent' ? [event] : []));
const milestones = async (desk: SmallDesk) =>
  (await desk.state()).milestones.map(({ milestone }) => milestone);

describe('whoever posted it', () => {
  test('is told once what was done, after it was seen gone, and that is a step of the law', async () => {
    const { notices, platform } = telling();
    const desk = await decidedDesk(platform);
    await desk.runAll();
    expect(notices).toEqual([
      [
        'uploader-name',
        {
          key: 'case-1/reasons/1/hide-1/uploader-name',
          reason: 'intimate-image',
          decision: 'hide-1',
          notice: {
            kind: 'removal',
            done: 'hidden',
            scope: 'everywhere',
            source: 'authority-order',
            found: 'named',
            redress: ['settlement', 'court'],
            automated: false,
            language: 'ko',
            law: '시험 (Test Act: Art. 1)',
            what: expect.objectContaining({ kind: 'message', id: 'message-of-c1' }) as object,
          },
        },
      ],
    ]);
    const kinds = (await desk.history()).map(({ kind }) => kind);
    expect(kinds.indexOf('reasons-sent')).toBeGreaterThan(kinds.indexOf('item-settled'));
    expect(await sent(desk)).toMatchObject([
      { outcome: 'told', done: 'hidden', digest: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
    ]);
    expect(await milestones(desk)).toContain('uploader-told');
  });

  test('is on record with the digest of exactly the fields that went to the platform', async () => {
    const { notices, platform } = telling();
    const desk = await decidedDesk(platform);
    await desk.runAll();
    const [order] = notices.map(([, one]) => one);
    if (order === undefined) throw new Error('nobody was told');
    const digest = ({ reason, notice }: typeof order) =>
      sha256Digests.sha256(canonicalJson(noticeFields(reason, notice)));
    expect((await sent(desk)).map((event) => event.digest)).toEqual([digest(order)]);
    const other = { ...order.notice, source: 'notice' } as typeof order.notice;
    expect(digest({ ...order, notice: other })).not.toBe(digest(order));
  });

  test('is told that it was deleted, and not that it was hidden, once somebody decided so', async () => {
    const { notices, platform } = telling();
    const desk = await decidedDesk(platform);
    await desk.runAll();
    await desk.tell(decides(1, 'destroy', { by: 'sora' }));
    await desk.runAll();
    expect(notices.map(([, { notice }]) => notice)).toMatchObject([{ done: 'hidden' }, { done: 'deleted' }]);
  });

  test('is told until when it is hidden for now, where nobody has decided for good', async () => {
    const { notices, platform } = telling();
    const law = lawOf(
      regime({
        id: 'kr-net-44-2',
        block: { ...SOURCED, days: 30 },
        duties: [duty({ key: 'decide', from: 'awareness', ends: 'decided' })],
      }),
    );
    const desk = await smallDesk(platform, { law });
    await desk.run();
    const until = later(9 * DAY);
    const ground = { kind: 'law', regime: 'kr-net-44-2' } as const;
    await desk.tell({
      kind: 'decide',
      item: 1,
      decision: { ...decision('hide'), ground, provisional: { until } },
    });
    await desk.runAll();
    expect(notices.map(([, { notice }]) => notice)).toMatchObject([{ kind: 'removal', until }]);
  });

  test('is told nothing of the notifier, the room, the file, the case or the words of anybody', async () => {
    const { notices, platform } = telling();
    const desk = await decidedDesk(platform);
    await desk.runAll();
    const told = JSON.stringify(notices.map(([, { notice }]) => notice));
    for (const word of [
      'hanbit',
      '한빛',
      'secret-room-title',
      'room-7',
      'blob-of',
      'R-26',
      'chat.example',
      'ara',
    ])
      expect(told).not.toContain(word);
  });

  test('is one of several, each told once by a task of its own, whatever many copies each posted', async () => {
    const { notices, platform } = telling(
      () => ACCEPTED,
      by('u1', 'c1'),
      by('u1', 'c2'),
      by('u2', 'c3'),
      by('', 'c4'),
    );
    const desk = await decidedDesk(platform);
    await desk.runAll();
    expect(notices.map(([account]) => account)).toEqual(['u1', 'u2']);
  });

  test('is told of its picture where that is what it posted', async () => {
    const { notices, platform } = telling(() => ACCEPTED, by('u1', 'c1', { message: '', as: 'avatar' }));
    const desk = await decidedDesk(platform);
    await desk.runAll();
    expect(notices[0]?.[1].notice.what).toMatchObject({ kind: 'file', id: 'blob-of-c1' });
  });

  test('is told again of a new decision: that it was deleted, or that it is shown again', async () => {
    const { notices, platform } = telling();
    const desk = await decidedDesk(platform);
    await desk.runAll();
    platform.verify = () => verdicts('present');
    await desk.tell(appeals(1, 'hide-1'), rules(true));
    await desk.runAll();
    expect(notices.map(([, { notice }]) => notice.kind)).toEqual(['removal', 'restored']);
    expect((await sent(desk)).map(({ done }) => done)).toEqual(['hidden', 'restored']);
  });

  test('is told nothing where nothing was seen gone', async () => {
    const { notices, platform } = telling();
    platform.hide = () => ({ kind: 'refused', code: 'connector.refused' });
    const desk = await decidedDesk(platform);
    await desk.runAll();
    expect(notices).toEqual([]);
    expect(await milestones(desk)).not.toContain('uploader-told');
  });
});

describe('a platform that tells nobody', () => {
  test('holds up no answer: it is asked again, and the answer goes', async () => {
    let tries = 0;
    const { notices, platform } = telling(() =>
      (tries += 1) < 3 ? { kind: 'retry', code: 'connector.failing', afterMs: null } : ACCEPTED,
    );
    const desk = await decidedDesk(platform);
    await desk.run();
    await desk.runAll();
    expect(desk.mailer.letters).toHaveLength(1);
    expect(new Set(notices.map(([, { key }]) => key)).size).toBe(1);
    expect(await sent(desk)).toHaveLength(1);
  });

  test.each<[string, Operation, boolean]>([
    ['refused', { kind: 'refused', code: 'connector.refused' }, false],
    ['no-account', { kind: 'not-found', receipts: [] }, true],
  ])('because it is %s is on record, and is not tried again', async (outcome, answer, isStep) => {
    const { notices, platform } = telling(() => answer);
    const desk = await decidedDesk(platform);
    await desk.runAll();
    expect(notices).toHaveLength(1);
    expect(await sent(desk)).toMatchObject([{ outcome }]);
    expect(desk.mailer.letters).toHaveLength(1);
    // Whom the platform did not want to tell a person tells in another way, and records the step.
    expect((await milestones(desk)).includes('uploader-told')).toBe(isStep);
  });
});

describe('a letter that asks for secrecy', () => {
  const secret = async () => {
    const { notices, platform } = telling();
    const desk = await smallDesk(platform, { confidential: true });
    await desk.run();
    await desk.tell(decides(1, 'hide'));
    await desk.runAll();
    return { notices, desk };
  };

  test('holds back what whoever posted it is told, on record, and never the hiding or the answer', async () => {
    const { notices, desk } = await secret();
    expect(notices).toEqual([]);
    expect((await desk.history()).filter(({ kind }) => kind === 'reasons-held')).toHaveLength(1);
    expect((await desk.state()).items[0]?.result).toEqual({ word: 'removed', how: 'hide' });
    expect(desk.mailer.letters).toHaveLength(1);
  });

  test('until a person releases it: then everybody is told', async () => {
    const { notices, desk } = await secret();
    await desk.tell({ kind: 'release-reasons', act: signed('release') });
    await desk.runAll();
    expect(notices).toHaveLength(1);
    expect(await milestones(desk)).toContain('uploader-told');
  });
});

describe('what was signed in a joined case', () => {
  const done = [acted(1, 'c1'), looked(1, 'c1', 'gone'), swept(1, ['c1'])] as const;
  const here = play(opened(), found(1, 'c1'), adopts(1, 'hide'), ...done);
  const signedThere = play(opened(), found(1, 'c1'), decides(1, 'hide', { id: 'hide-there' }));
  const told: Command = {
    ...{ kind: 'record-reasons', of: 1, decision: decisionId('hide-there'), account: 'uploader-name' },
    ...{ outcome: 'told', digest: 'd'.repeat(64) },
  };

  async function asked(there: Case) {
    const { notices, platform } = telling();
    const [item] = here.items;
    if (item === undefined || item.decision === null) throw new Error('nothing was adopted');
    const work = {
      kind: 'send-reasons',
      item: 1,
      decision: item.decision.id,
      account: 'uploader-name',
    } as const;
    const ports = {
      cases: { byNumber: async () => caseId('there'), load: async () => there },
      connectors: { for: () => connectorTo(platform) },
      digests: sha256Digests,
    };
    const outcome = await sendReasons({ id: CASE, state: here, item }, work, 'key', KOREAN_LAW.book, ports);
    return { outcome, notices: notices.length };
  }

  test('is told from there: here it waits, and records what came of it there', async () => {
    const waits = { outcome: { kind: 'retry', code: 'reasons.told-there', afterMs: null }, notices: 0 };
    expect(await asked(signedThere)).toEqual(waits);
    expect(await asked(play(signedThere, ...done))).toEqual(waits);
    expect(await asked(play(signedThere, ...done, told))).toMatchObject({
      outcome: { kind: 'record', command: { outcome: 'told', digest: 'd'.repeat(64) } },
      notices: 0,
    });
  });

  test('is told from here where that case tells this account nothing', async () => {
    const stays = play(signedThere, acted(1, 'c1', 1, 'given-up'), swept(1, ['c1']));
    expect(await asked(stays)).toMatchObject({ outcome: { kind: 'record' }, notices: 1 });
  });
});
