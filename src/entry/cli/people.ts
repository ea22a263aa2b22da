// `redress people`: who may decide here, and with which key.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type PersonId, personId } from '../../domain/kernel/ids.ts';
import { utc } from '../../domain/kernel/instant.ts';
import type { Person } from '../../ports/people.ts';
import { addPerson } from '../../workflow/add-person.ts';
import { CommandError, type Output, refused } from './output.ts';
import type { Desk, Wiring } from './wiring.ts';

export interface AddOptions {
  readonly publicKey?: string;
  readonly keyFile?: string;
  readonly sameAs?: string;
}

/** Registers a public key; makes a pair and writes the private half to a file when none is given. */
export async function addPersonCommand(
  wiring: Wiring,
  desk: Desk,
  name: string,
  options: AddOptions,
  output: Output,
): Promise<void> {
  const made = options.publicKey === undefined ? wiring.newKey() : undefined;
  const publicKey = options.publicKey ?? made?.publicKey ?? '';
  const file = made === undefined ? undefined : (options.keyFile ?? wiring.keyFile(name));
  if ((await desk.people.byName(name)) !== undefined)
    throw refused({ code: 'person.exists', detail: `${name} is registered already` });
  const id = await idOf(desk, options.sameAs);
  if (file !== undefined && made !== undefined) await writeNewFile(file, made.privateKey);
  const added = await addPerson({ id, name, publicKey, addedAt: desk.clock() }, desk.people);
  if (!added.ok) {
    // Written first, since a key that is registered and then lost could never decide; refused, it is nobody's.
    if (file !== undefined) await rm(file);
    throw refused(added.error);
  }
  output.result({ name, publicKey, keyFile: file ?? null, sameAs: options.sameAs ?? null }, [
    options.sameAs === undefined
      ? `${name} may now decide.`
      : `${name} signs for ${options.sameAs}: one person with two keys, who counts once.`,
    ...(file === undefined
      ? []
      : [`Her private key is in ${file}. It is hers alone: move it to her machine and delete it here.`]),
  ]);
}

/** A further key of somebody who is registered bears her id: she never counts as two. */
async function idOf(desk: Desk, sameAs: string | undefined): Promise<PersonId> {
  if (sameAs === undefined) return personId(desk.ids.fresh());
  const person = await desk.people.byName(sameAs);
  if (person !== undefined) return person.id;
  throw new CommandError(
    'decision.unknown-person',
    `nobody is registered as ${sameAs}`,
    '`redress people list` names everybody',
  );
}

export async function listPeople(desk: Desk, output: Output): Promise<void> {
  const people = await desk.people.list();
  output.result(
    {
      people: people.map(({ id, name, publicKey, addedAt }) => ({
        id,
        name,
        publicKey,
        addedAt: utc(addedAt),
      })),
    },
    people.length === 0
      ? ['Nobody yet. `redress people add NAME` registers a key.']
      : people.map((person) => lineOf(person, people)),
  );
}

/** A further key says whose it is: of the first of that person. */
function lineOf({ id, name, publicKey }: Person, people: readonly Person[]): string {
  const first = people.find((one) => one.id === id);
  return `${name}  ${publicKey}${first === undefined || first.name === name ? '' : `  same person as ${first.name}`}`;
}

async function writeNewFile(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(file, text, { mode: 0o600, flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    throw new CommandError(
      'person.key-file',
      `cannot write ${file}: ${error.message}`,
      'name another with --key-file FILE',
    );
  });
}
