// The folder `law/contacts/`: whom to turn to in a country when somebody is in danger. Data with a day on which to look it over.
import path from 'node:path';
import { type Static, Type } from 'typebox';
import type { CountryContacts } from '../../domain/view/contacts.ts';
import { parseDate } from '../../domain/kernel/zone.ts';
import { checkShape, invalid } from './check-shape.ts';
import { closed, FORMS, Line } from './forms.ts';
import type { YamlFile } from './yaml-file.ts';
import { filesIn } from './yaml-folder.ts';

const Both = Type.Object({ ko: Line, en: Line }, closed);
const ContactsSchema = Type.Object(
  {
    country: Type.String({ pattern: '^[A-Z]{2}$' }),
    'look-over-by': Line,
    'under-age-below': Type.Integer({ minimum: 14, maximum: 21 }),
    source: Line,
    contacts: Type.Array(
      Type.Object(
        {
          name: Both,
          for: Type.Array(Type.Union([Type.Literal('threat'), Type.Literal('child')]), { minItems: 1 }),
          says: Both,
          phone: Type.Optional(Type.String({ pattern: '^[0-9+ -]{3,20}$' })),
          web: Type.Optional(Type.String({ pattern: '^https://[a-z0-9.-]+(/[A-Za-z0-9/._-]*)?$' })),
        },
        closed,
      ),
      { minItems: 1, maxItems: 20 },
    ),
  },
  closed,
);

/** @throws LawError `law.unreadable`, `law.invalid` */
export async function readContacts(folder: string): Promise<readonly CountryContacts[]> {
  return (await filesIn(path.join(folder, 'contacts'))).map(contactsOf);
}

function contactsOf(file: YamlFile): CountryContacts {
  const written: Static<typeof ContactsSchema> = checkShape(ContactsSchema, file);
  const day = written['look-over-by'];
  if (parseDate(day) === null)
    throw invalid(file, ['look-over-by'], `${day} is not a day`, FORMS.date?.write ?? '');
  return {
    country: written.country,
    lookOverBy: day,
    underAgeBelow: written['under-age-below'],
    contacts: written.contacts,
  };
}
