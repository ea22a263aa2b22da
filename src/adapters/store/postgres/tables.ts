// The tables as Kysely sees them; migrations/ is the truth. JSON columns hold domain values as they are.
import type { Generated, JSONColumnType } from 'kysely';
import type { Work } from '../../../domain/action/plan.ts';
import type { Actor } from '../../../domain/case/event.ts';

interface LettersTable {
  tenant_id: string;
  letter_id: string;
  content_key: string;
  raw_digest: string;
  received_at: Date;
  case_id: string;
  evidence: JSONColumnType<object>;
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
  regime: string;
  version: number;
  received_at: Date;
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
  attempts: Generated<number>;
  lease_until: Date | null;
  last_code: string | null;
}

interface ClocksTable {
  tenant_id: string;
  case_id: string;
  regime: string;
  started_at: Date;
  due_at: Date | null;
  target_at: Date | null;
  provisional: boolean;
  stopped_at: Date | null;
}

interface PeopleTable {
  tenant_id: string;
  person_id: string;
  name: string;
  public_key: string;
  added_at: Date;
}

export interface Tables {
  letters: LettersTable;
  letter_signatures: LetterSignaturesTable;
  case_numbers: CaseNumbersTable;
  cases: CasesTable;
  case_events: CaseEventsTable;
  outbox: OutboxTable;
  clocks: ClocksTable;
  people: PeopleTable;
}
