// `redress authorities`: who is enrolled, what is asked about it, and the signed acts of administrators.
import { isOpen, requestOf } from '../../domain/authority/asking.ts';
import { enrolledAt } from '../../domain/authority/enrolled.ts';
import { type Asks, type Enrolment, foldEnrolment, type Request } from '../../domain/authority/enrolment.ts';
import { authorityForm, enrolmentPayload } from '../../domain/authority/payload.ts';
import { decisionId } from '../../domain/kernel/ids.ts';
import { type Instant, utc } from '../../domain/kernel/instant.ts';
import type { Authority } from '../../domain/notice/authority.ts';
import { type AskedOfEnrolment, enrolAuthority, enrollingOf } from '../../workflow/enrol-authority.ts';
import { AUTHORITY_WORDS, type AuthorityWords, type Language } from './authority-words.ts';
import { deskNow, signingTime } from './desk-now.ts';
import { CommandError, type Output, refused } from './output.ts';
import { type SigningOptions, signerNamed } from './signing.ts';
import type { Desk, Wiring } from './wiring.ts';

/** What every one of these commands needs. */
export interface Enrolling {
  readonly wiring: Wiring;
  readonly desk: Desk;
  readonly output: Output;
  readonly language: Language;
}

export async function listAuthorities({ desk, output, language }: Enrolling): Promise<void> {
  const { state, now, fileIgnored } = await enrolment(desk);
  const words = AUTHORITY_WORDS[language];
  const enrolled = enrolledAt(state, now).filter(
    (one, at, all) => all.findIndex(({ id }) => id === one.id) === at,
  );
  const open = state.requests.filter((request) => isOpen(request, now));
  output.result(
    {
      authorities: enrolled.map(authorityForm),
      requests: open.map((one) => requestForm(one, now)),
      fileIgnored,
    },
    [
      ...(enrolled.length === 0 ? [words.nobody] : enrolled.map((one) => lineOf(one, language, words))),
      ...open.map((one) => requestLine(one, now, words)),
      ...(fileIgnored ? [words.fileIgnored] : []),
    ],
  );
}

export async function showAuthority({ desk, output, language }: Enrolling, id: string): Promise<void> {
  const { state, now } = await enrolment(desk);
  const words = AUTHORITY_WORDS[language];
  const found = enrolledAt(state, now).find(
    (one) => one.id === id || (one.succeeds ?? []).some((old) => old === id),
  );
  const requests = state.requests.filter(({ authority }) => authority.id === id);
  if (found === undefined && requests.length === 0)
    throw new CommandError(
      'authority.unknown',
      `${id} is not enrolled`,
      '`redress authorities list` names them',
    );
  const form = found === undefined ? null : { ...authorityForm(found), succeeds: found.succeeds ?? [] };
  output.result({ authority: form, requests: requests.map((one) => requestForm(one, now)) }, [
    ...(found === undefined
      ? [words.notYet]
      : [lineOf(found, language, words), JSON.stringify(form, null, 2)]),
    ...requests.map((one) => requestLine(one, now, words)),
  ]);
}

export async function askFor(
  enrolling: Enrolling,
  asks: Asks,
  id: string | null,
  file: string,
  options: SigningOptions,
): Promise<void> {
  const authority = await enrolling.desk.readAuthority(file);
  if (id !== null && authority.id !== id)
    throw new CommandError(
      'authority.unknown',
      `${file} describes ${authority.id}, not ${id}`,
      'name the body that the file describes',
    );
  await signed(enrolling, { act: 'request', asks, authority }, options);
}

export async function answerRequest(
  enrolling: Enrolling,
  act: 'confirm' | 'withdraw',
  request: string,
  options: SigningOptions,
): Promise<void> {
  await signed(enrolling, { act, request: decisionId(request) }, options);
}

async function signed(
  { wiring, desk, output, language }: Enrolling,
  asked: AskedOfEnrolment,
  options: SigningOptions,
): Promise<void> {
  const { state } = await enrolment(desk);
  const enrolling = enrollingOf(state, asked);
  if (!enrolling.ok) throw refused(enrolling.error);
  const signer = await signerNamed(wiring, desk, options);
  const at = await signingTime(desk);
  const id = decisionId(desk.ids.fresh());
  const signature = signer.sign(enrolmentPayload(enrolling.value, { id, by: signer.person, at }));
  const done = await enrolAuthority(asked, { id, person: options.as, at, signature }, at, desk);
  if (!done.ok) throw refused(done.error);
  const request = requestOf(done.value, asked.act === 'request' ? id : asked.request);
  if (request === undefined) throw new Error('a request is gone');
  const words = AUTHORITY_WORDS[language];
  output.result({ request: requestForm(request, at) }, [
    requestLine(request, at, words),
    ...(request.contact === 'owed' && request.withdrawn === null ? [words.contactOwed] : []),
    ...(asked.act === 'request' ? [words.confirmBy(request.act.id)] : []),
  ]);
}

async function enrolment(desk: Desk): Promise<{ state: Enrolment; now: Instant; fileIgnored: boolean }> {
  const imported = await desk.importEnrolled();
  const now = await deskNow(desk);
  return { state: foldEnrolment(await desk.enrolments.history()), now, fileIgnored: imported === 'ignored' };
}

type Stage = 'withdrawn' | 'waiting' | 'confirmed' | 'in-force';

function stageOf({ withdrawn, confirmed }: Request, now: Instant): Stage {
  if (withdrawn !== null) return 'withdrawn';
  if (confirmed === null) return 'waiting';
  return now < confirmed.from ? 'confirmed' : 'in-force';
}

function requestForm(request: Request, now: Instant): object {
  const { act, asks, authority, contact, confirmed, withdrawn } = request;
  return {
    id: act.id,
    asks,
    stage: stageOf(request, now),
    by: act.by,
    at: utc(act.at),
    confirmedBy: confirmed?.act.by ?? null,
    from: confirmed === null ? null : utc(confirmed.from),
    withdrawnBy: withdrawn?.by ?? null,
    contact,
    authority: authorityForm(authority),
  };
}

function requestLine(request: Request, now: Instant, words: AuthorityWords): string {
  const { act, asks, authority, confirmed } = request;
  const stage = stageOf(request, now);
  const from = confirmed !== null && stage === 'confirmed' ? `  ${utc(confirmed.from)}` : '';
  return `${act.id}  ${words.asks[asks]}  ${authority.id}  ${words.stages[stage]}${from}`;
}

function lineOf(authority: Authority, language: Language, words: AuthorityWords): string {
  const name = language === 'ko' ? authority.name : authority.nameEn;
  const head = `${authority.id}  ${name}  ${authority.country}  ${authority.addresses.join(' ')}`;
  return authority.signing === 'to-unsigned' ? `${head}\n  ${words.neverByMail}` : head;
}
