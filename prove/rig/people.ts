// Who tells the desk of something: people, each for herself, and a group that acts in concert with throw-away addresses and accounts. Half of each
// write mails, half press the report button. Everybody names a place of her own, so that a notice is known by it again.
import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import nodemailer from 'nodemailer';
import { DESK_ADDRESS, type Scene, SELECTOR, TIDEWATCH } from './scene.ts';

/** Domains of private mailboxes; the desk has enrolled none of them. */
const HOMES = { honest: 'harbour.example', flood: 'brook.example' } as const;
export type Side = keyof typeof HOMES;

export interface Person {
  readonly side: Side;
  readonly by: 'mail' | 'report';
  readonly address: string;
  readonly words: string;
  readonly reasons: readonly string[];
}

const OWN_WORDS = [
  'I am in the picture that stands there and I never agreed to it being shown to anybody. Please take it away.',
  '제 사진이 제 동의 없이 올라와 있습니다. 누가 올렸는지는 모르고, 반 친구들이 보고 있어서 학교에 갈 수 없습니다.',
  'My former friend put this up after we fell out. It was sent to one person in trust, and now the whole room has it.',
  '합성된 영상입니다. 얼굴만 제 것이고 나머지는 제가 아닙니다. 지워 주시고 다시 올라오지 않게 해 주세요.',
];
const ONE_IN_FOUR = 4;
/** What the group was told to paste. */
const SAME_WORDS =
  'Everybody must report this person today. This account threatens others and has to be taken down at once. Do not wait, act now.';

/** Each with words of her own, every fourth threatened; or all with the same words, every one of them said to be threatened. */
export function peopleOf(side: Side, count: number): readonly Person[] {
  return Array.from({ length: count }, (_, at) => ({
    side,
    by: at % 2 === 0 ? 'mail' : 'report',
    address: `someone${at}@${HOMES[side]}`,
    words: side === 'flood' ? `${at}. ${SAME_WORDS}` : `${OWN_WORDS[at % OWN_WORDS.length]} ${nameless(at)}`,
    reasons: side === 'flood' || at % ONE_IN_FOUR === 1 ? ['intimate-image', 'threat'] : ['intimate-image'],
  }));
}

const WORDS = [
  'winter',
  'bridge',
  'corner',
  'library',
  'evening',
  'platform',
  'garden',
  'station',
  'harvest',
  'lantern',
];

/** A sentence that nobody else writes. */
const nameless = (at: number): string =>
  `It was near the ${WORDS[at % WORDS.length]} by the ${WORDS[Math.floor(at / WORDS.length) % WORDS.length]}, on the way from the ${WORDS[(at * 7 + 3) % WORDS.length]} that ${WORDS[Math.floor(at / 13) % WORDS.length]}.`;

/** Lets the private domains sign as the enrolled one does. */
export async function nameHomes({ folder }: Scene): Promise<void> {
  const file = path.join(folder, 'zone.json');
  const { records } = JSON.parse(await readFile(file, 'utf8')) as { records: Record<string, object> };
  const homes = Object.values(HOMES).flatMap((home) =>
    Object.entries(records).flatMap(([name, record]) =>
      name.endsWith(TIDEWATCH.domain) ? [[name.replace(TIDEWATCH.domain, home), record] as const] : [],
    ),
  );
  await writeFile(file, JSON.stringify({ records: { ...records, ...Object.fromEntries(homes) } }));
}

/** @param link of the place she means */
export async function writeMail(scene: Scene, { address, side, words }: Person, link: string) {
  const transport = nodemailer.createTransport({
    ...{ streamTransport: true, buffer: true, newline: 'windows' },
    dkim: { domainName: HOMES[side], keySelector: SELECTOR, privateKey: scene.authorityKey },
  });
  const messageId = `<${randomUUID()}@${HOMES[side]}>`;
  const text = `${words}\r\n\r\nPlease delete:\r\n1. ${link}\r\n`;
  const { message } = await transport.sendMail({
    ...{ from: address, to: DESK_ADDRESS, subject: 'Please delete a picture', text, messageId },
  });
  return { documentNumber: address, messageId, raw: message as unknown as Buffer };
}
