// From what is meant to the words of a letter: letterhead, references, what is asked, the list, notes on appeals, signature, footer, history.
import type { Chance } from './chance.ts';
import { type Block, line } from './draft.ts';
import type { Intent, Tongue } from './intent.ts';
import { goodLink } from './links.ts';
import { type ReplyBy, replyByOf } from './reply-by.ts';
import type { Words } from './words.ts';
import { ENGLISH } from './words-english.ts';
import { GERMAN } from './words-german.ts';
import { JAPANESE } from './words-japanese.ts';
import { KOREAN } from './words-korean.ts';

export const WORDS: Readonly<Record<Tongue, Words>> = { ko: KOREAN, en: ENGLISH, ja: JAPANESE, de: GERMAN };

export interface Composed {
  readonly blocks: readonly Block[];
  readonly replyBy: ReplyBy | null;
  readonly tongues: readonly Tongue[];
}

/** @param site the sender's own domain @param isListApart the list comes in a file of its own */
export function compose(chance: Chance, intent: Intent, site: string, isListApart: boolean): Composed {
  if (intent.kind === 'not-a-notice') return noNotice(chance, intent);
  const words = WORDS[intent.tongue];
  const replyBy =
    intent.kind === 'victim-notice' || chance.percent(15)
      ? null
      : replyByOf(chance, intent.tongue, intent.writtenAt, intent.zone);
  const summary = summaryOf(chance, intent);
  const blocks = [
    ...headOf(chance, intent, words),
    ...summary.blocks,
    ...bodyOf(chance, intent, words, replyBy),
    ...(isListApart ? [line(chance.one(words.attached))] : listsOf(chance, intent, words)),
    ...endOf(chance, intent, words, site),
  ];
  return { blocks, replyBy, tongues: [...new Set([intent.tongue, ...summary.tongues])] };
}

const isPersons = ({ kind }: Intent): boolean => kind === 'victim-notice';

function headOf(chance: Chance, intent: Intent, words: Words): Block[] {
  const { documentNumber } = intent;
  const number = documentNumber === null ? [] : [line(chance.one(words.number)(documentNumber))];
  if (isPersons(intent)) return chance.percent(60) ? [line(chance.one(words.greeting)), line('')] : [];
  const office = chance.percent(80) ? [line(chance.one(words.office)), line('')] : [];
  return [
    ...office,
    ...number,
    ...(number.length > 0 ? [line('')] : []),
    ...(chance.percent(60) ? [line(chance.one(words.greeting)), line('')] : []),
  ];
}

/** A few sentences of the same in a second language, as covers have them. */
function summaryOf(chance: Chance, { tongue, kind }: Intent): { blocks: Block[]; tongues: Tongue[] } {
  if (kind === 'victim-notice' || kind === 'follow-up' || !chance.percent(12))
    return { blocks: [], tongues: [] };
  const second: Tongue = tongue === 'en' ? chance.one(['ko', 'ja', 'de']) : 'en';
  return {
    blocks: [
      line(
        chance.one(
          WORDS[second].grounds.map((text) =>
            text.replace(/^(?:wir|bei)/, (word) => word.charAt(0).toUpperCase() + word.slice(1)),
          ),
        ),
      ),
      line(''),
    ],
    tongues: [second],
  };
}

function bodyOf(chance: Chance, intent: Intent, words: Words, replyBy: ReplyBy | null): Block[] {
  const { kind, measures } = intent;
  const older = `${chance.one(['A', 'B-7', 'R'])}-${chance.between(10, 400)}`;
  const asked = measures.length === 0 ? null : words.measures(chance, measures);
  const texts: string[] = [];
  if (kind === 'follow-up')
    texts.push(
      chance.one(words.status)(older),
      ...(asked === null ? [] : [chance.one(words.moreItems)(asked)]),
    );
  else if (kind !== 'not-a-notice') {
    if (!isPersons(intent) && chance.percent(12)) texts.push(chance.one(words.earlier)(older));
    texts.push(chance.one(isPersons(intent) ? words.victim : words.grounds));
    texts.push(chance.one(words.asks[kind])(asked ?? ''));
  }
  if (kind === 'preservation' && chance.percent(60)) texts.push(chance.one(words.notRemoved));
  if (intent.isConfidential) texts.push(chance.one(words.secrecy));
  if (replyBy !== null) texts.push(chance.one(words.reply)(replyBy.words));
  if (!isPersons(intent) && kind !== 'follow-up' && chance.percent(10)) texts.push(chance.one(words.law));
  const isOneParagraph = chance.percent(30) && texts.every((text) => !/^\d\. |https?:|[:：] /.test(text));
  const joint = intent.tongue === 'ja' ? '' : ' ';
  const paragraphs = isOneParagraph ? [texts.join(joint)] : texts;
  return [
    ...paragraphs.flatMap((text) => (chance.percent(40) ? [line(text), line('')] : [line(text)])),
    line(''),
  ];
}

function listsOf(chance: Chance, { lists }: Intent, words: Words): Block[] {
  return lists.flatMap((rows, at): Block[] => {
    const head = at === 0 ? chance.one(words.listHead) : chance.one(words.nextList);
    return [...(head === '' ? [] : [line(head)]), { what: 'list', rows }, line('')];
  });
}

function endOf(chance: Chance, intent: Intent, words: Words, site: string): Block[] {
  const at = (text: string): Block => line(text.replace('$SITE', site));
  const isOffices = !isPersons(intent);
  const blocks: Block[] = [];
  if (isOffices && chance.percent(12)) blocks.push(at(chance.one(words.appeal)), line(''));
  const end = isOffices ? chance.one(words.end) : '';
  if (end !== '') blocks.push(line(end), line(''));
  blocks.push(line(chance.one(words.closing)));
  if (isOffices && chance.percent(50)) blocks.push(line(chance.one(words.person)));
  if (isOffices && chance.percent(45)) blocks.push(at(chance.one(words.site)));
  if (chance.percent(15)) blocks.push(line(''), line(chance.one(words.disclaimer)));
  if (intent.kind === 'follow-up' ? chance.percent(60) : chance.percent(8))
    blocks.push(line(''), history(chance, words));
  return blocks;
}

/** Our own answer to an earlier letter, quoted under this one. */
function history(chance: Chance, words: Words): Block {
  const rows = Array.from(
    { length: chance.between(1, 3) },
    (_, at) => `${at + 1}. ${goodLink(chance).canonical}`,
  );
  return { what: 'quoted', wrote: chance.one(words.wrote), lines: [...words.ourReply, '', ...rows] };
}

const AWAY: Readonly<Record<Tongue, string>> = {
  ko: '부재 중 자동 회신입니다. 11월 30일 이후에 답변드리겠습니다.',
  en: 'This is an automatic reply: I am out of the office until 30 November.',
  ja: 'これは自動返信です。11月30日まで不在にしております。',
  de: 'Dies ist eine automatische Antwort. Ich bin bis zum 30. November nicht im Büro.',
};
const LEAVE: Readonly<Record<Tongue, string>> = {
  ko: '수신거부: https://news.example/unsubscribe',
  en: 'Unsubscribe: https://news.example/unsubscribe',
  ja: '配信停止: https://news.example/unsubscribe',
  de: 'Abbestellen: https://news.example/unsubscribe',
};

function noNotice(chance: Chance, { tongue }: Intent): Composed {
  const words = WORDS[tongue];
  const links = Array.from({ length: chance.between(1, 3) }, () => line(goodLink(chance).printed));
  const blocks: Block[] = chance.percent(50)
    ? [line(AWAY[tongue]), line(''), history(chance, words)]
    : [line(chance.one(words.newsletter)), line(''), ...links, line(''), line(LEAVE[tongue])];
  return { blocks, replyBy: null, tongues: [tongue] };
}
