// The example page: a person chooses a picture, its fingerprint appears. Shows how small a page on the library can be.

import { MatchingError } from '../matching-error.ts';
import { createDeviceHasher, type DeviceHasher, type DevicePicture } from './device-hasher.ts';

type Language = 'ko' | 'en';

/** Under this, a hash is not worth comparing. */
const LEAST_QUALITY = 50;

const WORDS = {
  en: {
    title: 'A fingerprint of a picture, made on this device',
    promise: 'The picture stays on this device. Nothing is sent.',
    choose: 'Choose a picture (JPEG, PNG or WebP)',
    note: 'A fingerprint finds copies of the picture; nobody can make the picture from it.',
    other: '한국어',
    working: 'One moment …',
    done: ({ pdq, quality, width, height }: DevicePicture) =>
      `Fingerprint: ${pdq}\nQuality: ${quality} of 100\nSize: ${width} × ${height}`,
    low: 'There is too little detail in this picture: its fingerprint may not find copies.',
    cure: 'What you can do',
  },
  ko: {
    title: '이 기기에서 만드는 사진 지문',
    promise: '사진은 이 기기를 떠나지 않습니다. 아무것도 전송하지 않습니다.',
    choose: '사진을 고르세요 (JPEG, PNG, WebP)',
    note: '지문으로 같은 사진을 찾을 수 있지만, 지문에서 사진을 되살릴 수는 없습니다.',
    other: 'English',
    working: '잠시만 기다려 주세요 …',
    done: ({ pdq, quality, width, height }: DevicePicture) =>
      `지문: ${pdq}\n품질: 100점 중 ${quality}점\n크기: ${width} × ${height}`,
    low: '사진에 무늬가 거의 없어, 이 지문으로는 같은 사진을 찾지 못할 수 있습니다.',
    cure: '해결 방법',
  },
} as const;

type Shown =
  | { readonly kind: 'nothing' | 'working' }
  | { readonly kind: 'done'; readonly hash: DevicePicture }
  | { readonly kind: 'refused'; readonly why: MatchingError };

let language: Language = navigator.language.startsWith('ko') ? 'ko' : 'en';
let shown: Shown = { kind: 'nothing' };

function element<E extends HTMLElement>(id: string): E {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no #${id}`);
  return found as E;
}

function answerText(): string {
  const words = WORDS[language];
  switch (shown.kind) {
    case 'nothing':
      return '';
    case 'working':
      return words.working;
    case 'refused':
      return `${shown.why.message} [${shown.why.code}]\n${words.cure}: ${shown.why.cure}`;
    case 'done':
      return words.done(shown.hash) + (shown.hash.quality < LEAST_QUALITY ? `\n${words.low}` : '');
  }
}

function show(next: Shown): void {
  shown = next;
  const words = WORDS[language];
  document.documentElement.lang = language;
  document.title = words.title;
  for (const part of document.querySelectorAll<HTMLElement>('[data-words]'))
    part.textContent = words[part.dataset['words'] as 'title' | 'promise' | 'choose' | 'note'];
  element('language').textContent = words.other;
  element('answer').replaceChildren(...answerText().split('\n').map(paragraph));
}

function paragraph(text: string): HTMLElement {
  const made = document.createElement('p');
  made.textContent = text;
  return made;
}

async function hashChosen({ files }: HTMLInputElement): Promise<void> {
  const file = files?.[0];
  chosen = file;
  if (file === undefined) return show({ kind: 'nothing' });
  show({ kind: 'working' });
  const answer = await answerFor(file);
  if (chosen === file) show(answer); // else it would stand beside another picture's name
}

async function answerFor(file: File): Promise<Shown> {
  if (hasher instanceof MatchingError) return { kind: 'refused', why: hasher };
  try {
    return { kind: 'done', hash: await hasher.hash(file) };
  } catch (error) {
    if (!(error instanceof MatchingError)) throw error;
    return { kind: 'refused', why: error };
  }
}

/** What this browser lacks is said where the answer would stand. */
function started(): DeviceHasher | MatchingError {
  try {
    return createDeviceHasher();
  } catch (error) {
    if (error instanceof MatchingError) return error;
    throw error;
  }
}

let chosen: File | undefined;
const hasher = started();
const input = element<HTMLInputElement>('file');
input.addEventListener('change', () => void hashChosen(input));
element('language').addEventListener('click', () => {
  language = language === 'ko' ? 'en' : 'ko';
  show(shown);
});
show(shown);
