// Raises a letter to L2 by a request that its authority signed over the exact list. The nonce is kept before anything is gained.
import { checkConfirmation, type Confirmed } from '../domain/authority/confirmation.ts';
import { enrolledAt } from '../domain/authority/enrolled.ts';
import { foldEnrolment } from '../domain/authority/enrolment.ts';
import { itemListText } from '../domain/authority/item-list.ts';
import { scopeReasons } from '../domain/authority/scope.ts';
import type { HttpRequest } from '../domain/authority/signature-base.ts';
import type { Case } from '../domain/case/case.ts';
import { confirmedSender } from '../domain/case/confirmed-sender.ts';
import type { LetterConfirmation } from '../domain/case/letter-confirmation.ts';
import { type Law, lawsOf } from '../domain/clock/facts.ts';
import type { CaseId } from '../domain/kernel/ids.ts';
import { after, DAY, type Instant } from '../domain/kernel/instant.ts';
import { ok, refuse, type Result } from '../domain/kernel/result.ts';
import { type Authority, authorityNamed } from '../domain/notice/authority.ts';
import type { Notice } from '../domain/notice/notice.ts';
import type { Cases } from '../ports/cases.ts';
import type { Digests } from '../ports/digests.ts';
import type { Enrolments } from '../ports/enrolments.ts';
import type { Signatures } from '../ports/signatures.ts';
import { DESK, step } from './step.ts';

export interface ConfirmLetterPorts {
  readonly cases: Cases;
  readonly enrolments: Enrolments;
  readonly signatures: Signatures;
  readonly digests: Digests;
}

/** @param host at which this desk is asked; today the domain of its address */
export async function confirmLetter(
  request: HttpRequest,
  host: string,
  law: Law,
  now: Instant,
  ports: ConfirmLetterPorts,
): Promise<Result<Case>> {
  const enrolled = enrolledAt(foldEnrolment(await ports.enrolments.history()), now);
  const checked = checkConfirmation(request, enrolled, host, now, ports.signatures.verify);
  if (!checked.ok) return checked;
  const confirmed = checked.value;
  const id = await caseOf(confirmed, ports.cases);
  if (!id.ok) return id;
  if (!(await ports.enrolments.useNonce(confirmed.keyId, confirmed.nonce, now)))
    return refuse('confirmation.nonce-used', 'this request was taken before');
  const authority = authorityNamed(confirmed.authority, enrolled);
  const notice = (await ports.cases.load(id.value))?.notice;
  if (authority === undefined || notice === undefined || notice === null)
    return refuse('case.not-received', 'the case has no notice');
  const refusal = await refuseScope(confirmed, authority, notice, ports.cases);
  if (refusal !== undefined) return refusal;
  return ports.cases.update(id.value, (state) => {
    if (state.notice === null) return refuse('case.not-received', 'the case has no notice');
    if (ports.digests.sha256(itemListText(state.notice.reading.items)) !== confirmed.itemsDigest)
      return refuse('confirmation.other-list', 'the letter lists something else than was confirmed');
    const confirmation = evidenceOf(confirmed, authority);
    const proven = { ...state.notice, sender: confirmedSender(confirmation) };
    const laws = lawsOf(proven, enrolled, law);
    return step(state, [{ kind: 'confirm-letter', confirmation, laws }], DESK, now);
  });
}

async function caseOf({ case: number, documentNumber }: Confirmed, cases: Cases): Promise<Result<CaseId>> {
  const byNumber = number === null ? undefined : await cases.byNumber(number);
  const found = documentNumber === null ? [] : await cases.byDocument(documentNumber);
  const [id, more] = number === null ? found : [byNumber];
  if (id === undefined) return refuse('case.unknown', 'no case bears this number');
  return more === undefined
    ? ok(id)
    : refuse('confirmation.case-unclear', 'several letters bear this number');
}

/** An order reaches as far as its scope, and not a step further: what the scope limits must be stated. */
async function refuseScope(
  { country, classes }: Confirmed,
  { id, scope }: Authority,
  { reading, receivedAt, sender }: Notice,
  cases: Cases,
): Promise<Result<never> | undefined> {
  const counts = scope?.itemsADay !== undefined;
  const itemsBefore = counts ? await cases.itemsListed(id, after(receivedAt, -DAY), receivedAt) : 0;
  const asked = { items: reading.items.length, itemsBefore, measures: reading.measures, country, classes };
  const reasons = sender.level === 'L2' ? [] : scopeReasons(scope ?? {}, asked, true);
  return reasons.length === 0 ? undefined : refuse('confirmation.out-of-scope', reasons.join(' '));
}

function evidenceOf(confirmed: Confirmed, authority: Authority): LetterConfirmation {
  const { itemsDigest, statement, keyId, publicKey, created, nonce, signed } = confirmed;
  const standsFor = [authority.id, ...(authority.succeeds ?? [])];
  const proof = { itemsDigest, statement, keyId, publicKey, created, nonce, signed };
  return { channel: 'signed-request', authority: authority.id, standsFor, ...proof };
}
