// What a platform could do then, in Korean and English.
import { expect, test } from 'vitest';
import { CAPABILITIES } from '../../../test/support/capabilities.ts';
import { platformJson } from '../../domain/view/case-json.ts';
import { platformText } from './platform-view.ts';

test('says in English what could be removed, found, kept out and told, and what could not be seen', () => {
  expect(platformText(CAPABILITIES, 'en')).toEqual([
    '  platform  messenger 1, as it was when asked 2026-11-20T00:00:00Z',
    '            removes   message: directly (can be undone), file: directly (can be undone), thumbnail: directly, room: not',
    '            searches  file id, SHA-256, whole history',
    '            gate      none',
    '            suspends  directly; tells the uploader: directly',
    '            unseen    encrypted rooms, copies at other servers',
  ]);
});

test('says the same in Korean', () => {
  const poor = { ...CAPABILITIES, version: '', encrypted: 'clear', federation: 'none' } as const;
  expect(platformText({ ...poor, suspend: 'referral' }, 'ko')).toEqual([
    '  platform  messenger 버전 알 수 없음, 확인 시점 2026-11-20T00:00:00Z',
    '            삭제  메시지: 직접 (되돌릴 수 있음), 파일: 직접 (되돌릴 수 있음), 미리보기: 직접, 방: 불가',
    '            검색  파일 번호, SHA-256, 전체 과거 기록',
    '            관문  없음',
    '            계정 정지  담당 기관에 요청; 게시자 통지: 직접',
    '            볼 수 없는 곳  없음',
  ]);
});

test('says whether it takes up what people report, where that was asked', () => {
  const lines = (language: 'ko' | 'en') => platformText({ ...CAPABILITIES, reports: 'direct' }, language);
  expect(lines('en')).toContain('            reports   directly');
  expect(lines('ko')).toContain('            신고 접수와 답변  직접');
});

test('is the whole record to programs, its time in words', () => {
  expect(platformJson(CAPABILITIES)).toEqual({ ...CAPABILITIES, probedAt: '2026-11-20T00:00:00Z' });
});
