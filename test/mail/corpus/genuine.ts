// Letters as real senders write and sign them, each with the level and the reasons the guard must give. Drawn from a seed.
import type { GuardCode } from '../../../src/domain/notice/sender.ts';
import type { Header } from '../../support/signed-mail.ts';
import type { Chance } from '../../walks/lifecycle-chance.ts';
import { type Style, signatureField } from './sign.ts';
import { BARE, changed, DESK, type Draft, KEYS, MARU, NAMU, RELAY, SOFT, SORI } from './world.ts';

export interface Genuine {
  readonly draft: Draft;
  /** Empty: the letter reaches L1. Otherwise it stays L0 for exactly these. */
  readonly reasons: readonly GuardCode[];
}

export const CAREFUL: readonly string[] = [
  'From',
  'To',
  'Subject',
  'Date',
  'Message-ID',
  'MIME-Version',
  'Content-Type',
  'Content-Transfer-Encoding',
];
export const utf8 = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');
export const encodedWord = (text: string): string =>
  `=?utf-8?B?${Buffer.from(text, 'utf8').toString('base64')}?=`;
const hexWord = (text: string): string =>
  `=?UTF-8?Q?${[...Buffer.from(text, 'utf8')].map((byte) => `=${byte.toString(16).toUpperCase()}`).join('')}?=`;

const SUBJECTS = [
  'Request to delete',
  'Removal of unlawful\r\n recordings,  your reference 7',
  encodedWord('시정요구 통지'),
  `${encodedWord('불법촬영물')}\r\n ${encodedWord(' 삭제 요청')}`,
  hexWord('삭제 요청'),
] as const;
const NAMES = ['', 'Maru Media Board ', '"Board, Maru" ', `${encodedWord('마루매체심의원')} `] as const;
const DATES = [
  'Thu, 19 Nov 2026 14:05:00 +0900',
  'Fri, 20 Nov 2026 09:00:00 +0900 (KST)',
  '18 Nov 2026 05:05 +0000',
] as const;

export const styleOf = (domain: string): Style => ({
  domain,
  selector: 'm1',
  key: KEYS.rsa,
  covers: CAREFUL,
  header: 'relaxed',
  body: 'relaxed',
});

/** A plain letter of a body, signed with care. */
function plain(chance: Chance, mailbox = `takedown@${MARU}`, domain = MARU): Draft {
  const links = Array.from(
    { length: 1 + chance.below(3) },
    (_, at) => `https://chat.example/r/haneul-${1 + chance.below(9)}/m/${100 * (at + 1) + chance.below(99)}`,
  );
  const rows = links.map((link, at) => `${at + 1}. ${link}`);
  const text = [
    'We request  that you delete the following. ',
    '',
    ...rows,
    '',
    'Tell us  the result of each.',
    '',
    '',
  ].join('\r\n');
  const headers: Header[] = [
    ['From', `${chance.pick(NAMES)}<${mailbox}>`],
    ['To', chance.pick([`<${DESK}>`, DESK, `Notices <${DESK}>`])],
    ['Subject', chance.pick(SUBJECTS)],
    ['Date', chance.pick(DATES)],
    ['Message-ID', `<${chance.below(2 ** 31)}.${chance.below(2 ** 31)}@${domain}>`],
    ['MIME-Version', '1.0'],
    ['Content-Type', chance.pick(['text/plain; charset=utf-8', 'text/plain;\r\n\tcharset="us-ascii"'])],
    ['Content-Transfer-Encoding', chance.pick(['7bit', '8bit'])],
  ];
  return {
    headers,
    body: Buffer.from(text),
    styles: [{ ...styleOf(domain), folded: chance.percent(50) }],
    trace: '',
    links,
  };
}

/** The same draft signed otherwise. */
export const signedAs = (draft: Draft, style: Partial<Style>): Draft => ({
  ...draft,
  styles: draft.styles.map((one) => ({ ...one, ...style })),
});
export const withHeaders = (draft: Draft, changes: Readonly<Record<string, string | undefined>>): Draft => ({
  ...draft,
  headers: changed(draft.headers, changes),
});
export const withoutCover = (...names: readonly string[]): readonly string[] =>
  CAREFUL.filter((name) => !names.includes(name));
/** The text of a draft in another transfer encoding. */
const encodedBody = (draft: Draft, name: string, body: string): Draft => ({
  ...withHeaders(draft, { 'Content-Transfer-Encoding': name }),
  body: Buffer.from(body),
});

export const TRACE = [
  `Received: from out.${MARU} (out.${MARU} [192.0.2.7])\r\n\tby mx.desk.example with ESMTPS id 4A;\r\n\tFri, 20 Nov 2026 00:00:00 +0000\r\n`,
  `Return-Path: <bounce@${MARU}>\r\n`,
  'Delivered-To: notices@desk.example\r\n',
  'X-Spam-Status: No, score=0.1\r\n',
  'Authentication-Results: mx.relay.example; dkim=pass\r\n',
] as const;

/** A mailing list: it changes the subject, seals by ARC, and signs again by itself. */
function throughAList(draft: Draft): Draft {
  const own = draft.styles.map((style) => signatureField(draft.headers, draft.body, style)).join('');
  const headers = changed(draft.headers, { Subject: '[list] Request to delete' });
  const seal = `ARC-Seal: i=1; a=rsa-sha256; t=1763500000; cv=none; d=${RELAY}; s=m1; b=AAAA\r\nARC-Authentication-Results: i=1; ${RELAY}; dkim=pass header.d=${MARU}; dmarc=pass\r\n`;
  return { ...draft, headers, trace: seal + own, styles: [{ ...styleOf(RELAY), key: KEYS.stranger }] };
}

function alternative(draft: Draft): Draft {
  const text = draft.body.toString('latin1');
  const html = draft.links.map((link, at) => `<p>${at + 1}. <a href="${link}">${link}</a></p>`).join('\r\n');
  const part = (type: string, words: string): string =>
    `--b1\r\nContent-Type: ${type}; charset=utf-8\r\n\r\n${words}\r\n`;
  return {
    ...withHeaders(draft, {
      'Content-Type': 'multipart/alternative;\r\n boundary="b1"',
      'Content-Transfer-Encoding': undefined,
    }),
    body: Buffer.from(`${part('text/plain', text)}${part('text/html', html)}--b1--\r\n`),
  };
}

type Make = (chance: Chance) => Draft;
/** Each signer with the exact reasons the guard must give; none means L1. */
const KINDS: Readonly<Record<string, readonly [Make, ...GuardCode[]]>> = {
  'relaxed/relaxed': [(c) => plain(c)],
  'relaxed/simple': [(c) => signedAs(plain(c), { body: 'simple' })],
  'simple/simple': [(c) => signedAs(plain(c), { header: 'simple', body: 'simple' })],
  'simple/relaxed': [(c) => signedAs(plain(c), { header: 'simple' })],
  'RSA of 4,096 bits': [(c) => signedAs(plain(c), { selector: 'big', key: KEYS.rsa4096 })],
  Ed25519: [(c) => signedAs(plain(c), { selector: 'ed', key: KEYS.ed25519 })],
  'RSA and Ed25519': [
    (c) => {
      const draft = plain(c);
      return {
        ...draft,
        styles: draft.styles.flatMap((s) => [{ ...s, selector: 'ed', key: KEYS.ed25519 }, s]),
      };
    },
  ],
  'every name signed twice': [(c) => signedAs(plain(c), { covers: CAREFUL.flatMap((name) => [name, name]) })],
  'absent names signed, small letters, spaces': [
    (c) =>
      signedAs(plain(c), {
        covers: [...CAREFUL.map((name) => ` ${name.toLowerCase()} `), 'cc', 'reply-to', 'sender', 'list-id'],
      }),
  ],
  'tags t, x, i, q and z': [
    (c) =>
      signedAs(plain(c), {
        tags: ['t=1763528700', 'x=4102444800', `i=officer@${MARU}`, 'q=dns/txt', 'z=From:a=40b|To:c'],
      }),
  ],
  'h= folded around its colons, d= in capitals': [
    (c) =>
      signedAs(plain(c), {
        rewrite: (tags) =>
          tags
            .replace(/h=[^;]*/, (names) => names.replaceAll(':', '\r\n\t:\r\n '))
            .replace(MARU, MARU.toUpperCase()),
      }),
  ],
  'a key with g=, which nobody reads any more': [(c) => signedAs(plain(c), { selector: 'gran' })],
  'a key for mail only': [(c) => signedAs(plain(c), { selector: 'email' })],
  'a key with t=s': [(c) => signedAs(plain(c), { selector: 'exact', tags: [`i=@${MARU}`] })],
  'Cc and Reply-To, signed': [
    (c) =>
      signedAs(withHeaders(plain(c), { Cc: `<cyber@${SORI}>`, 'Reply-To': `<takedown@${MARU}>` }), {
        covers: [...CAREFUL, 'Cc', 'Reply-To'],
      }),
  ],
  'this desk among other recipients': [
    (c) =>
      withHeaders(plain(c), {
        To: `"Other, Desk" <a@b.example>, <x@y.example>,\r\n\t<${DESK.toUpperCase()}>`,
      }),
  ],
  'trace of relays in front': [(c) => ({ ...plain(c), trace: [TRACE[0], ...c.some(TRACE)].join('') })],
  'a second signature by a relay': [
    (c) => {
      const draft = plain(c);
      return { ...draft, styles: [{ ...styleOf(RELAY), key: KEYS.stranger }, ...draft.styles] };
    },
  ],
  'Exchange with its own X- fields': [
    (c) =>
      withHeaders(plain(c), {
        'Thread-Topic': 'Request',
        'X-Originating-IP': '[192.0.2.1]',
        Importance: 'high',
      }),
  ],
  base64: [
    (c) => {
      const draft = plain(c);
      const text = draft.body.toString('base64').replace(/.{76}/g, '$&\r\n');
      return encodedBody(draft, 'base64', `${text}\r\n`);
    },
  ],
  'quoted-printable': [
    (c) => {
      const draft = plain(c);
      return encodedBody(
        draft,
        'quoted-printable',
        draft.body.toString('latin1').replace(/\. (?=\r)/g, '.=20'),
      );
    },
  ],
  'eight bits of Korean': [
    (c) => {
      const draft = withHeaders(plain(c), {
        'Content-Type': 'text/plain; charset=utf-8',
        'Content-Transfer-Encoding': '8bit',
        Subject: utf8('삭제 요청'),
      });
      return {
        ...draft,
        body: Buffer.concat([Buffer.from('다음을 삭제하여 주시기 바랍니다.\r\n'), draft.body]),
      };
    },
  ],
  'plain text beside HTML': [(c) => alternative(plain(c))],
  'a subdomain, enrolled as such': [(c) => plain(c, `desk@${NAMU}`, NAMU)],
  'a policy of p=none, signed': [(c) => plain(c, `desk@${SOFT}`, SOFT)],
  'a policy with adkim=s': [(c) => plain(c, `cyber@${SORI}`, SORI)],
  'Gmail: Content-Type not signed': [
    (c) =>
      signedAs(plain(c), {
        covers:
          'to:subject:message-id:date:from:mime-version:from:to:cc:subject:date:message-id:reply-to'.split(
            ':',
          ),
      }),
    'guard.dkim-coverage',
  ],
  'Microsoft 365: To not signed': [
    (c) =>
      signedAs(plain(c), {
        covers: 'From:Date:Subject:Message-ID:Content-Type:MIME-Version:X-MS-Exchange-SenderADCheck'.split(
          ':',
        ),
      }),
    'guard.dkim-coverage',
  ],
  'Microsoft 365 with its own domain': [
    (c) => signedAs(plain(c), { domain: RELAY, key: KEYS.stranger, covers: withoutCover('To') }),
    'guard.dmarc',
    'guard.dkim-domain',
    'guard.dkim-coverage',
  ],
  'signed by its subdomain': [(c) => signedAs(plain(c), { domain: `mail.${MARU}` }), 'guard.dkim-domain'],
  'signed by its subdomain under adkim=s': [
    (c) => signedAs(plain(c, `cyber@${SORI}`, SORI), { domain: MARU }),
    'guard.dmarc',
    'guard.dkim-domain',
  ],
  'Reply-To not signed': [
    (c) => withHeaders(plain(c), { 'Reply-To': `<takedown@${MARU}>` }),
    'guard.dkim-coverage',
  ],
  'a Content-Language not signed': [
    (c) => withHeaders(plain(c), { 'Content-Language': 'ko-KR' }),
    'guard.dkim-coverage',
  ],
  'no signature': [(c) => ({ ...plain(c), styles: [] }), 'guard.dmarc', 'guard.dkim-none'],
  'no DMARC policy': [(c) => plain(c, `desk@${BARE}`, BARE), 'guard.dmarc'],
  'an RSA key of 1,024 bits': [
    (c) => signedAs(plain(c), { selector: 'weak', key: KEYS.weak }),
    'guard.dmarc',
    'guard.dkim-invalid',
  ],
  'rsa-sha1': [(c) => signedAs(plain(c), { algorithm: 'rsa-sha1' }), 'guard.dmarc', 'guard.dkim-invalid'],
  'a key in testing mode': [
    (c) => signedAs(plain(c), { selector: 'testing' }),
    'guard.dmarc',
    'guard.dkim-invalid',
  ],
  'l= over the whole body': [
    (c) => {
      const draft = plain(c);
      return signedAs(draft, { body: 'simple', length: draft.body.length - 2 });
    },
    'guard.dkim-length-tag',
  ],
  'a mailing list in between': [(c) => throughAList(plain(c)), 'guard.dmarc', 'guard.dkim-domain'],
  'this desk in Cc only': [
    (c) =>
      signedAs(withHeaders(plain(c), { To: '<a@b.example>', Cc: `<${DESK}>` }), {
        covers: [...CAREFUL, 'Cc'],
      }),
    'guard.wrong-recipient',
  ],
  'a letter of last month': [
    (c) => withHeaders(plain(c), { Date: 'Mon, 19 Oct 2026 14:05:00 +0900' }),
    'guard.date',
  ],
  'a mailbox nobody enrolled': [(c) => plain(c, `officer@${MARU}`, MARU), 'guard.not-enrolled'],
};

export const GENUINE_KINDS = Object.keys(KINDS);

/** One letter of a kind. The same seed writes the same letter; the keys are new in each run. */
export function genuineOf(kind: string, chance: Chance): Genuine {
  const [make, ...reasons] = KINDS[kind] as readonly [Make, ...GuardCode[]];
  return { draft: make(chance), reasons };
}
