// What a platform could do when a case first dealt with it, as people see it.
import type { CapabilityRecord, Level } from '../../domain/content/capability-record.ts';
import type { Layer } from '../../domain/content/copy.ts';
import { utc } from '../../domain/kernel/instant.ts';
import type { Language } from '../../domain/notice/letter.ts';

interface Words {
  readonly asked: string;
  readonly unknownVersion: string;
  readonly layers: Record<Layer, string>;
  readonly levels: Record<Level, string>;
  readonly removes: string;
  readonly undone: string;
  readonly search: string;
  readonly searches: Record<keyof CapabilityRecord['find'], string>;
  readonly gate: string;
  readonly gates: Record<CapabilityRecord['gate'], string>;
  readonly account: string;
  readonly tellUploader: string;
  readonly reports: string;
  readonly unseen: string;
  readonly encrypted: Record<CapabilityRecord['encrypted'], string>;
  readonly peers: string;
  readonly none: string;
}

const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    asked: 'as it was when asked',
    unknownVersion: 'of unknown version',
    layers: { reference: 'message', blob: 'file', thumbnail: 'thumbnail', container: 'room' },
    levels: { direct: 'directly', referral: 'by writing to somebody', none: 'not' },
    removes: 'removes ',
    undone: 'can be undone',
    search: 'searches',
    searches: {
      byBlobId: 'file id',
      bySha256: 'SHA-256',
      byPerceptual: 'likeness',
      backfill: 'whole history',
    },
    gate: 'gate    ',
    gates: {
      preStorage: 'before a file is stored',
      preDelivery: 'before a message is delivered',
      postDelivery: 'after a message is delivered',
      none: 'none',
    },
    account: 'suspends',
    tellUploader: 'tells the uploader',
    reports: 'reports ',
    unseen: 'unseen  ',
    encrypted: {
      opaque: 'encrypted rooms',
      withKeys: 'encrypted rooms without a handed-over key',
      clear: '',
    },
    peers: 'copies at other servers',
    none: 'nothing',
  },
  ko: {
    asked: '확인 시점',
    unknownVersion: '버전 알 수 없음',
    layers: { reference: '메시지', blob: '파일', thumbnail: '미리보기', container: '방' },
    levels: { direct: '직접', referral: '담당 기관에 요청', none: '불가' },
    removes: '삭제',
    undone: '되돌릴 수 있음',
    search: '검색',
    searches: {
      byBlobId: '파일 번호',
      bySha256: 'SHA-256',
      byPerceptual: '유사 이미지',
      backfill: '전체 과거 기록',
    },
    gate: '관문',
    gates: {
      preStorage: '파일 저장 전',
      preDelivery: '메시지 전달 전',
      postDelivery: '메시지 전달 후',
      none: '없음',
    },
    account: '계정 정지',
    tellUploader: '게시자 통지',
    reports: '신고 접수와 답변',
    unseen: '볼 수 없는 곳',
    encrypted: { opaque: '암호화된 방', withKeys: '열쇠를 넘겨받지 못한 암호화된 방', clear: '' },
    peers: '다른 서버의 복사본',
    none: '없음',
  },
};

const LAYERS = ['reference', 'blob', 'thumbnail', 'container'] as const;
const SEARCHES = ['byBlobId', 'bySha256', 'byPerceptual', 'backfill'] as const;

/** Lines for people: what could be removed, found, kept out and told then, and what could not be seen. */
export function platformText(noted: CapabilityRecord, language: Language): string[] {
  const say = WORDS[language];
  const { platform, version, probedAt, find, gate, suspend, notifyUploader, reports } = noted;
  const found = SEARCHES.filter((way) => find[way]).map((way) => say.searches[way]);
  return [
    `  platform  ${platform} ${version === '' ? say.unknownVersion : version}, ${say.asked} ${utc(probedAt)}`,
    ...[
      `${say.removes}  ${LAYERS.map((layer) => removalText(noted, layer, say)).join(', ')}`,
      `${say.search}  ${listed(found, say)}`,
      `${say.gate}  ${say.gates[gate]}`,
      `${say.account}  ${say.levels[suspend]}; ${say.tellUploader}: ${say.levels[notifyUploader]}`,
      ...(reports === undefined ? [] : [`${say.reports}  ${say.levels[reports]}`]),
      `${say.unseen}  ${listed(unseenBy(noted, say), say)}`,
    ].map((line) => `            ${line}`),
  ];
}

function removalText({ remove, restore }: CapabilityRecord, layer: Layer, say: Words): string {
  const undone = restore[layer] === true ? ` (${say.undone})` : '';
  return `${say.layers[layer]}: ${say.levels[remove[layer]]}${undone}`;
}

const unseenBy = ({ encrypted, federation }: CapabilityRecord, say: Words): readonly string[] =>
  [say.encrypted[encrypted], federation === 'none' ? '' : say.peers].filter((word) => word !== '');

const listed = (words: readonly string[], say: Words): string =>
  words.length === 0 ? say.none : words.join(', ');
