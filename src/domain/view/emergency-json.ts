// The emergency view of a case as JSON, the same for the command line and the API: what to do now, in words, and whom to turn to.
import type { Case } from '../case/case.ts';
import { contactsFor, type CountryContacts } from './contacts.ts';
import { emergencyOf } from './emergency.ts';
import { HEAD_WORDS, STEP_WORDS } from './emergency-words.ts';

export type EmergencyJson = NonNullable<ReturnType<typeof emergencyJson>>;

/**
 * @param today ISO 8601 day: contacts whose day to be looked over has passed say so
 * @returns null where nobody is in danger, as far as the notice or a person says
 */
export function emergencyJson(state: Case, all: readonly CountryContacts[], today: string) {
  const path = emergencyOf(state);
  if (path === null) return null;
  const { danger, steps, countries } = path;
  return {
    danger,
    says: HEAD_WORDS[danger],
    steps: steps.map((step) => ({ step, says: STEP_WORDS[step] })),
    countries: contactsFor(all, countries, danger).map(
      ({ country, underAgeBelow, lookOverBy, contacts }) => ({
        ...{ country, underAgeBelow, lookOverBy },
        overdue: lookOverBy < today,
        contacts: contacts.map(({ name, says, phone = null, web = null }) => ({ name, says, phone, web })),
      }),
    ),
  };
}
