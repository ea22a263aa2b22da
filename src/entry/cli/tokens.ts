// `redress tokens`: who may use the API, and for what. A token is shown once, when it is made; afterwards nobody can look it up.
import type { Role } from '../../domain/access/role.ts';
import { addTokenPayload, revokeTokenPayload } from '../../domain/access/token-payload.ts';
import { decisionId, type PersonId } from '../../domain/kernel/ids.ts';
import { utc } from '../../domain/kernel/instant.ts';
import { addToken } from '../../workflow/add-token.ts';
import { revokeToken } from '../../workflow/revoke-token.ts';
import { signingTime } from './desk-now.ts';
import { language } from './language.ts';
import { CommandError, type Output, refused } from './output.ts';
import { signerNamed, type SigningOptions } from './signing.ts';
import type { Desk, Wiring } from './wiring.ts';

const NONE = {
  en: 'None yet. `redress tokens add NAME` makes one.',
  ko: '아직 없습니다. `redress tokens add 이름`으로 만듭니다.',
} as const;

interface Listed {
  readonly name: string;
  readonly role: Role;
  readonly person: string | null;
  readonly addedAt: string;
  readonly addedBy: string;
  readonly revokedAt: string | null;
}

export interface TokenOptions extends SigningOptions {
  readonly role: Role;
  /** Whose it is, by name. */
  readonly person?: string;
}

export async function addTokenCommand(
  wiring: Wiring,
  desk: Desk,
  name: string,
  options: TokenOptions,
  output: Output,
): Promise<void> {
  const person = options.person === undefined ? null : await personNamed(desk, options.person);
  const signer = await signerNamed(wiring, desk, options);
  const token = wiring.newToken();
  const asked = { name, role: options.role, person, digest: desk.digests.sha256(token) };
  const act = { id: decisionId(desk.ids.fresh()), at: await signingTime(desk) };
  const signature = signer.sign(addTokenPayload(asked, { ...act, by: signer.person }));
  const added = await addToken({ asked, person: options.as, act, signature }, act.at, desk);
  if (!added.ok) throw refused(added.error);
  output.result({ name, role: options.role, person: options.person ?? null, token }, [
    {
      en: `${name}: a token for the role ${options.role}, shown this once. Whoever has it has the role.`,
      ko: `${name}: 역할 ${options.role}의 토큰입니다. 지금 한 번만 보여 드립니다. 이 토큰을 가진 사람은 그 역할을 갖습니다.`,
    }[language()],
    token,
  ]);
}

export async function listTokens(desk: Desk, output: Output): Promise<void> {
  const lang = language();
  const names = new Map((await desk.people.list()).map(({ id, name }) => [id, name]));
  const tokens = (await desk.apiTokens.list()).map(({ person, addedAt, addedBy, revokedAt, ...token }) => ({
    name: token.name,
    role: token.role,
    person: person === null ? null : (names.get(person) ?? person),
    addedAt: utc(addedAt),
    addedBy: names.get(addedBy) ?? addedBy,
    revokedAt: revokedAt === null ? null : utc(revokedAt),
  }));
  output.result({ tokens }, tokens.length === 0 ? [NONE[lang]] : tokens.map((one) => lineOf(one, lang)));
}

export async function revokeTokenCommand(
  wiring: Wiring,
  desk: Desk,
  name: string,
  options: SigningOptions,
  output: Output,
): Promise<void> {
  const token = (await desk.apiTokens.list()).find((one) => one.name === name);
  if (token === undefined) throw refused({ code: 'token.unknown', detail: `there is no token ${name}` });
  const signer = await signerNamed(wiring, desk, options);
  const act = { id: decisionId(desk.ids.fresh()), at: await signingTime(desk) };
  const signature = signer.sign(revokeTokenPayload(token.id, { ...act, by: signer.person }));
  const revoked = await revokeToken({ token: token.id, person: options.as, act, signature }, act.at, desk);
  if (!revoked.ok) throw refused(revoked.error);
  output.result({ revoked: name }, [
    {
      en: `${name}: taken back. It opens nothing any more.`,
      ko: `${name}: 회수했습니다. 더는 쓸 수 없습니다.`,
    }[language()],
  ]);
}

function lineOf({ name, role, person, addedAt, addedBy, revokedAt }: Listed, lang: 'ko' | 'en'): string {
  const whose = person ?? { en: 'nobody', ko: '소유자 없음' }[lang];
  const made = { en: `made ${addedAt} by ${addedBy}`, ko: `${addedAt} ${addedBy} 님이 만듦` }[lang];
  const ended = { en: `  taken back ${revokedAt}`, ko: `  ${revokedAt} 회수` }[lang];
  return `${name}  ${role}  ${whose}  ${made}${revokedAt === null ? '' : ended}`;
}

async function personNamed(desk: Desk, name: string): Promise<PersonId> {
  const person = await desk.people.byName(name);
  if (person !== undefined) return person.id;
  throw new CommandError(
    'decision.unknown-person',
    `nobody is registered as ${name}`,
    '`redress people add NAME` registers a key',
  );
}
