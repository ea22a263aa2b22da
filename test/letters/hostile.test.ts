// Letters made to cost, and a reading process in hostile hands: coded answers within the limits, and the honest letter right behind is
// read as usual. Each mail goes through the process that is shut in, as on the desk.
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { mailReader } from '../../src/adapters/mail/mail-reader.ts';
import type { Resolve } from '../../src/adapters/mail/resolver.ts';
import { MAIL_PROGRAMS } from '../../src/main/mail-programs.ts';
import { sandbox } from '../../src/matching/picture/sandbox.ts';
import { mailOf, mailWith } from './mails.ts';
import { hangulDocument, hangulPackage, hangulParagraph, sheetRow, workbook } from './office-files.ts';
import { pdfOf } from './pdf-file.ts';
import { zipOf } from './zip-file.ts';

const MIB = 1024 * 1024;
const noNames: Resolve = () =>
  Promise.reject(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' }));
const HONEST = { name: 'list.csv', bytes: '1,https://t.me/room/4' };
const reader = mailReader(MAIL_PROGRAMS, noNames, Date.now);
afterAll(() => reader.close());

/** Programs that stand in for one of the two processes; the other is the desk's own. */
const standIn = (name: string): string => path.join(import.meta.dirname, 'stand-ins', name);
const proving = (name: string) => ({ ...MAIL_PROGRAMS, proofs: standIn(name) });
const reading = (name: string) => ({ ...MAIL_PROGRAMS, words: standIn(name) });
const PLAIN = Buffer.from('From: <a@b.example>\r\n\r\nx');

const words = (pages: number, lines: number) =>
  Array.from({ length: pages }, () => ({
    words: Array.from({ length: lines }, (_, at) => ({
      x: 50,
      y: 800 - at * 10,
      text: `https://t.me/room/${at}`,
    })),
  }));
const deep = (depth: number): string => `${'<hp:p>'.repeat(depth)}<hp:t>a</hp:t>${'</hp:p>'.repeat(depth)}`;
const zeros = (size: number): Buffer => Buffer.alloc(size, ' ');

/** The entries 1 and 2 of its directory each name the other. */
function circular(): Buffer {
  const file = hangulDocument(hangulParagraph(0, '1. https://t.me/room/6'));
  const directory = (file.readInt32LE(48) + 1) * 512;
  file.writeInt32LE(2, directory + 128 + 68);
  file.writeInt32LE(1, directory + 2 * 128 + 68);
  return file;
}

/** An entry of the directory names another one that is not there, by the greatest number there can be. */
function farAway(): Buffer {
  const file = hangulDocument(hangulParagraph(0, '1. https://t.me/room/6'));
  file.writeInt32LE(2 ** 31 - 1, (file.readInt32LE(48) + 1) * 512 + 128 + 68);
  return file;
}

/** A document, and the code it ends with. */
const DOCUMENTS: Readonly<Record<string, readonly [string, () => Buffer, string]>> = {
  'a workbook of 100 times its size': [
    'a.xlsx',
    () => workbook({ sheets: [{ name: 's', rows: sheetRow(1, 'a') + zeros(8 * MIB).toString() }] }),
    'attachment.too-large',
  ],
  'a small workbook of 100 times its size': [
    'a.xlsx',
    () => workbook({ sheets: [{ name: 's', rows: sheetRow(1, 'a') + zeros(900_000).toString() }] }),
    'attachment.too-large',
  ],
  'a workbook of more than 100 MiB': [
    'a.xlsx',
    () =>
      workbook({ sheets: [{ name: 's', rows: sheetRow(1, 'a') }] }, [
        { name: 'xl/media/x', content: zeros(101 * MIB) },
      ]),
    'attachment.too-large',
  ],
  'an archive that lies about its size': [
    'a.hwpx',
    () =>
      zipOf([
        { name: 'mimetype', content: 'x' },
        { name: 'Contents/section0.xml', content: zeros(101 * MIB), toldSize: 10 },
      ]),
    'attachment.too-large',
  ],
  'an archive of 201 entries': [
    'a.zip',
    () => zipOf(Array.from({ length: 201 }, (_, at) => ({ name: `${at}.csv`, content: '1' }))),
    'attachment.too-large',
  ],
  'a Hangul document 100,000 deep': ['a.hwpx', () => hangulPackage([deep(100_000)]), 'attachment.too-large'],
  'a Hangul document whose directory leads round in a circle': ['a.hwp', circular, 'attachment.unreadable'],
  'a Hangul document whose directory names an entry far away': ['a.hwp', farAway, 'attachment.unreadable'],
  'a PDF of 3,000 pages': ['a.pdf', () => pdfOf(words(3_000, 1)), 'attachment.too-large'],
};

describe('a letter with', () => {
  it.each(Object.entries(DOCUMENTS))(
    '%s names it, and the list beside it is read',
    async (_what, [name, make, code]) => {
      const raw = mailWith({ name, bytes: make() }, HONEST);
      const { letter } = await reader.read(raw);
      expect(letter?.unread).toEqual([{ name, code }]);
      expect(letter?.parts.map((part) => part.name)).toEqual([null, 'list.csv']);
    },
    60_000,
  );

  it('a table whose number stands in a cell over two rows is believed as it was read', async () => {
    const { letter } = await reader.read(
      Buffer.from(
        'From: <a@b.example>\r\nContent-Type: text/html; charset=utf-8\r\n\r\n' +
          '<table><tr><td rowspan=2>1<td>https://t.me/room/1<tr><td>https://t.me/room/2</table>',
      ),
    );
    expect(letter?.parts[0]?.rows.map(({ cells }) => cells[0]?.isBelow ?? false)).toEqual([false, true]);
  });

  it('a document that takes too long names it, and the list beside it is read', async () => {
    const strict = mailReader(MAIL_PROGRAMS, noNames, Date.now, { cpuSeconds: 1 });
    try {
      const slow = { name: 'a.pdf', bytes: pdfOf(words(1_000, 70)) };
      const { letter } = await strict.read(mailWith(slow, HONEST));
      expect(letter?.unread).toEqual([{ name: 'a.pdf', code: 'attachment.too-large' }]);
      expect(letter?.parts.map(({ name }) => name)).toEqual([null, 'list.csv']);
    } finally {
      await strict.close();
    }
  }, 60_000);

  it.each([
    [{ documents: 3, harmless: [0, 2] }, ['1']],
    [{ documents: 4, harmless: [3] }, ['0', '1', '2', '3']],
    [{ documents: 5, harmless: [0, 1, 2, 3, 4] }, []],
  ])(
    'documents that break the process is read without them: %j',
    async (documents, unread) => {
      const breaking = mailReader(reading('breaker.ts'), noNames, Date.now, { cpuSeconds: 0.9 });
      try {
        const { letter } = await breaking.read(Buffer.from(JSON.stringify(documents)));
        expect(letter?.unread).toEqual(unread.map((name) => ({ name, code: 'attachment.too-large' })));
      } finally {
        await breaking.close();
      }
    },
    60_000,
  );

  it('100,000 links is read up to the limit, and marked', async () => {
    const html = '<a href="https://t.me/room/4">x</a><br>'.repeat(100_000).replace(/(?:.{390})/g, '$&\r\n');
    const { letter } = await reader.read(mailOf(['Content-Type: text/html'], html));
    expect(letter?.isDamaged).toBe(true);
    expect(letter?.parts[0]?.rows.length).toBeLessThanOrEqual(20_000);
    expect(letter?.parts[0]?.rows.length).toBeGreaterThan(10_000);
  }, 60_000);

  it.each([
    [
      'lines of spaces',
      ['Content-Transfer-Encoding: quoted-printable'],
      `${' '.repeat(8_000)}x\r\n`.repeat(3_000),
    ],
    ['one long line in pieces', ['Content-Type: text/html'], `<pre>${'x<b\r\n>y</b>'.repeat(200_000)}</pre>`],
    [
      'links with empty lines in one cell',
      ['Content-Type: text/html'],
      `<td>${'<a href="https://t.me/room/4"\r\n>x<br></a>'.repeat(200_000)}</td>`,
    ],
  ])(
    '%s costs no more than its length, and is read',
    async (_what, headers, body) => {
      const { letter } = await reader.read(mailOf(headers, body));
      expect(letter?.parts).toHaveLength(1);
    },
    60_000,
  );

  it('30 MB of text is read up to the limit, and marked', async () => {
    const { letter } = await reader.read(
      mailOf(['Content-Type: text/plain'], `${'a'.repeat(98)}\r\n`.repeat(300_000)),
    );
    expect(letter?.isDamaged).toBe(true);
    const characters =
      letter?.parts[0]?.rows.reduce((sum, { cells }) => sum + (cells[0]?.text.length ?? 0), 0) ?? 0;
    expect(characters).toBeLessThanOrEqual(5_000_000);
    expect(characters).toBeGreaterThan(4_000_000);
  }, 60_000);

  it('parts in parts in parts is kept, and the next one is read', async () => {
    const nested = Array.from(
      { length: 150 },
      (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\r\n\r\n--b${at}\r\n`,
    ).join('');
    expect(
      (await reader.read(mailOf(['Content-Type: multipart/mixed; boundary=x'], `--x\r\n${nested}`))).letter
        ?.isDamaged,
    ).toBe(true);
    expect((await reader.read(mailWith(HONEST))).letter?.parts).toHaveLength(2);
  });
});

describe('a reading process', () => {
  it('that never comes back is ended with what it started, by its processor time', async () => {
    const stuck = mailReader(reading('stuck.ts'), noNames, Date.now, { cpuSeconds: 1 });
    expect((await stuck.read(Buffer.from('x'))).letter).toBeNull();
    await stuck.close();
  }, 60_000);

  it('that takes memory outside its heap is ended', async () => {
    const hungry = mailReader(proving('hungry.ts'), noNames, Date.now, { residentBytes: 200 * MIB });
    expect((await hungry.read(PLAIN)).facts.dmarc).toBe('none');
    await hungry.close();
  }, 60_000);

  it.each([
    ['leaves something behind', [{ name: '1', code: 'attachment.unreadable' }]],
    ['fails', undefined],
  ])(
    'that %s is heard of at once',
    async (how, unread) => {
      // Longer than this test may take: nobody waits for them.
      const limits = { stepMs: 600_000, totalMs: 600_000 };
      const odd = mailReader(reading('endless.ts'), noNames, Date.now, limits);
      try {
        expect((await odd.read(Buffer.from(how))).letter?.unread).toEqual(unread);
      } finally {
        await odd.close();
      }
    },
    60_000,
  );

  it.each([
    ['works on document after document', { totalCpuSeconds: 1 }, '0'],
    ['rests between document after document', { totalMs: 1_500 }, '0'],
    ['waits with one document', { stepMs: 1_000 }, '0'],
    ['works, and defies', { totalCpuSeconds: 1 }, null],
    ['waits, and defies', { stepMs: 1_000 }, null],
  ])(
    'that %s is given no more than its time: %j',
    async (how, limits, unread) => {
      const endless = mailReader(reading('endless.ts'), noNames, Date.now, limits);
      try {
        const { letter } = await endless.read(Buffer.from(how));
        const named = unread === null ? undefined : [{ name: unread, code: 'attachment.too-large' }];
        expect(letter?.unread).toEqual(named);
      } finally {
        await endless.close();
      }
    },
    60_000,
  );

  it('that says what was not agreed is not believed', async () => {
    const liar = mailReader(proving('liar.ts'), noNames, Date.now);
    const { letter, facts } = await liar.read(PLAIN);
    expect([letter?.parts.length, facts.dmarc, facts.signatures]).toEqual([1, 'none', []]);
    await liar.close();
  }, 60_000);

  it('reaches no network, no environment, no file but code, and starts nothing', async () => {
    const prying = mailReader(reading('prying.ts'), noNames, Date.now);
    const provingPrying = mailReader(proving('prying.ts'), noNames, Date.now);
    process.env['REDRESS_TEST_SECRET'] = 'secret';
    try {
      const { letter } = await prying.read(PLAIN);
      const { facts } = await provingPrying.read(PLAIN);
      // What makes proofs cannot even load what opens documents.
      const documents = { words: 'reached', proofs: 'ERR_ACCESS_DENIED' };
      for (const [duty, said] of [
        ['words', letter?.subject],
        ['proofs', facts.dmarc],
      ] as const) {
        const found = JSON.parse(said ?? '{}') as Record<string, unknown>;
        expect(found).toMatchObject({
          environment: [],
          file: 'ERR_ACCESS_DENIED',
          program: 'ERR_ACCESS_DENIED',
          documents: documents[duty],
        });
        if (sandbox().withoutNetwork) expect(found['network']).not.toBe('reached');
      }
    } finally {
      delete process.env['REDRESS_TEST_SECRET'];
      await Promise.all([prying.close(), provingPrying.close()]);
    }
  }, 60_000);
});
