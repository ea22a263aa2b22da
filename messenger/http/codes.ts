// Every code of a refusal, with what to do about it, in both languages. Codes are promises: they are added, never renamed.
// An answer names the code; pages and clients take their words for people from here.

interface Cure {
  readonly en: string;
  readonly ko: string;
}

const TRY_LATER: Cure = {
  en: 'Wait as long as Retry-After says, then try again.',
  ko: 'Retry-After만큼 기다렸다가 다시 해 주세요.',
};
const LOOK_AGAIN: Cure = {
  en: 'Check the address. It may be gone, hidden, or open to others only.',
  ko: '주소를 확인해 주세요. 없어졌거나 가려졌거나 다른 사람만 볼 수 있는 것일 수 있습니다.',
};

export const CURES = {
  'account.name-refused': {
    en: 'Choose a name with visible characters.',
    ko: '보이는 글자로 된 이름을 골라 주세요.',
  },
  'account.name-taken': { en: 'Choose another name.', ko: '다른 이름을 골라 주세요.' },
  'account.refused': { en: 'Check name and passphrase.', ko: '이름과 암호 문구를 확인해 주세요.' },
  'account.sign-in': { en: 'Sign in and try again.', ko: '로그인한 다음 다시 해 주세요.' },
  'address.unknown': { en: 'Check the address.', ko: '주소를 확인해 주세요.' },
  'admin.scope-missing': {
    en: 'Ask the operator for a token with this scope.',
    ko: '이 권한이 있는 토큰을 운영자에게 받아 주세요.',
  },
  'admin.token-unknown': { en: 'Send a valid admin token.', ko: '올바른 관리 토큰을 보내 주세요.' },
  'feed.too-many-streams': TRY_LATER,
  'form.cross-site': {
    en: 'Open the form on this site and send it from there.',
    ko: '이 사이트에서 양식을 열어 보내 주세요.',
  },
  'gate.not-held': {
    en: 'Nothing: it is decided already.',
    ko: '이미 결정된 파일입니다.',
  },
  'gate.unavailable': {
    en: 'Nothing was stored. Wait a moment and upload the file again.',
    ko: '저장된 것은 없습니다. 잠시 뒤에 파일을 다시 올려 주세요.',
  },
  'idempotency.missing': {
    en: 'Send the header Idempotency-Key.',
    ko: 'Idempotency-Key 머리말을 보내 주세요.',
  },
  'idempotency.refused': {
    en: 'Send the order again with the same key.',
    ko: '같은 키로 명령을 다시 보내 주세요.',
  },
  'idempotency.reused': { en: 'Use a new key for a new order.', ko: '새 명령에는 새 키를 써 주세요.' },
  'idempotency.too-long': { en: 'Use a shorter key.', ko: '더 짧은 키를 써 주세요.' },
  'invite.unknown': { en: 'Ask for a new invitation.', ko: '초대를 다시 받아 주세요.' },
  'media.deleted': { en: 'Nothing: what was deleted stays deleted.', ko: '지운 것은 되돌릴 수 없습니다.' },
  'media.empty': { en: 'Send the bytes of one file.', ko: '파일 하나를 보내 주세요.' },
  'media.has-thumbnail': {
    en: 'Nothing: a sealed file takes one thumbnail, once.',
    ko: '작은 그림은 파일마다 한 번만 받습니다.',
  },
  'media.kind-mismatch': {
    en: 'Send a PNG, JPEG, WebP, MP4 or WebM file under its own type.',
    ko: 'PNG, JPEG, WebP, MP4, WebM 파일을 제 형식으로 보내 주세요.',
  },
  'media.not-a-picture': { en: 'Choose a picture.', ko: '그림 파일을 골라 주세요.' },
  'media.range': { en: 'Ask for a range inside the file.', ko: '파일 안의 범위를 요청해 주세요.' },
  'media.refused': {
    en: 'Nothing was stored. Send something else; if you think this is a mistake, write to the operator.',
    ko: '저장된 것은 없습니다. 다른 파일을 보내 주세요. 잘못된 것 같다면 운영자에게 알려 주세요.',
  },
  'media.unknown': LOOK_AGAIN,
  'message.deleted': { en: 'Nothing: what was deleted stays deleted.', ko: '지운 것은 되돌릴 수 없습니다.' },
  'message.edited-too-often': { en: 'Write a new message.', ko: '새 메시지를 써 주세요.' },
  'message.empty': { en: 'Write something or add a file.', ko: '글을 쓰거나 파일을 넣어 주세요.' },
  'message.forwarded': {
    en: 'Delete the forward, or write a message of your own.',
    ko: '전달한 메시지를 지우거나 새로 써 주세요.',
  },
  'message.not-yours': {
    en: 'Report it instead, if it harms somebody.',
    ko: '누군가에게 해가 된다면 신고해 주세요.',
  },
  'message.moved': {
    en: 'Ask by the id that "moved" names.',
    ko: '"moved"에 적힌 번호로 다시 요청해 주세요.',
  },
  'message.unknown': LOOK_AGAIN,
  'operation.unknown': { en: 'Check the number of the operation.', ko: '작업 번호를 확인해 주세요.' },
  'peer.unknown': {
    en: 'Nothing: the peer does not have it, or no longer.',
    ko: '다른 서버에 없거나 이미 지워졌습니다.',
  },
  'rate.limited': TRY_LATER,
  'request.invalid': { en: 'Correct what the detail names.', ko: '설명에 적힌 곳을 고쳐 주세요.' },
  'request.media-type': {
    en: 'Send the Content-Type this address takes.',
    ko: '이 주소가 받는 Content-Type으로 보내 주세요.',
  },
  'request.too-large': { en: 'Send something smaller.', ko: '더 작게 보내 주세요.' },
  'room.not-a-member': { en: 'Join the room first.', ko: '먼저 방에 들어가 주세요.' },
  'room.not-an-owner': { en: 'Ask an owner of the room.', ko: '방을 관리하는 사람에게 부탁해 주세요.' },
  'room.slug-taken': { en: 'Choose another address.', ko: '다른 주소를 골라 주세요.' },
  'room.moved': {
    en: 'Ask by the id that "moved" names.',
    ko: '"moved"에 적힌 번호로 다시 요청해 주세요.',
  },
  'room.unknown': LOOK_AGAIN,
  'server.database': {
    en: 'Start PostgreSQL, or wait until it answers.',
    ko: 'PostgreSQL을 켜거나 응답할 때까지 기다려 주세요.',
  },
  'server.unavailable': { en: 'Try again with the same key.', ko: '같은 키로 다시 해 주세요.' },
  'server.unexpected': {
    en: 'Try again; tell the operator if it stays.',
    ko: '다시 해 보고 계속되면 운영자에게 알려 주세요.',
  },
  'stream.too-many': TRY_LATER,
  'token.unknown': { en: 'Check the number of the token.', ko: '토큰 번호를 확인해 주세요.' },
  'account.suspended': {
    en: 'Read your notices and appeal there.',
    ko: '알림을 읽고 그곳에서 이의를 신청해 주세요.',
  },
  'account.unknown': { en: 'Check the number of the account.', ko: '계정 번호를 확인해 주세요.' },
  'notice.appeal-over': {
    en: 'Write to the operator if there is something new.',
    ko: '새로운 사정이 있으면 운영자에게 알려 주세요.',
  },
  'notice.appealed': {
    en: 'Wait for the answer; it comes as a notice.',
    ko: '답을 기다려 주세요. 알림으로 옵니다.',
  },
  'notice.no-appeal': { en: 'Nothing: there is nothing to appeal.', ko: '이의를 신청할 것이 없습니다.' },
  'notice.not-theirs': { en: 'Name what this account posted.', ko: '이 계정이 올린 것을 적어 주세요.' },
  'notice.unknown': {
    en: 'Check the address, and that you are signed in as yourself.',
    ko: '주소와 로그인한 계정을 확인해 주세요.',
  },
  'report.link-foreign': {
    en: 'Give a link of this messenger, as it stands in the address bar.',
    ko: '주소창에 있는 이 메신저의 링크를 적어 주세요.',
  },
  'report.unknown': { en: 'Check the code, letter by letter.', ko: '접수 코드를 한 글자씩 확인해 주세요.' },
  'account.oneself': { en: 'Choose somebody else.', ko: '다른 사람을 골라 주세요.' },
  'room.last-owner': { en: 'Name another owner first.', ko: '먼저 다른 관리자를 정해 주세요.' },
  'room.encrypted': {
    en: 'Use a page of this messenger: it seals what you send before it leaves your device.',
    ko: '이 메신저의 화면에서 보내 주세요. 보내기 전에 이 기기에서 암호화합니다.',
  },
  'room.not-encrypted': {
    en: 'Send the words and files themselves; this room is not encrypted.',
    ko: '이 방은 암호화된 방이 아닙니다. 글과 파일을 그대로 보내 주세요.',
  },
  'passkey.last': { en: 'Add another passkey first.', ko: '먼저 다른 패스키를 추가해 주세요.' },
  'passkey.refused': {
    en: 'Start again. If it stays, use another passkey or the passphrase.',
    ko: '처음부터 다시 해 주세요. 계속되면 다른 패스키나 암호 문구를 써 주세요.',
  },
  'passkey.too-many': { en: 'Remove a passkey you no longer use.', ko: '쓰지 않는 패스키를 지워 주세요.' },
  'passkey.unknown': { en: 'Look at your list of passkeys.', ko: '패스키 목록을 확인해 주세요.' },
} as const satisfies Readonly<Record<string, Cure>>;

export type Code = keyof typeof CURES;
