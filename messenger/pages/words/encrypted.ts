// Words of encrypted rooms. They promise what the messenger can keep, and say what it cannot.

export const ENCRYPTED_WORDS = {
  encryptedRoom: { ko: '암호화된 방', en: 'Encrypted' },
  encryptedMessage: { ko: '암호화된 메시지', en: 'An encrypted message' },
  encryptedChoice: { ko: '초대받은 사람만, 암호화', en: 'Invited people only, encrypted' },
  encryptedChoiceHint: {
    ko: '운영자도 글과 사진을 볼 수 없습니다. 초대 링크 끝에 열쇠가 들어 있으니 링크를 남에게 보이지 마세요.',
    en: 'The operator cannot see words or pictures either. The key is at the end of the invitation link: show the link to nobody else.',
  },
  encryptedLead: {
    ko: '운영자는 이 안의 글과 사진을 볼 수 없습니다. 방 이름, 누가 있는지, 언제 얼마나 보냈는지는 보입니다. 안에 있는 사람이 신고하면서 파일 하나의 열쇠를 건넬 수 있습니다.',
    en: 'The operator cannot see what is in here. It sees the room’s name, who is in it, and when and how much is sent. A report can hand over one file’s key.',
  },
  encryptedInvitation: {
    ko: '이 링크의 끝에 방의 열쇠가 들어 있습니다. 끝까지 복사해서, 들어올 사람에게만 주세요.',
    en: 'The key of the room is at the end of this link. Copy all of it, and give it to nobody but whoever may come in.',
  },
  keyMissing: {
    ko: '이 기기에는 이 방의 열쇠가 없습니다. 받은 초대 링크를 다시 열거나 여기에 붙여 넣어 주세요.',
    en: 'This device does not have the key of this room. Open your invitation link again, or paste it here.',
  },
  keyLink: { ko: '열쇠가 든 초대 링크', en: 'Invitation link with the key' },
  keyUse: { ko: '열기', en: 'Open the room' },
  keyNotInLink: {
    ko: '이 링크에는 열쇠가 없습니다. 끝까지 복사되었는지 확인해 주세요.',
    en: 'There is no key in this link. Check that all of it was copied.',
  },
  keyInLinkMissing: {
    ko: '이 초대 링크에는 열쇠가 없습니다. 들어가도 읽을 수 없습니다. 링크를 다시 받아 주세요.',
    en: 'This invitation link has no key: you could join, but not read. Ask for the whole link.',
  },
  noKeyMessage: { ko: '열쇠가 없어 읽을 수 없습니다', en: 'Cannot be read without the key' },
  brokenMessage: {
    ko: '열 수 없습니다. 다른 열쇠로 잠겼거나 중간에 바뀌었습니다.',
    en: 'Cannot be opened: locked with another key, or changed on the way.',
  },
  brokenFile: { ko: '이 파일은 열 수 없습니다', en: 'This file cannot be opened' },
  openingFile: { ko: '여는 중', en: 'Opening' },
  sealedWithoutScript: {
    ko: '암호화된 방입니다. 로그인해서 열어 주세요.',
    en: 'This room is encrypted. Sign in to open it.',
  },
} as const;
