// What the page says, in two languages. The refusals in English are the library's own words.

export type Language = 'ko' | 'en';

const en = {
  title: 'Check a tamper-evident log',
  promise:
    'Everything happens on this device. The page loads nothing and sends nothing; it also works without a network. Files can be dropped onto their fields.',
  key: 'Public key of the log',
  keyNote:
    'As the owner of the log published it, and not from where the files came: NAME+ID+KEY in one line.',
  policy: 'Policy (a file; may be left out)',
  policyNote: 'Names the witnesses, and how many of them must have signed.',
  question: 'What do you want to know?',
  asCheckpoint: 'Who signed a checkpoint, and when',
  asProof: 'Whether an entry is in the log',
  asPair: 'Whether a checkpoint continues an older one',
  asLog: 'Whether a whole log is what its checkpoint says',
  checkpoint: 'Checkpoint (a file)',
  proof: 'Proof (a file, mostly .tlog-proof)',
  entryNote: 'The entry, in one of these three ways:',
  entry: 'The entry as a file, every byte of it',
  text: 'The entry as words, without the end of a line',
  leaf: 'The leaf hash of the entry (64 hexadecimal digits)',
  old: 'Older checkpoint (a file)',
  now: 'Newer checkpoint (a file)',
  folder: 'Folder of the log',
  folderNote: 'The public files as the log shows them: checkpoint and tile. They stay on this device.',
  kept: 'Checkpoints kept from earlier (files; may be left out)',
  check: 'Check',
  other: '한국어',
  progress: 'Entries read',
  working: 'One moment …',
  holds: '✓ It holds',
  refused: '✗ It does not hold',
  unasked: 'Something is missing',
  unable: 'It cannot be checked here',
  cure: 'What you can do',
  signed: (origin: string, size: number) => `${origin}: ${size} entries, and the log's signature holds.`,
  root: (root: string) => `Root: ${root}`,
  witnessed: (witness: string, time: string) => `Witnessed by ${witness}, ${time} by its own clock.`,
  enough: 'The witnesses are enough by the policy.',
  noPolicy: 'Without a policy no witness was asked about.',
  included: (index: number) => `The entry is in the log, at ${index} (counted from 0).`,
  continues: (old: number, now: number) =>
    `The checkpoint of ${now} entries continues the one of ${old}: nothing before was changed.`,
  whole: (entries: number, tiles: number) =>
    `The log is whole: ${entries} entries and ${tiles} tiles were computed anew, and the root is the signed one.`,
  /** Instead of the library's words; English has none. */
  codes: {} as Readonly<Record<string, string>>,
};

export type Words = typeof en;
/** The words that stand in the page by themselves. */
export type FixedWord = { [Name in keyof Words]: Words[Name] extends string ? Name : never }[keyof Words];

const ko: Words = {
  title: '변조를 드러내는 로그 확인하기',
  promise:
    '모든 계산은 이 기기에서 합니다. 이 페이지는 아무것도 내려받거나 전송하지 않으며, 네트워크 없이도 동작합니다. 파일은 각 칸에 끌어다 놓을 수 있습니다.',
  key: '로그의 공개 키',
  keyNote: '파일을 받은 곳이 아니라 로그의 주인이 공개한 키를 넣으세요. 한 줄로 된 NAME+ID+KEY입니다.',
  policy: '정책 (파일, 생략 가능)',
  policyNote: '어떤 증인이 있고 그중 몇이 서명해야 하는지 정합니다.',
  question: '무엇을 확인할까요?',
  asCheckpoint: '체크포인트에 누가 언제 서명했는지',
  asProof: '항목이 로그에 있는지',
  asPair: '체크포인트가 이전 체크포인트를 잇는지',
  asLog: '로그 전체가 체크포인트와 맞는지',
  checkpoint: '체크포인트 (파일)',
  proof: '증명 (파일, 보통 .tlog-proof)',
  entryNote: '항목을 다음 세 가지 중 하나로 넣으세요.',
  entry: '항목 파일 (모든 바이트 그대로)',
  text: '항목의 글 (줄 끝 없이)',
  leaf: '항목의 리프 해시 (16진수 64자리)',
  old: '이전 체크포인트 (파일)',
  now: '새 체크포인트 (파일)',
  folder: '로그 폴더',
  folderNote: '로그가 공개한 파일들, 곧 checkpoint와 tile입니다. 이 기기를 떠나지 않습니다.',
  kept: '전에 보관한 체크포인트 (파일, 생략 가능)',
  check: '확인하기',
  other: 'English',
  progress: '읽은 항목',
  working: '잠시만 기다려 주세요 …',
  holds: '✓ 맞습니다',
  refused: '✗ 맞지 않습니다',
  unasked: '빠진 것이 있습니다',
  unable: '여기서는 확인할 수 없습니다',
  cure: '해결 방법',
  signed: (origin, size) => `${origin}: 항목 ${size}개, 로그의 서명이 맞습니다.`,
  root: (root) => `루트: ${root}`,
  witnessed: (witness, time) => `증인 ${witness}, ${time} (증인의 시계).`,
  enough: '정책이 요구하는 증인 수를 채웠습니다.',
  noPolicy: '정책이 없어 증인은 확인하지 않았습니다.',
  included: (index) => `항목이 로그의 ${index}번에 있습니다 (0부터 셉니다).`,
  continues: (old, now) =>
    `항목 ${now}개의 체크포인트는 ${old}개의 체크포인트를 그대로 잇습니다. 이전 내용은 바뀌지 않았습니다.`,
  whole: (entries, tiles) =>
    `로그가 온전합니다. 항목 ${entries}개와 타일 ${tiles}개를 다시 계산했고, 루트가 서명된 것과 같습니다.`,
  codes: {
    'log.incomplete': '필요한 칸을 모두 채우세요.',
    'log.no-ed25519':
      '이 브라우저는 여기서 Ed25519 서명을 확인하지 못합니다. Chrome 137, Firefox 129, Safari 17 이상에서 파일이나 https로 여세요.',
    'log.not-text': '글이어야 할 파일이 UTF-8이 아닙니다. 파일을 다시 받으세요.',
    'log.not-base64': 'base64 표기가 올바르지 않습니다. 파일을 다시 받으세요.',
    'log.bad-number': '크기나 번호가 올바른 수가 아닙니다.',
    'log.bad-key': '로그의 공개 키가 아닙니다. 주인이 공개한 그대로 모두 복사하세요.',
    'log.bad-note': '서명된 문서가 아닙니다. 바이트 하나까지 그대로 다시 받으세요.',
    'log.bad-checkpoint': '체크포인트가 아닙니다. 로그에서 다시 받으세요.',
    'log.bad-proof-file': '증명 파일이 아닙니다. 다시 받으세요.',
    'log.bad-policy': '정책 파일이 아닙니다.',
    'log.signature-wrong':
      '서명이 맞지 않습니다. 다시 받아도 같으면 누군가 내용을 바꾸었거나 서명을 위조한 것입니다.',
    'log.not-signed': '이 키로 한 서명이 없습니다. 주인이 공개한 키인지 확인하세요.',
    'log.other-log': '다른 로그의 체크포인트입니다. 그 로그의 키를 쓰세요.',
    'log.no-quorum': '정책이 요구하는 것보다 적은 증인이 서명했습니다. 더 새로운 체크포인트를 받으세요.',
    'log.no-such-leaf': '그 번호의 항목은 이 로그에 없습니다.',
    'log.proof-wrong': '증명이 맞지 않습니다. 항목이 다르거나 파일이 손상되었습니다. 다시 받으세요.',
    'log.smaller': '새 체크포인트가 이전 것보다 작습니다. 순서가 맞는지 확인하고, 맞다면 둘 다 보관하세요.',
    'log.fork':
      '크기가 같고 루트가 다른 두 체크포인트에 로그가 모두 서명했습니다. 로그가 갈라졌다는 증거입니다. 두 파일을 보관하고 증인과 다른 독자에게 보이세요.',
    'log.rewritten':
      '새 체크포인트가 이전 것을 잇지 않는데 로그가 둘 다에 서명했습니다. 기록을 고쳐 썼다는 증거입니다. 두 파일과 로그의 사본을 보관하세요.',
    'log.grew-after-end':
      '끝났다고 적은 뒤에 더 서명한 로그입니다. 누군가 그 키를 계속 썼다는 증명이니 파일을 모두 보관하세요.',
    'log.wrong-tile': '타일의 해시가 항목과 맞지 않습니다. 다시 받아도 같으면 둘 다 보관하세요.',
    'log.wrong-root': '항목에서 계산한 루트가 서명된 루트와 다릅니다. 체크포인트와 파일을 보관하세요.',
    'log.no-tile': '로그의 파일이 하나 없습니다. 폴더 전체를 골랐는지 확인하세요.',
    'log.bad-tile': '타일의 길이가 맞지 않습니다. 파일을 다시 받으세요.',
    'log.bad-bundle': '항목 파일이 손상되었습니다. 다시 받으세요.',
    'log.not-reached': '파일을 읽을 수 없거나 폴더에 체크포인트가 없습니다. 다시 고르세요.',
  },
};

export const WORDS: Readonly<Record<Language, Words>> = { en, ko };
