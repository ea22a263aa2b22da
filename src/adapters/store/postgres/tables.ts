// The tables as Kysely sees them; migrations/ is the truth. JSON columns hold domain values as they are.
import type { Generated, GeneratedAlways, JSONColumnType } from 'kysely';
import type { Work } from '../../../domain/action/plan.ts';
import type { EnrolmentEvent } from '../../../domain/authority/enrolment.ts';
import type { ClockState } from '../../../domain/case/clock-state.ts';
import type { Actor } from '../../../domain/case/event.ts';
import type { Alarm } from '../../../domain/clock/clock.ts';
import type { ApiTables } from './api-tables.ts';
import type { HookTables } from './hook-tables.ts';
import type { MediaTables } from './media-tables.ts';
import type { NotifierTables } from './notifier-tables.ts';

interface LettersTable {
  tenant_id: string;
  letter_id: string;
  content_key: string;
  raw_digest: string;
  received_at: Date;
  case_id: string;
  evidence: JSONColumnType<object>;
}

interface FiledLettersTable {
  tenant_id: string;
  letter_id: string;
  content_key: string;
  raw_digest: string;
  received_at: Date;
  filed_as: string;
  sender: string | null;
  about_case: string | null;
  evidence: JSONColumnType<object>;
}

interface AcknowledgementsTable {
  tenant_id: string;
  case_id: string;
  /** Empty for the letter that opened the case. */
  letter_id: string;
  address: string;
  taken_at: Date;
}

interface MailTroublesToldTable {
  tenant_id: string;
  channel: string;
  trouble: string;
}

interface LetterSignaturesTable {
  tenant_id: string;
  signature_id: string;
  letter_id: string;
  seen_at: Date;
}

interface CaseNumbersTable {
  tenant_id: string;
  year: number;
  last: number;
}

interface CasesTable {
  tenant_id: string;
  case_id: string;
  number: string;
  status: string;
  version: number;
  received_at: Date;
  due_at: Date | null;
  target_at: Date | null;
  first_place: string | null;
  letter_id: string | null;
  place: string | null;
  outcome: string;
  /** By a trigger, from the evidence of that letter. */
  notifier: GeneratedAlways<string | null>;
  words: GeneratedAlways<string | null>;
  posters: string[];
  hidden_of: string[];
  need: string | null;
  danger: number;
  copies: number;
  rooms: number;
  files: string[];
  /** When the copies of each were last looked for. */
  files_searched: Date[];
  new_copies: Generated<number>;
  earlier: Generated<number>;
  turn_of: string;
  claimed_by: string | null;
  claimed_until: Date | null;
}

interface CaseEventsTable {
  tenant_id: string;
  case_id: string;
  seq: number;
  at: Date;
  kind: string;
  actor: JSONColumnType<Actor>;
  body: JSONColumnType<object>;
}

interface OutboxTable {
  tenant_id: string;
  task_id: string;
  case_id: string;
  key: string;
  work: JSONColumnType<Work>;
  state: 'waiting' | 'done' | 'failed';
  not_before: Date;
  urgency: Date;
  queue: Generated<string>;
  attempts: Generated<number>;
  lease_until: Date | null;
  last_code: string | null;
}

interface ClocksTable {
  tenant_id: string;
  case_id: string;
  clock_key: string;
  regime: string;
  duty: string;
  state: ClockState['status'];
  started_at: Date;
  due_at: Date | null;
  target_at: Date | null;
  next_alarm_at: Date | null;
  provisional: boolean;
  stopped_at: Date | null;
}

interface ClockAlarmsTable {
  tenant_id: string;
  case_id: string;
  clock_key: string;
  alarm: Alarm;
  moment: Date;
  raised_at: Date;
  /** As PostgreSQL's driver hands out a bigint. */
  seq: number | string;
}

interface AlarmsToldTable {
  tenant_id: string;
  channel: string;
  told_seq: number | string;
}

interface WallTrustsToldTable {
  tenant_id: string;
  channel: string;
  trust_id: string;
}

interface HiddenCopiesTable {
  tenant_id: string;
  connector: string;
  copy_id: string;
  case_id: string;
  /** Empty: a message of words alone. */
  blob: string;
}

interface ListedItemsTable {
  tenant_id: string;
  place_digest: string;
  case_id: string;
  item: number;
}

interface DeskTimeTable {
  tenant_id: string;
  latest: Date;
}

interface WallTrustsTable {
  tenant_id: string;
  trust_id: string;
  person_id: string;
  at: Date;
  believed: Date;
  signature: string;
}

interface EnrolmentEventsTable {
  tenant_id: string;
  seq: number;
  kind: EnrolmentEvent['kind'];
  body: JSONColumnType<object>;
}

interface ConfirmationNoncesTable {
  tenant_id: string;
  key_id: string;
  nonce: string;
  used_at: Date;
}

interface PeopleTable {
  tenant_id: string;
  person_id: string;
  name: string;
  public_key: string;
  added_at: Date;
}

export interface Tables extends ApiTables, HookTables, MediaTables, NotifierTables {
  letters: LettersTable;
  filed_letters: FiledLettersTable;
  acknowledgements: AcknowledgementsTable;
  mail_troubles_told: MailTroublesToldTable;
  letter_signatures: LetterSignaturesTable;
  case_numbers: CaseNumbersTable;
  cases: CasesTable;
  case_events: CaseEventsTable;
  outbox: OutboxTable;
  clocks: ClocksTable;
  clock_alarms: ClockAlarmsTable;
  alarms_told: AlarmsToldTable;
  desk_time: DeskTimeTable;
  hidden_copies: HiddenCopiesTable;
  listed_items: ListedItemsTable;
  wall_trusts: WallTrustsTable;
  wall_trusts_told: WallTrustsToldTable;
  people: PeopleTable;
  enrolment_events: EnrolmentEventsTable;
  confirmation_nonces: ConfirmationNoncesTable;
}
