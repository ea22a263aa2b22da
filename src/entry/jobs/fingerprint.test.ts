// The loop that looks at pictures begins only when the history is read and nobody's report waits, and waits as long as a platform asks.
import { afterEach, expect, test } from 'vitest';
import { memoryMediaIndex } from '../../adapters/store/memory/media-index.ts';
import { T0 } from '../../../test/support/fixtures.ts';
import { NOTHING_INDEXED } from '../../domain/content/index-state.ts';
import type { Observation } from '../../domain/content/observation.ts';
import { SECOND } from '../../domain/kernel/instant.ts';
import type { NearIndex } from '../../ports/near-index.ts';
import type { Pictured } from '../../ports/picture-source.ts';
import { startFingerprints } from './fingerprint.ts';
import type { Loop } from './loop.ts';

const loops: Loop[] = [];
afterEach(async () => {
  for (const loop of loops.splice(0)) await loop.stop();
});
const quiet = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 30));
async function until(condition: () => boolean): Promise<void> {
  for (let looks = 0; !condition(); looks += 1) {
    if (looks > 2_000) throw new Error('it never came');
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

function started(answers: Pictured[] = []) {
  const index = memoryMediaIndex();
  const [kept, asked, told]: [string[], string[], string[]] = [[], [], []];
  let running = 0;
  const near: NearIndex = {
    waiting: async () => (kept.length === 0 ? ['a'] : []),
    keep: async (_, blob) => void kept.push(blob),
    spare: async () => undefined,
    near: async () => [],
    like: async () => [],
    reach: async () => ({ hashed: 0, without: 0, waiting: 0 }),
  };
  const source = {
    picture: async (blob: string): Promise<Pictured> => {
      asked.push(blob);
      return answers.shift() ?? { kind: 'none', why: 'no-picture' };
    },
  };
  const fingerprinter = { of: async () => ({ kind: 'none', why: 'flat' }) as const };
  loops.push(
    startFingerprints({
      ...{ platform: 'messenger', index, clock: () => T0, running: () => running, pollMs: 1 },
      ports: { near, source, fingerprinter },
      tells: { held: (code) => told.push(`held ${code}`), done: (files) => told.push(`done ${files}`) },
      onError: (error) => told.push(String(error)),
    }),
  );
  const tell = async (read: boolean, observations: readonly Observation[] = []) => {
    const seen = await index.state('messenger');
    const next = { ...NOTHING_INDEXED, readAt: read ? T0 : null };
    await index.write('messenger', { seen, next, observations });
  };
  return { index, kept, asked, told, tell, pass: (ms: number) => void (running += ms) };
}

test('nothing is fetched before the history is read', async () => {
  const { asked, kept, told, tell } = started();
  await tell(false);
  await quiet();
  expect(asked).toEqual([]);
  await tell(true);
  await until(() => told.length > 0);
  expect([asked, kept, told]).toEqual([['a'], ['a'], ['done 1']]);
});

test('nothing is fetched while a report waits that may name a child', async () => {
  const { index, asked, kept, tell } = started();
  await tell(true, [{ kind: 'report', report: '7', order: 1, at: T0 }]);
  await quiet();
  expect(asked).toEqual([]);
  await index.reportTaken('messenger', '7', T0);
  await until(() => kept.length === 1);
});

test('a platform that asks us to wait is left alone for so long', async () => {
  const retry = { kind: 'retry', code: 'connector.rate-limited', afterMs: 20 * SECOND } as const;
  const { asked, kept, told, tell, pass } = started([retry]);
  await tell(true);
  await until(() => told.length === 1);
  pass(20 * SECOND - 1);
  await quiet();
  expect([asked, told]).toEqual([['a'], ['held connector.rate-limited']]);
  pass(1);
  await until(() => kept.length === 1);
});
