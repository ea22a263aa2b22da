// `redress people`: who may decide here, and with which key.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { personId } from '../../domain/kernel/ids.ts';
import { utc } from '../../domain/kernel/instant.ts';
import { addPerson } from '../../workflow/add-person.ts';
import { CommandError, type Output, refused } from './output.ts';
import type { Desk, Wiring } from './wiring.ts';

export interface AddOptions {
  readonly publicKey?: string;
  readonly keyFile?: string;
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
  if (file !== undefined && made !== undefined) await writeNewFile(file, made.privateKey);
  const added = await addPerson(
    { id: personId(desk.ids.fresh()), name, publicKey, addedAt: desk.clock() },
    desk.people,
  );
  if (!added.ok) {
    // Written first, since a key that is registered and then lost could never decide; refused, it is nobody's.
    if (file !== undefined) await rm(file);
    throw refused(added.error);
  }
  output.result({ name, publicKey, keyFile: file ?? null }, [
    `${name} may now decide.`,
    ...(file === undefined
      ? []
      : [`Her private key is in ${file}. It is hers alone: move it to her machine and delete it here.`]),
  ]);
}

export async function listPeople(desk: Desk, output: Output): Promise<void> {
  const people = await desk.people.list();
  output.result(
    { people: people.map(({ name, publicKey, addedAt }) => ({ name, publicKey, addedAt: utc(addedAt) })) },
    people.length === 0
      ? ['Nobody yet. `redress people add NAME` registers a key.']
      : people.map(({ name, publicKey }) => `${name}  ${publicKey}`),
  );
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
