// Takes an appeal that a member made on a platform against what the desk had it told. Her words go to the vault and nowhere else. Which item it
// is about is read from the key of the order that told her, and believed only where the case says that it told this very account.
import { itemAt } from '../domain/case/case.ts';
import type { Appeal } from '../domain/case/event.ts';
import type { Item } from '../domain/case/item.ts';
import type { Platform } from '../domain/content/locator.ts';
import { appealId, caseId, type CaseId } from '../domain/kernel/ids.ts';
import type { Instant } from '../domain/kernel/instant.ts';
import type { Cases } from '../ports/cases.ts';
import type { FoundReport } from '../ports/connector.ts';
import type { Vault } from '../ports/vault.ts';
import { DESK, step } from './step.ts';

export interface ReceiveAppealPorts {
  readonly cases: Pick<Cases, 'load' | 'update'>;
  readonly vault: Pick<Vault, 'put'>;
}

/** `later`: something is being done about the item, or another appeal on it waits for its answer. */
export type ReceivedAppeal = { readonly kind: 'appealed' | 'none' | 'later' };
type Found = Extract<FoundReport, { kind: 'appeal' }>;

/** As `send-reasons` tasks are called towards a platform. */
const ORDER = /^([^/]+)\/reasons\/([0-9]{1,6})\/[^/]+\//;
const COMES_LATER: readonly string[] = ['item.not-settled', 'appeal.open'];

/** Words first, then the case: run twice, it stores the same words and is refused as the same appeal. */
export async function receivePlatformAppeal(
  platform: Platform,
  found: Found,
  now: Instant,
  { cases, vault }: ReceiveAppealPorts,
): Promise<ReceivedAppeal> {
  const about = aboutOf(found);
  const state = about === null ? undefined : await cases.load(about.case);
  const item = about === null || state === undefined ? undefined : itemAt(state, about.item);
  if (about === null || item === undefined || !wasTold(item, found.account)) return { kind: 'none' };
  const words = await vault.put(found.sealed);
  const written = await cases.update(about.case, (present) => {
    const against = itemAt(present, about.item)?.decision?.id ?? item.told[0]?.decision;
    if (against === undefined) throw new TypeError('somebody was told of no decision');
    const appeal: Appeal = {
      id: appealId(`${platform}:${found.id}:${found.at}`),
      ...{ item: about.item, by: 'uploader', against, made: { account: found.account, words } },
    };
    // The platform took it in its own time, which is no shorter than any law's that names one.
    return step(
      present,
      [{ kind: 'receive-appeal', item: about.item, appeal, until: null, act: null }],
      DESK,
      now,
    );
  });
  if (written.ok) return { kind: 'appealed' };
  return { kind: COMES_LATER.includes(written.error.code) ? 'later' : 'none' };
}

function aboutOf({ order }: Found): { readonly case: CaseId; readonly item: number } | null {
  const [, id, item] = ORDER.exec(order ?? '') ?? [];
  return id === undefined || item === undefined ? null : { case: caseId(id), item: Number(item) };
}

/** Nobody appeals for somebody else. */
const wasTold = ({ told }: Item, account: string): boolean =>
  told.some((one) => one.account === account && one.outcome === 'told');
