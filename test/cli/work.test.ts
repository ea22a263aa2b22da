// A case worked on from the command line: what there is, who may decide, and every refusal with its code and its cure.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newKey } from '../../src/adapters/crypto/keys.ts';
import { copyId } from '../../src/domain/kernel/ids.ts';
import { instant } from '../../src/domain/kernel/instant.ts';
import type { Connector } from '../../src/ports/connector.ts';
import { type DeskParts, deskParts } from '../journeys/desk-parts.ts';
import { genuineLetter } from '../mail/desk-mail.ts';
import { configFile, type Json, redress, redressHere, redressJson } from '../support/command-line.ts';

let desk: DeskParts;
let config: Awaited<ReturnType<typeof configFile>>;
let number = '';

/** Finds one copy of everything, and can do no more. */
const finder: Connector = {
  platform: 'messenger',
  locate: async () => ({
    kind: 'found',
    copies: [
      {
        id: copyId('messenger/m/42/b/x'),
        connector: 'messenger',
        container: '1',
        message: '42',
        blob: 'x',
        address: 'haneul-3',
        uploader: '9',
        whole: true,
        via: 'link',
      },
    ],
    coverage: { scope: ['here'], method: 'look-up', until: instant(0), complete: false, blind: ['e2ee'] },
  }),
  spotOf: () => null,
  roomNameOf: () => null,
  observe: () => Promise.reject(new Error('not asked for')),
  backfill: () => Promise.reject(new Error('not asked for')),
  capabilities: () => Promise.reject(new Error('not asked for')),
  preserve: () => Promise.reject(new Error('not asked for')),
  hide: () => Promise.reject(new Error('not asked for')),
  destroy: () => Promise.reject(new Error('not asked for')),
  restore: () => Promise.reject(new Error('not asked for')),
  verify: () => Promise.reject(new Error('not asked for')),
  report: () => Promise.reject(new Error('not asked for')),
  tellReport: () => Promise.reject(new Error('not asked for')),
  operation: () => Promise.reject(new Error('not asked for')),
  suspend: () => Promise.reject(new Error('not asked for')),
  unsuspend: () => Promise.reject(new Error('not asked for')),
  notifyUploader: () => Promise.reject(new Error('not asked for')),
  verifyAccount: () => Promise.reject(new Error('not asked for')),
};

beforeAll(async () => {
  desk = await deskParts(() => finder);
  await desk.workOff(await desk.receive(genuineLetter()));
  config = await configFile({ data: desk.folder, database: { url: desk.databaseUrl } });
  number = 'R-26-0001';
});
afterAll(async () => {
  await desk.close();
  await config.remove();
});

const run = (...args: string[]) => redress([...args, '--config', config.file]);
const ask = (...args: string[]) => redressJson([...args, '--config', config.file], {}, redressHere);
const refusal = async (...args: string[]): Promise<Json['error'] & { readonly exit: number | null }> => {
  const { code, json, stderr } = await ask(...args);
  if (json.error === undefined) throw new Error(`not refused: ${JSON.stringify(json)}`);
  expect(stderr).toContain(json.error.code);
  return { ...json.error, exit: code };
};
const keyOf = (name: string): string => path.join(desk.folder, 'keys', `${name}.key`);

describe('cases', () => {
  it('are listed with what they wait for', async () => {
    const { code, json } = await ask('cases');
    expect(code).toBe(0);
    expect(json).toMatchObject({
      cases: [{ number, status: 'open', needs: 'decision', level: 'L1', items: 1 }],
    });
    expect((await run('cases', '--status', 'open')).stdout).toContain(number);
    expect((await ask('cases', '--status', 'answered')).json).toEqual({ cases: [] });
  });

  it('are shown one by one, with their letter byte for byte and their history', async () => {
    const shown = await ask('case', number);
    const events = await ask('case', number, '--events');
    const raw = await run('case', number, '--raw');
    expect(shown.json).toMatchObject({ number, items: [{ position: 1, status: 'awaiting-decision' }] });
    expect(Buffer.from(raw.stdout, 'latin1')).toEqual(genuineLetter());
    expect(events.json).toMatchObject({ number });
    const kinds = (events.json as unknown as { events: { kind: string }[] }).events.map(({ kind }) => kind);
    expect([...new Set(kinds)]).toEqual(['notice-received', 'law-applied', 'clock-started', 'item-located']);
  });

  it('that are unknown are refused, with where to look', async () => {
    expect(await refusal('case', 'R-26-9999')).toMatchObject({
      code: 'case.unknown',
      exit: 1,
      cure: expect.stringContaining('redress cases'),
    });
    expect(await refusal('decide', 'nonsense', '--items', '1', '--hide', '--as', 'mina')).toMatchObject({
      code: 'case.unknown',
      exit: 1,
    });
  });
});

describe('people', () => {
  it('are added with a key that only its owner may read, and listed', async () => {
    const { code, json } = await ask('people', 'add', 'sora');
    expect(code).toBe(0);
    expect(json).toMatchObject({ name: 'sora', keyFile: keyOf('sora') });
    expect(await readFile(keyOf('sora'), 'utf8')).toContain('PRIVATE KEY');
    expect(JSON.stringify((await ask('people', 'list')).json)).toContain('"sora"');
  });

  it('are added once: a second key for a name is refused, and the first stays as it is', async () => {
    const before = await readFile(keyOf('sora'), 'utf8');
    const other = path.join(desk.folder, 'other.key');
    expect(await refusal('people', 'add', 'sora')).toMatchObject({ code: 'person.exists', exit: 1 });
    expect(await refusal('people', 'add', 'sora', '--key-file', other)).toMatchObject({
      code: 'person.exists',
    });
    expect(await readFile(keyOf('sora'), 'utf8')).toBe(before);
    expect(await readdir(desk.folder)).not.toContain('other.key');
  });

  it('are not two with one key', async () => {
    const { publicKey } = newKey();
    expect((await ask('people', 'add', 'jiu', '--public-key', publicKey)).code).toBe(0);
    expect(await refusal('people', 'add', 'jiho', '--public-key', publicKey)).toMatchObject({
      code: 'person.exists',
    });
  });

  it.each([
    ['../../etc/cron.d/x', 'person.bad-name'],
    [' ', 'person.bad-name'],
  ])('named %j are refused and leave no key behind', async (name, code) => {
    expect(await refusal('people', 'add', name)).toMatchObject({ code, exit: 1 });
    expect(await readdir(path.dirname(keyOf('x')))).toEqual(['sora.key']);
  });

  it('with a key that is none are refused, and a key file is never written over', async () => {
    expect(await refusal('people', 'add', 'haru', '--public-key', 'c2hvcnQ=')).toMatchObject({
      code: 'person.bad-key',
    });
    const taken = path.join(desk.folder, 'taken.key');
    await writeFile(taken, 'mine');
    expect(await refusal('people', 'add', 'haru', '--key-file', taken)).toMatchObject({
      code: 'person.key-file',
    });
    expect(await readFile(taken, 'utf8')).toBe('mine');
  });
});

describe('a decision', () => {
  const decide = (...args: string[]) => ['decide', number, ...args];
  const hide = (...args: string[]) => decide('--items', '1', '--hide', ...args);

  it.each(['', 'one', '1;2', '1-', '-1', '1..3'])(
    'on items written %j is refused as a wrong command line',
    async (items) => {
      expect(await refusal(...decide(`--items=${items}`, '--hide', '--as', 'sora'))).toMatchObject({
        code: 'usage',
        exit: 2,
        cure: expect.stringContaining('1-5,7'),
      });
    },
  );

  it.each(['0', '2', '1-9', '3-1'])(
    'on items %s, which are not there, decides nothing at all',
    async (items) => {
      expect(await refusal(...decide('--items', items, '--hide', '--as', 'sora'))).toMatchObject({
        code: 'item.unknown',
        exit: 1,
      });
    },
  );

  it('needs exactly one act', async () => {
    for (const acts of [[], ['--hide', '--refuse']]) {
      const refused = await refusal(...decide('--items', '1', ...acts, '--as', 'sora'));
      expect(refused).toMatchObject({ code: 'usage', exit: 2 });
    }
  });

  it('needs a person who is registered', async () => {
    expect(await refusal(...hide('--as', 'nobody'))).toMatchObject({
      code: 'decision.unknown-person',
      exit: 1,
    });
  });

  it('needs her own key: another’s, none, and a file that is no key are refused', async () => {
    const foreign = path.join(desk.folder, 'foreign.key');
    await writeFile(foreign, newKey().privateKey);
    expect(await refusal(...hide('--as', 'jiu', '--key', keyOf('sora')))).toMatchObject({
      code: 'decision.signature',
    });
    expect(await refusal(...hide('--as', 'sora', '--key', foreign))).toMatchObject({
      code: 'decision.signature',
    });
    expect(await refusal(...hide('--as', 'jiu'))).toMatchObject({ code: 'person.key-unreadable', exit: 1 });
    expect(await refusal(...hide('--as', 'sora', '--key', config.file))).toMatchObject({
      code: 'person.key-unreadable',
      exit: 1,
    });
  });

  it('to destroy comes after hiding', async () => {
    expect(await refusal(...decide('--items', '1', '--destroy', '--as', 'sora'))).toMatchObject({
      code: 'decision.not-hidden-first',
    });
  });

  it('after all these refusals finds the case as it was, is recorded once, and not twice', async () => {
    expect((await ask('case', number)).json).toMatchObject({ items: [{ status: 'awaiting-decision' }] });
    const { code, json } = await ask(...decide('--items', 'all', '--hide', '--as', 'sora'));
    expect(code).toBe(0);
    expect(json).toMatchObject({
      decided: [1],
      act: 'hide',
      copies: 1,
      case: { items: [{ status: 'acting' }] },
    });
    expect(await refusal(...hide('--as', 'sora'))).toMatchObject({ code: 'item.already-decided', exit: 1 });
    expect(await refusal(...decide('--items', 'all', '--hide', '--as', 'sora'))).toMatchObject({
      code: 'item.unknown',
    });
  });
});

describe('migrate', () => {
  it('of a database that is up to date changes nothing', async () => {
    expect(await ask('migrate')).toMatchObject({ code: 0, json: { applied: [] } });
  });
});

describe('a data folder that cannot be one', () => {
  it('is refused with the cure', async () => {
    const place = path.join(desk.folder, 'a-file');
    await mkdir(path.dirname(place), { recursive: true });
    await writeFile(place, 'in the place of the folder');
    const odd = await configFile({ data: path.join(place, 'data'), database: { url: desk.databaseUrl } });
    try {
      const { code, json } = await redressJson(['cases', '--config', odd.file], {}, redressHere);
      expect(code).toBe(3);
      expect(json.error).toMatchObject({
        code: 'data.no-permission',
        cure: expect.stringContaining('REDRESS_DATA'),
      });
    } finally {
      await odd.remove();
    }
  });
});
