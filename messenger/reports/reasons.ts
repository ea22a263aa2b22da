// The reasons of a report and the promise beside them, as people read them.

export const REPORT_REASONS = ['intimate-image', 'threat', 'minor', 'other'] as const;
export type ReportReason = (typeof REPORT_REASONS)[number];

export const REASON_WORDS: Readonly<Record<ReportReason, { readonly ko: string; readonly en: string }>> = {
  'intimate-image': {
    ko: '동의 없이 올린 사적인 사진이나 영상',
    en: 'A private picture or video, posted without consent',
  },
  threat: {
    ko: '올리겠다는 협박이나 돈·사진 요구',
    en: 'A threat to post, or a demand for money or pictures',
  },
  minor: { ko: '미성년자가 나오거나 다치고 있음', en: 'Somebody under age is shown, or is being harmed' },
  other: { ko: '다른 이유', en: 'Another reason' },
};

export const REPORT_PROMISE = {
  ko: '사진은 필요하지 않습니다. 보내지도, 다시 열지도 마세요. 링크만 알려 주면 됩니다. 이름과 연락처도 적지 않아도 됩니다.',
  en: 'No picture is needed. Do not send it or open it again. The link is enough. You need not give a name or a contact.',
} as const;
