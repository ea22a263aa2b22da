// The backup file: a gzipped tar whose first entry says what follows, with a digest for each.
// manifest.json · tables/<name>.copy (COPY text format) · spool/<id>.mail · spool/aside/<id>.mail · vault/<xx>/<sha256>

export const FORMAT = 'redress-backup/1';

export interface Manifest {
  readonly format: typeof FORMAT;
  readonly takenAt: string;
  readonly tenant: string;
  readonly migration: string;
  /** Every entry after the manifest: name -> size in bytes and SHA-256. */
  readonly entries: Readonly<Record<string, { readonly bytes: number; readonly sha256: string }>>;
  readonly rows: Readonly<Record<string, number>>;
}

/** Tables in the order they are written back. */
export const TABLES = [
  'people',
  'letters',
  'letter_signatures',
  'filed_letters',
  'acknowledgements',
  'mail_troubles_told',
  'case_numbers',
  'cases',
  'case_events',
  'outbox',
  'clocks',
  'clock_alarms',
  'alarms_told',
  'hidden_copies',
  'listed_items',
  'media_spared',
  'gate_stops',
  'gate_rulings',
  'desk_time',
  'wall_trusts',
  'wall_trusts_told',
  'enrolment_events',
  'confirmation_nonces',
  'api_tokens',
  'api_token_ends',
  'notifier_acts',
  'notifier_tellings',
  'reads',
] as const;

const ENTRY =
  /^(?:tables\/[a-z_]{1,40}\.copy|spool\/(?:aside\/)?[0-9a-f-]{36}\.mail|vault\/[0-9a-f]{2}\/[0-9a-f]{64})$/;

/** Only names of these forms are ever written to disk: a backup cannot reach outside its folders. */
export const isEntryName = (name: string): boolean => ENTRY.test(name);

/** A backup that cannot be brought back; nothing was changed. */
export class RestoreError extends Error {
  readonly code: 'restore.not-a-backup' | 'restore.damaged' | 'restore.not-empty' | 'restore.newer-version';
  constructor(code: RestoreError['code'], message: string) {
    super(message);
    this.code = code;
  }
}
