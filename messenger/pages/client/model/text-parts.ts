// A message's words with its links found. A link is shown as it was written and opens only when pressed.

export type TextPart = { readonly kind: 'words' | 'link'; readonly text: string };

const LINK = /https?:\/\/[^\s<>"'`]+/g;
/** What ends a sentence, not a link. */
const AFTER_LINK = /[.,!?:;)\]}…·]+$/;

/** The parts in order; together they are the text. */
export function textParts(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let done = 0;
  for (const { 0: found, index } of text.matchAll(LINK)) {
    const link = found.replace(AFTER_LINK, '');
    if (index > done) parts.push({ kind: 'words', text: text.slice(done, index) });
    parts.push({ kind: 'link', text: link });
    done = index + link.length;
  }
  return done < text.length ? [...parts, { kind: 'words', text: text.slice(done) }] : parts;
}
