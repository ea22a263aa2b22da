// Words of the frame, the doors and the pages without script.

export const FRAME_WORDS = {
  appName: { ko: '여울', en: 'Yeoul' },
  rooms: { ko: '공개 대화방', en: 'Public rooms' },
  roomsLead: { ko: '누구나 읽을 수 있는 방입니다.', en: 'Anybody can read these rooms.' },
  noRooms: { ko: '아직 공개된 방이 없습니다.', en: 'There are no public rooms yet.' },
  emptyRoom: { ko: '아직 메시지가 없습니다.', en: 'No messages yet.' },
  publicRoom: { ko: '공개', en: 'Public' },
  inviteRoom: { ko: '초대받은 사람만', en: 'By invitation' },
  hiddenMessage: { ko: '이 메시지는 가려졌습니다', en: 'This message has been hidden' },
  hiddenPicture: { ko: '이 파일은 가려졌습니다', en: 'This file has been hidden' },
  forwarded: { ko: '전달된 메시지', en: 'Forwarded' },
  toRoom: { ko: '방으로 가기', en: 'Go to the room' },
  older: { ko: '이전 메시지', en: 'Earlier messages' },
  absentTitle: { ko: '찾을 수 없습니다', en: 'Nothing to see here' },
  absent: {
    ko: '이 주소에는 보여 드릴 것이 없습니다. 없어졌거나, 가려졌거나, 초대받은 사람만 볼 수 있는 곳일 수 있습니다.',
    en: 'There is nothing to show at this address. It may be gone, hidden, or open to invited people only.',
  },
  home: { ko: '처음으로', en: 'Home' },
  otherLanguage: { ko: 'English', en: '한국어' },
  picture: { ko: '사진', en: 'Picture' },
  footer: { ko: '여울 · 작은 메신저', en: 'Yeoul · a small messenger' },
  withoutScript: {
    ko: '이 화면에는 자바스크립트가 필요합니다.',
    en: 'This page needs JavaScript.',
  },
  readWithoutScript: { ko: '없이 읽기', en: 'Read without it' },

  signIn: { ko: '로그인', en: 'Sign in' },
  signUp: { ko: '회원가입', en: 'Sign up' },
  signUpLead: {
    ko: '이름 하나면 됩니다. 전화번호도 메일도 묻지 않습니다.',
    en: 'A name is enough. We ask for no number and no mail.',
  },
  newHere: { ko: '처음이신가요?', en: 'New here?' },
  alreadyHere: { ko: '이미 계정이 있나요?', en: 'Already have an account?' },
  name: { ko: '이름', en: 'Name' },
  nameHint: { ko: '다른 사람에게 보이는 이름입니다.', en: 'This is what others see.' },
  passphrase: { ko: '암호 문구', en: 'Passphrase' },
  passphraseHint: {
    ko: '열 글자 이상. 낱말 서너 개를 이어 쓰면 외우기 쉽습니다.',
    en: 'At least ten characters. Three or four words are easy to remember.',
  },
  refused: { ko: '이름이나 암호 문구가 맞지 않습니다.', en: 'The name or the passphrase does not fit.' },
  nameTaken: {
    ko: '이미 있는 이름입니다. 다른 이름을 적어 주세요.',
    en: 'Somebody has this name. Choose another.',
  },
  nameRefused: {
    ko: '이 이름은 쓸 수 없습니다. 보이는 글자로 적어 주세요.',
    en: 'This name cannot be used. Write visible characters.',
  },
  passphraseShort: {
    ko: '암호 문구는 열 글자 이상이어야 합니다.',
    en: 'The passphrase needs at least ten characters.',
  },
  withPasskey: { ko: '패스키로 로그인', en: 'Sign in with a passkey' },
  makePasskey: { ko: '패스키로 가입', en: 'Sign up with a passkey' },
  passkeyHint: {
    ko: '지문이나 얼굴, 화면 잠금으로 로그인합니다. 외울 것이 없습니다.',
    en: 'Your finger, face or screen lock signs you in. Nothing to remember.',
  },
  passkeyFailed: {
    ko: '패스키를 쓰지 못했습니다. 다시 눌러 주세요.',
    en: 'The passkey was not used. Press again.',
  },
  nameFirst: { ko: '이름을 먼저 적어 주세요.', en: 'Write a name first.' },
  or: { ko: '또는', en: 'or' },

  invitation: { ko: '초대장', en: 'Invitation' },
  invitedTo: { ko: '이 방에 초대받았습니다.', en: 'You are invited to this room.' },
  join: { ko: '들어가기', en: 'Join' },
  signInToJoin: { ko: '들어가려면 먼저 로그인하세요.', en: 'Sign in first to join.' },
  membersCount: { ko: '{n}명', en: '{n} members' },
} as const;
