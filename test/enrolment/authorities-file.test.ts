// The file of enrolled authorities: read whole or refused, since a body that is misspelt would quietly lose its standing.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readAuthorities } from '../../src/adapters/enrolment/authorities-file.ts';

const CENTRE = {
  id: 'haneul-centre',
  name: '하늘지원센터',
  nameEn: 'Haneul Support Centre',
  kind: 'victim-support',
  country: 'KR',
  domain: 'haneul.example',
  addresses: ['Help@haneul.example'],
};
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'redress-authorities-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(...authorities: readonly object[]) {
  const file = path.join(folder, 'authorities.json');
  await writeFile(file, JSON.stringify({ authorities }));
  return readAuthorities(file);
}

describe('the authorities file', () => {
  test('gives each body its mailboxes in lower case, and no designation unless it names one', async () => {
    expect(await read(CENTRE)).toMatchObject([{ addresses: ['help@haneul.example'], designations: [] }]);
  });

  test('gives an institution the days for which it was named', async () => {
    const designations = [
      { from: '2026-01-01', until: '2026-12-31', by: 'gazette 2025-99' },
      { from: '2028-02-29', until: null, by: 'gazette 2028-1' },
    ];
    expect((await read({ ...CENTRE, designations }))[0]?.designations).toEqual([
      {
        from: { year: 2026, month: 1, day: 1 },
        until: { year: 2026, month: 12, day: 31 },
        by: 'gazette 2025-99',
      },
      { from: { year: 2028, month: 2, day: 29 }, until: null, by: 'gazette 2028-1' },
    ]);
  });

  test.each(['regulator', 'police', 'prosecutor', 'court', 'victim-support'])(
    'knows the kind %s',
    async (kind) => {
      expect((await read({ ...CENTRE, kind }))[0]?.kind).toBe(kind);
    },
  );

  test.each([
    ['a kind nobody knows', { kind: 'ministry' }],
    ['a designation without its source', { designations: [{ from: '2026-01-01', until: null }] }],
    ['a day that does not exist', { designations: [{ from: '2026-02-30', until: null, by: 'gazette' }] }],
    [
      'a last day that does not exist',
      { designations: [{ from: '2026-01-01', until: '2026-13-01', by: 'gazette' }] },
    ],
    ['no mailbox', { addresses: [] }],
  ])('refuses %s (A13)', async (_, changes) => {
    await expect(read({ ...CENTRE, ...changes })).rejects.toMatchObject({ code: 'authorities.invalid' });
  });

  test('is refused where it is no JSON, and empty where there is none', async () => {
    const file = path.join(folder, 'broken.json');
    await writeFile(file, '{');
    await expect(readAuthorities(file)).rejects.toMatchObject({ code: 'authorities.invalid' });
    expect(await readAuthorities('')).toEqual([]);
  });
});
