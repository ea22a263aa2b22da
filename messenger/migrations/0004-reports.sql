-- Reports: what somebody asks the platform to look at. No picture is ever part of one.

create table report (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  -- Hash of the code with which the reporter asks what became of it.
  code_hash bytea not null unique,
  reporter_id bigint references account,
  reasons text[] not null,
  words text,
  contact text,
  -- The link as it was given, and what it leads to. All four are empty when it leads nowhere.
  link text,
  message_id bigint references message,
  room_id bigint references room,
  blob text references media,
  account_id bigint references account,
  state text not null default 'received' check (state in ('received', 'looking', 'acted', 'declined')),
  state_at timestamptz not null default now()
);
create index report_state on report (state, id);
