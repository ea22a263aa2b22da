// Which laws does a notice set going? Doubt about who speaks starts a clock; only what is known to be otherwise keeps it from starting.
import { isoDate, type LocalDate, localOf } from '../kernel/zone.ts';
import type { Instant } from '../kernel/instant.ts';
import type { LetterKind } from '../notice/letter.ts';
import type { Notifier, Standing } from '../notice/notifier.ts';
import { inForce, type LawBook } from './book.ts';
import { type AppliedLaw, snapshot } from './law.ts';
import { type Arrival } from './occasion.ts';
import { type ContentClass, isVerified, type Regime, type Statement, type Visibility } from './regime.ts';

/** What is known of a notice that a law may hang on. What is not known is doubt, and doubt starts the clock. */
export interface Facts {
  readonly receivedAt: Instant;
  readonly letter: LetterKind;
  readonly notifier: Notifier;
  /** False while the sender is only a claim. */
  readonly proven: boolean;
  /** Empty: not known. */
  readonly content: readonly ContentClass[];
  readonly visibility: Visibility | null;
  /** What the notice is known to lack. */
  readonly missing: readonly Statement[];
}

/** Where the platform is answerable, as its operator declared it. */
export interface Reach {
  /** Jurisdictions served, or all. */
  readonly jurisdictions: readonly string[] | 'all';
  /** Regimes whose conditions the operator's lawyer ruled out (not a large provider, not designated). */
  readonly ruledOut: readonly string[];
}

export const EVERYWHERE: Reach = { jurisdictions: 'all', ruledOut: [] };

/** Every law that the notice sets going, each in the version of the day it was received. */
export function lawsFor(book: LawBook, facts: Facts, reach: Reach): readonly AppliedLaw[] {
  const arrivals = arrivalsOf(facts);
  return book.regimes.flatMap((regime) => {
    const on = localOf(facts.receivedAt, regime.zone);
    if (!isLive(regime, on) || !isServed(regime, reach) || !isInvoked(regime, facts)) return [];
    if (!coversContent(regime, facts) || !coversPlace(regime, facts)) return [];
    const law = snapshot(
      regime,
      editionOf(regime),
      arrivals,
      book.calendars[regime.calendar],
      isDoubtful(facts),
    );
    return law === null ? [] : [law];
  });
}

const OFFICES: readonly (Standing | 'unknown')[] = ['agency', 'police', 'prosecutor', 'court'];
const isOffice = ({ standing }: Notifier): boolean => OFFICES.includes(standing);

const FROM_PEOPLE: readonly Arrival[] = [
  'awareness',
  'report-received',
  'complaint-received',
  'notice-given',
  'valid-request-received',
];
const FROM_OFFICE: Record<LetterKind, readonly Arrival[]> = {
  'voluntary-request': ['awareness', 'notice-given'],
  'correction-request': ['awareness', 'notice-given'],
  'victim-notice': ['awareness', 'notice-given'],
  order: ['awareness', 'notice-given', 'order-received'],
  'police-request': ['awareness', 'notice-given', 'order-received'],
  preservation: ['awareness', 'notice-given', 'order-received'],
  unclear: ['awareness', 'notice-given', 'order-received'],
};

/** In which ways a notice has arrived, by who sent it and what it asks. */
function arrivalsOf({ notifier, letter }: Facts): readonly Arrival[] {
  return isOffice(notifier) ? FROM_OFFICE[letter] : FROM_PEOPLE;
}

const isLive = (regime: Regime, on: LocalDate): boolean =>
  regime.use === 'live' && regime.status === 'in-force' && inForce(regime, on);

const isServed = ({ id, jurisdiction }: Regime, reach: Reach): boolean =>
  !reach.ruledOut.includes(id) &&
  (reach.jurisdictions === 'all' ||
    reach.jurisdictions.some((served) => jurisdiction === served || jurisdiction.startsWith(`${served}-`)));

/**
 * An office invokes the laws of its own country: by the letters they name, or as anyone may. Everybody else invokes what
 * people may invoke; somebody of unknown standing may be anybody.
 */
function isInvoked(regime: Regime, { notifier, letter }: Facts): boolean {
  if (startsByAwareness(regime)) return !isOffice(notifier) || isOfCountry(regime, notifier);
  if (!isOffice(notifier)) return regime.kind === 'removal-notice' && mayInvoke(regime, notifier);
  if (!isOfCountry(regime, notifier)) return false;
  if (regime.kind === 'removal-notice' && namesAnyone(regime)) return true;
  return regime.letters.includes(letter) && mayInvoke(regime, notifier);
}

const isOfCountry = (regime: Regime, { country }: Notifier): boolean =>
  countryOf(regime) === unionOf(country);

const namesAnyone = ({ invokers }: Regime): boolean => invokers.some(({ standing }) => standing === 'anyone');

/** The provider's own knowledge starts it, whoever brought it. */
const startsByAwareness = ({ duties }: Regime): boolean => duties.some(({ from }) => from === 'awareness');

function mayInvoke({ invokers }: Regime, { standing }: Notifier): boolean {
  if (standing === 'unknown') return true;
  const speaksAs: readonly Standing[] =
    standing === 'designated-institution' ? [standing, 'representative', 'anyone'] : [standing, 'anyone'];
  return invokers.some((invoker) => speaksAs.includes(invoker.standing));
}

/** Laws about children only need to know that a child is shown; any other class that is not known may be the one. */
function coversContent({ content }: Regime, facts: Facts): boolean {
  if (content.classes.every((one) => one === 'child')) return facts.content.includes('child');
  if (facts.content.length === 0 || !isVerified(content)) return true;
  return content.classes.some((one) => facts.content.includes(one));
}

function coversPlace({ surface }: Regime, { visibility }: Facts): boolean {
  return visibility === null || !isVerified(surface) || surface.visibility.includes(visibility);
}

const isDoubtful = ({ proven, notifier }: Facts): boolean => !proven || notifier.standing === 'unknown';

export const editionOf = ({ inForceFrom }: Regime): string =>
  inForceFrom === null ? 'always' : isoDate(inForceFrom);

/** `US-CA` is a law of the US. */
const countryOf = ({ jurisdiction }: Regime): string => jurisdiction.split('-')[0] ?? jurisdiction;

/** Member states of the European Union (ISO 3166-1), in 2026. */
const EU = 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' ');

/** The jurisdiction whose law a country's bodies act under: a member state acts under that of the Union. */
export const unionOf = (country: string | null): string | null =>
  country !== null && EU.includes(country) ? 'EU' : country;
