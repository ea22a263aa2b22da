// `redress case NUMBER --verify`: the chain of receipts of a case, computed anew from its events.
import { type ChainReport, checkChain } from '../../domain/case/receipt-chain.ts';
import type { CaseId } from '../../domain/kernel/ids.ts';
import type { Language } from '../../domain/notice/letter.ts';
import { CommandError, type Output } from './output.ts';
import type { Desk } from './wiring.ts';

type Broken = Extract<ChainReport, { readonly kind: 'broken' }>;

const WHY: Readonly<Record<Language, Record<Broken['why'], string>>> = {
  en: {
    changed: 'is not what its digest says',
    'out-of-place': 'does not follow from the one before it: one was changed, added or taken out',
    unlinked: 'has no digest, although those before it have',
  },
  ko: {
    changed: '내용이 자신의 다이제스트와 다릅니다',
    'out-of-place': '앞의 기록과 이어지지 않습니다. 기록이 바뀌었거나, 더해졌거나, 빠졌습니다',
    unlinked: '앞의 기록에는 있는 다이제스트가 없습니다',
  },
};

/** Prints what was found; a chain that is broken is an error that names the event. */
export async function verifyReceipts(
  desk: Desk,
  id: CaseId,
  number: string,
  language: Language,
  output: Output,
): Promise<void> {
  const report = checkChain(await desk.cases.history(id), desk.digests.sha256);
  if (report.kind === 'broken') throw broken(number, report, language);
  const { kind: _, ...found } = report;
  output.result({ number, receipts: found }, [wholeText(number, report, language)]);
}

/** The last digest is what somebody else has to keep, if the end of the list shall be safe too. */
function wholeText(
  number: string,
  { links, unlinked, head }: Extract<ChainReport, { readonly kind: 'whole' }>,
  language: Language,
): string {
  const last = head ?? '-';
  return language === 'ko'
    ? `${number}  증빙 ${links}건이 빠짐없이 이어집니다 (사슬 이전 ${unlinked}건). 마지막 다이제스트 ${last}`
    : `${number}  ${links} records of receipts form one chain (${unlinked} from before there was one). Last digest ${last}`;
}

function broken(number: string, { seq, why }: Broken, language: Language): CommandError {
  const says =
    language === 'ko'
      ? `${number}의 기록 ${seq}: ${WHY.ko[why]}`
      : `event ${seq} of ${number} ${WHY.en[why]}`;
  const cure = 'compare the case with a backup: `redress case NUMBER --events` lists its events';
  return new CommandError('receipts.broken', says, cure);
}
