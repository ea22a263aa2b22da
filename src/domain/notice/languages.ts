// In which languages a letter has at least one full sentence of its own. A name, a heading, a label or a single phrase is no sentence.
import type { Sentence } from './sentences.ts';

const LINKS =
  /\b[a-z]{2,6}:\/*\S+|\S*(?:\.|[[({](?:\.|dot)[\])}])[a-z]{2,24}(?::\d+)?\/\S*|\S*(?:[%_=$]|[a-z]\d|\d[a-z])\S*|\S*t\.me\/\S+|\S+@\S+|@\w+/gi;
const HANGUL = /[가-힣]/g;
const KANA = /[\u3041-\u30FA]/g;
const HAN = /[\u4E00-\u9FFF]/g;
/** A link stands for a word. */
const LATIN_WORD = /[a-zäöüßéèêçáíóúñ]+(?:['’][a-z]+)?|_/gi;
const KOREAN_END = /(?:다|요|까|오|죠|것|바람|함|음|임|세요|시길)[.!?:)"”'\s]*$/;
const NOMINAL_END = /(?:것|바람|함|음|임)$/;
const JAPANESE_END = /(?:。|です|ます|ません|ください|下さい|した|する|こと|である|たい)[。.!?！？)」\s]*$/;

/** An English sentence may have no other verb than the one it begins with; a heading has no point at its end. */
const IMPERATIVE =
  /^(?:reply|respond|answer|delete|remove|report|see|find|send|write|confirm|preserve|block|take) \S/i;

/** Words that make a phrase of its language a sentence, and those that only belong to it. */
const LATIN: Readonly<Record<string, { readonly verbs: RegExp; readonly others: RegExp }>> = {
  en: {
    verbs:
      /^(?:is|are|was|were|be|been|have|has|had|will|would|can|could|must|should|shall|may|do|does|did|please|we|you|i|they|it|he|she|our|your|my|us|this|these|there|not|am|i'm|i've|don't|thank|kindly)$/i,
    others: /^(?:the|of|and|to|in|for|on|at|by|with|that|which|from|or|as|an?|all|any|if|more|them|me)$/i,
  },
  de: {
    verbs:
      /^(?:ist|sind|war|waren|wird|werden|wurde|wurden|haben|hat|bitte|wir|sie|ich|es|uns|ihnen|ihre?[nrms]?|unsere?[nrms]?|nicht|dass|bitten|bittet|ersuch(?:t|en)|fordert|f[üu]hrt|kann|k[öo]nnen|soll|sollen|muss|m[üu]ssen|mir|mich|meine?[nrms]?)$/i,
    others:
      /^(?:der|die|das|den|dem|des|und|oder|von|mit|f[üu]r|auf|bei|zu|zum|zur|eine?[nrms]?|im|am|bis|auch|aus|nach)$/i,
  },
  fr: {
    verbs: /^(?:est|sont|nous|vous|je|il|elle|avons|avez|veuillez|pas|votre|notre|mes|ce|cette|ces|ai)$/i,
    others: /^(?:le|la|les|des|du|et|ou|une?|dans|pour|sur|avec|que|qui|de|aux?)$/i,
  },
  es: {
    verbs:
      /^(?:es|son|est[áa]n?|nosotros|usted|yo|ha|han|hemos|solicitamos|no|su|nuestr[oa]s?|esta|este|estos)$/i,
    others: /^(?:el|la|los|las|del|y|o|una?|en|para|por|con|que|de|al)$/i,
  },
};

/** @returns ISO 639-1 codes, sorted */
export function languagesOf(sentences: readonly Sentence[]): string[] {
  const found = new Set<string>();
  for (const { text, isCell } of sentences) {
    const language = languageOf(text.replace(LINKS, ' _ ').trim());
    if (language !== null && !(isCell && !/[.!?。]$/.test(text.trim()))) found.add(language);
  }
  return [...found].sort();
}

/** The language of a text that is a full sentence, else null. */
function languageOf(text: string): string | null {
  const count = (letters: RegExp): number => text.match(letters)?.length ?? 0;
  const [hangul, kana, han] = [count(HANGUL), count(KANA), count(HAN)];
  const words = text.match(LATIN_WORD) ?? [];
  const latin = words.join('').length;
  if (hangul * 2 > latin && hangul > kana + han) return isKorean(text, hangul) ? 'ko' : null;
  if ((kana + han) * 2 > latin && kana + han > 0) return isJapanese(text, kana, han);
  const asks = IMPERATIVE.test(text) && /[.!]$/.test(text.trim());
  return latinLanguage(words) ?? (asks && words.length >= 4 ? 'en' : null);
}

function isKorean(text: string, hangul: number): boolean {
  const words = text.split(' ').filter((word) => /[가-힣]/.test(word)).length;
  const plain = text.replace(/[.!?:)\]"”'\s]+$/, '');
  const enough = NOMINAL_END.test(plain) ? words >= 3 : words >= 2 || hangul >= 5;
  return KOREAN_END.test(text.replace(/[)\]]+$/, '')) && enough && hangul >= 4;
}

function isJapanese(text: string, kana: number, han: number): string | null {
  if (kana === 0) return han >= 6 && /[。]$/.test(text) ? 'zh' : null;
  return kana >= 3 && kana + han >= 6 && JAPANESE_END.test(text) ? 'ja' : null;
}

function latinLanguage(words: readonly string[]): string | null {
  if (words.length < 4) return null;
  const scores = Object.entries(LATIN).map(([language, { verbs, others }]) => {
    const said = words.filter((word) => verbs.test(word)).length;
    return { language, said, all: said + words.filter((word) => others.test(word)).length };
  });
  const best = scores.reduce((a, b) => (b.all > a.all ? b : a));
  return best.said >= 1 && best.all >= 2 ? best.language : null;
}
