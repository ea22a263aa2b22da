// The tables of webhooks as Kysely sees them; migrations/ is the truth.
import type { Generated } from 'kysely';

interface WebhooksTable {
  tenant_id: string;
  hook_id: string;
  name: string;
  url: string;
  sealed: Buffer;
  added_at: Date;
  added_by: string;
  signature: string;
}

interface WebhookEndsTable {
  tenant_id: string;
  hook_id: string;
  at: Date;
  ended_by: string;
  signature: string;
}

interface WebhookDeliveriesTable {
  tenant_id: string;
  hook_id: string;
  case_id: string;
  seq: number;
  body: string;
  state: 'waiting' | 'dead';
  not_before: Date;
  attempts: Generated<number>;
  lease_until: Generated<Date | null>;
  last_code: Generated<string | null>;
  dead_at: Generated<Date | null>;
  told: Generated<boolean>;
}

export interface HookTables {
  webhooks: WebhooksTable;
  webhook_ends: WebhookEndsTable;
  webhook_deliveries: WebhookDeliveriesTable;
}
