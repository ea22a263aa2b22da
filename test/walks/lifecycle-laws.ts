// The laws and senders that walks live under: every kind of start and end, one law that may stand still and be extended.
import { lawsFor } from '../../src/domain/clock/apply.ts';
import type { AppliedLaw } from '../../src/domain/clock/law.ts';
import { UNKNOWN_NOTIFIER } from '../../src/domain/notice/notifier.ts';
import type { Report } from '../../src/domain/notice/report.ts';
import type { Sender } from '../../src/domain/notice/sender.ts';
import { AUTHORITY, T0 } from '../support/fixtures.ts';
import {
  AWARENESS,
  CORRECTION,
  days,
  duty,
  FORTY_EIGHT,
  lawOf,
  regime,
  SOURCED,
  STEPPED,
} from '../support/laws.ts';

type Facts = Parameters<typeof lawsFor>[1];

/** Its time stands still while the notifier is asked, the office may allow more of it, and one moment is left to the letter. */
const PATIENT = regime({
  id: 'jp-patient',
  jurisdiction: 'JP',
  zone: 'Asia/Tokyo',
  pause: SOURCED,
  block: { ...SOURCED, days: 30 },
  duties: [
    duty({
      key: 'report-result',
      from: 'complaint-received',
      ends: 'answered',
      pace: days(7),
      targetHours: 24,
      extension: SOURCED,
    }),
    duty({ key: 'tell-uploader', from: 'settled', ends: 'uploader-told', pace: { kind: 'immediately' } }),
    duty({ key: 'give-reasons', from: 'decided', ends: 'uploader-told', pace: { kind: 'not-stated' } }),
    duty({ key: 'obey', from: 'complaint-received', ends: 'settled', pace: { kind: 'stated' } }),
  ],
});

/** Its notices are confirmed at once, what they ask to keep is kept, and whoever posted it is told of the notice. */
const TELLING = regime({
  id: 'kr-telling',
  duties: [
    duty({ key: 'confirm', from: 'notice-given', ends: 'receipt-confirmed' }),
    duty({ key: 'keep', from: 'notice-given', ends: 'preserved', pace: { kind: 'immediately' } }),
    duty({ key: 'tell-uploader', from: 'notice-given', ends: 'uploader-told', pace: { kind: 'not-stated' } }),
  ],
});

const LAW = lawOf(CORRECTION, AWARENESS, FORTY_EIGHT, STEPPED, PATIENT, TELLING);

const applied = (facts: Pick<Facts, 'letter' | 'notifier' | 'proven'>): readonly AppliedLaw[] =>
  lawsFor(LAW.book, { receivedAt: T0, content: [], visibility: null, missing: [], ...facts }, LAW.reach);

/** Who writes, and the laws that this sets going. */
export interface Writer {
  readonly sender: Sender;
  readonly laws: readonly AppliedLaw[];
  /** Made on a platform; left out where it is a letter. */
  readonly report?: Report;
}

/** Somebody nobody could prove: may be anybody. */
export const CLAIM: Writer = {
  sender: { level: 'L0', authority: null, reasons: ['guard.dmarc'] },
  laws: applied({ letter: 'unclear', notifier: UNKNOWN_NOTIFIER, proven: false }),
};

/** Somebody who told the platform itself. */
export const REPORTED: Writer = {
  ...CLAIM,
  sender: { level: 'L0', authority: null, reasons: [] },
  report: {
    ...{ platform: 'messenger', id: '7', reasons: ['minor'] },
    ...{ signedIn: false, words: true, contact: false, keysFor: [] },
  },
};

/** The same under the mailbox of an office: a second channel may prove it. */
export const CLAIMED: Writer = { ...CLAIM, sender: { ...CLAIM.sender, claimed: AUTHORITY.id } };

const proven = { level: 'L1', authority: AUTHORITY.id, reasons: [] } as const;

/** The person shown, proven. */
export const SELF: Writer = {
  sender: proven,
  laws: applied({
    letter: 'victim-notice',
    notifier: { standing: 'self', country: null, authority: null },
    proven: true,
  }),
};

/** A Korean regulator, proven. */
export const OFFICE: Writer = {
  sender: proven,
  laws: applied({
    letter: 'correction-request',
    notifier: { standing: 'agency', country: 'KR', authority: AUTHORITY.id },
    proven: true,
  }),
};

/** What a person may find to apply: each of these laws as a claim and as a proven sender would set it going. */
export const NAMED = [...CLAIM.laws, ...SELF.laws, ...OFFICE.laws] as readonly AppliedLaw[] as readonly [
  AppliedLaw,
  ...AppliedLaw[],
];
