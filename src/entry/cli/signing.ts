// What every signed command needs first: the case, the person, her private key. And the act she signs with it.
import { readFile } from 'node:fs/promises';
import type { Case } from '../../domain/case/case.ts';
import { actPayload, type Asked } from '../../domain/decision/act-payload.ts';
import { type CaseId, type CaseNumber, decisionId, type PersonId } from '../../domain/kernel/ids.ts';
import type { Instant } from '../../domain/kernel/instant.ts';
import type { SignedRequest } from '../../workflow/take-act.ts';
import { caseByNumber } from './cases.ts';
import { CommandError } from './output.ts';
import type { Desk, Wiring } from './wiring.ts';

export interface SigningOptions {
  readonly as: string;
  readonly key?: string;
}

export interface Signer {
  readonly person: PersonId;
  sign(payload: string): string;
}

export interface NamedCase {
  readonly id: CaseId;
  readonly number: CaseNumber;
  readonly state: Case;
}

export type Signing = Signer & NamedCase;

/** Throws with the code and the cure when one of them is missing. */
export async function signing(
  wiring: Wiring,
  desk: Desk,
  number: string,
  options: SigningOptions,
): Promise<Signing> {
  return { ...(await caseNamed(desk, number)), ...(await signerNamed(wiring, desk, options)) };
}

/** The case of a number as it is now; throws with the code and the cure when there is none. */
export async function caseNamed(desk: Desk, number: string): Promise<NamedCase> {
  const id = await caseByNumber(desk, number);
  const state = await desk.cases.load(id);
  if (state?.number === undefined || state.number === null)
    throw new CommandError('case.unknown', 'the case is empty', '`redress cases` lists them');
  return { id, number: state.number, state };
}

/** A registered person with her private key; throws with the code and the cure when either is missing. */
export async function signerNamed(wiring: Wiring, desk: Desk, options: SigningOptions): Promise<Signer> {
  const person = await desk.people.byName(options.as);
  if (person === undefined) {
    throw new CommandError(
      'decision.unknown-person',
      `nobody is registered as ${options.as}`,
      '`redress people add NAME` registers a key',
    );
  }
  const file = options.key ?? wiring.keyFile(options.as);
  const privateKey = await readKey(file);
  return { person: person.id, sign: (payload) => signWith(wiring, file, privateKey, payload) };
}

/** What she asks, signed: dated by the desk's time, with an id of its own. */
export function signedRequest(
  desk: Desk,
  { id, number, person, sign }: Signing,
  { as }: SigningOptions,
  asked: Asked,
  at: Instant,
): SignedRequest {
  const act = { id: decisionId(desk.ids.fresh()), at };
  const signature = sign(actPayload(number, asked, { ...act, by: person }));
  return { case: id, number, person: as, act, signature };
}

function signWith(wiring: Wiring, file: string, privateKey: string, payload: string): string {
  try {
    return wiring.sign(privateKey, payload);
  } catch {
    throw new CommandError(
      'person.key-unreadable',
      `${file} holds no Ed25519 private key`,
      'name the file that `redress people add` wrote with --key FILE',
    );
  }
}

async function readKey(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => {
    throw new CommandError(
      'person.key-unreadable',
      `cannot read the private key ${file}`,
      'name it with --key FILE',
    );
  });
}
