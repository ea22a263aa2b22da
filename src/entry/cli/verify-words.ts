// What `redress verify` says when everything holds. Refusals are in docs/errors.md.

export const VERIFY_WORDS = {
  en: {
    signed: (origin: string, size: number) => `${origin}: ${size} entries, and the log's signature holds`,
    root: (root: string) => `root ${root}`,
    witnessed: (witness: string, time: string) => `witnessed by ${witness}, ${time} by its own clock`,
    enough: 'the witnesses are enough by the policy',
    tooFew: 'too few witnesses by the policy',
    included: (index: number) => `The entry is in the log, at ${index}.`,
    continues: (old: number, now: number) =>
      `The checkpoint of ${now} entries continues the one of ${old}: nothing before was changed.`,
    whole: (entries: number, tiles: number) =>
      `The log is whole: ${entries} entries and ${tiles} tiles recomputed, the root is the signed one.`,
    ended: (next: string) =>
      next === 'none' ? 'The log has ended, and none follows.' : `The log has ended; the next is ${next}`,
    follows: (now: string, old: string, size: number) =>
      `${now} follows ${old}, which ended with ${size} entries: each log names the other.`,
    followsAlone: (now: string, old: string, size: number) =>
      `One-sided: ${now} says that it follows ${old} after ${size} entries, since that log's key was lost. ${old} does not say so: ` +
      'that it is the right one, only its owner can tell you.',
    proof: (file: string, index: number, size: number) =>
      `${file}: that entry ${index} is in the log of ${size}; redress verify inclusion checks it.`,
  },
  ko: {
    signed: (origin: string, size: number) => `${origin}: 항목 ${size}개, 로그의 서명이 맞습니다`,
    root: (root: string) => `루트 ${root}`,
    witnessed: (witness: string, time: string) => `증인 ${witness}, ${time} (증인의 시계)`,
    enough: '정책이 요구하는 증인 수를 채웠습니다',
    tooFew: '정책이 요구하는 증인 수에 못 미칩니다',
    included: (index: number) => `항목이 로그의 ${index}번에 있습니다.`,
    continues: (old: number, now: number) =>
      `항목 ${now}개의 체크포인트는 ${old}개의 체크포인트를 그대로 잇습니다. 이전 내용은 바뀌지 않았습니다.`,
    whole: (entries: number, tiles: number) =>
      `로그가 온전합니다. 항목 ${entries}개와 타일 ${tiles}개를 다시 계산했고, 루트가 서명된 것과 같습니다.`,
    ended: (next: string) =>
      next === 'none' ? '로그가 끝났고, 이어지는 로그는 없습니다.' : `로그가 끝났습니다. 다음 로그: ${next}`,
    follows: (now: string, old: string, size: number) =>
      `${now}은(는) 항목 ${size}개로 끝난 ${old}을(를) 잇습니다. 두 로그가 서로를 가리킵니다.`,
    followsAlone: (now: string, old: string, size: number) =>
      `한쪽만의 주장: ${now}은(는) 키를 잃은 ${old}을(를) 항목 ${size}개 다음부터 잇는다고 적었습니다. ${old}에는 그런 말이 없으니, ` +
      '맞는 로그인지는 주인에게 확인해야 합니다.',
    proof: (file: string, index: number, size: number) =>
      `${file}: 항목 ${size}개의 로그에 ${index}번 항목이 있다는 증명입니다. redress verify inclusion으로 확인합니다.`,
  },
} as const;
