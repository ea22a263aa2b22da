-- Notices of the platform to a member, their appeals, and suspension.

alter table account add column suspended_at timestamptz;
alter table account add column suspended_until timestamptz;

-- The id is random: it is part of the link to the appeal.
create table notice (
  id text primary key,
  seq bigint not null generated always as identity,
  account_id bigint not null references account,
  at timestamptz not null default now(),
  kind text not null check (kind in ('removal', 'restored', 'suspension', 'reinstated', 'appeal-answer')),
  body jsonb not null,
  appeal_until timestamptz,
  read_at timestamptz
);
create index notice_account on notice (account_id, seq);

-- One appeal for each notice, by the primary key.
create table appeal (
  notice_id text primary key references notice,
  id bigint not null unique generated always as identity,
  account_id bigint not null references account,
  at timestamptz not null default now(),
  words text not null
);

alter table ledger drop constraint ledger_what_check;
alter table ledger add constraint ledger_what_check
  check (what in ('hide', 'show', 'delete', 'suspend', 'unsuspend', 'notice', 'close', 'open'));
alter table ledger drop constraint ledger_target_kind_check;
alter table ledger add constraint ledger_target_kind_check
  check (target_kind in ('media', 'message', 'account', 'room'));
