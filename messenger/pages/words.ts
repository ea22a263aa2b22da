// Every sentence of the pages, in Korean and English, and the choice between the two.

export type Language = 'ko' | 'en';

const KO = {
  rooms: '공개 대화방',
  roomsLead: '누구나 읽을 수 있는 방입니다.',
  noRooms: '아직 공개된 방이 없습니다.',
  emptyRoom: '아직 메시지가 없습니다.',
  publicRoom: '공개',
  inviteRoom: '초대받은 사람만',
  hiddenMessage: '이 메시지는 가려졌습니다',
  hiddenPicture: '이 파일은 가려졌습니다',
  forwarded: '전달된 메시지',
  toRoom: '방으로 가기',
  older: '이전 메시지',
  absentTitle: '찾을 수 없습니다',
  absent:
    '이 주소에는 보여 드릴 것이 없습니다. 없어졌거나, 가려졌거나, 초대받은 사람만 볼 수 있는 곳일 수 있습니다.',
  home: '처음으로',
  signIn: '로그인',
  name: '이름',
  passphrase: '암호 문구',
  refused: '이름이나 암호 문구가 맞지 않습니다.',
  invitation: '초대장',
  invitedTo: '이 방에 초대받았습니다.',
  join: '들어가기',
  signInToJoin: '들어가려면 먼저 로그인하세요.',
  otherLanguage: 'English',
  picture: '그림',
  footer: '여울 · 작은 메신저',
} as const;

export type Words = { readonly [K in keyof typeof KO]: string };

const EN: Words = {
  rooms: 'Public rooms',
  roomsLead: 'Anybody can read these rooms.',
  noRooms: 'There are no public rooms yet.',
  emptyRoom: 'No messages yet.',
  publicRoom: 'Public',
  inviteRoom: 'By invitation',
  hiddenMessage: 'This message has been hidden',
  hiddenPicture: 'This file has been hidden',
  forwarded: 'Forwarded',
  toRoom: 'Go to the room',
  older: 'Earlier messages',
  absentTitle: 'Nothing to see here',
  absent: 'There is nothing to show at this address. It may be gone, hidden, or open to invited people only.',
  home: 'Home',
  signIn: 'Sign in',
  name: 'Name',
  passphrase: 'Passphrase',
  refused: 'The name or the passphrase does not fit.',
  invitation: 'Invitation',
  invitedTo: 'You are invited to this room.',
  join: 'Join',
  signInToJoin: 'Sign in first to join.',
  otherLanguage: '한국어',
  picture: 'Picture',
  footer: 'Yeoul · a small messenger',
};

/** The sentences of a language. */
export function wordsOf(language: Language): Words {
  return language === 'ko' ? KO : EN;
}

/** The language asked for by `?lang=`, else the better placed one of Accept-Language, else Korean. */
export function chooseLanguage(asked: unknown, acceptLanguage: string | undefined): Language {
  if (asked === 'ko' || asked === 'en') return asked;
  const ko = weightOf('ko', acceptLanguage);
  const en = weightOf('en', acceptLanguage);
  return en > ko ? 'en' : 'ko';
}

function weightOf(language: Language, header: string | undefined): number {
  const weights = (header ?? '').split(',').map((part) => {
    const [range = '', ...parameters] = part.trim().toLowerCase().split(';');
    if (range !== language && !range.startsWith(`${language}-`)) return 0;
    const q = parameters
      .map((parameter) => /^\s*q=([0-9.]+)\s*$/.exec(parameter)?.[1])
      .find((value) => value);
    return q === undefined ? 1 : Number(q) || 0;
  });
  return Math.max(0, ...weights);
}
