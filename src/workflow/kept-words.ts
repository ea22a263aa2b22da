// What people wrote on a platform, out of the vault, for the person who answers them: whoever reported something, and whoever appealed. Asked
// for by case and appeal, never by digest: nothing else of the vault can be reached with it.
import type { Case } from '../domain/case/case.ts';
import type { CaseId } from '../domain/kernel/ids.ts';
import { ok, refuse, type Result } from '../domain/kernel/result.ts';
import type { Cases } from '../ports/cases.ts';
import type { Vault } from '../ports/vault.ts';

/** Each answers with what the platform said, as it came: JSON in UTF-8, her words among it. */
export interface KeptWords {
  /** Of the report that the case began with. @returns `report.none` where it began otherwise, `letter.unknown` where the vault has it no more */
  report(id: CaseId): Promise<Result<Uint8Array>>;
  /** @returns `appeal.unknown` where no such appeal was made on a platform, `letter.unknown` where the vault has it no more */
  appeal(id: CaseId, appeal: string): Promise<Result<Uint8Array>>;
}

interface Ports {
  readonly cases: Pick<Cases, 'load' | 'letterDigest'>;
  readonly vault: Pick<Vault, 'get'>;
}

export function keptWords({ cases, vault }: Ports): KeptWords {
  return {
    report: async (id) => {
      const notice = (await cases.load(id))?.notice ?? null;
      if (notice?.report === undefined) return refuse('report.none', 'the case began with no report');
      return outOf(vault, await cases.letterDigest(notice.letter));
    },
    appeal: async (id, appeal) => appealWords((await cases.load(id))?.appeals ?? [], appeal, vault),
  };
}

/** Of one of these appeals. */
export async function appealWords(
  appeals: Case['appeals'],
  id: string,
  vault: Ports['vault'],
): Promise<Result<Uint8Array>> {
  const made = appeals.find(({ appeal }) => appeal.id === id)?.appeal.made;
  if (made === undefined)
    return refuse('appeal.unknown', 'the case has no such appeal that was made on a platform');
  return outOf(vault, made.words);
}

async function outOf(vault: Ports['vault'], digest: string | undefined): Promise<Result<Uint8Array>> {
  const sealed = digest === undefined ? undefined : await vault.get(digest);
  return sealed === undefined ? refuse('letter.unknown', 'it is not in the vault') : ok(sealed);
}
