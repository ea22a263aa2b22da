// What a command shows of people is written down before it is shown: by which account of the machine, as whom, what. The same record as the API's.
import { userInfo } from 'node:os';
import type { Command } from 'commander';
import type { PersonId } from '../../domain/kernel/ids.ts';
import { recordRead, type WhatIsRead } from '../../workflow/record-read.ts';
import { CommandError, EXIT } from './output.ts';
import type { Desk } from './wiring.ts';

export interface ReaderOptions {
  /** Her name at this desk. It is her word: nothing is signed to read. */
  readonly as?: string;
}

/** Adds who reads. */
export const withReader = (made: Command): Command =>
  made.option('--as <name>', 'who reads; it is recorded, beside the account of this machine');

/** Resolves when it is recorded; throws otherwise, and then nothing is shown. */
export async function recorded(
  desk: Pick<Desk, 'people' | 'reads' | 'ids' | 'clock'>,
  { as }: ReaderOptions,
  read: WhatIsRead,
): Promise<void> {
  const person = as === undefined ? null : await personNamed(desk, as);
  try {
    await recordRead({ by: { login: login() }, person }, read, desk.clock(), desk);
  } catch {
    throw new CommandError(
      'read.not-recorded',
      'it could not be recorded that this was read, so it is not shown',
      'run `redress doctor`: the database takes no writes',
      EXIT.missing,
    );
  }
}

async function personNamed({ people }: Pick<Desk, 'people'>, name: string): Promise<PersonId> {
  const person = await people.byName(name);
  if (person !== undefined) return person.id;
  throw new CommandError(
    'decision.unknown-person',
    `nobody is registered as ${name}`,
    '`redress people list` names everybody',
  );
}

/** The account this process runs as, in the machine's own words; by its number where the machine has no name for it. */
function login(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${String(process.getuid?.() ?? 'unknown')}`;
  }
}
