// What `redress hash` says of a file, in English and Korean.

import { TURNS } from '../../matching/pdq/hasher.ts';
import type { VideoLine } from './hash-videos.ts';

type Language = 'ko' | 'en';

/** One file: its hash, or why it has none. */
export type HashLine =
  | VideoLine
  | {
      readonly kind: 'picture';
      readonly file: string;
      /** 64 hex digits. */
      readonly pdq: string;
      readonly quality: number;
      readonly width: number;
      readonly height: number;
      /** The other seven turns, in the order of TURNS. */
      readonly turns?: readonly string[];
    }
  | {
      readonly kind: 'refused';
      readonly file: string;
      readonly error: { readonly code: string; readonly message: string; readonly cure: string };
    };

/** Below this, exchanges of hashes discard a hash: flat pictures look like each other. */
const LEAST_QUALITY = 50;

/** In the order of TURNS; degrees counter-clockwise. */
const KOREAN_TURNS = [
  '그대로',
  '90도 회전',
  '180도 회전',
  '270도 회전',
  '위아래 반전',
  '좌우 반전',
  '내려가는 대각선 반전',
  '올라가는 대각선 반전',
] as const;
const TURN_WORDS: Readonly<Record<Language, readonly string[]>> = { en: TURNS, ko: KOREAN_TURNS };

const LOW: Readonly<Record<Language, (quality: number) => string>> = {
  en: (quality) => `quality ${quality}, under ${LEAST_QUALITY}: too little detail to be compared with others`,
  ko: (quality) => `품질 ${quality}, ${LEAST_QUALITY} 미만: 무늬가 거의 없어 다른 사진과 견줄 수 없음`,
};

const CURE: Readonly<Record<Language, string>> = { en: 'cure', ko: '해결' };

/** Names of files are strangers' words: what would move a terminal's cursor or turn its text round is written as its number. */
export const visible = (text: string): string =>
  text.replace(
    /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu,
    (sign) => `\\u{${sign.codePointAt(0)?.toString(16)}}`,
  );

/** The lines for one file: hash, quality, size, name; then what a person should know of it. */
export function hashWords(line: HashLine, lang: Language): string {
  if (line.kind === 'refused') {
    const { code, message, cure } = line.error;
    return `-  ${visible(line.file)}\n    ${visible(message)} [${code}]\n    ${CURE[lang]}: ${cure}`;
  }
  if (line.kind === 'video') return videoWords(line, lang);
  const { pdq, quality, width, height, file, turns = [] } = line;
  return [
    `${pdq}  ${String(quality).padStart(3)}  ${width}x${height}  ${visible(file)}`,
    ...(quality < LEAST_QUALITY ? [`    ${LOW[lang](quality)}`] : []),
    ...turns.map((turned, at) => `${turned}  ${TURN_WORDS[lang][at + 1] ?? ''}`),
  ].join('\n');
}

/** A video in one line; its frames are many, and in `--json` only. */
function videoWords({ file, width, height, frames }: VideoLine, lang: Language): string {
  const good = frames.filter(({ quality }) => quality >= LEAST_QUALITY).length;
  const last = frames.reduce((latest, { seconds }) => Math.max(latest, seconds), 0).toFixed(1);
  const said =
    lang === 'ko'
      ? `영상: 해시한 장면 ${frames.length}개(품질 ${LEAST_QUALITY} 이상 ${good}개), 마지막 장면 ${last}초; 해시는 --json`
      : `video: ${frames.length} frames hashed (${good} of quality ${LEAST_QUALITY} or more), the last at ${last} s; hashes by --json`;
  return `-  ${width}x${height}  ${visible(file)}\n    ${said}`;
}

export function progressWords(done: number, all: number, lang: Language): string {
  return lang === 'ko' ? `파일 ${all}개 중 ${done}개` : `${done} of ${all} files`;
}

/** @param count links, pipes and the like inside the folders named */
export function passedOverWords(count: number, lang: Language): string {
  return lang === 'ko'
    ? `폴더 안의 링크 등 보통 파일이 아닌 것 ${count}개는 건너뜀`
    : `passed over in folders: ${count} links or other things that are no plain files`;
}
