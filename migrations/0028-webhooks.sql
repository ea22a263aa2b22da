-- Programs of the operator's that are told of cases: where they listen, what has to be told to each, and what could not be. Neither these tables
-- nor the key that their secrets are sealed with is in a backup: a desk that was brought back elsewhere tells nobody twice.
create table webhooks (
  tenant_id text        not null,
  hook_id   text        not null,
  name      text        not null,
  url       text        not null,
  -- What each message is signed with, sealed under a key that is not in the database.
  sealed    bytea       not null,
  added_at  timestamptz not null,
  added_by  text        not null,
  signature text        not null,
  primary key (tenant_id, hook_id),
  unique (tenant_id, name)
);
create trigger webhooks_append_only before update or delete or truncate on webhooks
  for each statement execute function redress_append_only();

create table webhook_ends (
  tenant_id text        not null,
  hook_id   text        not null,
  at        timestamptz not null,
  ended_by  text        not null,
  signature text        not null,
  primary key (tenant_id, hook_id)
);
create trigger webhook_ends_append_only before update or delete or truncate on webhook_ends
  for each statement execute function redress_append_only();

-- What must still be told, written in the transaction of its event. A row goes when its receiver has said yes. Of one case the lowest number
-- goes first, and the next one waits for it.
create table webhook_deliveries (
  tenant_id   text        not null,
  hook_id     text        not null,
  case_id     text        not null,
  seq         integer     not null,
  -- The very bytes that are sent, each time the same.
  body        text        not null,
  state       text        not null check (state in ('waiting', 'dead')),
  not_before  timestamptz not null,
  attempts    integer     not null default 0,
  lease_until timestamptz,
  last_code   text,
  -- Of one that was given up: when, and whether people were told.
  dead_at     timestamptz,
  told        boolean     not null default false,
  primary key (tenant_id, hook_id, case_id, seq)
);
create index webhook_deliveries_dead on webhook_deliveries (tenant_id, hook_id, dead_at) where state = 'dead';
