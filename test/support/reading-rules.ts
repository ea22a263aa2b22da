// What tests tell the reader from outside a letter: this desk, a quiet Friday morning in Seoul, a sender nobody knows.
import { instant } from '../../src/domain/kernel/instant.ts';
import type { ReadingRules } from '../../src/domain/notice/reading.ts';

export const READING_RULES: ReadingRules = {
  messengerOrigin: 'https://chat.example',
  deskAddress: 'notices@desk.example',
  now: instant(Date.parse('2026-11-20T09:00:00+09:00')),
  sender: { country: null, domain: '', isEnrolled: false },
  workingDays: {},
};
