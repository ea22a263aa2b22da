// Destroying: proven by the platform's own record, and never said of what is only hidden.
import { describe, expect, test } from 'vitest';
import {
  countOf,
  decidedDesk,
  honestPlatform,
  type Platform,
  type SmallDesk,
} from '../../test/support/fake-ports.ts';
import { decides, verdicts } from '../../test/support/fixtures.ts';
import { MAX_ROUNDS } from '../domain/case/acting.ts';
import type { View } from '../domain/content/copy.ts';

describe('destroying', () => {
  async function destroyedDesk(changes: Partial<Platform>): Promise<SmallDesk> {
    const platform = honestPlatform();
    const desk = await decidedDesk(platform);
    await desk.runAll();
    Object.assign(platform, changes);
    await desk.tell(decides(1, 'destroy'));
    await desk.runAll();
    return desk;
  }
  const resultOf = async (desk: SmallDesk) => (await desk.state()).items[0]?.result;

  test("is looked at in the platform's own record as well as hiding is", async () => {
    const asked: (readonly View[])[] = [];
    const verify = (views: readonly View[]) => (asked.push(views), verdicts('absent', views));
    const hiding = await decidedDesk({ ...honestPlatform(), verify });
    await hiding.runAll();
    const desk = await destroyedDesk({ verify });
    expect(asked).toEqual([
      ['anonymous', 'member', 'peerServer', 'admin'],
      ['anonymous', 'member', 'peerServer', 'admin'],
    ]);
    expect(await resultOf(desk)).toEqual({ word: 'removed', how: 'destroy' });
  });

  test('that only hides is never called destroyed', async () => {
    const desk = await destroyedDesk({
      verify: () => [...verdicts('absent'), ...verdicts('present', ['admin'])],
    });
    expect(await resultOf(desk)).toEqual({ word: 'removed', how: 'hide' });
    expect(await countOf(desk, 'action-recorded')).toBe(1 + MAX_ROUNDS);
    expect(desk.mailer.letters.at(-1)?.text).toContain('가리고 확인함');
  });

  test('that nobody can see in the record is never called destroyed', async () => {
    const desk = await destroyedDesk({ verify: () => verdicts('absent') });
    expect(await resultOf(desk)).toEqual({ word: 'unremovable', reason: 'could-not-verify' });
  });

  test('that is refused leaves what was hidden hidden', async () => {
    const desk = await destroyedDesk({ destroy: () => ({ kind: 'refused', code: 'connector.refused' }) });
    expect(await resultOf(desk)).toEqual({ word: 'removed', how: 'hide' });
    expect(desk.mailer.letters.at(-1)?.text).toContain('찾은 복사본 1개, 없앤 복사본 1개');
  });
});
