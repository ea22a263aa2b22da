// A body disagrees: its item is refused, its letter objects, somebody else looks. With real PostgreSQL, messenger and mail over SMTP both ways: what
// leaves the desk is read, with the table beside it.
import PostalMime, { type Email } from 'postal-mime';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Case } from '../../src/domain/case/case.ts';
import { type CaseId, decisionId, personId } from '../../src/domain/kernel/ids.ts';
import { DAY } from '../../src/domain/kernel/instant.ts';
import { decideAppeal } from '../../src/workflow/decide-appeal.ts';
import { step } from '../../src/workflow/step.ts';
import { messengerWorld } from '../connectors/messenger-world.ts';
import { BOARD, byTheBoard, headersWith } from '../mail/desk-mail.ts';
import { mail } from '../support/signed-mail.ts';
import { type DeskParts, deskParts } from './desk-parts.ts';

vi.setConfig({ testTimeout: 120_000 });

const world = messengerWorld();
let desk: DeskParts;
let written = 0;

beforeAll(async () => {
  desk = await deskParts(world.connector);
});
afterAll(() => desk.close());

/** Over the desk's own port, signed by the board; worked off afterwards. */
async function writes(text: string) {
  written += 1;
  const address = BOARD.addresses[0] ?? '';
  const headers = headersWith({
    From: `Maru Board <${address}>`,
    'Message-ID': `<objection-${written}@${byTheBoard.domain}>`,
    Subject: 'Letter',
  });
  const received = await desk.mailed(
    mail(headers, `${text.replaceAll('\n', '\r\n')}\r\n`, byTheBoard),
    address,
  );
  if (received.kind !== 'opened' && received.kind !== 'joined') throw new Error(received.kind);
  await desk.workOff(received.case);
  return received;
}

const stateOf = async (id: CaseId): Promise<Case> => {
  const state = await desk.ports.cases.load(id);
  if (state === undefined) throw new Error('no such case');
  return state;
};

/** Somebody refuses the first item, by the id of her act. */
async function refuse(id: CaseId, by: string): Promise<void> {
  const at = desk.now();
  const act = { id: decisionId(`refusal-of-${id}`), by: personId(by), at, signature: 'c2ln' };
  const ground = { kind: 'terms', clause: '4.2' } as const;
  const decision = { ...act, act: 'refuse', ground } as const;
  const person = { kind: 'person', id: act.by } as const;
  const done = await desk.ports.cases.update(id, (state) =>
    step(state, [{ kind: 'decide', item: 1, decision }], person, at),
  );
  if (!done.ok) throw new Error(done.error.code);
  await desk.workOff(id);
}

async function rule(id: CaseId, name: string, upheld: boolean): Promise<string> {
  const [held] = (await stateOf(id)).appeals;
  if (held === undefined) throw new Error('nobody appealed');
  const ruling = { appeal: held.appeal.id, upheld, ground: { kind: 'terms', clause: '9' } } as const;
  const request = await desk.request(id, name, { kind: 'decide-appeal', ...ruling });
  const done = await decideAppeal(request, ruling, desk.now(), desk.ports);
  await desk.workOff(id);
  return done.ok ? 'allowed' : done.error.code;
}

async function refused(document: string) {
  const { locator, places } = await world.stage();
  const opened = await writes(
    `Document No.: ${document}\nThis is a correction request. Delete this.\n1. ${locator.link}`,
  );
  // Whoever signs for the first time is registered by that.
  await desk.request(opened.case, 'mina', { kind: 'answer-by-hand' });
  await refuse(opened.case, (await desk.ports.people.byName('mina'))?.id ?? '');
  return { id: opened.case, places };
}

const sent = (): Promise<readonly Email[]> => Promise.all(desk.sent.map((raw) => PostalMime.parse(raw)));
const lastOf = async (kind: string): Promise<Email | undefined> =>
  (await sent()).findLast(({ messageId = '' }) => messageId.includes(`.${kind}.`));

describe('a body whose item was refused', () => {
  it('is told how to object and by when, with the same as a table, and its letter is an open appeal', async () => {
    const { id, places } = await refused('MB-2026-41');
    const reply = await lastOf('reply.1');
    expect(reply?.text).toContain('Result: Refused (terms 4.2)');
    expect(reply?.text).toMatch(/say that you object[^\n]*\nNo\. 1 \(by 20\d\d-/);
    const [table] = reply?.attachments ?? [];
    expect(table).toMatchObject({ mimeType: 'text/csv' });
    const csv = Buffer.from(table?.content as ArrayBuffer).toString('utf8');
    expect(csv.split('\r\n')[1]).toMatch(/^1,1,"…\/m\/\d+","refused","Refused \(terms 4\.2\)",/);
    expect(csv.startsWith('\uFEFF')).toBe(true);

    desk.pass(DAY);
    const letter = await writes('We object to your decision on item 1 of our letter MB-2026-41.');
    expect(letter).toMatchObject({ kind: 'joined', case: id });
    expect((await stateOf(id)).appeals).toMatchObject([
      { appeal: { by: 'notifier', item: 1 }, ruling: null },
    ]);
    expect(await rule(id, 'mina', true)).toBe('appeal.same-person');
    expect(await Promise.all(places.map(world.shown))).toEqual(places.map(() => true));
    expect(await rule(id, 'sora', true)).toBe('allowed');
    expect(await Promise.all(places.map(world.shown))).toEqual(places.map(() => false));
    const second = await lastOf('reply.2');
    expect(second?.text).toContain('Result: Removed and checked (hidden from everybody)');
    expect((await sent()).some(({ messageId = '' }) => messageId.includes('objection-kept'))).toBe(false);
  });

  it('is told that it stays where somebody else finds so, once, and nothing is hidden', async () => {
    const { id, places } = await refused('MB-2026-42');
    desk.pass(DAY);
    await writes('We object to your decision on item 1 of our letter MB-2026-42.');
    expect(await rule(id, 'sora', false)).toBe('allowed');
    const answers = (await sent()).filter(({ messageId = '' }) => messageId.includes('objection-kept'));
    expect(answers).toHaveLength(1);
    expect(answers[0]?.text).toContain('Somebody who did not decide first read it, and the decision stays.');
    expect(answers[0]?.to).toMatchObject([{ address: BOARD.addresses[0] }]);
    expect(await Promise.all(places.map(world.shown))).toEqual(places.map(() => true));
  });
});
