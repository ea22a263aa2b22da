// The law of a desk: the folder it reads, and where its operator says the platform is answerable.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { readContacts } from '../adapters/law/contacts.ts';
import { readExamples } from '../adapters/law/examples-folder.ts';
import { readBook } from '../adapters/law/law-folder.ts';
import type { Config } from '../config.ts';
import type { Law } from '../domain/clock/facts.ts';
import type { CountryContacts } from '../domain/view/contacts.ts';
import { CommandError, EXIT } from '../entry/cli/output.ts';
import type { LawFolder } from '../entry/cli/wiring.ts';

/** The laws that come with Redress. */
const LAWS = path.resolve(import.meta.dirname, '../../law');

/** Read whole at start, or the desk does not start: a law that cannot be read is a clock that would silently not run. */
export async function lawOf({ law }: Config): Promise<Law> {
  const book = await readBook(lawsFolder(law.folder));
  const ruledOut = law.ruledOut === '' ? [] : law.ruledOut.split(',');
  const unknown = ruledOut.find((id) => !book.regimes.some((regime) => regime.id === id));
  if (unknown !== undefined)
    throw new CommandError(
      'law.unknown',
      `law.ruledOut names ${unknown}, and there is no such law`,
      '`redress law list` names them',
      EXIT.usage,
    );
  return {
    book,
    reach: { jurisdictions: law.jurisdictions === 'all' ? 'all' : law.jurisdictions.split(','), ruledOut },
  };
}

/** An operator's own law folder that names no contacts leaves those that come with Redress. */
export async function contactsOf({ law }: Config): Promise<readonly CountryContacts[]> {
  const own = lawsFolder(law.folder);
  return readContacts(existsSync(path.join(own, 'contacts')) ? own : LAWS);
}

/** @param folder empty for the laws that come with Redress */
export async function lawFolder(folder: string): Promise<LawFolder> {
  const from = path.resolve(lawsFolder(folder));
  return { folder: from, book: await readBook(from), examples: await readExamples(from) };
}

/** @param folder empty for the laws that come with Redress */
export const lawsFolder = (folder: string): string => (folder === '' ? LAWS : folder);
