// Stands in for a process of words that a document has taken over: it says forged proofs when and how the mail asks for it. The subject of
// a letter tells the how manieth mail of this process it was.
import { framesIn } from '../../../src/adapters/mail/reading-words.ts';
import { FORGED } from './forged-proofs.ts';

let mails = 0;
const say = (words: object): unknown => process.stdout.write(`${JSON.stringify(words)}\n`);
const forge = (): unknown => say({ kind: 'proven', proofs: FORGED });
const letter = () => ({
  subject: `mail ${mails}`,
  isAutomatic: false,
  report: null,
  date: null,
  parts: [],
  unread: [],
  isDamaged: false,
});
const read = (): unknown => say({ kind: 'read', letter: letter() });

/** By a word of the mail. */
const WAYS: Readonly<Record<string, () => void>> = {
  'forge-before': () => [forge(), read()],
  'forge-after': () => [read(), forge()],
  'forge-instead': forge,
  'forge-inside': () => say({ kind: 'read', letter: letter(), proofs: FORGED }),
  'forge-at-a-document': () => [say({ kind: 'opens', index: 0 }), forge(), read()],
  'asks-dns': () => [say({ kind: 'look-up', question: 1, name: 'maru-board.example', type: 'TXT' }), read()],
};

say({ kind: 'ready' });
let isRequest = true;
for await (const bytes of framesIn(process.stdin)) {
  if (!isRequest) {
    mails += 1;
    const way = Object.keys(WAYS).find((word) => bytes.includes(word));
    (way === undefined ? read : WAYS[way])?.();
  }
  isRequest = !isRequest;
}
