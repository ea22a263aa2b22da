// The contacts that come with Redress can be read, in both languages, for both dangers; a wrong file is refused with its line.
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readContacts } from './contacts.ts';

const LAWS = path.resolve(import.meta.dirname, '../../../law');

describe('the contacts that come with Redress', () => {
  it('name somebody for each danger in each country, and a child is under 19 in Korea', async () => {
    const all = await readContacts(LAWS);
    expect(all.map(({ country }) => country)).toEqual(['AU', 'EU', 'GB', 'IN', 'KR', 'US']);
    for (const { contacts } of all)
      for (const danger of ['threat', 'child'] as const)
        expect(
          contacts.some((contact) => contact.for.includes(danger) && (contact.phone ?? contact.web)),
        ).toBe(true);
    expect(all.filter(({ underAgeBelow }) => underAgeBelow === 19).map(({ country }) => country)).toEqual([
      'KR',
    ]);
  });
});

describe('a file of contacts', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'redress-contacts-'));
    await mkdir(path.join(folder, 'contacts'));
  });
  afterAll(() => rm(folder, { recursive: true }));
  const written = (change: (text: string) => string) =>
    writeFile(path.join(folder, 'contacts/KR.yaml'), change(GOOD)).then(() => readContacts(folder));
  const GOOD = `country: KR
look-over-by: "2027-01-31"
under-age-below: 19
source: a page
contacts:
  - name: { ko: 경찰, en: the police }
    for: [threat]
    says: { ko: 먼저, en: first }
    phone: "112"
`;

  it('is read', async () => {
    expect(await written((text) => text)).toMatchObject([{ country: 'KR', contacts: [{ phone: '112' }] }]);
  });

  it.each([
    ['a day that is none', (text: string) => text.replace('2027-01-31', '2027-02-31')],
    ['an address without TLS', (text: string) => `${text}    web: http://elsewhere.example\n`],
    ['one language only', (text: string) => text.replace('ko: 먼저, ', '')],
    ['a danger that is none', (text: string) => text.replace('[threat]', '[rain]')],
    ['words for a number', (text: string) => text.replace('"112"', 'call us')],
  ])('is refused for %s', async (_, change) => {
    await expect(written(change)).rejects.toMatchObject({ code: 'law.invalid' });
  });
});
