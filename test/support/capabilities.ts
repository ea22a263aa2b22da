// A platform that can do most things, and what it says of a copy, for tests.
import type { CapabilityRecord } from '../../src/domain/content/capability-record.ts';
import type { Preserved } from '../../src/domain/content/copy-record.ts';
import { RECEIPT, T0 } from './fixtures.ts';

export const CAPABILITIES: CapabilityRecord = {
  platform: 'messenger',
  version: '1',
  probedAt: T0,
  resolve: 'direct',
  observe: { mode: 'poll', history: 'full', delivery: 'at-least-once', numbered: true },
  find: { byBlobId: true, bySha256: true, byPerceptual: false, backfill: true },
  remove: { reference: 'direct', blob: 'direct', thumbnail: 'direct', container: 'none' },
  restore: { reference: true, blob: true },
  gate: 'none',
  suspend: 'direct',
  suspendScope: 'server',
  suspendReversible: true,
  notifyUploader: 'direct',
  encrypted: 'opaque',
  federation: 'localCopiesOnly',
};

/** What a platform says of a copy before it is hidden. */
export const KEPT: Extract<Preserved, { readonly kind: 'kept' }> = {
  kind: 'kept',
  record: {
    ...{ sha256: 'cc', bytes: 5_120, mime: 'image/png', uploader: 'uploader-name', postedAt: T0 },
    ...{ fileBy: 'uploader-name', fileAt: T0, headers: { 'content-length': '5120' } },
  },
  receipts: [RECEIPT],
};
