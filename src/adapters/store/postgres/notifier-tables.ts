// The tables of what people did about notifiers as Kysely sees them; migrations/ is the truth.

interface NotifierActsTable {
  tenant_id: string;
  act_id: string;
  kind: string;
  notifier: string;
  cases: string[];
  reason: string | null;
  until_at: Date | null;
  at: Date;
  by_person: string;
  signature: string;
}

interface NotifierTellingsTable {
  tenant_id: string;
  act_id: string;
  at: Date;
  message_id: string | null;
  by_person: string | null;
  signature: string | null;
}

export interface NotifierTables {
  notifier_acts: NotifierActsTable;
  notifier_tellings: NotifierTellingsTable;
}
