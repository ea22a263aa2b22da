// `redress case NUMBER --appeal ID`: what whoever appealed on a platform wrote, out of the vault, for the person who answers it.
import type { Case } from '../../domain/case/case.ts';
import { CommandError, type Output } from './output.ts';
import type { Desk } from './wiring.ts';

export async function showAppealWords(
  { vault }: Pick<Desk, 'vault'>,
  { appeals, number }: Case,
  id: string,
  output: Output,
): Promise<void> {
  const made = appeals.find(({ appeal }) => appeal.id === id)?.appeal.made;
  if (made === undefined)
    throw new CommandError(
      'appeal.unknown',
      'the case has no such appeal that was made on a platform',
      `redress case ${number} lists them`,
    );
  const sealed = await vault.get(made.words);
  if (sealed === undefined)
    throw new CommandError('letter.unknown', 'its words are not in the vault', 'run `redress doctor`');
  if (output.json) output.result({ number, appeal: id, raw: Buffer.from(sealed).toString('base64') }, []);
  else process.stdout.write(sealed);
}
