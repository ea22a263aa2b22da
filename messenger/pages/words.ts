// Every sentence of the pages, in Korean and English side by side: one table, its parts in words/.
import { CONVERSATION_WORDS } from './words/conversation.ts';
import { ENCRYPTED_WORDS } from './words/encrypted.ts';
import { FRAME_WORDS } from './words/frame.ts';
import type { Language } from './words/language.ts';
import { PEOPLE_WORDS } from './words/people.ts';
import { REPORT_WORDS } from './words/reports.ts';
import { ROOM_WORDS } from './words/rooms.ts';
import { PLATFORM_WORDS } from './words/platform.ts';

const TABLE = {
  ...FRAME_WORDS,
  ...ROOM_WORDS,
  ...CONVERSATION_WORDS,
  ...REPORT_WORDS,
  ...PEOPLE_WORDS,
  ...ENCRYPTED_WORDS,
  ...PLATFORM_WORDS,
};

export type Words = { readonly [K in keyof typeof TABLE]: string };

/** The sentences of a language. */
export function wordsOf(language: Language): Words {
  const entries = Object.entries(TABLE).map(([key, sentence]) => [key, sentence[language]]);
  return Object.fromEntries(entries) as Words;
}

/** Puts values into the places `{name}` of a sentence. */
export function fill(sentence: string, values: Readonly<Record<string, string | number>>): string {
  return sentence.replaceAll(/\{(\w+)\}/g, (place, key: string) => String(values[key] ?? place));
}
