-- Who said that the machine's clock is right, when the desk believed a later time. Signed; never changed.
create table wall_trusts (
  tenant_id text        not null,
  trust_id  text        not null,
  person_id text        not null,
  at        timestamptz not null,
  believed  timestamptz not null,
  signature text        not null,
  primary key (tenant_id, trust_id)
);
create trigger wall_trusts_append_only before update or delete or truncate on wall_trusts
  for each statement execute function redress_append_only();

-- The watchdog reads what happened to clocks, and nothing else of a history.
create index case_events_of_clocks on case_events (tenant_id, case_id, seq)
  where kind in ('clock-started', 'clock-paused', 'clock-resumed', 'clock-extended', 'clock-alarm', 'clock-stopped');
