// Hostile letters whose sender is not who it seems: lookalike domains, display names, forms of From, wrong recipients, other bodies' signatures.
import type { GuardCode } from '../../../src/domain/notice/sender.ts';
import { CAREFUL, encodedWord, type Genuine, signedAs, styleOf, utf8, withHeaders } from './genuine.ts';
import type { Made, Mutant, Mutants } from './mutant.ts';
import { DESK, type Draft, KEYS, LOOKALIKES, MARU, NAMU, sent, SOFT, SORI } from './world.ts';

const BOARD = `takedown@${MARU}`;
/** The forger's own domain signs, in good order. */
const byAStranger = (draft: Draft, domain = 'stranger.example'): Draft => ({
  ...draft,
  styles: [{ ...styleOf(domain), key: KEYS.stranger }],
});
const byABody = (draft: Draft, domain: string): Draft => ({ ...draft, styles: [styleOf(domain)] });

/** Another From, signed by its own domain or, worse, by the enrolled body's. */
const from =
  (value: string, sign: (draft: Draft) => Draft) =>
  ({ draft }: Genuine): Made => ({ raw: sent(sign(withHeaders(draft, { From: value }))) });
const stranger = (value: string): Mutant => ['guard.not-enrolled', from(value, byAStranger)];
const board = (value: string): Mutant => ['guard.not-enrolled', from(value, (draft) => byABody(draft, MARU))];
/** Another To, signed by the body itself: its letter to somebody else. */
const to = (value: string): Mutant => [
  'guard.wrong-recipient',
  ({ draft }) => ({ raw: sent(withHeaders(draft, { To: value })) }),
];
const signedBy = (reason: GuardCode, sign: (draft: Draft) => Draft): Mutant => [
  reason,
  ({ draft }) => ({ raw: sent(sign(draft)) }),
];
const dated = (date: string): Mutant => [
  'guard.date',
  ({ draft }) => ({ raw: sent(withHeaders(draft, { Date: date })) }),
];
const byName = <T>(list: readonly T[], mutant: (value: T) => Mutant): Record<string, Mutant> =>
  Object.fromEntries(list.map((value) => [String(value), mutant(value)]));

export const SENDERS: Mutants = {
  lookalike: {
    ...byName(LOOKALIKES, (domain) => [
      'guard.not-enrolled',
      from(`Maru Media Board <takedown@${domain}>`, (draft) => byAStranger(draft, domain)),
    ]),
    'a Cyrillic letter in the domain': stranger(utf8('<takedown@m\u0430ru-board.example>')),
    'a domain in full width': stranger(utf8('<takedown@\uff4daru-board.example>')),
    'a soft hyphen': stranger(utf8('<takedown@maru\u00ad-board.example>')),
    'a zero-width space': stranger(utf8('<takedown@maru-board\u200b.example>')),
    'a last dot': stranger(`<${BOARD}.>`),
    'two at signs': stranger(`<${BOARD}@stranger.example>`),
    'a percent route': stranger('<takedown%maru-board.example@stranger.example>'),
    'a bang path': stranger('<maru-board.example!takedown@stranger.example>'),
  },
  'another mailbox': {
    'of the same body': board(`<intern@${MARU}>`),
    'with a plus': board(`<takedown+x@${MARU}>`),
    'with a dot': board(`<take.down@${MARU}>`),
    'with a first dot': board(`<.takedown@${MARU}>`),
    'of a subdomain': board(`<takedown@mail.${MARU}>`),
    'that ends alike': board(`<xtakedown@${MARU}>`),
  },
  'display name': {
    'an address in quotes': stranger(`"${BOARD}" <a@stranger.example>`),
    'an address without quotes': stranger(`${BOARD} <a@stranger.example>`),
    'an address in an encoded word': stranger(`${encodedWord(`<${BOARD}>`)} <a@stranger.example>`),
    'the name of the body': stranger('Maru Media Board <a@stranger.example>'),
    'an address in a comment': stranger(`a@stranger.example (${BOARD})`),
    'a right-to-left override': stranger(utf8(`\u202e"Maru" <a@stranger.example>`)),
    'two pairs of brackets': stranger(`<${BOARD}> <a@stranger.example>`),
    'a quote that hides brackets': stranger(`"Maru <${BOARD}>" <a@stranger.example>`),
    'an escaped quote': stranger(`"Maru \\" <${BOARD}>, \\"" <a@stranger.example>`),
    'a line of white space': stranger(`${'Maru'.padEnd(900)}<a@stranger.example>`),
  },
  'form of From': {
    'two mailboxes': board(`<${BOARD}>, <a@stranger.example>`),
    'two mailboxes, the other first': board(`<a@stranger.example>, <${BOARD}>`),
    'a semicolon': board(`<${BOARD}>; <a@stranger.example>`),
    'a group': board(`Maru: ${BOARD};`),
    'a group before a mailbox': board(`Maru: a@stranger.example; <${BOARD}>`),
    'a comment behind': board(`${BOARD} (Maru)`),
    'a comment in front': board(`(Maru) ${BOARD}`),
    'a comment in the address': board(`<takedown(x)@${MARU}>`),
    'a quoted local part': board(`<"takedown"@${MARU}>`),
    'a route': board(`<@relay.example:${BOARD}>`),
    'an encoded word for the address': board(encodedWord(BOARD)),
    'an address literal': board('<takedown@[192.0.2.1]>'),
    'spaces in the brackets': board(`< ${BOARD} >`),
    'spaces about the at sign': board(`<takedown @ ${MARU}>`),
    'a byte of white space in Latin-1': board(`\u00a0${BOARD}`),
    'a byte of white space behind': board(`${BOARD}\u00a0`),
    'an empty value': board(''),
    'brackets that do not close': board(`<${BOARD}`),
    'a folded address': board(`<takedown@\r\n ${MARU}>`),
  },
  recipient: {
    'our address begins another': to(`<${DESK}.stranger.example>`),
    'our address ends another': to(`<x${DESK}>`),
    'our address is a display name': to(`"${DESK}" <a@b.example>`),
    'our address is in a comment': to(`<a@b.example> (${DESK})`),
    'our address is in a group': to(`Desks: ${DESK};`),
    'another desk': to('<notices@other-desk.example>'),
    nobody: to('undisclosed-recipients:;'),
    'our address is a local part': to(`<"${DESK}"@b.example>`),
    'our address in a cut of two': to('<notices@desk>, <.example>'),
    'our address with a plus': to('<notices+a@desk.example>'),
    'blind copy': [
      'guard.wrong-recipient',
      ({ draft }) => ({ raw: sent(withHeaders(draft, { To: '<a@b.example>', Bcc: `<${DESK}>` })) }),
    ],
    'copy only': [
      'guard.wrong-recipient',
      ({ draft }) => ({
        raw: sent(
          signedAs(withHeaders(draft, { To: '<a@b.example>', Cc: `<${DESK}>` }), {
            covers: [...CAREFUL, 'Cc'],
          }),
        ),
      }),
    ],
  },
  date: {
    'eight days ago': dated('Wed, 11 Nov 2026 23:00:00 +0000'),
    'last year': dated('Thu, 20 Nov 2025 09:00:00 +0900'),
    'the day after tomorrow': dated('Sun, 22 Nov 2026 09:00:00 +0900'),
    'in 2099': dated('Fri, 20 Nov 2099 09:00:00 +0900'),
    'before time began': dated('Thu, 01 Jan 1970 00:00:00 +0000'),
    'no date': dated('soon'),
    empty: dated(''),
  },
  'another body': {
    'signs with its own domain': [
      'guard.dkim-domain',
      ({ draft }) => ({ raw: sent(byABody(withHeaders(draft, { From: `<${BOARD}>` }), SORI)) }),
    ],
    'is named, and the first one signs': [
      'guard.dkim-domain',
      ({ draft }) => ({ raw: sent(byABody(withHeaders(draft, { From: `<cyber@${SORI}>` }), MARU)) }),
    ],
    'of a subdomain is named': [
      'guard.dkim-domain',
      ({ draft }) => ({ raw: sent(byABody(withHeaders(draft, { From: `<desk@${NAMU}>` }), MARU)) }),
    ],
    'and both sign for a third': [
      'guard.dkim-domain',
      ({ draft }) => ({
        raw: sent({
          ...withHeaders(draft, { From: `<desk@${SOFT}>` }),
          styles: [styleOf(MARU), styleOf(SORI)],
        }),
      }),
    ],
  },
  'signing domain': {
    'a stranger’s': signedBy('guard.dkim-domain', (draft) => byAStranger(draft)),
    'the body’s, with a stranger’s key': signedBy('guard.dkim-invalid', (draft) => ({
      ...draft,
      styles: [{ ...styleOf(MARU), key: KEYS.stranger }],
    })),
    'a stranger’s, i= the body’s': signedBy('guard.dkim-invalid', (draft) =>
      signedAs(byAStranger(draft), { tags: [`i=${BOARD}`] }),
    ),
    'a stranger’s and the body’s in one': signedBy('guard.dkim-domain', (draft) =>
      signedAs(byAStranger(draft), { rewrite: (tags) => tags.replace('; s=', `; D=${MARU}; s=`) }),
    ),
    'two d=': signedBy('guard.dkim-invalid', (draft) =>
      signedAs(byAStranger(draft), { rewrite: (tags) => tags.replace('d=', `d=${MARU}; d=`) }),
    ),
    'two d=, the other way round': signedBy('guard.dkim-invalid', (draft) =>
      signedAs(byAStranger(draft), { rewrite: (tags) => tags.replace('; s=', `; d=${MARU}; s=`) }),
    ),
    'the last label only': signedBy('guard.dkim-invalid', (draft) =>
      signedAs(byAStranger(draft), { domain: 'example' }),
    ),
    'a selector that reaches out': signedBy('guard.dkim-invalid', (draft) => ({
      ...draft,
      styles: [{ ...styleOf(MARU), key: KEYS.stranger, selector: 'm1._domainkey.stranger.example.' }],
    })),
    'a domain with a NUL character': signedBy('guard.header-form', (draft) =>
      byAStranger(draft, `${MARU}\0.stranger.example`),
    ),
    'the body’s with a last dot': signedBy('guard.dkim-invalid', (draft) => byABody(draft, `${MARU}.`)),
  },
  policy: {
    'p=none, unsigned': [
      'guard.dmarc',
      ({ draft }) => ({ raw: sent({ ...withHeaders(draft, { From: `<desk@${SOFT}>` }), styles: [] }) }),
    ],
    'p=none, signed by a stranger': [
      'guard.dmarc',
      ({ draft }) => ({ raw: sent(byAStranger(withHeaders(draft, { From: `<desk@${SOFT}>` }))) }),
    ],
    'p=reject, unsigned': ['guard.dkim-none', ({ draft }) => ({ raw: sent({ ...draft, styles: [] }) })],
    'SPF alone': [
      'guard.dmarc',
      ({ draft }) => ({
        raw: sent({
          ...draft,
          styles: [],
          trace: `Received-SPF: pass (desk.example: domain of ${BOARD})\r\nReturn-Path: <${BOARD}>\r\n`,
        }),
        zone: { [MARU]: ['v=spf1 +all'] },
      }),
    ],
  },
};
