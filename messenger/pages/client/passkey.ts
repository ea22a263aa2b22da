// The passkey button of the doors. The browser's own JSON goes to the server and back; the session ends up in a cookie.
import { ask, Refusal } from './net/api.ts';

interface Credential {
  toJSON(): object;
}

const part = document.querySelector<HTMLElement>('.passkey');
const canDo =
  typeof PublicKeyCredential === 'function' && 'parseCreationOptionsFromJSON' in PublicKeyCredential;

if (part !== null && canDo) show(part);

function show(section: HTMLElement): void {
  section.hidden = false;
  const button = section.querySelector('button');
  const told = section.querySelector<HTMLElement>('.refused');
  const say = (sentence: string | undefined) => {
    if (told === null) return;
    told.textContent = sentence ?? '';
    told.hidden = sentence === undefined;
  };
  button?.addEventListener('click', () => {
    say(undefined);
    button.disabled = true;
    enter(section)
      .then(() => location.assign(section.dataset['next'] ?? '/'))
      .catch((error: unknown) => say(sentenceFor(section, error)))
      .finally(() => {
        button.disabled = false;
      });
  });
}

async function enter(section: HTMLElement): Promise<void> {
  const token = section.dataset['door'] === 'signUp' ? await signUp() : await signIn();
  const kept = await fetch('/session', { method: 'PUT', headers: { authorization: `Bearer ${token}` } });
  if (!kept.ok) throw new Refusal(kept.status, '');
}

async function signUp(): Promise<string> {
  const field = document.querySelector<HTMLInputElement>('input[name=name]');
  const name = field?.value.trim() ?? '';
  if (name === '') {
    field?.focus();
    throw new Refusal(0, 'name-first');
  }
  const options = await ask<PublicKeyCredentialCreationOptionsJSON>('POST', '/api/accounts/passkey/options', {
    name,
  });
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
  return answer('/api/accounts/passkey', await navigator.credentials.create({ publicKey }));
}

async function signIn(): Promise<string> {
  const options = await ask<PublicKeyCredentialRequestOptionsJSON>('POST', '/api/sessions/passkey/options');
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  return answer('/api/sessions/passkey', await navigator.credentials.get({ publicKey }));
}

async function answer(path: string, credential: unknown): Promise<string> {
  if (credential === null) throw new Refusal(0, '');
  const response = (credential as Credential).toJSON();
  return (await ask<{ token: string }>('POST', path, { response })).token;
}

function sentenceFor({ dataset }: HTMLElement, error: unknown): string | undefined {
  const code = error instanceof Refusal ? error.code : '';
  const sentences: Readonly<Record<string, string | undefined>> = {
    'name-first': dataset['nameFirst'],
    'account.name-taken': dataset['nameTaken'],
    'account.name-refused': dataset['nameRefused'],
  };
  return sentences[code] ?? dataset['failed'];
}
