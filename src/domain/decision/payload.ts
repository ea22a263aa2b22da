// What a person signs when she decides: one unambiguous line of text that names the case, the items, the act and the ground.
import type { ListedItems, Spare } from '../case/decision-terms.ts';
import type { Decision, Ground, ItemIndex, Release, SignedAct } from '../case/event.ts';
import type { CaseNumber } from '../kernel/ids.ts';
import { type Instant, MINUTE, utc } from '../kernel/instant.ts';

/** A signed decision must reach the desk within this time: an old signature lying about decides nothing. */
export const MAX_DECISION_AGE = 10 * MINUTE;

export type Unsigned = Omit<Decision, 'signature'>;

/**
 * The bytes to sign, as text. Fixed key order, and a member that is left out says something else than one that is there, so that equal decisions give equal text
 * (the purpose of RFC 8785, reached here by construction). One act over several cases is one text: it lists every case and every item.
 */
export function decisionPayload(number: CaseNumber, items: readonly ItemIndex[], decision: Unsigned): string {
  const { list, although, spares, provisional } = decision;
  return JSON.stringify({
    ...(list === undefined
      ? { v: 'redress-decision/1', case: number, items: ascending(items) }
      : { v: 'redress-decision/2', list: listText(list) }),
    act: decision.act,
    ground: groundText(decision.ground),
    ...(although === undefined ? {} : { although }),
    ...(spares === undefined ? {} : { spares: sparesText(spares) }),
    ...(provisional === undefined ? {} : { until: utc(provisional.until) }),
    by: decision.by,
    at: utc(decision.at),
    id: decision.id,
  });
}

const ascending = (items: readonly ItemIndex[]): readonly ItemIndex[] => [...items].sort((a, b) => a - b);
const byText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

const listText = (list: readonly ListedItems[]): readonly object[] =>
  list
    .toSorted((a, b) => byText(a.number, b.number))
    .map(({ number, items }) => ({ case: number, items: ascending(items) }));

const sparesText = (spares: readonly Spare[]): readonly object[] =>
  spares.toSorted((a, b) => byText(a.copy, b.copy)).map(({ copy, why }) => ({ copy, why }));

/** What a person signs to let a withheld reply go. */
export function releasePayload(number: CaseNumber, release: Omit<Release, 'signature'>): string {
  return JSON.stringify({
    v: 'redress-release/1',
    case: number,
    by: release.by,
    at: utc(release.at),
    id: release.id,
  });
}

/** What a person signs to have the case of a mail opened that had been filed. @param mail its id, and the SHA-256 of its bytes */
export function openFiledPayload(
  mail: { readonly id: string; readonly rawDigest: string },
  act: Omit<SignedAct, 'signature'>,
): string {
  return JSON.stringify({
    v: 'redress-open-filed/1',
    letter: mail.id,
    digest: mail.rawDigest,
    by: act.by,
    at: utc(act.at),
    id: act.id,
  });
}

/** What a person signs to say that the machine's clock is right, whatever the desk believed. */
export function trustPayload(trust: {
  readonly id: string;
  readonly by: string;
  readonly at: Instant;
  readonly from: Instant;
}): string {
  return JSON.stringify({
    v: 'redress-wall-trust/1',
    by: trust.by,
    at: utc(trust.at),
    from: utc(trust.from),
    id: trust.id,
  });
}

/** `law:kr-kmcsc-correction`, `law:kr-net-44-2 Art. 44-2(2)`, `other-law:Criminal Act Art. 307` or `terms:3.2`. */
export function groundText(ground: Ground): string {
  if (ground.kind === 'terms') return `terms:${ground.clause}`;
  if (ground.kind === 'other-law') return `other-law:${ground.law}`;
  return `law:${ground.regime}${ground.article === undefined ? '' : ` ${ground.article}`}`;
}
