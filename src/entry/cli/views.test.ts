// A case as a page of text: what was applied, what is missing, what was done, who appeals, and what it waits for.
import { describe, expect, test } from 'vitest';
import {
  acted,
  appeals,
  AUTHORITY,
  decides,
  found,
  hiddenCase,
  locatedAs,
  looked,
  opened,
  play,
  rules,
  signed,
  swept,
  T0,
} from '../../../test/support/fixtures.ts';
import { AWARENESS, element, FORTY_EIGHT, lawOf, SOURCED, VOLUNTARY } from '../../../test/support/laws.ts';
import type { Case } from '../../domain/case/case.ts';
import { needOf } from '../../domain/case/need.ts';
import { decisionId, letterId } from '../../domain/kernel/ids.ts';
import { asksJson, asksText } from './ask-views.ts';
import { caseJson } from '../../domain/view/case-json.ts';
import type { Command } from '../../domain/case/command.ts';
import { showAppealWords } from './appeal-words.ts';
import type { Output } from './output.ts';
import { caseText, changedClocks } from './views.ts';

const SIGNED = element({
  key: 'signed',
  needs: ['signature'],
  text: { en: 'your signature', ko: '서명' },
});
const LAW = lawOf(
  { ...FORTY_EIGHT, invokers: [{ standing: 'anyone', ...SOURCED }], elements: [SIGNED] },
  AWARENESS,
);
const claim = opened({ law: LAW, level: 'L0' });
const lacks = play(claim, { kind: 'judge-notice', missing: ['signature', 'phone'], act: signed('j') });
const upheld = play(hiddenCase(), appeals(1, 'hide-1'), rules(true));

const linesOf = (state: Case, label: string): readonly string[] =>
  caseText(state)
    .filter((line) => line.startsWith(`  ${label.padEnd(10)}`))
    .map((line) => line.slice(12));

describe('the page of a case', () => {
  test('names each law once, and says which are only for a claim or bind nobody', () => {
    expect(linesOf(claim, 'law')).toEqual([
      'us-tida  Test Act, provisional',
      'kr-tba-22-5  Test Act, provisional',
    ]);
    const asked = opened({ law: lawOf(VOLUNTARY), kind: 'voluntary-request' });
    expect(linesOf(asked, 'law')).toEqual(['kr-voluntary-request  Test Act, not binding']);
  });

  test('says what a law lets us ask for, and nothing that it does not demand', () => {
    expect(linesOf(claim, 'missing')).toEqual([]);
    expect(linesOf(lacks, 'missing')).toEqual(['us-tida: your signature']);
  });

  test('lists steps and appeals with their moments', () => {
    const told = play(upheld, { kind: 'record-milestone', milestone: 'uploader-told', act: signed('m') });
    expect(linesOf(told, 'done')).toEqual(['uploader-told  2026-11-20T00:00:00Z']);
    const appeal = 'appeal-1  by the uploader on item 1, 2026-11-20T00:00:00Z: ';
    const waiting = play(hiddenCase(), appeals(1, 'hide-1'));
    expect([waiting, upheld, play(waiting, rules(false))].map((state) => linesOf(state, 'appeal'))).toEqual([
      [`${appeal}waits for its answer`],
      [`${appeal}upheld 2026-11-20T00:00:00Z`],
      [`${appeal}dismissed 2026-11-20T00:00:00Z`],
    ]);
  });

  test('says under each item what the search for it could not see', () => {
    expect(caseText(upheld).at(-1)).toBe(
      '       searched until 2026-11-20T00:00:00Z (look-up by file id); not seen: encrypted rooms',
    );
    expect(caseJson(upheld)).toMatchObject({
      items: [{ coverage: { until: '2026-11-20T00:00:00Z', complete: false, blind: ['e2ee'] } }],
    });
  });

  test('counts what is shown again apart from what is gone', () => {
    expect(caseText(upheld).at(-2)).toContain('0/1 copies gone  ');
    const shown = play(
      upheld,
      acted(1, 'c1', 1, 'accepted', 'restore', 2),
      looked(1, 'c1', 'still-there', 1, 1, 2),
    );
    expect(caseText(shown).at(-3)).toMatch(/Refused \(terms:9\) +0\/1 copies gone, 1 shown again/);
  });

  test('of a closed case says so, and no longer that somebody must look', () => {
    expect(caseText(claim)[0]).toBe('R-26-0001  open  (reply withheld: a person must look)');
    const gone = play(claim, locatedAs(1, { kind: 'gone' }));
    const closed = play(gone, { kind: 'close-case', reason: 'sender-never-proven', act: signed('c') });
    expect(caseText(closed)[0]).toBe(
      'R-26-0001  closed without an answer  (why: redress case R-26-0001 --events)',
    );
    expect(needOf(closed)).toBe('nothing');
  });
});

describe('what a case waits for', () => {
  test('is a decision before a ruling, a ruling before a look, and else nothing', () => {
    const two = opened({ count: 2 });
    const first = play(
      two,
      found(1, 'c1'),
      decides(1, 'hide'),
      acted(1, 'c1'),
      looked(1, 'c1', 'gone'),
      swept(1),
      appeals(1, 'hide-1'),
    );
    expect([play(first, found(2, 'c2')), first, claim, upheld].map(needOf)).toEqual([
      'decision',
      'ruling',
      'person',
      'nothing',
    ]);
  });
});

describe('a letter that joined and that nobody has looked at', () => {
  const joined = {
    letter: letterId('later'),
    receivedAt: T0,
    sender: { level: 'L1', authority: AUTHORITY.id, reasons: [] },
    kind: 'follow-up',
    documentNumber: null,
    asks: ['inquiry', 'deadline'],
    withdraws: [],
    unclear: false,
    replyBy: null,
    acknowledge: { kind: 'yes', to: 'a@b.example', messageId: null, offsetMinutes: null },
  } as const;
  const waits = play(hiddenCase(), { kind: 'join-letter', joined });

  test('has a word of its own', () => {
    expect([hiddenCase(), waits].map(needOf)).toEqual(['nothing', 'letter']);
  });

  test('is shown in both languages, with whether its writer was told', () => {
    const told = play(waits, {
      kind: 'record-acknowledgement',
      messageId: '<x@y.example>',
      handedOverAt: T0,
      letter: joined.letter,
    });
    const line =
      '2026-11-20T00:00:00Z  asks where it stands / 진행 상황을 물음; moves the deadline / 기한을 옮김  new / 새 공문  later';
    expect([waits, told].map((state) => linesOf(state, 'letter'))).toEqual([[line], [line]]);
    expect([waits, told].map((state) => linesOf(state, 'receipt'))).toEqual([
      ['of that letter: to be confirmed'],
      ['of that letter: confirmed 2026-11-20T00:00:00Z'],
    ]);
  });
});

describe('a case as JSON', () => {
  test('holds what is missing, for the case and law by law, and who answered an appeal', () => {
    expect(caseJson(lacks)).toMatchObject({
      missing: ['signature', 'phone'],
      laws: [
        { regime: 'us-tida', missing: ['signed'] },
        { regime: 'kr-tba-22-5', missing: [] },
      ],
    });
    expect(caseJson(upheld)).toMatchObject({
      appeals: [{ id: 'appeal-1', against: 'hide-1', upheld: true, decidedBy: 'chan' }],
    });
  });
});

describe('what to ask a notifier for', () => {
  test('stands in both languages under its law, and what no law demands apart', () => {
    expect(asksText(lacks)).toEqual([
      '  ask, under Test Act (us-tida):',
      '    en  your signature',
      '    ko  서명',
      '  no law of this case demands: phone',
    ]);
    expect(asksJson(lacks)).toEqual([
      {
        regime: 'us-tida',
        instrument: 'Test Act',
        element: 'signed',
        ask: { en: 'your signature', ko: '서명' },
      },
    ]);
    expect([asksText(claim), asksJson(claim)]).toEqual([[], []]);
  });
});

test('clocks that an act changed are told apart from those it left alone', () => {
  expect(changedClocks(claim, lacks).map(({ clock }) => clock.key)).toEqual(['us-tida/remove']);
  expect(changedClocks(claim, claim)).toEqual([]);
});

describe('what whoever posted it was told', () => {
  const tells = (outcome: 'told' | 'refused' | 'no-account') =>
    play(hiddenCase(), {
      kind: 'record-reasons',
      of: 1,
      decision: decisionId('hide-1'),
      account: 'uploader-name',
      outcome,
      digest: '0'.repeat(64),
    });
  const uploader = (state: Case) => caseText(state).filter((line) => line.includes('uploader '));

  test('is counted while it is owed, and said with its moment afterwards, without the account', () => {
    expect(uploader(hiddenCase())).toEqual(['     uploader 1 still to be told / 1명에게 아직 알리지 않음']);
    expect(uploader(tells('told'))).toEqual([
      '     uploader 2026-11-20T00:00:00Z  told / 알림 (it was hidden / 가렸다는 것)',
    ]);
    expect(uploader(tells('refused')).join()).toContain('the platform refused to tell');
    expect(JSON.stringify(caseJson(tells('no-account')))).toContain('"outcome":"no-account"');
    expect(caseText(tells('told')).join('\n')).not.toContain('uploader-name');
  });

  test('is held where the letter asks for secrecy, with the command that releases it', () => {
    const secret = hiddenCase({ confidential: true });
    expect(uploader(secret)[0]).toBe(
      '  uploader  not told yet: the letter asks for secrecy / 아직 알리지 않음. 비밀 유지 요청: redress release-reasons R-26-0001',
    );
    const released = play(secret, { kind: 'release-reasons', act: signed('release') });
    expect(uploader(released)).toHaveLength(1);
    expect(caseJson(released)).toMatchObject({ reasonsHeld: false });
  });
});

describe('an appeal made on the platform', () => {
  const made = { account: 'uploader-name', words: 'digest-of-words' };
  const asked = appeals(1, 'hide-1') as Extract<Command, { kind: 'receive-appeal' }>;
  const state = play(hiddenCase(), { ...asked, appeal: { ...asked.appeal, made } });
  const vaultWith = (sealed: Uint8Array | undefined) => ({
    vault: {
      put: async () => '',
      get: async (digest: string) => (digest === made.words ? sealed : undefined),
    },
  });
  const read = async (id: string, sealed: Uint8Array | undefined): Promise<unknown> => {
    const said: unknown[] = [];
    const output: Output = { json: true, result: (one) => void said.push(one), note: () => undefined };
    await showAppealWords(vaultWith(sealed), state, id, output);
    return said[0];
  };

  test('names the command that reads its words, and neither words nor account', () => {
    const page = caseText(state).join('\n');
    expect(page).toContain('redress case R-26-0001 --appeal appeal-1');
    expect(page).not.toMatch(/digest-of-words|uploader-name/);
  });

  test('is read out of the vault by its id alone', async () => {
    expect(await read('appeal-1', Buffer.from('words'))).toMatchObject({ raw: 'd29yZHM=' });
    await expect(read('appeal-2', Buffer.from('words'))).rejects.toMatchObject({ code: 'appeal.unknown' });
    await expect(read('appeal-1', undefined)).rejects.toMatchObject({ code: 'letter.unknown' });
  });
});
