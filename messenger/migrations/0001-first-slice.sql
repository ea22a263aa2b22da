-- Yeoul, first slice. Ids are handed out once and never reused; a slug may change, an id never does.

create table account (
  id bigint generated always as identity primary key,
  name text not null,
  name_key text not null unique,
  passphrase text not null,
  created_at timestamptz not null default now()
);

create table session (
  token_hash bytea primary key,
  account_id bigint not null references account,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index session_account on session (account_id);

create table room (
  id bigint generated always as identity primary key,
  slug text not null unique,
  title text not null,
  visibility text not null check (visibility in ('public', 'invite')),
  created_by bigint not null references account,
  created_at timestamptz not null default now()
);

create table member (
  room_id bigint not null references room,
  account_id bigint not null references account,
  joined_at timestamptz not null default now(),
  primary key (room_id, account_id)
);
create index member_account on member (account_id);

create table invite (
  token_hash bytea primary key,
  room_id bigint not null references room,
  created_by bigint not null references account,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);

-- One row for each upload. Equal bytes uploaded twice are two rows: that is what a re-upload is.
create table media (
  blob text primary key,
  seq bigint not null generated always as identity,
  sha256 bytea not null,
  mime text not null,
  bytes integer not null,
  uploader_id bigint not null references account,
  uploaded_at timestamptz not null default now(),
  hidden_at timestamptz,
  deleted_at timestamptz
);
create index media_sha256 on media (sha256, seq);

-- The bytes sit apart so that a deletion drops them and keeps the record. EXTERNAL: pictures and clips are compressed
-- already, and only an uncompressed value can be read in slices.
create table media_bytes (
  blob text primary key references media,
  content bytea not null
);
alter table media_bytes alter column content set storage external;

create table message (
  id bigint generated always as identity primary key,
  room_id bigint not null references room,
  author_id bigint not null references account,
  text text,
  sent_at timestamptz not null default now(),
  forwarded_from bigint references message,
  hidden_at timestamptz,
  deleted_at timestamptz
);
create index message_room on message (room_id, id);

create table message_media (
  message_id bigint not null references message,
  position smallint not null,
  blob text not null references media,
  primary key (message_id, position)
);
create index message_media_blob on message_media (blob, message_id);

create table admin_token (
  id bigint generated always as identity primary key,
  name text not null,
  token_hash bytea not null unique,
  scopes text[] not null,
  created_at timestamptz not null default now()
);

-- What was asked with which key, and the answer it got. A repeat of the key gets this answer again.
create table operation (
  id bigint generated always as identity primary key,
  token_id bigint not null references admin_token,
  key text not null,
  request_digest bytea not null,
  effect text,
  accepted_at timestamptz not null default now(),
  unique (token_id, key)
);

-- Only what really happened. An accepted call that changed nothing leaves no line here.
create table ledger (
  seq bigint generated always as identity primary key,
  at timestamptz not null default now(),
  what text not null check (what in ('hide', 'show', 'delete')),
  target_kind text not null check (target_kind in ('media', 'message')),
  target text not null,
  reason text,
  key text not null,
  operation_id bigint not null references operation
);

create table event (
  cursor bigint generated always as identity primary key,
  at timestamptz not null default now(),
  kind text not null,
  body jsonb not null
);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% only grows: rows are never changed or removed', tg_table_name;
end $$;

create trigger ledger_only_grows before update or delete or truncate on ledger
  for each statement execute function refuse_change();
create trigger event_only_grows before update or delete or truncate on event
  for each statement execute function refuse_change();
