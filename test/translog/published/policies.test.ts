// Policies as tlog-policy, transparency-dev/formats (witness/) and sigsum-go (pkg/policy) write and test them. Their keys are read in other
// forms there (hexadecimal, or plain note keys for witnesses), so the keys are ours and the lines are theirs.

import { describe, expect, it } from 'vitest';
import { utf8 } from '../../../src/translog/bytes.ts';
import { cosign } from '../../../src/translog/notes/cosignature.ts';
import { makeSignerKey, writeVerifierKey } from '../../../src/translog/notes/key.ts';
import { parseNote, verifyNote, writeNote } from '../../../src/translog/notes/note.ts';
import { isQuorum, readPolicy } from '../../../src/translog/notes/policy.ts';
import { answerOf, hasher, sha256 } from './known.ts';

const keyOf = (name: string, type: 'note' | 'cosignature') =>
  makeSignerKey(sha256, `${name}.example`, type, sha256(utf8(name)));
const witnesses = await Promise.all('ABCDEF'.split('').map((name) => keyOf(name, 'cosignature')));
const [A = '', B = '', C = '', D = '', E = '', F = ''] = witnesses.map(writeVerifierKey);
const [LOG = '', LOG2 = '', LOG3 = '', PLAIN = ''] = (
  await Promise.all(['A', 'log', 'other', 'B'].map((name) => keyOf(name, 'note')))
).map(writeVerifierKey);

const read = (text: string | Uint8Array) => readPolicy(sha256, typeof text === 'string' ? utf8(text) : text);
const answer = (text: string) => answerOf(() => read(text));
/** @param signed letters of the witnesses that signed */
const isMet = (text: string, signed: string): boolean =>
  isQuorum(
    read(text),
    signed.split('').flatMap((letter) => witnesses['ABCDEF'.indexOf(letter)] ?? []),
  );
/** Every set of the six. */
const SETS = Array.from({ length: 64 }, (_, set) =>
  'ABCDEF'
    .split('')
    .filter((_letter, bit) => (set & (1 << bit)) !== 0)
    .join(''),
);

describe('tlog-policy', () => {
  const example = [
    `log ${LOG}`,
    '',
    ...[`witness X1 ${A}`, `witness X2 ${B}`, `witness X3 ${C}`, 'group X-witnesses 2 X1 X2 X3'],
    '',
    ...[`witness Y1 ${D}`, `witness Y2 ${E}`, `witness Y3 ${F}`, 'group Y-witnesses any Y1 Y2 Y3'],
    '',
    ...['group X-and-Y all X-witnesses Y-witnesses', 'quorum X-and-Y', ''],
  ].join('\n');

  it.each(SETS)('the example with the signatures of "%s"', (signed) => {
    const has = (letters: string) => letters.split('').filter((one) => signed.includes(one)).length;
    expect(isMet(example, signed)).toBe(has('ABC') >= 2 && has('DEF') >= 1);
  });

  it('allows any octet beyond ASCII in names, addresses and comments, and keeps names apart by their octets', () => {
    const latin = (text: string) => Buffer.from(text, 'latin1');
    const policy = read(
      latin(
        `# \xe9\nwitness \xe9 ${A} https://\xe9.example/\nwitness \xc3\xa9 ${B}\nwitness \xef\xbf\xbd ${C}\nquorum \xe9\n`,
      ),
    );
    expect(policy.witnesses.size).toBe(3);
    expect(isQuorum(policy, witnesses.slice(0, 1))).toBe(true);
    expect(isQuorum(policy, witnesses.slice(1))).toBe(false);
    expect(policy.witnesses.get('\u00e9')?.key.name).toBe('B.example');
  });

  it('keeps K and the Kelvin sign apart', () => {
    const policy = read(`witness K ${A}\nwitness \u212a ${B}\nquorum \u212a\n`);
    expect(isQuorum(policy, witnesses.slice(0, 1))).toBe(false);
    expect(isQuorum(policy, witnesses.slice(1, 2))).toBe(true);
  });

  it('reads 32 logs, 32 witnesses and 32 groups', async () => {
    const many = Array.from({ length: 32 }, (_, at) => at);
    const logs = await Promise.all(many.map((at) => keyOf(`log${at}`, 'note')));
    const named = await Promise.all(many.map((at) => keyOf(`witness${at}`, 'cosignature')));
    const lines = [
      ...logs.map((key) => `log ${writeVerifierKey(key)}`),
      ...named.map((key, at) => `witness w${at} ${writeVerifierKey(key)}`),
      ...many.map((at) => `group g${at} all w${at}${at > 0 ? ` g${at - 1}` : ''}`),
      'quorum g31\n',
    ];
    const policy = read(lines.join('\n'));
    expect([policy.logs.length, policy.witnesses.size, policy.groups.size]).toEqual([32, 32, 32]);
    expect([isQuorum(policy, named), isQuorum(policy, named.slice(1))]).toEqual([true, false]);
  });
});

describe('formats, witness/: a policy', () => {
  const tidy = `\nwitness w1 ${A} https://a.example/w/\nwitness w2 ${B} https://b.example/w/\ngroup g1 all w1 w2\nquorum g1\n`;
  const four = `witness w1 ${A}\nwitness w2 ${B}\nwitness w3 ${C}\nwitness w4 ${D}\n`;

  it('is read', () => {
    expect([isMet(tidy, 'AB'), isMet(tidy, 'A')]).toEqual([true, false]);
  });

  it('with spaces, tabs and lines of comment is the same', () => {
    const loose = `\n\n# a comment\nwitness   w1      ${A}     https://a.example/w/\n  witness w2 \t ${B}   \n\n\t\t #one more\ngroup    g1   all  w1  w2\n\n\t quorum   g1`;
    expect([isMet(loose, 'AB'), isMet(loose, 'A')]).toEqual([true, false]);
  });

  it('with a witness named all is refused there, and read here: tlog-policy reserves only none', () => {
    expect(isMet(`witness all ${A}\nquorum all\n`, 'A')).toBe(true);
  });

  it('with one address for two witnesses is refused by tessera, and read here: tlog-policy allows it', async () => {
    expect(await answer(tidy.replace('b.example', 'a.example'))).toBe('accepted');
  });

  const refused: readonly (readonly [string, string])[] = [
    // There it is read; tlog-policy has lines of comment only, and sigsum-go refuses it, too.
    ['with a comment behind a line', tidy.replace('/w/\n', '/w/ #comment\n')],
    // There it is read; tlog-policy asks for a key of the kind that signs cosignatures.
    ['with a plain note key for a witness', tidy.replace(B, PLAIN)],
    // There it is read; tlog-policy forbids a key twice.
    ['with the same key twice', `${four}witness w5 ${A}\ngroup g1 2 w1 w2 w5\nquorum g1\n`],
    ['without a quorum', `witness w1 ${A}`],
    ['with an unknown quorum', 'quorum unknown'],
    ['with a name twice', `witness w1 ${A}\nwitness w1 ${B}\nquorum w1`],
    ['with a threshold below one', `${four}group g1 -1 w1\nquorum g1`],
    ['with a witness alone, whose name is a keyword', `witness all ${A}`],
    ['with a group named none', 'group none 1 witness'],
  ];
  it.each(refused)('%s is refused', async (_, text) => {
    expect(await answer(text)).toBe('log.bad-policy');
  });

  it.each([
    ['2', 2],
    ['all', 4],
    ['any', 1],
  ])('a group of four with %s is met by %i', (amount, least) => {
    const text = `${four}group g1 ${amount} w1 w2 w3 w4\nquorum g1\n`;
    for (const signed of SETS) {
      const count = signed.replace(/[EF]/g, '').length;
      expect(isMet(text, signed), signed).toBe(count >= least);
    }
  });
});

describe('formats, witness/: a group is satisfied', () => {
  const three = `witness a ${A}\nwitness b ${B}\nwitness c ${C}\n`;
  const nested = `${three}group any-of-b-c 1 b c\ngroup g 2 a any-of-b-c\nquorum g\n`;
  // A group of which none is needed cannot be written in a policy: what stands for it is `none`.
  const cases: readonly (readonly [string, string, string, boolean])[] = [
    ['one, given', `${three}quorum a\n`, 'A', true],
    ['one, not given', `${three}quorum a\n`, '', false],
    ['none, given', `${three}quorum none\n`, 'A', true],
    ['none, not given', `${three}quorum none\n`, '', true],
    ['one in a group, given', `${three}group i 1 a\ngroup o 1 i\nquorum o\n`, 'A', true],
    ['one in a group, not given', `${three}group i 1 a\ngroup o 1 i\nquorum o\n`, '', false],
    ['one and one of two, all given', nested, 'ABC', true],
    ['one and one of two, the least given', nested, 'AB', true],
    ['one and one of two, only the one', nested, 'A', false],
    ['one and one of two, only the two', nested, 'BC', false],
  ];
  it.each(cases)('%s', async (_, policy, signed, expected) => {
    const text = `desk.example\n1\n${Buffer.from(hasher.empty).toString('base64')}\n`;
    const signatures = await Promise.all(
      signed.split('').map(async (letter) => {
        const key = witnesses['ABCDEF'.indexOf(letter)];
        if (key === undefined) throw new Error(letter);
        return { name: key.name, id: key.id, bytes: await cosign(text, 1, key) };
      }),
    );
    const note = parseNote(writeNote({ text, signatures: [...signatures, stranger] }));
    const known = signed === '' ? [] : (await verifyNote(note, witnesses)).map(({ key }) => key);
    expect(isQuorum(read(policy), known)).toBe(expected);
  });
  const stranger = { name: 'stranger.example', id: '00000000', bytes: new Uint8Array(72) };
});

describe('sigsum-go, pkg/policy: a policy', () => {
  const example = `# example
log ${LOG} http://log.example
  # comment
  log ${LOG2}
witness W1 ${B} http://w1
witness W2 ${A}
witness W3 ${C} http://w3
witness W4 ${D} https://w4/
witness W5 ${E} https://w5
group G1 any W1 W2
group G2 2 W3 W4 W5
group G3 all G1 G2
quorum G3
  log ${LOG3}
witness W6 ${F}
`;
  it('is read, with a key that is of a log and of a witness, and lines behind the quorum', () => {
    const policy = read(example);
    expect([policy.logs.length, policy.witnesses.size]).toEqual([3, 6]);
    expect([...policy.witnesses.values()].map(({ url }) => url)).toEqual([
      ...['http://w1', undefined, 'http://w3', 'https://w4/', 'https://w5', undefined],
    ]);
  });

  it.each([
    ['', false],
    ...['B', 'A', 'C', 'CDE', 'BA', 'BC'].map((signed) => [signed, false] as const),
    ['BCD', true],
    ['ACE', true],
  ] as const)('is met by "%s": %s', (signed, expected) => {
    expect(isMet(example, signed)).toBe(expected);
  });

  const numbers = `witness A1 ${A}\nwitness A2 ${B}\nwitness A3 ${C}\nwitness B1 ${D}\nwitness B2 ${E}\nwitness B3 ${F}
group A-group 1 A1 A2 A3\ngroup B-group 2 B1 B2 B3\ngroup G any A-group B-group\nquorum G\n`;
  it('of one of three or two of three is met by these sets of 64 and no others', () => {
    const count = (signed: string, letters: RegExp) => signed.match(letters)?.length ?? 0;
    for (const signed of SETS)
      expect(isMet(numbers, signed), signed).toBe(
        count(signed, /[ABC]/g) >= 1 || count(signed, /[DEF]/g) >= 2,
      );
  });

  const six = `witness w0 ${A}\nwitness w1 ${B}\nwitness w2 ${C}\nwitness w3 ${D}\nwitness w4 ${E}\nwitness w5 ${F}\n`;
  const groups = (k: number) =>
    `${six}group g0 ${k} w0 w1\ngroup g1 ${k} w2 w3\ngroup g2 ${k} g1 w4 w5\ngroup q ${k} g0 g2\nquorum q\n`;
  it('with one of each group is met by every set but the empty one', () => {
    expect(SETS.filter((signed) => !isMet(groups(1), signed))).toEqual(['']);
  });

  it('with two of each group is met by A, B and two of: C and D, E, F', () => {
    const met = SETS.filter((signed) => isMet(groups(2), signed));
    expect(met.toSorted()).toEqual(['ABEF', 'ABCEF', 'ABDEF', 'ABCDE', 'ABCDF', 'ABCDEF'].toSorted());
  });

  it.each([
    ['', false],
    ['A', false],
    ['ABE', false],
    ['ABC', true],
    ['BCD', true],
    ['ABCDE', true],
  ])('of three of four is met by "%s": %s', (signed, expected) => {
    const four = `witness a ${A}\nwitness b ${B}\nwitness c ${C}\nwitness d ${D}\ngroup g 3 a b c d\nquorum g\n`;
    expect(isMet(four, signed)).toBe(expected);
  });

  const two = `witness W1 ${A}\nwitness W2 ${B}\n`;
  const end = 'quorum none\n';
  it.each([
    ['that is empty', ''],
    ['with a form feed', `# \f\n${end}`],
    ['with a DEL', `# \u007f\n${end}`],
    ['with a log twice', `log ${LOG}\n  log ${LOG}\n${end}`],
    ['with a comment behind a line', `log ${LOG} http://log.example #comment\n${end}`],
    ['with a witness twice', `witness W1 ${A}\nwitness W2 ${A}\n${end}`],
    ['with a name twice', `witness W1 ${A}\nwitness W1 ${B}\n${end}`],
    ['with a witness named none', `witness none ${A}\n${end}`],
    ['with a member that is not defined', `${two}group G all W1 W3 W2\n${end}`],
    ['without a quorum', `${two}group G all W1 W2\n`],
    ['with a member twice', `${two}group G all W1 W2 W1\n${end}`],
    ['with a member of two groups', `${two}witness W3 ${C}\ngroup G1 all W1 W2\ngroup G2 all W3 W2\n${end}`],
    ['with none for a member', `witness W ${A}\ngroup G all W none\n${end}`],
  ])('%s is refused', async (_, text) => {
    expect(await answer(text)).toBe('log.bad-policy');
  });
});
