// Mails to rows: charsets that hold and charsets that lie, quotation, flowed text, HTML tables and lists, halves of a mail, mails inside.
import { describe, expect, it } from 'vitest';
import { mailOf, parse, rowsOf } from './mails.ts';

const bytes = (hex: string): Buffer => Buffer.from(hex.replaceAll(' ', ''), 'hex');
/** `삭제` in EUC-KR, `똠` that only CP949 has. */
const KOREAN = bytes('bbe8 c1a6 8c63');
const text = (charset: string, body: Buffer | string): Buffer =>
  mailOf([`Content-Type: text/plain; charset=${charset}`], body);
const html = (body: string): Buffer => mailOf(['Content-Type: text/html; charset=utf-8'], body);
const htmlRows = async (body: string): Promise<string[][]> => rowsOf(await parse(html(body)));

describe('charsets', () => {
  it.each([
    ['euc-kr', KOREAN, '삭제똠'],
    ['ks_c_5601-1987', KOREAN, '삭제똠'],
    ['iso-2022-jp', bytes('1b2442 3a6f 3d7c 1b2842'), '削除'],
    ['shift_jis', bytes('8d ed 8f 9c'), '削除'],
    ['utf-8', Buffer.from('삭제'), '삭제'],
    ['utf-16', Buffer.from('\ufeff삭제', 'utf16le'), '삭제'],
  ])('%s is read', async (charset, body, words) => {
    const letter = await parse(text(charset, body));
    expect(rowsOf(letter)).toEqual([[words]]);
    expect(letter.isDamaged).toBe(false);
  });

  it.each([
    ['utf-8', KOREAN, '삭제똠'],
    ['us-ascii', Buffer.from('삭제'), '삭제'],
    ['iso-8859-1', Buffer.from('삭제'), '삭제'],
    ['euc-kr', Buffer.from('삭제를 요청'), '삭제를 요청'],
    ['x-no-such', KOREAN, '삭제똠'],
  ])('%s that lies is read as what it is, and the letter is marked', async (charset, body, words) => {
    const letter = await parse(text(charset, body));
    expect(rowsOf(letter)).toEqual([[words]]);
    expect(letter.isDamaged).toBe(true);
  });

  it.each(['202', '1 Jan 0202 08:00 +0900', '1 Jan 12026 08:00 +0900'])(
    'has no date where its header says %s',
    async (date) => {
      const letter = await parse(Buffer.from(`From: a@b.example\r\nDate: ${date}\r\n\r\nword\r\n`));
      expect(letter.date).toBeNull();
    },
  );

  it('bytes of no charset are kept as far as they go, and the letter is marked', async () => {
    const letter = await parse(
      text('utf-8', Buffer.concat([Buffer.from('https://a.example/b '), bytes('ff c0 80 fe')])),
    );
    expect(rowsOf(letter)[0]?.[0]).toContain('https://a.example/b');
    expect(letter.isDamaged).toBe(true);
  });

  it('a subject of encoded words, one of them cut inside a character, is whole', async () => {
    const [first, second] = [Buffer.from('삭제').subarray(0, 4), Buffer.from('삭제').subarray(4)].map(
      (part) => part.toString('base64'),
    );
    const letter = await parse(
      mailOf([`Subject: =?utf-8?B?${first}?=\r\n =?utf-8?B?${second}?= =?euc-kr?Q?=BB=E8?=`], 'x'),
    );
    expect(letter.subject).toBe('삭제삭');
  });
});

describe('plain text', () => {
  it('counts marks of quotation and takes them off', async () => {
    expect(rowsOf(await parse(text('utf-8', 'a\r\n> b\r\n>> c\r\n> > d')))).toEqual([
      ['a'],
      ['>', 'b'],
      ['>>', 'c'],
      ['>>', 'd'],
    ]);
  });

  it('that is flowed is put together again, a quoted paragraph apart', async () => {
    const flowed = 'https://t.me/ \r\nroom/4 is \r\nbad\r\n>one \r\n>two\r\n -stuffed\r\n';
    const raw = mailOf(['Content-Type: text/plain; format=flowed; delsp=yes'], flowed);
    expect(rowsOf(await parse(raw))).toEqual([['https://t.me/room/4 isbad'], ['>', 'onetwo'], ['-stuffed']]);
  });
});

describe('HTML', () => {
  it('gives a row for each row of a table, with merged cells in their first', async () => {
    const table =
      '<table><tr><th colspan=2>A<th>B</tr><tr><td rowspan=2>1<td><a href="https://t.me/a/1?x=%41&amp;y">t.me/<wbr>a/1</a><td>n<tr><td>2<td>m</table>';
    expect(await htmlRows(table)).toEqual([
      ['A', '', 'B'],
      ['1', 't.me/a/1 [t.me/a/1 -> https://t.me/a/1?x=%41&y]', 'n'],
      ['', '2', 'm'],
    ]);
  });

  it('takes a table that lays out a letter for lines, the table inside it for a table', async () => {
    const inner = '<table><tr><td>1</td><td>https://t.me/a/1</td></tr></table>';
    expect(
      await htmlRows(`<table><tr><td>&nbsp;</td><td><p>Dear all</p>${inner}<p>Bye</p></td></tr></table>`),
    ).toEqual([['Dear all'], ['1', 'https://t.me/a/1'], ['Bye']]);
  });

  it('keeps a link that is broken inside a cell or a link in one text', async () => {
    expect(await htmlRows('<table><tr><td>1</td><td>https://t.me/<br>a/1</td></tr></table>')).toEqual([
      ['1', 'https://t.me/\na/1'],
    ]);
    expect(await htmlRows('<p><a href="tg://x">https://t.me/<br>a/1</a></p>')).toEqual([
      ['https://t.me/\na/1 [https://t.me/\na/1 -> tg://x]'],
    ]);
  });

  it.each([
    ['<ol start=5><li>a<li value=9>b<li>c</ol>', ['#5', '#9', '#10']],
    ['<ol reversed><li>a<li>b<li>c</ol>', ['#3', '#2', '#1']],
    ['<ol><li>a<ol><li>b</ol><li>c</ol>', ['#1', '#1', '#2']],
    ['<ol><li><p>a</p><p>a2</p><li></li><li>c</ol>', ['#1', 'a2', '#3']],
    ['<ul><li>a</ul><ol style="list-style: none"><li>b</ol>', ['a', 'b']],
  ])('numbers the list %s as it is shown', async (list, shown) => {
    expect((await htmlRows(list)).map(([first]) => first)).toEqual(shown);
  });

  it('counts blockquotes, but not those that only indent', async () => {
    const indent = '<blockquote style="margin:0 0 0 40px;border:none;padding:0px">';
    expect(
      await htmlRows(`<blockquote type=cite>a<blockquote>b</blockquote></blockquote>${indent}c</blockquote>`),
    ).toEqual([['>', 'a'], ['>>', 'b'], ['c']]);
  });

  it.each(['display:none', 'DISPLAY : NONE !important', 'font-size:0px', 'visibility:hidden'])(
    'does not read what %s hides, and marks a letter that hides a link',
    async (style) => {
      const quiet = await parse(html(`<p>a</p><div style="${style}">preview</div>`));
      expect([rowsOf(quiet), quiet.isDamaged]).toEqual([[['a']], false]);
      const sly = await parse(html(`<p>a</p><div style="${style}"><a href="https://t.me/a/1">x</a></div>`));
      expect([rowsOf(sly), sly.isDamaged]).toEqual([[['a']], true]);
      const bare = await parse(html(`<p>a</p><div style="${style}">https://t.me/a/1</div>`));
      expect([rowsOf(bare), bare.isDamaged]).toEqual([[['a']], true]);
    },
  );

  it('reads words of a size that is small but seen', async () => {
    expect(await htmlRows('<p style="font-size:0.8em">a</p>')).toEqual([['a']]);
  });

  it('takes its charset from the page where the mail names none', async () => {
    const raw = mailOf(
      ['Content-Type: text/html'],
      Buffer.concat([Buffer.from('<meta charset="euc-kr"><p>'), KOREAN]),
    );
    expect(rowsOf(await parse(raw))).toEqual([['삭제똠']]);
  });
});

const MULTIPART = (type: string, ...parts: readonly string[]): Buffer =>
  mailOf([`Content-Type: ${type}; boundary=b`], `${parts.map((part) => `--b\r\n${part}\r\n`).join('')}--b--`);
const HALVES = ['Content-Type: text/plain\r\n\r\none', 'Content-Type: text/html\r\n\r\n<b>one</b>'] as const;

describe('parts', () => {
  it('of an alternative are both read, the second as the other form', async () => {
    const { parts } = await parse(MULTIPART('multipart/alternative', ...HALVES));
    expect(parts.map(({ format, isAlternative }) => [format, isAlternative])).toEqual([
      ['text', false],
      ['html', true],
    ]);
  });

  it('of a mail inside the mail are forwarded ones', async () => {
    const inner = `Content-Type: message/rfc822\r\n\r\nSubject: inner\r\n\r\nno. 7`;
    const letter = await parse(MULTIPART('multipart/mixed', HALVES[0], inner));
    expect(letter.parts.map(({ from }) => from)).toEqual(['body', 'forwarded']);
    expect(rowsOf(letter, 1)).toEqual([['no. 7']]);
  });

  it('of a mail that is cut off are read as far as they go, and it is marked', async () => {
    const whole = MULTIPART('multipart/mixed', ...HALVES);
    const letter = await parse(whole.subarray(0, whole.length - 10));
    expect(rowsOf(letter)).toEqual([['one']]);
    expect(letter.isDamaged).toBe(true);
  });

  it.each(['Auto-Submitted: auto-replied', 'List-Id: <a.example>', 'Precedence: bulk'])(
    'under %s are automatic',
    async (header) => {
      expect((await parse(mailOf([header], 'x'))).isAutomatic).toBe(true);
      expect((await parse(mailOf(['Auto-Submitted: no'], 'x'))).isAutomatic).toBe(false);
    },
  );
});
