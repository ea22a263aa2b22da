// The page: a person chooses files and pastes a key, and reads what can be checked of them. The questions are in questions.ts.

import { toHex } from '../bytes.ts';
import { TranslogError } from '../translog-error.ts';
import type { CheckedCheckpoint } from '../verify/checks.ts';
import { type Answer, answer, type Given, type Kind, KINDS } from './questions.ts';
import { type FixedWord, type Language, WORDS, type Words } from './verifier-words.ts';

type Shown =
  | { readonly kind: 'nothing' | 'working' }
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'refused'; readonly why: TranslogError };

const MILLISECONDS = 1_000;

function element<E extends HTMLElement>(id: string): E {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no #${id}`);
  return found as E;
}

let language: Language = navigator.language.startsWith('ko') ? 'ko' : 'en';
let shown: Shown = { kind: 'nothing' };
/** Whoever asks anew does not want the old answer. */
let asked = 0;
const form = element<HTMLFormElement>('form');
const bar = element<HTMLProgressElement>('progress');

function isoTime(seconds: number): string {
  const date = new Date(seconds * MILLISECONDS);
  return Number.isNaN(date.getTime()) ? `${seconds} s` : date.toISOString();
}

function checkpointLines(say: Words, checkpoint: CheckedCheckpoint): readonly string[] {
  const { origin, size, root, witnesses, isQuorum } = checkpoint;
  return [
    say.signed(origin, size),
    ...witnesses.map(({ witness, time }) => say.witnessed(witness, isoTime(time))),
    isQuorum === undefined ? say.noPolicy : say.enough,
    say.root(toHex(root)),
  ];
}

function answerLines(say: Words, given: Answer): readonly string[] {
  switch (given.kind) {
    case 'checkpoint':
      return checkpointLines(say, given.checkpoint);
    case 'proof':
      return [say.included(given.index), ...checkpointLines(say, given.checkpoint)];
    case 'pair':
      return [say.continues(given.old.size, given.now.size), ...checkpointLines(say, given.now)];
    case 'log':
      return [
        say.whole(given.entries, given.tiles),
        ...given.continues.map((size) => say.continues(size, given.entries)),
        ...checkpointLines(say, given.checkpoint),
      ];
  }
}

/** What could not even be asked says nothing about a log. */
const UNABLE = ['log.no-ed25519', 'log.not-reached', 'log.bad-key', 'log.bad-policy'];

function refusalTitle(say: Words, { code }: TranslogError): string {
  if (code === 'log.incomplete') return say.unasked;
  return UNABLE.includes(code) ? say.unable : say.refused;
}

/** The library speaks English; the code is for whoever is asked for help. */
function refusalParts(say: Words, { code, message, cure }: TranslogError): readonly HTMLElement[] {
  const words = say.codes[code];
  const detail = made('p', `${message} [${code}]`);
  detail.lang = 'en';
  return words === undefined ? [detail, made('p', `${say.cure}: ${cure}`)] : [made('p', words), detail];
}

function made(tag: 'div' | 'h2' | 'p', text: string): HTMLElement {
  const part = document.createElement(tag);
  part.textContent = text;
  return part;
}

function boxed(look: 'good' | 'bad', title: string, parts: readonly HTMLElement[]): HTMLElement {
  const box = made('div', '');
  box.className = look;
  box.append(made('h2', title), ...parts);
  return box;
}

function answerParts(say: Words): readonly HTMLElement[] {
  switch (shown.kind) {
    case 'nothing':
      return [];
    case 'working':
      return [made('p', say.working)];
    case 'answer':
      return [
        boxed(
          'good',
          say.holds,
          answerLines(say, shown.answer).map((line) => made('p', line)),
        ),
      ];
    case 'refused':
      return [boxed('bad', refusalTitle(say, shown.why), refusalParts(say, shown.why))];
  }
}

function show(next: Shown): void {
  shown = next;
  const say = WORDS[language];
  document.documentElement.lang = language;
  document.title = say.title;
  for (const part of document.querySelectorAll<HTMLElement>('[data-words]'))
    part.textContent = say[part.dataset['words'] as FixedWord];
  const switcher = element('language');
  switcher.textContent = say.other;
  switcher.lang = language === 'ko' ? 'en' : 'ko';
  bar.setAttribute('aria-label', say.progress);
  bar.hidden = shown.kind !== 'working';
  element('answer').replaceChildren(...answerParts(say));
}

function kindChosen(): Kind {
  const value = new FormData(form).get('kind');
  return KINDS.find((kind) => kind === value) ?? 'checkpoint';
}

function showFields(): void {
  const kind = kindChosen();
  for (const part of document.querySelectorAll<HTMLElement>('[data-for]'))
    part.hidden = part.dataset['for']?.split(' ').includes(kind) !== true;
}

/** An answer that stands beside other files than it was given for would be a lie. */
function forget(): void {
  asked++;
  showFields();
  show({ kind: 'nothing' });
}

const typed = (id: string): string => element<HTMLInputElement | HTMLTextAreaElement>(id).value;
const given = (): Given => ({
  key: typed('key'),
  text: typed('text'),
  leaf: typed('leaf'),
  files: (field) => [...(element<HTMLInputElement>(field).files ?? [])],
});

class Outdated extends Error {}

async function ask(): Promise<void> {
  const mine = ++asked;
  bar.removeAttribute('value');
  show({ kind: 'working' });
  const progress = (entries: number, size: number): void => {
    if (mine !== asked) throw new Outdated();
    bar.max = size;
    bar.value = entries;
  };
  const next = await answer(kindChosen(), given(), progress).then(
    (found): Shown => ({ kind: 'answer', answer: found }),
    (why: unknown): Shown => {
      if (why instanceof TranslogError) return { kind: 'refused', why };
      if (why instanceof Outdated) return { kind: 'nothing' };
      throw why;
    },
  );
  if (mine === asked) show(next);
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  void ask();
});
form.addEventListener('input', forget);
element('language').addEventListener('click', () => {
  language = language === 'ko' ? 'en' : 'ko';
  show(shown);
});
showFields();
show(shown);
