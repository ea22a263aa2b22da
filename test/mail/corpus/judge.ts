// How the desk reads and judges one mail of the corpus: by the reader that the desk itself uses, with the answers of a given zone.
import { mailReader } from '../../../src/adapters/mail/mail-reader.ts';
import type { Resolve } from '../../../src/adapters/mail/resolver.ts';
import { readLetter } from '../../../src/domain/notice/reading.ts';
import { judgeSender, type Sender, type SenderFacts } from '../../../src/domain/notice/sender.ts';
import { MAIL_PROGRAMS } from '../../../src/main/mail-programs.ts';
import { READING_RULES } from '../../support/reading-rules.ts';
import { type Case, DESK, ENROLLED, NOW, ZONE } from './world.ts';

export interface Judged {
  readonly sender: Sender;
  readonly facts: Omit<SenderFacts, 'replayed'>;
  /** The links of the item list, or null when the mail was not read. */
  readonly links: readonly string[] | null;
}

export interface Judge {
  judge(one: Case): Promise<Judged>;
  close(): Promise<void>;
}

/** A judge that keeps what a desk keeps of an earlier mail: the ids of its passing signatures. */
export function judgeOf(): Judge {
  let zone = ZONE;
  const resolve: Resolve = async (name, type) => {
    const found = zone[name.toLowerCase().replace(/\.$/, '')];
    if (found !== undefined && 'error' in found) throw Object.assign(new Error('DNS'), { code: found.error });
    if (found === undefined || type !== 'TXT') throw Object.assign(new Error('DNS'), { code: 'ENOTFOUND' });
    return found.map((text) => text.match(/.{1,255}/g) ?? ['']);
  };
  const reader = mailReader(MAIL_PROGRAMS, resolve, () => NOW);
  return {
    close: () => reader.close(),
    judge: async ({ raw, zone: answers, before }) => {
      zone = { ...ZONE, ...answers };
      const known = before === undefined ? [] : passing((await reader.read(before)).facts);
      const { facts, letter } = await reader.read(raw);
      const replayed = passing(facts).some((id) => known.includes(id));
      const sender = judgeSender({ ...facts, replayed }, ENROLLED, DESK, NOW);
      const links =
        letter === null ? null : readLetter(letter, READING_RULES).items.map(({ locator }) => locator.link);
      return { sender, facts, links };
    },
  };
}

const passing = ({ signatures }: Judged['facts']): string[] =>
  signatures.filter(({ passed }) => passed).map(({ id }) => id);
