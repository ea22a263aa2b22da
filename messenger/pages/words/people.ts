// Words about people: somebody's page, blocking, the list of whom one has blocked.

export const PEOPLE_WORDS = {
  person: { ko: '사람', en: 'Person' },
  absentPerson: {
    ko: '이 사람은 없거나, 함께 있는 방이 없습니다.',
    en: 'This person is not there, or shares no room with you.',
  },
  block: { ko: '차단', en: 'Block' },
  unblock: { ko: '차단 풀기', en: 'Unblock' },
  blockHint: {
    ko: '이 사람의 메시지는 접혀 보이고, 알림도 오지 않습니다. 상대는 알 수 없고 다른 사람에게는 그대로 보입니다.',
    en: 'Their messages come to you folded, and nothing they do notifies you. They are not told, and others see everything as before.',
  },
  blockedNow: { ko: '차단했습니다.', en: 'Blocked.' },
  unblockedNow: { ko: '차단을 풀었습니다.', en: 'Unblocked.' },
  isBlocked: { ko: '차단한 사람', en: 'Blocked by you' },
  blockedPeople: { ko: '차단한 사람들', en: 'People you blocked' },
  nobodyBlocked: { ko: '차단한 사람이 없습니다.', en: 'You have blocked nobody.' },
} as const;
