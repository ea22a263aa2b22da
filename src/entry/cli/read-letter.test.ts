// `read-letter` judges as the desk would: by the dates, the successors and the scope of whoever is enrolled.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { jsonMailReader, rawMail } from '../../../test/support/fake-ports.ts';
import { AUTHORITY, DESK_ADDRESS, later, ORIGIN, T0 } from '../../../test/support/fixtures.ts';
import { knownAt } from '../../domain/authority/enrolled.ts';
import { authorityId } from '../../domain/kernel/ids.ts';
import type { Authority } from '../../domain/notice/authority.ts';
import { understand } from './read-letter.ts';

const HEIR: Authority = {
  ...AUTHORITY,
  id: authorityId('heir'),
  domain: 'heir.example',
  addresses: ['a@heir.example'],
};
const TEXT = `We request that you delete these.\n1. ${ORIGIN}/r/maple/m/1\n2. ${ORIGIN}/r/maple/m/2`;
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'redress-read-'));
  await writeFile(path.join(folder, 'a.eml'), rawMail({ text: TEXT, contentKey: 'a' }));
});
afterAll(() => rm(folder, { recursive: true }));

test.each([
  ['as it is', {}, 'L1', AUTHORITY.id, []],
  ['not yet valid', { validFrom: later(1) }, 'L0', null, ['guard.not-enrolled']],
  ['valid until then', { validUntil: T0 }, 'L0', null, ['guard.not-enrolled']],
  ['valid until later', { validUntil: later(1) }, 'L1', AUTHORITY.id, []],
  ['succeeded by then', { successor: { id: HEIR.id, from: T0 } }, 'L1', HEIR.id, []],
  ['succeeded later', { successor: { id: HEIR.id, from: later(1) } }, 'L1', AUTHORITY.id, []],
  ['for fewer items', { scope: { itemsADay: 1 } }, 'L0', null, ['guard.scope-items']],
  ['for other measures', { scope: { measures: ['preserve'] } }, 'L0', null, ['guard.scope-measure']],
] as const)('a letter of a body enrolled %s (A17)', async (_what, changes, level, authority, reasons) => {
  const enrolled: readonly Authority[] = [{ ...AUTHORITY, ...changes }, HEIR];
  const parts = {
    desk: { address: DESK_ADDRESS, messengerOrigin: ORIGIN, workingDays: {} },
    authoritiesAt: (at: typeof T0) => knownAt(enrolled, at),
    sealed: { withoutNetwork: true, says: '' },
    now: () => T0,
    read: jsonMailReader.read,
    close: async () => undefined,
  };
  const { form } = await understand(parts, path.join(folder, 'a.eml'), T0);
  expect(form.authority).toMatchObject({ level, id: authority, reasons });
});
