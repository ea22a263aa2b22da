// Words between the platform and a member: notices, appeals, suspension, notifications, passkeys.

export const PLATFORM_WORDS = {
  notifications: { ko: '알림', en: 'Notifications' },
  notificationsUnread: { ko: '알림, 새것 {n}개', en: 'Notifications, {n} new' },
  noNotifications: {
    ko: '아직 알림이 없습니다. 누가 부르거나 답장하거나 초대하면 여기에 보입니다.',
    en: 'Nothing yet. When somebody mentions, answers or invites you, it stands here.',
  },
  mentionedYou: { ko: '{name} 님이 {room}에서 불렀습니다.', en: '{name} mentioned you in {room}.' },
  answeredYou: { ko: '{name} 님이 {room}에서 답장했습니다.', en: '{name} answered you in {room}.' },
  invitedYou: { ko: '{name} 님이 {room}에 초대했습니다.', en: '{name} invited you to {room}.' },
  accept: { ko: '들어가기', en: 'Join' },
  inviteOver: { ko: '이 초대는 기간이 지났습니다.', en: 'This invitation has expired.' },
  isNew: { ko: '새것', en: 'New' },
  moreOfThem: { ko: '더 보기', en: 'Show more' },
  notificationCame: { ko: '새 알림이 왔습니다.', en: 'A new notification came.' },

  notices: { ko: '플랫폼의 안내', en: 'Notices of the platform' },
  noNotices: { ko: '받은 안내가 없습니다.', en: 'There are no notices to you.' },
  noticeCame: { ko: '플랫폼의 안내가 왔습니다.', en: 'A notice of the platform came.' },
  noticeAbsent: {
    ko: '이 안내는 없거나 다른 계정의 것입니다.',
    en: 'This notice is not there, or belongs to another account.',
  },
  noticeRemoval: { ko: '올린 것을 가렸습니다', en: 'We hid something you posted' },
  noticeDeleted: { ko: '올린 것을 지웠습니다', en: 'We deleted something you posted' },
  noticeRestored: { ko: '가린 것을 되돌렸습니다', en: 'We restored what was hidden' },
  noticeSuspension: { ko: '계정을 멈췄습니다', en: 'Your account is suspended' },
  noticeReinstated: { ko: '계정을 다시 쓸 수 있습니다', en: 'Your account is open again' },
  noticeAppealAnswer: { ko: '이의에 답합니다', en: 'The answer to your appeal' },
  hidMessage: { ko: '{when} 올린 메시지 하나를 가렸습니다.', en: 'We hid one message posted {when}.' },
  hidMedia: {
    ko: '{when} 올린 사진이나 영상 하나를 가렸습니다.',
    en: 'We hid one picture or video posted {when}.',
  },
  hidForNow: {
    ko: '잠시 가린 것입니다. {at}까지 사람이 최종 판단합니다.',
    en: 'It is hidden for now: a person decides by {at}.',
  },
  hidSomething: { ko: '올린 것 하나를 가렸습니다.', en: 'We hid something you posted.' },
  deletedMessage: {
    ko: '{when} 올린 메시지 하나를 지웠습니다. 되살릴 수 없습니다.',
    en: 'We deleted one message posted {when}. It cannot be brought back.',
  },
  deletedMedia: {
    ko: '{when} 올린 사진이나 영상 하나를 지웠습니다. 되살릴 수 없습니다.',
    en: 'We deleted one picture or video posted {when}. It cannot be brought back.',
  },
  deletedSomething: {
    ko: '올린 것 하나를 지웠습니다. 되살릴 수 없습니다.',
    en: 'We deleted something you posted. It cannot be brought back.',
  },
  shownNowhere: {
    ko: '어디에서도, 누구에게도 보이지 않습니다.',
    en: 'It is shown nowhere, and to nobody.',
  },
  hiddenOpenEnd: {
    ko: '언제까지 가릴지는 정해져 있지 않습니다.',
    en: 'No day is set on which it is shown again.',
  },
  postedOn: { ko: '{at}에', en: 'on {at}' },
  postedEarlier: { ko: '전에', en: 'earlier' },
  restoredText: {
    ko: '가렸던 것을 되돌렸습니다. 잘못 가렸습니다. 미안합니다.',
    en: 'We restored what we had hidden. We were wrong, and we are sorry.',
  },
  suspendedUntil: { ko: '{at}까지 멈춥니다.', en: 'It is suspended until {at}.' },
  suspendedOpen: { ko: '끝나는 날은 정해지지 않았습니다.', en: 'No end has been set.' },
  reinstatedText: { ko: '지금부터 전처럼 쓸 수 있습니다.', en: 'From now on it works as before.' },
  appealUpheld: {
    ko: '처음 판단하지 않은 사람이 다시 보았고, 그대로 둡니다.',
    en: 'Somebody who did not decide first looked again. It stays as it is.',
  },
  appealReversed: {
    ko: '처음 판단하지 않은 사람이 다시 보았고, 되돌립니다. 잘못 판단했습니다. 미안합니다.',
    en: 'Somebody who did not decide first looked again, and it is undone. We were wrong, and we are sorry.',
  },
  appealAnswered: { ko: '이의를 살펴보았습니다.', en: 'Your appeal was looked at.' },
  groundIntimate: {
    ko: '이유: 나온 사람의 동의가 없는 사적인 사진이나 영상.',
    en: 'Reason: private imagery without the consent of the person shown.',
  },
  groundIllegal: { ko: '이유: 법이 금지하는 내용.', en: 'Reason: content that the law forbids.' },
  groundTerms: { ko: '이유: 이용 약관에 어긋나는 내용.', en: 'Reason: content against the terms of use.' },
  groundLaw: { ko: '근거: {law}', en: 'Ground: {law}' },
  groundCited: {
    ko: '근거: {law}. 판단한 사람이 든 법입니다.',
    en: 'Ground: {law}, as the person who decided cites it.',
  },
  groundClause: { ko: '근거: 이용 약관 {clause}', en: 'Ground: clause {clause} of the terms of use' },
  sourceNotice: { ko: '신고를 받고 살펴보았습니다.', en: 'We looked at it after somebody reported it.' },
  sourceOrder: {
    ko: '기관의 요청이나 명령을 받고 살펴보았습니다.',
    en: 'We looked at it after an official request or order.',
  },
  foundNamed: { ko: '기계로 찾아낸 것은 아닙니다.', en: 'No machine found it.' },
  foundSearched: {
    ko: '같은 사진이나 영상을 기계로 찾아서 알게 되었습니다.',
    en: 'A machine found it in a search for the same picture or video.',
  },
  decidedByPerson: { ko: '사람이 판단했습니다.', en: 'A person decided.' },
  decidedByMachine: { ko: '자동으로 판단했습니다.', en: 'A machine decided.' },
  neverWho: {
    ko: '누가 알렸는지는 말하지 않습니다.',
    en: 'We do not say who told us.',
  },
  appealOnce: {
    ko: '이 판단이 틀렸다고 생각하면 아래에서 한 번 이의를 신청할 수 있습니다.',
    en: 'If you think that this is wrong, you can appeal once, below.',
  },
  redressSettlement: {
    ko: '법원에 가지 않고 다툼을 푸는 기관이 법에 있으면 그곳에 맡길 수도 있습니다. 유럽연합에는 있습니다(디지털서비스법 제21조).',
    en: 'Where the law has a body that settles disputes out of court, you can also turn to it. The European Union has such bodies (Digital Services Act, Art. 21).',
  },
  redressCourt: { ko: '법원에 판단을 구할 수도 있습니다.', en: 'You can also go to a court.' },
  appeal: { ko: '이의 신청', en: 'Appeal' },
  appealLead: {
    ko: '다르게 볼 이유가 있으면 {at}까지 적어 주세요. 처음 판단하지 않은 사람이 봅니다. 사진은 보내지 마세요.',
    en: 'If there is a reason to see it differently, write by {at}. Someone who did not decide first will read it. Do not send the picture.',
  },
  appealWords: { ko: '왜 다르게 보나요?', en: 'Why do you see it differently?' },
  appealSend: { ko: '이의 보내기', en: 'Send the appeal' },
  appealMade: {
    ko: '이의를 받았습니다. 답은 여기 안내로 옵니다.',
    en: 'We have your appeal. The answer comes as a notice here.',
  },
  appealOver: { ko: '이의를 신청할 수 있는 기간이 끝났습니다.', en: 'The time to appeal is over.' },
  suspendedTitle: { ko: '계정이 멈춰 있습니다', en: 'Your account is suspended' },
  suspendedLead: {
    ko: '안내를 읽고 이의를 신청하고 신고할 수 있습니다. 방은 로그인하지 않은 사람처럼 보입니다.',
    en: 'You can read notices, appeal and report. Rooms are open to you as to somebody who is not signed in.',
  },

  passkeys: { ko: '패스키', en: 'Passkeys' },
  passkeysLead: {
    ko: '지문이나 얼굴, 화면 잠금으로 로그인합니다.',
    en: 'Your finger, face or screen lock signs you in.',
  },
  noPasskeys: { ko: '아직 패스키가 없습니다.', en: 'There are no passkeys yet.' },
  passkeyLabel: { ko: '이 기기의 이름', en: 'A name for this device' },
  passkeyAdd: { ko: '패스키 추가', en: 'Add a passkey' },
  passkeyAdded: { ko: '추가했습니다.', en: 'Added.' },
  passkeyRemove: { ko: '지우기', en: 'Remove' },
  passkeyRemoveAsk: {
    ko: '{label} 패스키를 지울까요? 그 기기로는 로그인할 수 없게 됩니다.',
    en: 'Remove the passkey {label}? That device can no longer sign you in.',
  },
  passkeyRemoved: { ko: '지웠습니다.', en: 'Removed.' },
  passkeyLast: {
    ko: '로그인할 길이 이것뿐이라 지울 수 없습니다. 먼저 다른 패스키를 추가해 주세요.',
    en: 'It is your only way in. Add another passkey first.',
  },
  passkeyTooMany: { ko: '패스키는 열 개까지입니다.', en: 'Ten passkeys at most.' },
  passkeyNotHere: {
    ko: '이 브라우저는 패스키를 쓸 수 없습니다.',
    en: 'This browser cannot use passkeys.',
  },
  passkeySince: { ko: '{at} 추가', en: 'Added {at}' },
  passkeyUsed: { ko: '{at} 마지막으로 씀', en: 'last used {at}' },
  roomKeys: { ko: '암호화된 방의 열쇠', en: 'Keys of encrypted rooms' },
  forgetKeysHint: {
    ko: '열쇠는 이 브라우저에만 있습니다. 함께 쓰는 기기라면 나가기 전에 지우세요. 다시 읽으려면 초대 링크가 필요합니다.',
    en: 'They are in this browser only. On a shared device, remove them before you leave. To read again you need the invitation links.',
  },
  forgetKeys: { ko: '이 기기에서 열쇠 지우기', en: 'Remove the keys from this device' },
  forgotKeys: { ko: '이 기기에서 열쇠를 지웠습니다.', en: 'The keys are gone from this device.' },
} as const;
