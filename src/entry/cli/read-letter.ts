// `redress read-letter`: what the desk would understand of a mail. It needs no database, keeps nothing, answers nobody.
import { readFile } from 'node:fs/promises';
import { type Instant, instant } from '../../domain/kernel/instant.ts';
import type { Reading } from '../../domain/notice/letter.ts';
import type { ReadMail } from '../../ports/mail.ts';
import { inScope } from '../../workflow/known-authorities.ts';
import { readingOf, senderOf } from '../../workflow/understand-letter.ts';
import { letterForm, type LetterForm } from './letter-form.ts';
import type { LetterParts } from './letter-parts.ts';
import { letterLines } from './letter-view.ts';
import { CommandError, EXIT, type Output } from './output.ts';

export interface Understood {
  readonly read: ReadMail;
  readonly reading: Reading | null;
  readonly form: LetterForm;
}

/** @param now when the desk got it; undefined: when the letter says it was written */
export async function understand(
  parts: LetterParts,
  file: string,
  now: Instant | undefined,
): Promise<Understood> {
  const moment = (date: Instant | null): Instant => now ?? date ?? instant(parts.now());
  const read = await parts.read(await bytesOf(file), moment);
  const at = moment(read.facts.date);
  const desk = { ...parts.desk, authorities: parts.authoritiesAt(at) };
  const reading = readingOf(read, desk, at);
  const judged = senderOf(read, desk, at, false);
  // What the sender listed in other letters of that day is not known here.
  const sender = reading === null ? judged : inScope(judged, desk.authorities, reading, 0);
  return { read, reading, form: letterForm(sender, reading, read) };
}

export async function showLetter(
  parts: LetterParts,
  file: string,
  { now, lang }: { readonly now: Instant | undefined; readonly lang: 'ko' | 'en' },
  output: Output,
): Promise<void> {
  if (!parts.sealed.withoutNetwork) output.note(parts.sealed.says);
  const { read, reading, form } = await understand(parts, file, now ?? instant(parts.now()));
  output.result(form, letterLines(form, reading, read, lang));
}

async function bytesOf(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    const why = (error as Error).message;
    throw new CommandError(
      'letter.no-file',
      `cannot read ${file}: ${why}`,
      'name the raw mail, as it was received',
      EXIT.missing,
    );
  }
}
