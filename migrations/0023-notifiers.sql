-- What people did about notifiers who send unfounded notices again and again (src/domain/case/limiting.ts), by their marks alone, and when each was
-- told of it. Rows never change: a limit ends by its time, or by a row that lifts it.
create table notifier_acts (
  tenant_id text        not null,
  act_id    text        not null,
  kind      text        not null,
  notifier  text        not null,
  -- The notices it rests on, by our numbers.
  cases     text[]      not null,
  reason    text,
  until_at  timestamptz,
  at        timestamptz not null,
  by_person text        not null,
  signature text        not null,
  primary key (tenant_id, act_id)
);
create index notifier_acts_of_one on notifier_acts (tenant_id, notifier, at);
create trigger notifier_acts_append_only before update or delete or truncate on notifier_acts
  for each statement execute function redress_append_only();

create table notifier_tellings (
  tenant_id  text        not null,
  act_id     text        not null,
  at         timestamptz not null,
  -- Of a mail of the desk; else of the person who told her, with her signature.
  message_id text,
  by_person  text,
  signature  text,
  primary key (tenant_id, act_id)
);
create trigger notifier_tellings_append_only before update or delete or truncate on notifier_tellings
  for each statement execute function redress_append_only();

-- What became of the notice, and where its first item stands, as in `listed_items`: for patterns.
alter table cases
  add column outcome text not null default 'other',
  add column place   text;
