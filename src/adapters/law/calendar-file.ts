// One file of `law/calendars/` as a calendar: the weekend and the public holidays of a country, for the years looked up.
import { type Static, Type } from 'typebox';
import type { Calendar } from '../../domain/clock/calendar.ts';
import { parseDate } from '../../domain/kernel/zone.ts';
import { checkShape, invalid } from './check-shape.ts';
import { closed, FORMS, Line } from './forms.ts';
import type { YamlFile } from './yaml-file.ts';

const Year = Type.Integer({ minimum: 2000, maximum: 2100 });
/** Six at most: a country works at least one day of the week. */
const Weekend = Type.Array(Type.Integer({ minimum: 0, maximum: 6 }), { uniqueItems: true, maxItems: 6 });

const CalendarSchema = Type.Object(
  {
    country: Type.String({ pattern: '^[A-Z]{2}(-[A-Z]{2})?$' }),
    weekend: Weekend,
    'first-known-year': Year,
    'last-known-year': Year,
    source: Line,
    /** The name of each, in the language of its country. */
    holidays: Type.Record(Type.String(), Line),
  },
  closed,
);
type CalendarFile = Static<typeof CalendarSchema>;

/** @throws LawError `law.invalid`: not the shape of a calendar, or a holiday outside the years it knows */
export function calendarOf(file: YamlFile): Calendar {
  const written = checkShape(CalendarSchema, file);
  for (const day of Object.keys(written.holidays)) checkDay(file, written, day);
  return {
    country: written.country,
    weekend: written.weekend,
    firstKnownYear: written['first-known-year'],
    lastKnownYear: written['last-known-year'],
    holidays: written.holidays,
  };
}

function checkDay(file: YamlFile, written: CalendarFile, day: string): void {
  const date = parseDate(day);
  if (date === null) throw invalid(file, ['holidays', day], `${day} is not a day`, FORMS.date?.write ?? '');
  if (written['first-known-year'] <= date.year && date.year <= written['last-known-year']) return;
  const cure = 'look the whole year up and move the first or last known year, or take the day out';
  throw invalid(file, ['holidays', day], `${day} lies outside the years this calendar knows`, cure);
}
