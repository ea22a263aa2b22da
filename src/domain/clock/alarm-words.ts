// An alarm as a letter: Korean and English in one, since nobody knows who is on duty. A missed target is called just that.
import { type Instant, utc } from '../kernel/instant.ts';
import type {
  AlarmDigest,
  AlarmMessage,
  ClockAlarm,
  ClockFacts,
  DayAlarm,
  InboxAlarm,
  SetBackAlarm,
  StepAlarm,
  UndeliveredAlarm,
  WatchdogAlarm,
  WebhookAlarm,
} from './alarm-message.ts';
import type { Alarm } from './clock.ts';
import {
  momentText,
  noHourText,
  NOT_BINDING,
  OCCASION_WORDS,
  UNVERIFIED,
  spanText,
  type WordLanguage,
} from './clock-words.ts';
import type { Words } from './regime.ts';

/** Neutral: a subject is read over shoulders. */
export function alarmSubject(message: AlarmMessage): string {
  const about = 'clock' in message && message.kind !== 'watchdog' ? message.clock.number : numberOf(message);
  return about === null
    ? 'Redress: please look / 확인 바랍니다'
    : `Redress ${about}: please look / 확인 바랍니다`;
}

const numberOf = (message: AlarmMessage): string | null => ('number' in message ? message.number : null);

/** Both languages, one below the other. */
export function alarmText(message: AlarmMessage): string {
  return (['ko', 'en'] as const).map((language) => linesOf(message, language).join('\n')).join('\n\n---\n\n');
}

function linesOf(message: AlarmMessage, language: WordLanguage): readonly string[] {
  switch (message.kind) {
    case 'digest':
      return digestLines(message, language);
    case 'time-set-back':
      return setBackLines(message, language);
    case 'clock-step':
      return stepLines(message, language);
    case 'watchdog':
      return watchdogLines(message, language);
    case 'inbox':
      return inboxLines(message, language);
    case 'undelivered':
      return undeliveredLines(message, language);
    case 'day':
      return dayLines(message, language);
    case 'webhook':
      return webhookLines(message, language);
    default:
      return clockLines(message, language);
  }
}

const WHAT: Readonly<Record<Alarm, Words>> = {
  'near-breach': { en: 'The deadline in law is near.', ko: '법정 기한이 가까워졌습니다.' },
  breach: { en: 'The deadline in law has passed.', ko: '법정 기한이 지났습니다.' },
  'target-missed': {
    en: 'A target was missed. It is a goal, no deadline in law.',
    ko: '목표 시각이 지났습니다. 목표일 뿐 법정 기한이 아닙니다.',
  },
};

const LABELS = {
  case: { en: 'case', ko: '사건' },
  law: { en: 'law', ko: '법령' },
  duty: { en: 'duty', ko: '의무' },
  due: { en: 'due', ko: '기한' },
  owed: { en: 'to be heard of at', ko: '알릴 시각' },
  note: { en: 'note', ko: '참고' },
  count: { en: 'how many', ko: '건수' },
  target: { en: 'target (not law)', ko: '목표 (법정 아님)' },
  started: { en: 'started', ko: '시작' },
  sender: { en: 'sender', ko: '발신자' },
  read: { en: 'last read', ko: '마지막으로 읽은 시각' },
  next: { en: 'next', ko: '할 일' },
} as const;

const CLAIM: Words = {
  en: 'not proven yet; the clock runs all the same',
  ko: '아직 확인되지 않음 (시계는 진행됨)',
};

const SHORT: Readonly<Record<Alarm, Words>> = {
  breach: { en: 'deadline passed', ko: '기한 지남' },
  'near-breach': { en: 'deadline near since', ko: '기한 임박' },
  'target-missed': { en: 'target missed (not law)', ko: '목표 지남 (법정 아님)' },
};

function clockLines({ kind, clock, moment }: ClockAlarm, language: WordLanguage): readonly string[] {
  const row = (label: keyof typeof LABELS, text: string): string => `${LABELS[label][language]}: ${text}`;
  const article = clock.article === null ? '' : ` (${clock.article})`;
  return [
    WHAT[kind][language],
    '',
    row('case', clock.number),
    row('law', `${clock.law[language]}${clock.instrument === null ? '' : `, ${clock.instrument}`}${article}`),
    row('duty', clock.duty[language]),
    row('due', dueText(clock, language)),
    row('owed', momentText(moment, clock.zone)),
    ...doubts(clock, language).map((doubt) => row('note', doubt)),
    ...(clock.target === null ? [] : [row('target', momentText(clock.target, clock.zone))]),
    row('started', `${momentText(clock.startedAt, clock.zone)}: ${OCCASION_WORDS[clock.from][language]}`),
    ...(clock.provisional ? [row('sender', CLAIM[language])] : []),
    row('next', `redress case ${clock.number}`),
  ];
}

/** What a reader must know before she takes a date for law. */
const doubts = ({ mark, binding }: ClockFacts, language: WordLanguage): readonly string[] => [
  ...(mark === 'M' ? [UNVERIFIED[language]] : []),
  ...(binding ? [] : [NOT_BINDING[language]]),
];

/** One line an alarm: what, where, by which law, and the moment it was owed for, not one that was moved since. */
function digestLine({ kind, clock, moment }: ClockAlarm, language: WordLanguage): string {
  const notes = [...doubts(clock, language), ...(clock.provisional ? [CLAIM[language]] : [])];
  const more = notes.length === 0 ? '' : ` [${notes.join('; ')}]`;
  return `- ${SHORT[kind][language]} ${momentText(moment, clock.zone)}: ${clock.number}, ${clock.law[language]}, ${clock.duty[language]}${more}`;
}

function digestLines({ alarms, more }: AlarmDigest, language: WordLanguage): readonly string[] {
  const count = alarms.length + more;
  return [
    language === 'ko'
      ? `시계 알림 ${count}건, 급한 것부터:`
      : `${count} clocks need you, the most pressing first:`,
    '',
    ...alarms.map((alarm) => digestLine(alarm, language)),
    ...(more === 0
      ? []
      : [language === 'ko' ? `그 밖에 ${more}건: redress clocks` : `and ${more} more: redress clocks`]),
  ];
}

function setBackLines(
  { at, believed, letters, early, earlyMore }: SetBackAlarm,
  language: WordLanguage,
): readonly string[] {
  const ko = language === 'ko';
  const count = early.length + earlyMore;
  return [
    ko
      ? `누군가 데스크 시각을 ${utc(believed)}에서 ${utc(at)}로 되돌렸습니다.`
      : `A person set the desk's time back from ${utc(believed)} to ${utc(at)}.`,
    ko ? `그 뒤로 적힌 수신 편지: ${letters}건` : `Letters dated after that moment: ${letters}`,
    ...(count === 0
      ? []
      : [
          ko
            ? '아래 시계는 미리 알렸으며 다시 알리지 않습니다:'
            : 'These were told early and will not be told again:',
        ]),
    ...early.map(({ number, clock }) => `- ${number}, ${clock}`),
    ...(earlyMore === 0
      ? []
      : [ko ? `그 밖에 ${earlyMore}건: redress clocks` : `and ${earlyMore} more: redress clocks`]),
  ];
}

const dueText = ({ due, zone, pace }: ClockFacts, language: WordLanguage): string =>
  due === null ? noHourText(pace, language) : momentText(due, zone);

function stepLines({ code, wall, now }: StepAlarm, language: WordLanguage): readonly string[] {
  const by = spanText(wall - now, language);
  const cure = 'redress clocks --trust-wall-clock --as NAME';
  if (code === 'clock.stepped-back')
    return language === 'ko'
      ? [
          `이 기계의 시계가 ${by} 뒤로 갔습니다 (${code}).`,
          `기계 시각 ${utc(wall)}, 데스크 시각 ${utc(now)}. 기한은 데스크 시각으로 계속 셉니다.`,
          `시계를 바로잡으십시오. 지금 기계 시각이 맞다면: ${cure}`,
        ]
      : [
          `The clock of this machine went back by ${by} (${code}).`,
          `It shows ${utc(wall)}; the desk's time is ${utc(now)}, and deadlines are counted by that.`,
          `Put the clock right. If it is right as it is now: ${cure}`,
        ];
  return language === 'ko'
    ? [
        `이 기계의 시계가 앞으로 갔거나 기계가 멈춰 있었습니다 (${code}).`,
        `지금 ${utc(wall)}로 봅니다. 그 사이의 기한은 모두 알립니다.`,
        `틀렸다면 시계를 바로잡은 뒤: ${cure}`,
      ]
    : [
        `The clock of this machine went ahead, or the machine slept (${code}).`,
        `It is now taken to be ${utc(wall)}. Every deadline in between is heard of.`,
        `If that is wrong, put the clock right, then: ${cure}`,
      ];
}

const WATCHDOG: Readonly<Record<WatchdogAlarm['code'], Words>> = {
  'watchdog.unheard': {
    en: 'A deadline in law passed more than a minute ago and the desk did not say so. It may not be running.',
    ko: '법정 기한이 1분 넘게 지났는데 데스크가 알리지 않았습니다. 데스크가 멈췄을 수 있습니다.',
  },
  'watchdog.contradiction': {
    en: 'The row of a clock does not say what the events of its case say.',
    ko: '시계 행이 사건의 기록과 다릅니다.',
  },
  'watchdog.blind': {
    en: 'The watchdog cannot read the database: nobody watches the clocks.',
    ko: '감시 프로세스가 데이터베이스를 읽지 못합니다. 시계를 지켜보는 것이 없습니다.',
  },
  'watchdog.mail-waiting': {
    en: 'Mail that was accepted has waited for more than five minutes and nobody reads it. Its time in law may run.',
    ko: '접수한 메일이 5분 넘게 읽히지 않고 있습니다. 법정 기한이 이미 진행 중일 수 있습니다.',
  },
  'watchdog.mail-aside': {
    en: 'Mail that could not be read was set aside. A person must look at it; its time in law may run.',
    ko: '읽을 수 없는 메일을 따로 두었습니다. 사람이 확인해야 합니다. 법정 기한이 이미 진행 중일 수 있습니다.',
  },
};

function watchdogLines(message: WatchdogAlarm, language: WordLanguage): readonly string[] {
  const { code, count, number, clock, due, zone } = message;
  const when = (at: Instant): string => `${LABELS.due[language]}: ${momentText(at, zone)}`;
  return [
    `${WATCHDOG[code][language]} (${code})`,
    '',
    ...(count > 1 ? [`${LABELS.count[language]}: ${count}`] : []),
    ...(number === null ? [] : [`${LABELS.case[language]}: ${number}`]),
    ...(clock === null ? [] : [`${LABELS.law[language]}: ${clock}`]),
    ...(due === null ? [] : [when(due)]),
    `${LABELS.next[language]}: redress doctor`,
  ];
}

const INBOX: Readonly<Record<InboxAlarm['code'], Words>> = {
  'imap.silent': {
    en: 'The inbox that letters are taken from could not be read for ten minutes or more. Letters may wait there; their time in law runs.',
    ko: '공문을 가져오는 수신함을 10분 넘게 읽지 못했습니다. 기다리는 공문이 있을 수 있으며 법정 기한은 진행 중입니다.',
  },
  'imap.too-large': {
    en: 'Mail in the inbox is larger than the desk takes. It was left there with a flag. A person must read it; its time in law may run.',
    ko: '수신함에 받을 수 있는 크기를 넘는 메일이 있습니다. 표시만 하고 그대로 두었습니다. 사람이 확인해야 합니다. 법정 기한이 이미 진행 중일 수 있습니다.',
  },
  'imap.stuck': {
    en: 'A mail in the inbox could not be taken, however often it was tried. It was left there. A person must read it; its time in law may run.',
    ko: '수신함의 메일 하나를 여러 번 시도해도 가져오지 못했습니다. 그대로 두었습니다. 사람이 확인해야 합니다. 법정 기한이 이미 진행 중일 수 있습니다.',
  },
};

function inboxLines({ code, count, since }: InboxAlarm, language: WordLanguage): readonly string[] {
  return [
    `${INBOX[code][language]} (${code})`,
    '',
    ...(count > 1 ? [`${LABELS.count[language]}: ${count}`] : []),
    ...(since === null ? [] : [`${LABELS.read[language]}: ${utc(since)}`]),
    `${LABELS.next[language]}: redress doctor`,
  ];
}

const UNDELIVERED = {
  en: 'An answer was not delivered: nobody was told the result. Correct the address and send it again, or answer by hand.',
  ko: '회신이 전달되지 않아 결과를 아무도 받지 못했습니다. 주소를 바로잡아 다시 보내거나 직접 알려 주십시오.',
} as const;

function undeliveredLines(
  { number, edition, status }: UndeliveredAlarm,
  language: WordLanguage,
): readonly string[] {
  return [
    `${UNDELIVERED[language]} (${number}, ${edition}: ${status})`,
    '',
    `${LABELS.next[language]}: redress case ${number}`,
  ];
}

const WEBHOOK = {
  en: 'A program that should hear of cases could not be reached for more than three days, or wants to hear nothing any more. It was not told of these. Once it answers, send them again.',
  ko: '사건 소식을 받아야 할 프로그램에 사흘 넘게 닿지 못했거나 그 프로그램이 더 받지 않겠다고 했습니다. 다음 건수만큼 전하지 못했습니다. 다시 응답하면 재전송해 주십시오.',
} as const;

function webhookLines({ webhook, count, code }: WebhookAlarm, language: WordLanguage): readonly string[] {
  return [
    `${WEBHOOK[language]} (${code})`,
    '',
    `${LABELS.count[language]}: ${count}`,
    `${LABELS.next[language]}: redress webhooks dead ${webhook}`,
  ];
}

const DAY_SET: Readonly<Record<DayAlarm['what'], Words>> = {
  hold: {
    en: 'Whoever posted it is not told yet. Somebody looks at that again: move the day, or another person lets it be told.',
    ko: '게시자에게 알리는 것을 미뤄 두었습니다. 다시 살펴보고 날을 옮기거나, 다른 사람이 알리도록 풀어 주십시오.',
  },
  provisional: {
    en: 'Something is hidden for now only. Decide: hide it for good, or another person shows it again.',
    ko: '잠시 가려 둔 것이 있습니다. 계속 가릴지 결정하거나, 다른 사람이 되돌려야 합니다.',
  },
  asked: {
    en: 'A notifier was asked for something and has not answered. Decide on what there is.',
    ko: '신고한 쪽에 물은 것에 답이 없습니다. 지금 있는 것으로 판단해 주십시오.',
  },
  preserved: {
    en: 'Records are kept for whoever asked until this day, and no longer. Where a law and a letter say so, keep them longer before it: once.',
    ko: '요청받은 기록 보전이 이 날 끝납니다. 법과 공문에 근거가 있으면 그 전에 한 번 연장해 주십시오.',
  },
};

const DAY_IS = {
  near: { en: 'The day is near.', ko: '정해 둔 날이 가깝습니다.' },
  passed: { en: 'The day has come.', ko: '정해 둔 날이 되었습니다.' },
} as const;

/** No deadline in law: the desk set this day. */
function dayLines({ what, alarm, number, until }: DayAlarm, language: WordLanguage): readonly string[] {
  return [
    `${DAY_IS[alarm][language]} ${DAY_SET[what][language]}`,
    '',
    `${LABELS.case[language]}: ${number}`,
    `${DAY_LABEL[language]}: ${utc(until)}`,
    `${LABELS.next[language]}: redress case ${number}`,
  ];
}

const DAY_LABEL = { en: 'day set by the desk (not law)', ko: '데스크가 정한 날 (법정 아님)' } as const;
