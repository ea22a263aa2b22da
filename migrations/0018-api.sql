-- Who may use the API, and who read what. A token is kept as its SHA-256 alone: whoever reads this table can sign in nowhere with it.
create table api_tokens (
  tenant_id text        not null,
  token_id  text        not null,
  name      text        not null,
  digest    text        not null,
  role      text        not null,
  -- Whose it is; null: a program's. Only a person's may act, with her signature.
  person_id text,
  added_at  timestamptz not null,
  added_by  text        not null,
  signature text        not null,
  primary key (tenant_id, token_id),
  unique (tenant_id, name),
  unique (tenant_id, digest)
);
create trigger api_tokens_append_only before update or delete or truncate on api_tokens
  for each statement execute function redress_append_only();

-- A token that was taken back stays in the record: what it read and did is asked for years later.
create table api_token_ends (
  tenant_id text        not null,
  token_id  text        not null,
  at        timestamptz not null,
  ended_by  text        not null,
  signature text        not null,
  primary key (tenant_id, token_id)
);
create trigger api_token_ends_append_only before update or delete or truncate on api_token_ends
  for each statement execute function redress_append_only();

-- Every answer of the API that held something of a case: written before the answer leaves.
create table reads (
  tenant_id text        not null,
  read_id   text        collate "C" not null,
  at        timestamptz not null,
  token_id  text        not null,
  person_id text,
  what      text        not null,
  -- Null: a list over many cases.
  case_id   text,
  primary key (tenant_id, read_id)
);
create trigger reads_append_only before update or delete or truncate on reads
  for each statement execute function redress_append_only();
create index reads_of_a_case on reads (tenant_id, case_id, read_id);

-- Pages of cases, received last first.
create index cases_by_receipt on cases (tenant_id, received_at, case_id);
