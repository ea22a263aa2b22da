-- The house: letters, cases, events, outbox, clocks, people. The same for the managed and for a server database (PostgreSQL >= 15).
-- tenant_id comes first in every primary key and unique index, so that one table can be spread over machines later.

create function redress_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'append-only table %: rows are never changed or deleted', tg_table_name using errcode = 'integrity_constraint_violation';
end $$;

create table letters (
  tenant_id   text        not null,
  letter_id   text        not null,
  content_key text        not null,
  raw_digest  text        not null,
  received_at timestamptz not null,
  case_id     text        not null,
  evidence    jsonb       not null,
  primary key (tenant_id, letter_id),
  unique (tenant_id, content_key)
);
create trigger letters_append_only before update or delete or truncate on letters
  for each statement execute function redress_append_only();

-- Replay memory: a signature that was seen before gives no power to a second letter.
create table letter_signatures (
  tenant_id    text        not null,
  signature_id text        not null,
  letter_id    text        not null,
  seen_at      timestamptz not null,
  primary key (tenant_id, signature_id, letter_id)
);

create table case_numbers (
  tenant_id text    not null,
  year      integer not null,
  last      integer not null,
  primary key (tenant_id, year)
);

-- One row a case: the lock of its writers and a cache of its fold, never the truth.
create table cases (
  tenant_id   text        not null,
  case_id     text        not null,
  number      text        not null,
  status      text        not null,
  regime      text        not null,
  version     integer     not null,
  received_at timestamptz not null,
  primary key (tenant_id, case_id),
  unique (tenant_id, number)
);
create index cases_by_status on cases (tenant_id, status, received_at);

create table case_events (
  tenant_id text        not null,
  case_id   text        not null,
  seq       integer     not null,
  at        timestamptz not null,
  kind      text        not null,
  actor     jsonb       not null,
  body      jsonb       not null,
  primary key (tenant_id, case_id, seq)
);
create trigger case_events_append_only before update or delete or truncate on case_events
  for each statement execute function redress_append_only();

create table outbox (
  tenant_id   text        not null,
  task_id     text        not null,
  case_id     text        not null,
  key         text        not null,
  work        jsonb       not null,
  state       text        not null check (state in ('waiting', 'done', 'failed')),
  not_before  timestamptz not null,
  urgency     timestamptz not null,
  attempts    integer     not null,
  lease_until timestamptz,
  last_code   text,
  primary key (tenant_id, task_id),
  unique (tenant_id, case_id, key)
);
create index outbox_ready on outbox (tenant_id, urgency, not_before) where state = 'waiting';

create table clocks (
  tenant_id   text        not null,
  case_id     text        not null,
  regime      text        not null,
  started_at  timestamptz not null,
  due_at      timestamptz,
  target_at   timestamptz,
  provisional boolean     not null,
  stopped_at  timestamptz,
  primary key (tenant_id, case_id, regime)
);
create index clocks_running on clocks (tenant_id, due_at) where stopped_at is null;

create table people (
  tenant_id  text        not null,
  person_id  text        not null,
  name       text        not null,
  public_key text        not null,
  added_at   timestamptz not null,
  primary key (tenant_id, person_id),
  unique (tenant_id, name),
  unique (tenant_id, public_key)
);
