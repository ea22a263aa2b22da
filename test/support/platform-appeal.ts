// An appeal as a platform tells of one, with its words in a vault.
import type { Command } from '../../src/domain/case/command.ts';
import { appeals } from './fixtures.ts';

export const ACCOUNT = 'account-77';

/** Against the refusal of item 1. @param words digest of what she wrote */
export function platformAppeal(words: string, id?: string): Command {
  const asked = appeals(1, 'refuse-1', 'notifier', id) as Extract<Command, { kind: 'receive-appeal' }>;
  return { ...asked, appeal: { ...asked.appeal, made: { account: ACCOUNT, words } } };
}
