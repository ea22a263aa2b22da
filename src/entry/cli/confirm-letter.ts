// `redress item-list` prints the text a confirmation is bound to; `redress confirm-letter` takes a captured request that confirms it.
import { itemListText } from '../../domain/authority/item-list.ts';
import { confirmLetter } from '../../workflow/confirm-letter.ts';
import { AUTHORITY_WORDS } from './authority-words.ts';
import type { Enrolling } from './authorities.ts';
import { caseByNumber } from './cases.ts';
import { signingTime } from './desk-now.ts';
import { CommandError, type Output, refused } from './output.ts';
import { type ReaderOptions, recorded } from './recorded.ts';
import { caseJson } from '../../domain/view/case-json.ts';
import type { Desk } from './wiring.ts';

export async function confirmLetterCommand(
  { desk, output, language }: Enrolling,
  file: string,
): Promise<void> {
  await desk.importEnrolled();
  const request = await desk.readRequest(file);
  const now = await signingTime(desk);
  const done = await confirmLetter(request, desk.host, await desk.law(), now, desk);
  if (!done.ok) throw refused(done.error);
  const { number, notice } = done.value;
  const authority = notice?.sender.authority ?? '';
  output.result({ number, level: notice?.sender.level, authority, case: caseJson(done.value) }, [
    AUTHORITY_WORDS[language].confirmed(number ?? '', authority),
  ]);
}

/** The very text, then its digest for people; with --json both. */
export async function itemList(
  desk: Desk,
  number: string,
  reader: ReaderOptions,
  output: Output,
): Promise<void> {
  const id = await caseByNumber(desk, number);
  const notice = (await desk.cases.load(id))?.notice ?? null;
  if (notice === null) throw new CommandError('case.not-received', 'the case has no notice');
  await recorded(desk, reader, { what: 'item-list', case: id });
  const text = itemListText(notice.reading.items);
  const itemsDigest = desk.digests.sha256(text);
  output.result({ number, text, itemsDigest }, [text.trimEnd()]);
  output.note(`SHA-256: ${itemsDigest}`);
}
