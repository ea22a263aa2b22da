// The table at the end of the story, in Korean and English, made of the outcome alone. The same seed gives the same table: no time of this machine,
// no number of a case, no id is in it.
import type { Language } from '../options.ts';
import { type Kind, KINDS, type NoticesOf } from './outcome.ts';
import type { Outcome } from './play.ts';

type Row = readonly (string | number)[];

interface Section {
  readonly title: string;
  readonly head: Row;
  readonly rows: readonly Row[];
}

/** The lines of the table. */
export function tableOf(outcome: Outcome, language: Language): readonly string[] {
  const said = WORDS[language];
  const sections = [
    notices(outcome, said),
    clocks(outcome, said),
    refused(outcome, said),
    unreachable(outcome, said),
    rest(outcome, said),
    lacking(outcome, said, language),
  ];
  return [said.title(outcome.seed), ...sections.flatMap(lines)];
}

function notices({ counts }: Outcome, said: Said): Section {
  const row = (kind: Kind, one: NoticesOf): Row => [
    said.kinds[kind],
    ...[one.received, one.confirmed, one.answered, one.byPerson, one.closed, one.open],
  ];
  const honest = KINDS.filter((kind) => kind !== 'false' && kind !== 'forged');
  const sum = (key: keyof NoticesOf): number =>
    honest.reduce((all, kind) => all + counts.notices[kind][key], 0);
  const total: Row = [
    said.total,
    ...(['received', 'confirmed', 'answered', 'byPerson', 'closed', 'open'] as const).map(sum),
  ];
  return {
    title: said.notices,
    head: said.noticesHead,
    rows: [
      ...honest.map((kind) => row(kind, counts.notices[kind])),
      total,
      ...(['forged', 'false'] as const).map((kind) => row(kind, counts.notices[kind])),
    ],
  };
}

function clocks({ counts }: Outcome, said: Said): Section {
  const rows = counts.clocks.map(({ clock, kept, late, running, setAside, moot }) => [
    clock,
    kept,
    late,
    running,
    setAside,
    moot,
  ]);
  return { title: said.clocks, head: said.clocksHead, rows };
}

function refused({ refusals, counts }: Outcome, said: Said): Section {
  const rows = Object.entries(refusals).map(([what, times]) => [what, times]);
  return { title: said.refused, head: [], rows: [[said.refusedItems, counts.refusedItems], ...rows] };
}

function unreachable({ counts, looked }: Outcome, said: Said): Section {
  return {
    title: said.unreachable,
    head: [],
    rows: [
      [said.elsewhere, counts.results['not_ours'] ?? 0],
      [said.abroad, looked.abroadStillThere],
      ...Object.entries(counts.unremovable).map(([why, times]) => [`${said.unremovable} ${why}`, times]),
      ...Object.keys(counts.blind).map((spot) => [`${said.blind} ${spot}`, '']),
      [said.devices, ''],
    ],
  };
}

function rest({ counts, looked, flood, minors, facts, canaries }: Outcome, said: Said): Section {
  const results = Object.entries(counts.results).map(([word, times]) => `${word} ${times}`);
  return {
    title: said.rest,
    head: [],
    rows: [
      [said.results, results.join(', ')],
      [said.copies, `${looked.places - looked.stillUp} / ${looked.places}`],
      [said.others, `${looked.othersUp} / ${looked.others}`],
      [said.extortion, said.yes(facts.extortionFirst)],
      [said.minors, `${minors.uploaders} / ${minors.ofUploaders}`],
      [said.fetched, `${minors.fetchedAfterTold} / ${minors.files}`],
      [said.preserved, `${facts.preserved} / ${looked.keptUp}`],
      [said.appeal, said.yes(facts.appealUpheld && looked.drawingUp)],
      [said.corrections, counts.corrections],
      [said.flood, `${flood.hidden} / ${flood.sent}`],
      [said.patterns, facts.patterns],
      [said.warned, said.yes(facts.warned)],
      [said.canaries, said.hits(canaries.hits, canaries.documents)],
      [said.planted, `${canaries.found} / ${canaries.planted}`],
    ],
  };
}

const lacking = ({ lacking: what }: Outcome, said: Said, language: Language): Section => ({
  title: said.lacking,
  head: [],
  rows: what.map((one) => [one[language]]),
});

/** Korean letters take two columns of a terminal. */
const widthOf = (text: string): number =>
  [...text].reduce((width, letter) => width + (/[ᄀ-ᇿ㄰-㆏가-힣]/.test(letter) ? 2 : 1), 0);
const padded = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - widthOf(text)));

function lines({ title, head, rows }: Section): readonly string[] {
  const table = [...(head.length === 0 ? [] : [head]), ...rows].map((row) => row.map(String));
  const columns = Math.max(...table.map((row) => row.length), 0);
  const widths = Array.from({ length: columns }, (_, at) =>
    Math.max(...table.map((row) => widthOf(row[at] ?? ''))),
  );
  return [
    '',
    title,
    ...table.map((row) => `  ${row.map((cell, at) => padded(cell, widths[at] ?? 0)).join('  ')}`.trimEnd()),
  ];
}

const EN = {
  title: (seed: string): string => `The story of seed ${seed}, in figures`,
  kinds: {
    button: 'report button',
    mail: 'mails of people',
    letter: 'letters of bodies',
    forged: 'forged letter',
    false: 'false notices',
  } satisfies Record<Kind, string>,
  yes: (so: boolean): string => (so ? 'yes' : 'NO'),
  hits: (hits: number, documents: number): string => `${hits} hits in ${documents} documents`,
  total: 'honest, in all',
  notices: 'Notices',
  noticesHead: ['', 'received', 'told it came', 'answered', 'by a person', 'closed', 'open'] as Row,
  clocks: 'Clocks (law and duty)',
  clocksHead: ['', 'kept', 'late', 'running', 'set aside', 'nothing to do'] as Row,
  refused: 'Refused',
  refusedItems: 'items, by a person: nothing against the terms or the law',
  unreachable: 'What stays unreachable',
  elsewhere: 'links of other services',
  abroad: 'copies that another server still shows',
  unremovable: 'items the desk could not remove:',
  blind: 'not searched:',
  devices: 'whatever somebody saved on a device: nobody can know',
  rest: 'What became of it',
  results: 'items by result',
  copies: 'places gone, looked at from outside',
  others: 'other pictures untouched',
  extortion: 'the demand for money stood first in the queue',
  minors: 'uploaders thought to be under age',
  fetched: 'files said to show a child that were fetched after that was said',
  preserved: 'items kept for the police, of them still shown',
  appeal: 'appeal upheld by another person, shown again',
  corrections: 'letters corrected after something came back',
  flood: 'hidden by the false notices',
  patterns: 'patterns in them that a person was shown',
  warned: 'one of the group warned by a person',
  canaries: 'canaries',
  planted: 'planted canaries found',
  lacking: 'What the desk does not do yet',
};
type Said = typeof EN;

const KO: Said = {
  title: (seed) => `씨앗 ${seed}의 이야기, 숫자로`,
  kinds: {
    button: '신고 단추',
    mail: '개인의 메일',
    letter: '기관의 공문',
    forged: '위조 공문',
    false: '거짓 신고',
  },
  yes: (so) => (so ? '예' : '아니요'),
  hits: (hits, documents) => `문서 ${documents}개에서 ${hits}건`,
  total: '정직한 신고 전체',
  notices: '신고',
  noticesHead: ['', '접수', '접수 알림', '답변', '사람이 답변', '종결', '열림'],
  clocks: '기한 (법과 의무)',
  clocksHead: ['', '지킴', '넘김', '진행 중', '적용 철회', '할 일 없음'],
  refused: '거부',
  refusedItems: '사람이 거부한 항목: 약관과 법에 어긋나지 않음',
  unreachable: '닿지 않는 것',
  elsewhere: '다른 서비스의 링크',
  abroad: '다른 서버가 아직 보여 주는 사본',
  unremovable: '창구가 지우지 못한 항목:',
  blind: '탐색하지 못한 곳:',
  devices: '누군가 기기에 저장한 것: 아무도 알 수 없음',
  rest: '결과',
  results: '항목별 결과',
  copies: '밖에서 보아 사라진 곳',
  others: '그대로인 다른 사진',
  extortion: '돈 요구가 맨 앞에 섰는가',
  minors: '미성년으로 보이는 게시자',
  fetched: '미성년이라는 신고 뒤에 가져온 파일',
  preserved: '경찰을 위해 기록을 보전한 항목, 그중 보이는 것',
  appeal: '다른 사람이 이의를 인용, 다시 보임',
  corrections: '다시 나타난 뒤 정정한 공문 회신',
  flood: '거짓 신고로 가려진 것',
  patterns: '사람에게 보여 준 양상',
  warned: '사람이 그중 하나에게 경고',
  canaries: '카나리아',
  planted: '심은 카나리아를 찾음',
  lacking: '창구가 아직 하지 않는 것',
};

const WORDS: Record<Language, Said> = { en: EN, ko: KO };
