// What the story asks for and the desk does not do yet. Said at its end instead of being played by something else.

export interface Lacking {
  readonly en: string;
  readonly ko: string;
}

export const LACKING: readonly Lacking[] = [
  {
    en: 'It has no mark for an uploader who may be under age: what teachers say of accounts is read by a person only.',
    ko: '미성년일 수 있는 게시자를 표시하지 않습니다. 계정에 관한 교사의 말은 사람만 읽습니다.',
  },
  {
    en: 'It passes nothing on to the body that is competent for children: a person does.',
    ko: '아동 사건을 담당 기관에 넘기지 않습니다. 사람이 넘깁니다.',
  },
  {
    en: 'It mails outcomes to enrolled bodies only: people who write mails are answered by a person.',
    ko: '결과는 등록된 기관에만 메일로 보냅니다. 메일을 쓴 개인에게는 사람이 답합니다.',
  },
  {
    en: 'Whoever reports by the button reads what came of it, and objects to a refusal only through a person.',
    ko: '단추로 신고한 사람은 결과를 읽지만, 거절에 대한 이의는 사람을 거쳐야 합니다.',
  },
];
