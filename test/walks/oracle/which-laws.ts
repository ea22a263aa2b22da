// Which laws a notice sets going and which arrivals it is: statements C1 to C9 of docs/spec/legal-clocks.md, read off one by one.
import type { Reach } from '../../../src/domain/clock/apply.ts';
import type { LawBook } from '../../../src/domain/clock/book.ts';
import type { Occasion } from '../../../src/domain/clock/occasion.ts';
import type { ContentClass, Regime, Statement, Visibility } from '../../../src/domain/clock/regime.ts';
import type { LetterKind } from '../../../src/domain/notice/letter.ts';
import type { Standing } from '../../../src/domain/notice/notifier.ts';
import { dayOf, isoDay } from './local-time.ts';

/** Who spoke, as far as anybody says. */
export interface Speaker {
  readonly standing: Standing | 'unknown';
  readonly country: string | null;
  readonly proven: boolean;
}

/** The notice as the desk was told it. */
export interface Told {
  readonly receivedAt: number;
  readonly letter: LetterKind;
  readonly content: readonly ContentClass[];
  readonly visibility: Visibility | null;
  readonly missing: readonly Statement[];
  readonly replyBy: number | null;
}

const OFFICES = ['agency', 'police', 'prosecutor', 'court'];
const PEOPLE = ['self', 'representative', 'guardian', 'designated-institution', 'anyone'];
const MEMBER_STATES = (
  'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE' as const
).split(' ');

const isOffice = ({ standing }: Speaker): boolean => OFFICES.includes(standing);

/** C6: a member state stands for the European Union, and California belongs to the United States. */
function isOfItsCountry(law: Regime, { country }: Speaker): boolean {
  if (country === null) return false;
  if (law.jurisdiction === 'EU' && MEMBER_STATES.includes(country)) return true;
  if (law.jurisdiction === 'US-CA' && country === 'US') return true;
  return law.jurisdiction === country;
}

const startsByAwareness = (law: Regime): boolean => law.duties.some(({ from }) => from === 'awareness');

/** C4 to C7. */
function isInvoked(law: Regime, speaker: Speaker, letter: LetterKind): boolean {
  const named = law.invokers.map(({ standing }) => standing as string);
  if (isOffice(speaker)) {
    if (!isOfItsCountry(law, speaker)) return false;
    const mayAsk = named.includes(speaker.standing) || named.includes('anyone');
    const isAnyones = law.kind === 'removal-notice' && named.includes('anyone');
    return startsByAwareness(law) || isAnyones || (mayAsk && law.letters.includes(letter));
  }
  if (startsByAwareness(law)) return true;
  if (!named.some((standing) => PEOPLE.includes(standing))) return false;
  if (speaker.standing === 'unknown' || named.includes('anyone')) return true;
  if (speaker.standing === 'designated-institution' && named.includes('representative')) return true;
  return named.includes(speaker.standing);
}

export const isVerified = ({ article, mark }: { article: string | null; mark: string }): boolean =>
  article !== null && mark !== 'M';

/** C8. */
function coversContent({ content }: Regime, known: readonly ContentClass[]): boolean {
  const forChildrenAlone = content.classes.length === 1 && content.classes[0] === 'child';
  if (forChildrenAlone) return known.includes('child');
  if (known.length === 0 || !isVerified(content)) return true;
  return known.some((shown) => content.classes.includes(shown));
}

/** C9. */
function coversPlace({ surface }: Regime, place: Visibility | null): boolean {
  return place === null || !isVerified(surface) || surface.visibility.includes(place);
}

/** C1 and C2. */
function holds(law: Regime, receivedAt: number): boolean {
  if (law.use !== 'live' || law.status !== 'in-force') return false;
  const today = isoDay(dayOf(law.zone, receivedAt));
  const written = (date: Regime['inForceFrom']): string | null =>
    date === null
      ? null
      : `${date.year}-${String(date.month).padStart(2, '0')}-${String(date.day).padStart(2, '0')}`;
  const first = written(law.inForceFrom);
  const last = written(law.inForceUntil);
  return (first === null || first <= today) && (last === null || today <= last);
}

/** C3: who serves a country serves its states. */
function isServed({ id, jurisdiction }: Regime, { jurisdictions, ruledOut }: Reach): boolean {
  const isReached = (served: string): boolean =>
    served === jurisdiction || (served === 'US' && jurisdiction === 'US-CA');
  return (jurisdictions === 'all' || jurisdictions.some(isReached)) && !ruledOut.includes(id);
}

/** Every law that applies to a notice of this speaker. */
export function lawsApplying(book: LawBook, reach: Reach, told: Told, speaker: Speaker): readonly Regime[] {
  return book.regimes.filter(
    (law) =>
      holds(law, told.receivedAt) &&
      isServed(law, reach) &&
      isInvoked(law, speaker, told.letter) &&
      coversContent(law, told.content) &&
      coversPlace(law, told.visibility) &&
      law.duties.some(({ from }) => arrivalsFired(speaker, told.letter).includes(from)),
  );
}

/** What the arrival of this notice is, in the words of the laws. */
export function arrivalsFired(speaker: Speaker, letter: LetterKind): readonly Occasion[] {
  if (!isOffice(speaker)) {
    return ['awareness', 'report-received', 'complaint-received', 'notice-given', 'valid-request-received'];
  }
  const isOrder = ['order', 'police-request', 'preservation', 'unclear'].includes(letter);
  return isOrder ? ['awareness', 'notice-given', 'order-received'] : ['awareness', 'notice-given'];
}

/** C20: nobody has proven who it was, or in which capacity. */
export const isDoubtful = ({ standing, proven }: Speaker): boolean => !proven || standing === 'unknown';

/** Does the notice lack anything that this law may hold against it? C14 to C16. */
export function isInsufficient(law: Regime, missing: readonly Statement[]): boolean {
  return law.elements.some(
    (element) =>
      element.required && isVerified(element) && element.needs.some((need) => missing.includes(need)),
  );
}

/** C33: may a clock of this law stand still? */
export const mayPause = ({ pause }: Regime): boolean => pause !== null && isVerified(pause);
