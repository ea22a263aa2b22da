// Hostile letters about keys, tags and DNS: weak, revoked and expired keys, odd tags, names left out of `h=`, name servers that fail.
import type { GuardCode } from '../../../src/domain/notice/sender.ts';
import { CAREFUL, type Genuine, signedAs, styleOf, withoutCover } from './genuine.ts';
import type { Mutant, Mutants } from './mutant.ts';
import type { Style } from './sign.ts';
import { type Answer, KEYS, MARU, NAMU, sent, SOFT, SORI } from './world.ts';

const style = (reason: GuardCode, other: Partial<Style>): Mutant => [
  reason,
  ({ draft }) =>
    draft.styles.length === 0 ? undefined : { raw: sent(signedAs(draft, { ...RSA, ...other })) },
];
/** A letter signed with another key than the usual is signed with the usual one first. */
const RSA = { key: KEYS.rsa, selector: 'm1' } as const;
const selector = (name: string): Mutant => style('guard.dkim-invalid', { selector: name });
const tags = (...written: readonly string[]): Mutant => style('guard.dkim-invalid', { tags: written });
const rewritten = (from: string | RegExp, to: string): Mutant =>
  style('guard.dkim-invalid', { rewrite: (text) => text.replace(from, to) });
const left = (name: string): Mutant => [
  'guard.dkim-coverage',
  ({ draft }) =>
    draft.headers.some((header) => header[0] === name)
      ? { raw: sent(signedAs(draft, { ...RSA, covers: withoutCover(name) })) }
      : undefined,
];

const bodyOf = ({ draft }: Genuine): string => draft.styles.at(-1)?.domain ?? MARU;
const key = (reason: GuardCode, answer: Answer): Mutant => [
  reason,
  (genuine) => ({
    raw: sent(signedAs(genuine.draft, RSA)),
    zone: { [`m1._domainkey.${bodyOf(genuine)}`]: answer },
  }),
];
const dmarc = (reason: GuardCode, answer: Answer): Mutant => [
  reason,
  ({ draft }) => ({
    raw: sent(draft),
    zone: Object.fromEntries(
      [MARU, SORI, SOFT, NAMU, 'namu-center.example'].map((name) => [`_dmarc.${name}`, answer]),
    ),
  }),
];
const fails = (code: string): Answer => ({ error: code });
const FORGED = 'DKIM-Signature: v=1; a=rsa-sha256; d=x.example; s=s; h=from; bh=AA==; b=AA==\r\n';

export const DNS_AND_KEYS: Mutants = {
  'weak or withdrawn key': {
    'RSA of 1,024 bits': style('guard.dkim-invalid', { selector: 'weak', key: KEYS.weak }),
    'rsa-sha1': style('guard.dkim-invalid', { algorithm: 'rsa-sha1' }),
    'in testing mode': selector('testing'),
    'for another service': selector('other'),
    'for SHA-1 only': selector('old'),
    withdrawn: selector('gone'),
    'of another version': selector('v2'),
    'of another kind': selector('kind'),
    'version not first': selector('late'),
    'published twice in one': selector('twice'),
    'very long': selector('huge'),
    'no key at all': selector('junk'),
    'unknown selector': selector('nothing'),
    't=s and i= a subdomain': style('guard.dkim-invalid', { selector: 'exact', tags: [`i=a@mail.${MARU}`] }),
  },
  'tags of the signature': {
    expired: tags('t=1700000000', 'x=1700000600'),
    'expires before it was made': tags('t=1763500000', 'x=1763400000'),
    'expires as it is made': tags('t=4102444800', 'x=4102444800'),
    'made in 2100': tags('t=4102444800'),
    'made in 2100 and later expired': tags('t=4102444800', 'x=4102445800'),
    'an expiry of words': tags('x=never'),
    'a negative expiry': tags('x=-1'),
    'version 2': rewritten('v=1', 'v=2'),
    'version 1.0': rewritten('v=1', 'v=1.0'),
    'no version': rewritten(/v=1; ?(\r\n\t)?/, ''),
    'no h=': rewritten(/h=[^;]*;\s*/, ''),
    'an empty h=': style('guard.dkim-invalid', { covers: [] }),
    'a second h=': rewritten('bh=', 'h=from; bh='),
    'a second a=': rewritten('bh=', 'a=rsa-sha1; bh='),
    'an empty tag': rewritten('bh=', '; bh='),
    'a tag without a value sign': rewritten('bh=', 'hello; bh='),
    'i= of another domain': tags('i=@stranger.example'),
    'i= without an at sign': tags(`i=${MARU}`),
    'i= of a parent': tags('i=@example'),
    'another way to ask for keys': tags('q=http/json'),
    'another algorithm': rewritten('a=rsa-sha256', 'a=rsa-sha512'),
    'algorithm none': rewritten('a=rsa-sha256', 'a=none'),
    'the algorithm of another key': rewritten('a=rsa-sha256', 'a=ed25519-sha256'),
    'another canonical form': rewritten(/c=[a-z/]+/, 'c=nowsp/nowsp'),
    'changed after signing': [
      'guard.dkim-invalid',
      ({ draft }) => ({
        raw: Buffer.from(
          sent(signedAs(draft, RSA))
            .toString('latin1')
            .replace(/c=(?=relaxed|simple)/g, 'x=4102444800; c='),
          'latin1',
        ),
      }),
    ],
    'b= cut short': [
      'guard.dkim-invalid',
      ({ draft }) => ({
        raw: Buffer.from(
          sent({ ...draft, styles: [{ ...styleOf(bodyOf({ draft, reasons: [] })), folded: false }] })
            .toString('latin1')
            .replace(/(; b=.{40})[^\r]*/, '$1'),
          'latin1',
        ),
      }),
    ],
    'six signatures': [
      'guard.dkim-none',
      ({ draft }) => ({ raw: Buffer.concat([Buffer.from(FORGED.repeat(6)), sent(draft)]) }),
    ],
  },
  'left out of h=': {
    ...Object.fromEntries(CAREFUL.filter((name) => name !== 'From').map((name) => [name, left(name)])),
    From: style('guard.dkim-invalid', { covers: withoutCover('From') }),
    'From, but for a name like it': style('guard.dkim-invalid', {
      covers: [...withoutCover('From'), 'From_', 'X-From'],
    }),
    'From named twice, and a second added': [
      'guard.header-count',
      ({ draft }) => ({
        raw: Buffer.concat([
          Buffer.from('From: <a@b.example>\r\n'),
          sent(signedAs(draft, { ...RSA, covers: ['From', ...CAREFUL] })),
        ]),
      }),
    ],
  },
  DNS: {
    'the key: server failure': key('guard.dns', fails('ESERVFAIL')),
    'the key: no answer': key('guard.dns', fails('ETIMEOUT')),
    'the key: refused': key('guard.dns', fails('EREFUSED')),
    'the key: a loop of names': key('guard.dns', fails('EBADRESP')),
    'the key: connection lost': key('guard.dns', fails('ECONNREFUSED')),
    'the key: no such name': key('guard.dkim-invalid', fails('ENOTFOUND')),
    'the key: no such record': key('guard.dkim-invalid', fails('ENODATA')),
    'the key: an empty answer': key('guard.dkim-invalid', []),
    'the key: an empty string': key('guard.dkim-invalid', ['']),
    'the key: of a stranger': key('guard.dkim-invalid', [KEYS.stranger.record]),
    'the key: a megabyte': key('guard.dkim-invalid', [`v=DKIM1; p=${'A'.repeat(1_000_000)}`]),
    'the policy: server failure': dmarc('guard.dns', fails('ESERVFAIL')),
    'the policy: no answer': dmarc('guard.dns', fails('ETIMEOUT')),
    'the policy: gone': dmarc('guard.dmarc', fails('ENOTFOUND')),
    'the policy: twice': dmarc('guard.dmarc', ['v=DMARC1; p=none', 'v=DMARC1; p=reject']),
    'the policy: of another version': dmarc('guard.dmarc', ['v=DMARC2; p=none']),
  },
};
