// Whom to believe (C2SP tlog-policy): which logs, which witnesses, and how many of the witnesses must have signed.

import { textOf } from '../bytes.ts';
import type { Sha256 } from '../tree/hash.ts';
import { TranslogError } from '../translog-error.ts';
import { type SignatureType, type VerifierKey, readVerifierKey } from './key.ts';

export type PolicyKey = { readonly key: VerifierKey; readonly url?: string };
/** Met when at least `least` of the members are: each a witness or a group. */
export type Group = { readonly least: number; readonly members: readonly string[] };
export type Policy = {
  readonly logs: readonly PolicyKey[];
  readonly witnesses: ReadonlyMap<string, PolicyKey>;
  readonly groups: ReadonlyMap<string, Group>;
  /** The name of a witness or a group, or `none`. */
  readonly quorum: string;
};

const NONE = 'none';
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f]/;
const MOST_LINES = 1_000;
const LONE_SURROGATE = 0xdc00;

type Draft = {
  readonly logs: PolicyKey[];
  readonly witnesses: Map<string, PolicyKey>;
  readonly groups: Map<string, Group>;
  readonly members: Set<string>;
  quorum?: string;
};

/** @throws TranslogError `log.bad-policy` with the line's number */
export function readPolicy(sha256: Sha256, bytes: Uint8Array): Policy {
  const text = Array.from(bytes, (octet) => String.fromCharCode(octet)).join('');
  if (CONTROL.test(text)) throw badPolicy('it holds control characters');
  const lines = text.split('\n');
  if (lines.length > MOST_LINES) throw badPolicy(`more than ${MOST_LINES} lines`);
  const draft: Draft = { logs: [], witnesses: new Map(), groups: new Map(), members: new Set() };
  for (const [at, line] of lines.entries()) {
    const words = line
      .split(/[ \t]+/)
      .filter((word) => word !== '')
      .map(wordOf);
    if (words.length > 0 && words[0]?.startsWith('#') !== true) readLine(sha256, draft, words, at + 1);
  }
  const { quorum } = draft;
  if (quorum === undefined) throw badPolicy('it names no quorum');
  return { logs: draft.logs, witnesses: draft.witnesses, groups: draft.groups, quorum };
}

/**
 * A policy's words are octets (tlog-policy, "Character set"): those that are UTF-8 are shown as such, and of others each octet beyond ASCII
 * becomes a lone surrogate, which UTF-8 never gives. So two words are the same text only if they are the same octets.
 */
function wordOf(octets: string): string {
  try {
    return textOf(Uint8Array.from(octets, (letter) => letter.charCodeAt(0)));
  } catch {
    return octets.replaceAll(/[\u0080-\u00ff]/g, (letter) =>
      String.fromCharCode(LONE_SURROGATE + letter.charCodeAt(0)),
    );
  }
}

function readLine(
  sha256: Sha256,
  draft: Draft,
  [kind = '', ...words]: readonly string[],
  line: number,
): void {
  if (kind === 'log' && (words.length === 1 || words.length === 2)) {
    draft.logs.push(readKey(sha256, draft.logs, 'note', words, line));
  } else if (kind === 'witness' && (words.length === 2 || words.length === 3)) {
    const [name = '', ...rest] = words;
    refuseName(draft, name, line);
    draft.witnesses.set(name, readKey(sha256, [...draft.witnesses.values()], 'cosignature', rest, line));
  } else if (kind === 'group' && words.length >= 3) {
    readGroup(draft, words, line);
  } else if (kind === 'quorum' && words.length === 1 && draft.quorum === undefined) {
    const [name = ''] = words;
    if (name !== NONE && !isDefined(draft, name))
      throw badPolicy(`line ${line}: ${name} is not defined above it`);
    draft.quorum = name;
  } else throw badPolicy(`line ${line} is not understood, or says again what was said`);
}

function readKey(
  sha256: Sha256,
  others: readonly PolicyKey[],
  type: SignatureType,
  [text = '', url]: readonly string[],
  line: number,
): PolicyKey {
  const key = readVerifierKey(sha256, text);
  if (key.type !== type) throw badPolicy(`line ${line}: the key signs something else than a ${type}`);
  const isAgain = others.some((one) => one.key.publicKey.every((byte, at) => byte === key.publicKey[at]));
  if (isAgain) throw badPolicy(`line ${line}: the same key again`);
  return url === undefined ? { key } : { key, url };
}

function readGroup(
  draft: Draft,
  [name = '', amount = '', ...members]: readonly string[],
  line: number,
): void {
  refuseName(draft, name, line);
  const least = amount === 'all' ? members.length : amount === 'any' ? 1 : Number(amount);
  if (!/^(all|any|[1-9][0-9]*)$/.test(amount) || least > members.length)
    throw badPolicy(`line ${line}: all, any, or a number up to the number of members`);
  for (const member of members) {
    if (!isDefined(draft, member)) throw badPolicy(`line ${line}: ${member} is not defined above it`);
    if (draft.members.has(member)) throw badPolicy(`line ${line}: ${member} is in a group already`);
    draft.members.add(member);
  }
  draft.groups.set(name, { least, members });
}

const isDefined = ({ witnesses, groups }: Draft, name: string): boolean =>
  witnesses.has(name) || groups.has(name);

function refuseName(draft: Draft, name: string, line: number): void {
  if (name === NONE || isDefined(draft, name)) throw badPolicy(`line ${line}: the name ${name} is taken`);
}

/** Whether these keys are enough. @param signed keys whose cosignatures were verified */
export function isQuorum({ quorum, witnesses, groups }: Policy, signed: readonly VerifierKey[]): boolean {
  const isMet = (name: string): boolean => {
    const group = groups.get(name);
    if (group !== undefined) return group.members.filter(isMet).length >= group.least;
    const witness = witnesses.get(name)?.key;
    return signed.some((key) => key.name === witness?.name && key.id === witness.id);
  };
  return quorum === NONE || isMet(quorum);
}

const badPolicy = (why: string): TranslogError =>
  new TranslogError('log.bad-policy', `not a policy: ${why}`, 'see C2SP tlog-policy');
