// By which words a day or a period is one by which an answer is asked for, as tables of phrases in four languages; how they are written
// says wording.ts.
import { wording } from './wording.ts';

/** An answer, or what the answer tells of. */
export const ANSWER = wording({
  ko: `회신 | 회답 | 답변 | 답신 | 통보 | 통지하 | 알려 | 제출 | 보고 | 결과 | 송부 | 연락 | 회보 | 답장
    | 답 {주/바/해/좀}`,
  en: `reply | respon{d/s}* | answer* | tell | inform | let us know | report* | confirm* | result | results | feedback
    | hear from | submit* | notify us | write back | advise us`,
  de: `*antwort* | *rückmeld* | *mitteil* | *mitzuteilen* | *bericht* | *ergebnis* | *stellungnahme* | bescheid geben
    | *unterricht* | *bestätig*`,
  ja: `回答 | 返信 | 返答 | 返事 | 連絡 | 報告 | 結果 | 知らせ | 提出 | 回報`,
});

export const DEADLINE = wording({
  ko: `기한 | 시한 | 마감`,
  en: `deadline | due | time limit | timelimit`,
  de: `frist`,
  ja: `期限 | 締切 | 締め切`,
});

/** What is to be done. */
export const ACTION = wording({
  ko: `삭제 | 차단 | 이행 | 조치 | 처리 | 시정 | 정지`,
  en: `delet* | remov* | block* | comply | take down | act | implement*`,
  de: `*lösch* | *entfern* | *sperr* | *umsetz* | *befolg* | *nachkomm*`,
  ja: `削除 | 遮断 | 対応 | 措置 | 停止`,
});

/** A deadline is moved. */
export const EXTENDED = wording({
  ko: `연장`,
  en: `extend | extended | extending | postpone | postponed | moved to`,
  de: `*verlänger* | *verschoben*`,
  ja: `延長 | 延期`,
  except: `연장 .. {불가/없/않/어렵} | 延長 .. {でき/ませ/ない}`,
});

/** For how long data are kept. */
export const KEEPING = wording({
  ko: `보전 | 보존 | 보관`,
  en: `*preserv* | *retain* | keep | kept | store | stored`,
  de: `*sichern | *sicherung* | *sicherzustellen* | *aufbewahr*`,
  ja: `保全 | 保存 | 保管`,
});

const ZONES = 'KST/JST/UTC/한국시간/한국 시간/日本時間';

/** Right behind a day that is a deadline. */
export const BEHIND = wording({
  ko: `^[${ZONES}] [의] [업무시간/업무 시간/전/중] [내/종료] {까지/이전/전까지/이내/내로/限}
    | ^[${ZONES}] 한{$/ ./)}`,
  ja: `^[${ZONES}] [の] {中に/まで/迄/必着/限り/を期限/以前}`,
});

/** In front of one, in the same sentence. */
export const BEFORE = wording({
  ko: `기한 | 시한 | 마감`,
  en: `by | before | until | till | than | due | latest | deadline`,
  de: `bis | *spätestens* | frist | vor dem | vor #`,
  ja: `期限 | 締切 | 締め切`,
});

/** How long somebody may object is no deadline of the letter's. */
export const APPEAL = wording({
  ko: `이의 신청 | 불복 | 행정{심판/소송}`,
  en: `appeal* | object | objection* | *judicial review*`,
  de: `*widerspruch* | *einspruch* | *klage | *rechtsbehelf*`,
  ja: `異議 | 不服 | 審査請求`,
});

/** Where a span of days begins. */
export const FROM_TO = wording({
  ko: `부터`,
  en: `*from* | *between*`,
  de: `*von* | *ab*`,
  ja: `から | 以降`,
});

/** Counted from the letter's own date. */
export const FROM_THE_LETTER = wording({
  ko: `{시행일/발송일/문서 일자/작성일}[로/으로]부터`,
  en: `{of the date/from the date/after the date} of this`,
  de: `datum dieses`,
  ja: `{本状/本書/本文書}の{日付/発信日}`,
});
