// Times in words, in the reader's own zone.
import type { Language } from '../../words/language.ts';

export interface Clock {
  /** 14:20, 오후 2:20. */
  time(at: string): string;
  /** The day alone, with the weekday. */
  day(at: string): string;
  /** As short as a list wants it: the time today, else the day. */
  short(at: string, now: Date): string;
  /** Day and time in full, for whoever asks. */
  full(at: string): string;
  /** What is equal for two times of one day. */
  dayKey(at: string | Date): string;
}

/** A clock for one language. `timeZone` only where it must not be the reader's own. */
export function clockFor(language: Language, timeZone?: string): Clock {
  const zone = timeZone === undefined ? {} : { timeZone };
  const locale = language === 'ko' ? 'ko-KR' : 'en-GB';
  const format = (options: Intl.DateTimeFormatOptions) => {
    const formatter = new Intl.DateTimeFormat(locale, { ...options, ...zone });
    return (at: string | Date) => formatter.format(typeof at === 'string' ? new Date(at) : at);
  };
  const time = format({ hour: 'numeric', minute: '2-digit' });
  const day = format({ year: 'numeric', month: 'long', day: 'numeric', weekday: 'long' });
  const shortDay = format({ month: 'short', day: 'numeric' });
  const numbers = format({ year: 'numeric', month: '2-digit', day: '2-digit' });
  return {
    time,
    day,
    full: format({ dateStyle: 'full', timeStyle: 'short' }),
    dayKey: numbers,
    short: (at, now) => (numbers(at) === numbers(now) ? time(at) : shortDay(at)),
  };
}
