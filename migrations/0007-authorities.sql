-- Who is enrolled, as events that are never changed; and the nonces of confirmations that were taken.
create table enrolment_events (
  tenant_id text    not null,
  seq       integer not null,
  kind      text    not null,
  body      jsonb   not null,
  primary key (tenant_id, seq)
);
create trigger enrolment_events_append_only before update or delete or truncate on enrolment_events
  for each statement execute function redress_append_only();

create table confirmation_nonces (
  tenant_id text        not null,
  key_id    text        not null,
  nonce     text        not null,
  used_at   timestamptz not null,
  primary key (tenant_id, key_id, nonce)
);

-- How many items a body listed within a day, and which letter bears a number.
create index case_events_by_authority on case_events
  (tenant_id, (body -> 'notice' -> 'sender' ->> 'authority')) where kind = 'notice-received';
create index case_events_by_document on case_events
  (tenant_id, md5(body -> 'notice' -> 'reading' ->> 'documentNumber')) where kind = 'notice-received';
