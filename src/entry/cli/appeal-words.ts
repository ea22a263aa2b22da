// `redress case NUMBER --appeal ID`: what whoever appealed on a platform wrote, out of the vault, for the person who answers it.
import type { Case } from '../../domain/case/case.ts';
import { appealWords } from '../../workflow/kept-words.ts';
import { CommandError, type Output } from './output.ts';
import type { Desk } from './wiring.ts';

export async function showAppealWords(
  { vault }: Pick<Desk, 'vault'>,
  { appeals, number }: Case,
  id: string,
  output: Output,
): Promise<void> {
  const kept = await appealWords(appeals, id, vault);
  if (!kept.ok) {
    const { code, detail } = kept.error;
    const cure = code === 'appeal.unknown' ? `redress case ${number} lists them` : 'run `redress doctor`';
    throw new CommandError(code, detail, cure);
  }
  const sealed = kept.value;
  if (output.json) output.result({ number, appeal: id, raw: Buffer.from(sealed).toString('base64') }, []);
  else process.stdout.write(sealed);
}
