// The tables of the API as Kysely sees them; migrations/ is the truth.
import type { JSONColumnType } from 'kysely';

interface ApiTokensTable {
  tenant_id: string;
  token_id: string;
  name: string;
  digest: string;
  role: string;
  person_id: string | null;
  added_at: Date;
  added_by: string;
  signature: string;
}

interface ApiTokenEndsTable {
  tenant_id: string;
  token_id: string;
  at: Date;
  ended_by: string;
  signature: string;
}

interface ReadsTable {
  tenant_id: string;
  read_id: string;
  at: Date;
  token_id: string | null;
  login: string | null;
  person_id: string | null;
  what: string;
  case_id: string | null;
  part: string | null;
}

interface KeptAnswersTable {
  tenant_id: string;
  token_id: string;
  key: string;
  request_digest: string;
  asked_at: Date;
  answer: JSONColumnType<object> | null;
}

export interface ApiTables {
  api_tokens: ApiTokensTable;
  api_token_ends: ApiTokenEndsTable;
  kept_answers: KeptAnswersTable;
  reads: ReadsTable;
}
