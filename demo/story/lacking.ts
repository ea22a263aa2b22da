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
    en: 'Its clock to tell the uploader goes on where nothing was done to what was posted: nobody is to be told, and nothing ends it.',
    ko: '게시물에 아무 조치도 하지 않은 사건에서 게시자 통지 기한이 끝나지 않습니다. 알릴 사람이 없는데 끝내는 것도 없습니다.',
  },
];
