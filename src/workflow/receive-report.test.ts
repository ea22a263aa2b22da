// A report becomes one case, whatever breaks between; its words go to the vault and nowhere else.
import { testMarks } from '../../test/support/marks.ts';
import { describe, expect, test } from 'vitest';
import { connectorTo, honestPlatform, memoryVault, watched } from '../../test/support/fake-ports.ts';
import { later, ORIGIN, T0 } from '../../test/support/fixtures.ts';
import { AWARENESS, lawOf, regime } from '../../test/support/laws.ts';
import { memoryStore } from '../adapters/store/memory/memory-store.ts';
import { NOTHING_INDEXED } from '../domain/content/index-state.ts';
import type { Spared } from '../domain/content/spared.ts';
import type { CaseId } from '../domain/kernel/ids.ts';
import type { Instant } from '../domain/kernel/instant.ts';
import type { Connector, FoundReport } from '../ports/connector.ts';
import { receiveReport } from './receive-report.ts';

const WORDS = '친구가 협박을 받고 있어요';
const CONTACT = '010 · 밤에만';
const CHILDREN = regime({
  id: 'kr-children',
  content: { classes: ['child'], text: { ko: '시험', en: 'test' }, article: 'Art. 1', mark: 'A' },
});
const INTIMATE = regime({
  id: 'kr-intimate',
  content: { classes: ['intimate'], text: { ko: '시험', en: 'test' }, article: 'Art. 1', mark: 'A' },
});
const RULES = { origin: ORIGIN, law: lawOf(AWARENESS, CHILDREN, INTIMATE) };

type Described = Extract<FoundReport, { kind: 'report' }>;
const described = (changes: Partial<Described> = {}): Described => ({
  kind: 'report',
  id: '7',
  at: T0,
  reasons: ['intimate-image'],
  place: '/r/maple/m/12',
  signedIn: false,
  words: true,
  contact: true,
  keysFor: [],
  ended: false,
  sealed: Buffer.from(JSON.stringify({ id: 7, words: WORDS, contact: CONTACT })),
  ...changes,
});

/** A desk that the feed told of report 7, and a platform that describes it so. */
async function told(found: FoundReport = described()) {
  const store = memoryStore();
  const vault = memoryVault();
  let fresh = 0;
  const ids = { fresh: () => `id-${(fresh += 1)}` };
  await tell(store, '7');
  const connector: Connector = {
    ...connectorTo(honestPlatform()),
    report: async () => found,
    spotOf: () => 'm/12',
    roomNameOf: () => null,
  };
  const spared: Spared[] = [];
  const near = { spare: async (_: string, one: Spared) => void spared.push(one) };
  const ports = { ...store, vault, ids, near, marks: testMarks };
  return {
    store,
    spared,
    vault,
    ports,
    take: (now: Instant = later(1_000), other = ports, as = connector) =>
      receiveReport('7', as, now, RULES, other),
    waiting: () => store.mediaIndex.waitingReports('messenger', { after: '', limit: 9 }),
    cases: () => store.cases.list({ limit: 99 }),
  };
}

async function tell({ mediaIndex }: ReturnType<typeof memoryStore>, report: string, anew?: true) {
  const seen = await mediaIndex.state('messenger');
  const observations = [{ kind: 'report', report, order: 1, at: T0 }] as const;
  await mediaIndex.write('messenger', {
    seen,
    next: { ...NOTHING_INDEXED, revision: seen.revision },
    observations,
    ...(anew === undefined ? {} : { anew }),
  });
}

const caseOf = (received: Awaited<ReturnType<typeof receiveReport>>): CaseId => {
  if (!('case' in received)) throw new Error(`the report was ${received.kind}`);
  return received.case;
};

describe('a report', () => {
  test('is a claim with one item, received when the platform took it, and sets clocks going', async () => {
    const desk = await told();
    const state = await desk.store.cases.load(caseOf(await desk.take()));
    expect(state?.notice).toMatchObject({
      receivedAt: T0,
      sender: { level: 'L0', authority: null },
      reading: { kind: 'victim-notice', items: [{ locator: { link: `${ORIGIN}/r/maple/m/12` } }] },
      report: { platform: 'messenger', id: '7', signedIn: false, words: true, contact: true },
    });
    expect(state?.clocks.map(({ clock }) => [clock.startedAt, clock.provisional])).toEqual([
      [T0, true],
      [T0, true],
    ]);
    expect(await desk.waiting()).toEqual([]);
  });

  test('keeps its words and how to reach whoever made it in the vault, and nowhere else', async () => {
    const desk = await told();
    const id = caseOf(await desk.take());
    const [events, state] = [await desk.store.cases.history(id), await desk.store.cases.load(id)];
    expect(JSON.stringify([events, state])).not.toMatch(/협박|밤에만/);
    const digest = await desk.store.cases.letterDigest(state?.notice?.letter ?? ('' as never));
    const kept = new TextDecoder().decode(await desk.vault.get(digest ?? ''));
    expect(JSON.parse(kept)).toEqual({ id: 7, words: WORDS, contact: CONTACT });
  });

  test.each(['put', 'open', 'reportTaken'])(
    'of a desk that dies before "%s" is taken again, and is one case',
    async (where) => {
      const desk = await told();
      const dies = <T extends object>(port: T): T =>
        watched(port, (name) => {
          if (name === where) throw new Error('killed');
        });
      const { cases, vault, mediaIndex } = desk.ports;
      const dying = { ...desk.ports, cases: dies(cases), vault: dies(vault), mediaIndex: dies(mediaIndex) };
      await expect(desk.take(later(1_000), dying)).rejects.toThrow('killed');
      expect(await desk.waiting()).toEqual(['7']);
      expect((await desk.take()).kind).toBe(where === 'reportTaken' ? 'known' : 'opened');
      expect(await desk.cases()).toHaveLength(1);
      expect(await desk.waiting()).toEqual([]);
    },
  );

  test('told of again by feed and history waits no second time, and taken twice at once is one case', async () => {
    const desk = await told();
    const both = await Promise.all([desk.take(), desk.take()]);
    expect(both.map(({ kind }) => kind).toSorted()).toEqual(['known', 'opened']);
    await tell(desk.store, '7');
    expect(await desk.waiting()).toEqual([]);
    expect(await desk.cases()).toHaveLength(1);
  });

  test('of a platform that was set up anew is another one, though it has the same number', async () => {
    const desk = await told();
    await desk.take();
    await tell(desk.store, '7', true);
    expect(await desk.waiting()).toEqual(['7']);
    const anew: Connector = {
      ...connectorTo(honestPlatform()),
      report: async () => described({ at: later(5_000) }),
    };
    expect((await desk.take(later(9_000), desk.ports, anew)).kind).toBe('opened');
    expect(await desk.cases()).toHaveLength(2);
  });

  test('that the platform forgot, or that somebody ended before, opens nothing and waits no longer', async () => {
    for (const found of [{ kind: 'unknown' }, described({ ended: true })] as const) {
      const desk = await told(found);
      expect(await desk.take()).toEqual({ kind: 'none' });
      expect([await desk.waiting(), await desk.cases(), desk.vault.size()]).toEqual([[], [], 0]);
    }
  });

  test('of a platform that asks to wait, waits', async () => {
    const retry = { kind: 'retry', code: 'connector.rate-limited', afterMs: 9 } as const;
    const desk = await told(retry);
    expect(await desk.take()).toEqual(retry);
    expect(await desk.waiting()).toEqual(['7']);
  });

  test('that names somebody under age sets going the laws about children as well as every other', async () => {
    const laws = async (found: FoundReport) => {
      const desk = await told(found);
      const state = await desk.store.cases.load(caseOf(await desk.take()));
      return state?.laws.map((law) => law.regime).toSorted();
    };
    const others = ['kr-intimate', AWARENESS.id];
    expect(await laws(described())).toEqual(others);
    expect(await laws(described({ reasons: ['minor'] }))).toEqual(['kr-children', ...others]);
  });

  test('of a place that is none opens a case all the same, for a person to read', async () => {
    const desk = await told(described({ place: '/somewhere' }));
    const state = await desk.store.cases.load(caseOf(await desk.take()));
    expect(state?.notice?.reading).toMatchObject({
      items: [],
      rejected: [{ code: 'locator.malformed' }],
      unread: ['reading.rejected-line', 'reading.no-items'],
    });
  });

  test('from a platform whose clock is ahead was received no later than now', async () => {
    const desk = await told(described({ at: later(86_400_000) }));
    const state = await desk.store.cases.load(caseOf(await desk.take(later(1_000))));
    expect(state?.notice?.receivedAt).toBe(later(1_000));
  });
});

describe('a report that speaks of somebody under age', () => {
  test('spares its place before there is a case, so that nothing of it is fetched', async () => {
    const desk = await told(described({ reasons: ['minor'] }));
    const broken = {
      ...desk.ports,
      cases: { ...desk.ports.cases, open: () => Promise.reject(new Error('planted')) },
    };
    await expect(desk.take(later(1_000), broken)).rejects.toThrow('planted');
    expect(desk.spared).toEqual([{ what: 'spot', key: 'm/12' }]);
    expect(await desk.waiting()).toEqual(['7']);
  });

  test('spares it also when somebody ended the report before us', async () => {
    const desk = await told(described({ reasons: ['minor', 'other'], ended: true }));
    expect(await desk.take()).toEqual({ kind: 'none' });
    expect(desk.spared).toHaveLength(1);
  });

  test('is the only one that does', async () => {
    const desk = await told(described({ reasons: ['intimate-image', 'threat', 'other'] }));
    await desk.take();
    expect(desk.spared).toEqual([]);
  });
});

describe('the list of cases', () => {
  test('shows a threat and somebody under age first, and of many about one place one', async () => {
    const desk = await told();
    const numbers: string[] = [];
    const report = async (id: string, found: Partial<Described>) => {
      await tell(desk.store, id);
      const as: Connector = {
        ...connectorTo(honestPlatform()),
        report: async () => described({ id, at: later(Number(id)), ...found }),
      };
      const received = await receiveReport(id, as, later(9_000), RULES, desk.ports);
      numbers.push(received.kind === 'opened' ? received.number : received.kind);
    };
    await report('1', { place: '/r/maple/m/1' });
    await report('2', { place: '/r/maple/m/2', reasons: ['threat'] });
    await report('3', { place: '/r/maple/m/2', reasons: ['threat', 'minor'] });
    await report('4', { place: '/r/maple/m/4', reasons: ['other', 'minor'] });
    const [plain, threat, again, minor] = numbers;
    expect((await desk.cases()).map(({ number }) => number)).toEqual([threat, minor, plain, again]);
  });
});
