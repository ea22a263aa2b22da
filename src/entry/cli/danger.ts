// `redress danger`: a person found who is in danger, whatever the notice says.
import type { FoundDanger } from '../../domain/case/desk-events.ts';
import { caseJson } from '../../domain/view/case-json.ts';
import { emergencyJson } from '../../domain/view/emergency-json.ts';
import { markDanger } from '../../workflow/mark-danger.ts';
import type { Acting } from './acts.ts';
import { signingTime } from './desk-now.ts';
import { emergencyText } from './emergency-view.ts';
import { language } from './language.ts';
import { refused } from './output.ts';
import { signedRequest, signing } from './signing.ts';
import { utc } from '../../domain/kernel/instant.ts';

const WORDS: Readonly<Record<FoundDanger, Readonly<Record<'ko' | 'en', string>>>> = {
  threat: { en: 'somebody is threatened', ko: '협박받는 사람이 있음' },
  minor: {
    en: 'somebody under age; nothing of it is fetched or hashed',
    ko: '미성년자; 그림을 가져오거나 해시하지 않음',
  },
  none: { en: 'nobody is in danger', ko: '위험에 놓인 사람 없음' },
};

/** Says what to do now where somebody is. */
export async function mark(
  { wiring, desk, number, options, output }: Acting,
  danger: FoundDanger,
): Promise<void> {
  const signed = await signing(wiring, desk, number, options);
  const now = await signingTime(desk);
  const request = signedRequest(desk, signed, options, { kind: 'mark-danger', danger }, now);
  const marked = await markDanger(request, danger, now, desk);
  if (!marked.ok) throw refused(marked.error);
  const lang = language();
  const [contacts, today] = [await desk.contacts(), utc(now).slice(0, 10)];
  const emergency = emergencyJson(marked.value, contacts, today);
  output.result({ number: signed.number, danger, emergency, case: caseJson(marked.value) }, [
    `${signed.number}: ${WORDS[danger][lang]}`,
    ...emergencyText(marked.value, contacts, lang, today),
  ]);
}
