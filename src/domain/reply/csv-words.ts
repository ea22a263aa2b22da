// The headings and words of the table beside a reply letter. Reviewed text: change it only together with docs/glossary.md.
import type { Language } from '../notice/letter.ts';

/** The columns, in their order. Programs read them by their place: add new ones at the end. */
export const COLUMNS = [
  'position',
  'number',
  'place',
  'result',
  'inWords',
  'found',
  'removed',
  'remaining',
  'remains',
  'receivedUtc',
  'receivedKst',
  'actedUtc',
  'actedKst',
  'checkedUtc',
  'checkedKst',
  'backUtc',
  'backKst',
  'preservedUtc',
  'preservedKst',
  'againUtc',
  'againKst',
  'letGoUtc',
  'letGoKst',
] as const;
export type Column = (typeof COLUMNS)[number];

export interface ColumnWords {
  readonly heading: Readonly<Record<Column, string>>;
  /** @param code of the refusal of the line, listed in docs/errors.md */
  readonly unread: (code: string) => string;
  /** Of what was hidden and not deleted. */
  readonly hidden: string;
  /** Nothing was done about it. */
  readonly stays: string;
  /** Copies could not be removed. */
  readonly shown: string;
  readonly notSearched: (places: string) => string;
}

export const COLUMN_WORDS: Record<Language, ColumnWords> = {
  ko: {
    heading: {
      position: '순서',
      number: '공문의 번호',
      place: '위치',
      result: '결과 코드',
      inWords: '결과',
      found: '찾은 복사본',
      removed: '없앤 복사본',
      remaining: '남은 복사본',
      remains: '남은 것',
      receivedUtc: '접수 (UTC)',
      receivedKst: '접수 (한국 시각)',
      actedUtc: '조치 (UTC)',
      actedKst: '조치 (한국 시각)',
      checkedUtc: '확인 (UTC)',
      checkedKst: '확인 (한국 시각)',
      backUtc: '다시 발견 (UTC)',
      backKst: '다시 발견 (한국 시각)',
      preservedUtc: '기록 보전 기한 (UTC)',
      preservedKst: '기록 보전 기한 (한국 시각)',
      againUtc: '다음 확인 예정 (UTC)',
      againKst: '다음 확인 예정 (한국 시각)',
      letGoUtc: '기록 보전 해제 (UTC)',
      letGoKst: '기록 보전 해제 (한국 시각)',
    },
    unread: (code) => `정보가 더 필요함 (${code})`,
    hidden: '가려 두었고, 아직 삭제하지 않았습니다.',
    stays: '그대로 있습니다.',
    shown: '없애지 못한 복사본이 아직 보일 수 있습니다.',
    notSearched: (places) => `찾아볼 수 없는 곳: ${places}.`,
  },
  en: {
    heading: {
      position: 'Position',
      number: 'Number in the letter',
      place: 'Place',
      result: 'Result code',
      inWords: 'Result',
      found: 'Copies found',
      removed: 'Copies removed',
      remaining: 'Copies remaining',
      remains: 'What remains',
      receivedUtc: 'Received (UTC)',
      receivedKst: 'Received (Korean time)',
      actedUtc: 'Acted (UTC)',
      actedKst: 'Acted (Korean time)',
      checkedUtc: 'Checked (UTC)',
      checkedKst: 'Checked (Korean time)',
      backUtc: 'Seen again (UTC)',
      backKst: 'Seen again (Korean time)',
      preservedUtc: 'Records preserved until (UTC)',
      preservedKst: 'Records preserved until (Korean time)',
      againUtc: 'We look again (UTC)',
      againKst: 'We look again (Korean time)',
      letGoUtc: 'Records preserved no longer since (UTC)',
      letGoKst: 'Records preserved no longer since (Korean time)',
    },
    unread: (code) => `More information needed (${code})`,
    hidden: 'Hidden, and not deleted so far.',
    stays: 'It stays as it was.',
    shown: 'Copies that we could not remove may still be shown.',
    notSearched: (places) => `Where we could not search: ${places}.`,
  },
};
