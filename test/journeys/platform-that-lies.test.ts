// From letter to reply against a platform that says yes. What it does decides the answer; what it says never does.
import PostalMime from 'postal-mime';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Case } from '../../src/domain/case/case.ts';
import { MAX_LOOKS, MAX_ROUNDS } from '../../src/domain/case/acting.ts';
import type { CaseId } from '../../src/domain/kernel/ids.ts';
import type { Connector } from '../../src/ports/connector.ts';
import { messengerWorld } from '../connectors/messenger-world.ts';
import { byTheBoard, headersWith } from '../mail/desk-mail.ts';
import { mail } from '../support/signed-mail.ts';
import { type DeskParts, deskParts } from './desk-parts.ts';

vi.setConfig({ testTimeout: 90_000 });

const world = messengerWorld();
let desk: DeskParts;
let eyes: () => Connector = world.connector;
let letters = 0;

beforeAll(async () => {
  desk = await deskParts(() => eyes());
});
afterAll(() => desk.close());
afterEach(async () => {
  eyes = world.connector;
  await world.misbehave({ okButNothing: 0, failBeforeCommit: 0, failAfterCommit: 0, rateLimit: 0 });
});

/** A genuine letter about items of three copies each, decided upon and ready to be acted on. */
async function decidedCase(
  items: 1 | 2,
): Promise<{ readonly id: CaseId; readonly places: readonly string[] }> {
  const staged = await Promise.all(Array.from({ length: items }, () => world.stage()));
  letters += 1;
  const list = staged.map(({ locator }, at) => `${at + 1}. ${locator.link}\r\n`).join('');
  const headers = headersWith({ 'Message-ID': `<lies-${letters}@maru-board.example>` });
  const id = await desk.receive(mail(headers, `This is a correction request.\r\n\r\n${list}`, byTheBoard));
  await desk.workOff(id);
  await desk.decideHide(id);
  return { id, places: staged.flatMap(({ places }) => places) };
}

const words = (state: Case): (string | undefined)[] => state.items.map(({ result }) => result?.word);
const count = async (id: CaseId, kind: string): Promise<number> =>
  (await desk.history(id)).filter((event) => event.kind === kind).length;
const lastReply = async (): Promise<string> => (await PostalMime.parse(desk.sent.at(-1) ?? '')).text ?? '';

describe('an honest platform', () => {
  it('removes six copies, is believed after a look at each, and the answer says so', async () => {
    const { id, places } = await decidedCase(2);
    const state = await desk.workOff(id);
    expect(words(state)).toEqual(['removed', 'removed']);
    expect(state.status).toBe('answered');
    expect(await count(id, 'copy-verified')).toBe(places.length);
    expect(await lastReply()).toContain('Removed and checked (hidden from everybody)');
    for (const place of places) expect(await world.shown(place)).toBe(false);
  });

  it('said of each copy what it was before it was hidden', async () => {
    const { id } = await decidedCase(1);
    const [item] = (await desk.workOff(id)).items;
    const records = item?.copies.map(({ record }) => record) ?? [];
    expect(records.map((record) => (record?.bytes ?? 0) > 0)).toEqual([true, true, true]);
    // Two of them show one file, which nobody is shown any more once the first is hidden.
    const shown = records.filter((record) => record?.headers['content-length'] === String(record?.bytes));
    expect(shown).toHaveLength(2);
    expect(new Set(records.map((record) => record?.sha256)).size).toBe(1);
    expect(records[0]?.sha256).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('a platform that says yes and does nothing', () => {
  it('is asked again and again, never believed, and the items end unremovable', async () => {
    const { id, places } = await decidedCase(1);
    await world.misbehave({ okButNothing: 1 });
    const seen = new Set<string | undefined>();
    const state = await desk.workOff(id, (now) => words(now).forEach((word) => seen.add(word)));
    expect(seen).not.toContain('removed');
    expect(state.items.map(({ result }) => result)).toEqual([
      { word: 'unremovable', reason: 'platform-did-nothing' },
    ]);
    expect(await count(id, 'action-recorded')).toBe(places.length * MAX_ROUNDS);
    expect(await count(id, 'copy-unremovable')).toBe(places.length);
  });

  it('is named in the answer, which claims nothing that was not seen', async () => {
    const reply = await lastReply();
    expect(reply).toContain('Cannot be removed (the platform did not act)');
    expect(reply).not.toMatch(/Result: Removed/);
    expect(reply).not.toMatch(/ {2}checked:/);
  });

  it('for a while, and then acts, is believed from the round in which it acted', async () => {
    const { id, places } = await decidedCase(2);
    await world.misbehave({ okButNothing: 1 });
    const state = await desk.workOff(id, async () => {
      if ((await count(id, 'action-recorded')) >= places.length * 2)
        await world.misbehave({ okButNothing: 0 });
    });
    expect(words(state)).toEqual(['removed', 'removed']);
    const rounds = (await desk.history(id)).flatMap((event) =>
      event.kind === 'action-recorded' ? [event.round] : [],
    );
    expect(Math.max(...rounds)).toBe(3);
  });
});

describe('a platform that fails', () => {
  it('after it acted is asked again with the same key: one effect for each layer of each copy', async () => {
    const { id, places } = await decidedCase(2);
    await world.misbehave({ failAfterCommit: 1 });
    let tasks = 0;
    const state = await desk.workOff(id, async () => {
      tasks += 1;
      if (tasks === places.length) await world.misbehave({ failAfterCommit: 0 });
    });
    expect(words(state)).toEqual(['removed', 'removed']);
    const blobs = new Set(places.map((place) => place.split(' ')[1]));
    const effects = await world.effects(id);
    const notices = effects.filter((one) => one.startsWith('notice '));
    expect(effects).toHaveLength(places.length + blobs.size + notices.length);
    expect(notices, 'one notice for the uploader of each item').toHaveLength(2);
  });
});

describe('a desk that cannot see', () => {
  it('whose member session was taken away never says removed, and says that it could not verify', async () => {
    const { id } = await decidedCase(1);
    eyes = () => world.connectorWith({ memberToken: 'taken-away' });
    const seen = new Set<string | undefined>();
    const state = await desk.workOff(id, (now) => words(now).forEach((word) => seen.add(word)));
    expect(seen).not.toContain('removed');
    expect(state.items[0]?.result).toEqual({ word: 'unremovable', reason: 'could-not-verify' });
    expect(await count(id, 'copy-verified')).toBe(3 * MAX_LOOKS);
    expect(await lastReply()).toContain('Cannot be removed (we could not verify that it is gone)');
  });
});
