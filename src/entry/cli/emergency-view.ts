// What to do now where somebody is threatened or under age, as text at the head of a case, in Korean or English.
import type { Case } from '../../domain/case/case.ts';
import type { CountryContacts } from '../../domain/view/contacts.ts';
import { emergencyJson, type EmergencyJson } from '../../domain/view/emergency-json.ts';
import type { Words } from '../../domain/view/emergency-words.ts';

type Country = EmergencyJson['countries'][number];

const UNDER: Words = { en: 'under age there: below', ko: '미성년 기준: 만' };
const OLD: Words = { en: 'look these over: due since', ko: '연락처를 다시 확인할 때가 지났습니다:' };

/** @param today ISO 8601 day: contacts whose day to be looked over has passed say so */
export function emergencyText(
  state: Case,
  all: readonly CountryContacts[],
  lang: 'ko' | 'en',
  today: string,
): string[] {
  const view = emergencyJson(state, all, today);
  if (view === null) return [];
  const { danger, says, steps, countries } = view;
  return [
    `  !! ${says[lang]}`,
    ...steps.map((step, at) => `     ${at + 1}. ${step.says[lang]}`),
    ...countries.flatMap((country) => countryText(country, danger, lang)),
    '',
  ];
}

function countryText(
  { country, contacts, underAgeBelow, lookOverBy, overdue }: Country,
  danger: EmergencyJson['danger'],
  lang: 'ko' | 'en',
): string[] {
  const age =
    danger === 'child' ? `  (${UNDER[lang]} ${underAgeBelow}${lang === 'ko' ? '세 미만' : ''})` : '';
  return [
    `     ${country}${age}${overdue ? `  [${OLD[lang]} ${lookOverBy}]` : ''}`,
    ...contacts.map((contact) => `        ${contactText(contact, lang)}`),
  ];
}

const contactText = ({ name, says, phone, web }: Country['contacts'][number], lang: 'ko' | 'en'): string =>
  [name[lang], ...(phone === null ? [] : [phone]), ...(web === null ? [] : [web]), `— ${says[lang]}`].join(
    '  ',
  );
