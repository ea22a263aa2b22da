// The two doors as pages: sign in, sign up. Forms that work without script; the passkey part shows itself where it can work.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { clientAssets } from './client-assets.ts';
import { type Html, html } from './html.ts';
import { sendPage, type Visit, visitOf } from './layout.ts';
import type { Words } from './words.ts';

export type Door = 'signIn' | 'signUp';

export interface Attempt {
  readonly name: string;
  /** The sentence that says why it was refused. */
  readonly refused: keyof Words;
}

const UNPROCESSABLE = 422;
const UNAUTHORIZED = 401;
const OPENS = { signIn: '/sign-in', signUp: '/sign-up' } as const;

/** Sends a door, with the name kept and the reason said after a refusal. */
export async function sendDoor(
  request: FastifyRequest,
  reply: FastifyReply,
  door: Door,
  attempt?: Attempt,
): Promise<FastifyReply> {
  const visit = visitOf(request);
  const { scripts } = await clientAssets();
  const main = door === 'signIn' ? signInForm(visit, request, attempt) : signUpForm(visit, request, attempt);
  const status = attempt === undefined ? 200 : door === 'signIn' ? UNAUTHORIZED : UNPROCESSABLE;
  return sendPage(reply, visit, { title: visit.words[door], main, script: scripts.passkey.path }, status);
}

/** Where the visitor was going: a path of this site, or nowhere. */
export function nextOf(request: FastifyRequest): string | undefined {
  const next = new URL(request.url, 'http://page.invalid').searchParams.get('next');
  // A second slash or a backslash would name another host.
  return next !== null && /^\/(?![/\\])[\x21-\x7e]*$/.test(next) ? next : undefined;
}

function signInForm(visit: Visit, request: FastifyRequest, attempt: Attempt | undefined): Html {
  const { words } = visit;
  return html`<h1>${words.signIn}</h1>
${refusal(visit, attempt)}
<form method="post" action="${address(visit, request, 'signIn')}">
  ${nameField(visit, attempt, 'username webauthn')}
  <label>${words.passphrase}<input name="passphrase" type="password" autocomplete="current-password" maxlength="256" required></label>
  <button class="button primary">${words.signIn}</button>
</form>
${passkeyPart(visit, request, 'signIn')}
<p class="other-door">${words.newHere} <a href="${address(visit, request, 'signUp')}">${words.signUp}</a></p>`;
}

function signUpForm(visit: Visit, request: FastifyRequest, attempt: Attempt | undefined): Html {
  const { words } = visit;
  return html`<h1>${words.signUp}</h1>
<p class="lead">${words.signUpLead}</p>
${refusal(visit, attempt)}
<form method="post" action="${address(visit, request, 'signUp')}">
  ${nameField(visit, attempt, 'username', words.nameHint)}
  <label>${words.passphrase}<input name="passphrase" type="password" autocomplete="new-password" minlength="10" maxlength="256" aria-describedby="passphrase-hint" required></label>
  <p class="hint" id="passphrase-hint">${words.passphraseHint}</p>
  <button class="button primary">${words.signUp}</button>
</form>
${passkeyPart(visit, request, 'signUp')}
<p class="other-door">${words.alreadyHere} <a href="${address(visit, request, 'signIn')}">${words.signIn}</a></p>`;
}

function nameField({ words }: Visit, attempt: Attempt | undefined, complete: string, hint?: string): Html {
  return html`<label>${words.name}<input name="name" value="${attempt?.name}" autocomplete="${complete}" maxlength="40" ${
    hint === undefined ? undefined : html`aria-describedby="name-hint"`
  } required></label>
  ${hint === undefined ? undefined : html`<p class="hint" id="name-hint">${hint}</p>`}`;
}

function refusal({ words }: Visit, attempt: Attempt | undefined): Html | undefined {
  return attempt === undefined
    ? undefined
    : html`<p class="refused" role="alert">${words[attempt.refused]}</p>`;
}

/** Keeps its place from the start and is shown by the script, where the browser has passkeys. */
function passkeyPart({ words }: Visit, request: FastifyRequest, door: Door): Html {
  const label = door === 'signIn' ? words.withPasskey : words.makePasskey;
  return html`<section class="passkey" data-door="${door}" data-next="${nextOf(request) ?? '/'}"
  data-failed="${words.passkeyFailed}" data-name-first="${words.nameFirst}" data-name-taken="${words.nameTaken}"
  data-name-refused="${words.nameRefused}" hidden>
  <p class="or"><span>${words.or}</span></p>
  <button class="button" type="button">${label}</button>
  <p class="hint">${words.passkeyHint}</p>
  <p class="refused" role="alert" hidden></p>
</section>`;
}

function address({ language }: Visit, request: FastifyRequest, door: Door): string {
  const next = nextOf(request);
  const going = next === undefined ? '' : `&next=${encodeURIComponent(next)}`;
  return `${OPENS[door]}?lang=${language}${going}`;
}
