-- What the fault switches set going and a restart must not undo, the peer's own copies, and the gate in front of uploads.

-- Orders that are accepted and take effect later. `act` is the order as it came; one target's orders take effect in turn.
create table late (
  operation_id bigint primary key references operation,
  target_kind text not null,
  target text not null,
  act jsonb not null,
  due_at timestamptz not null,
  applied_at timestamptz,
  -- The start of the server that knows the status; every later one has lost it. Null: it is never lost.
  known_to text
);
create index late_waiting on late (target_kind, target, operation_id) where applied_at is null;
create index late_due on late (due_at) where applied_at is null;

-- Old ids, each with the newest one.
create table moved (
  kind text not null check (kind in ('message', 'room')),
  old_id bigint not null,
  new_id bigint not null,
  gen integer not null,
  at timestamptz not null default now(),
  primary key (kind, old_id)
);
create index moved_new on moved (kind, new_id);

-- What caches still hold of files that are hidden or gone. `open`: everybody could see it.
create table stale_copy (
  blob text not null references media,
  door text not null check (door in ('thumb', 'cdn', 'cdn-thumb')),
  until timestamptz not null,
  open boolean not null,
  sha256 bytea not null,
  mime text not null,
  content bytea not null,
  primary key (blob, door)
);

-- The peer: its messages and files, which nothing here changes but a removal request at the peer.
create table peer_message (
  id bigint generated always as identity primary key,
  origin bigint not null unique references message,
  slug text not null
);
create table peer_file (
  file text primary key,
  seq bigint not null generated always as identity,
  message_id bigint not null references peer_message,
  blob text not null references media,
  sha256 bytea not null,
  mime text not null,
  bytes integer not null,
  content bytea,
  copied_at timestamptz not null default now(),
  unique (message_id, blob)
);
create index peer_file_blob on peer_file (blob, seq);
create table peer_removal (
  id text primary key,
  key text not null unique,
  file text not null references peer_file,
  state text not null default 'received' check (state in ('received', 'removed', 'refused')),
  -- What it comes to, and when.
  outcome text not null check (outcome in ('removed', 'refused')),
  due_at timestamptz not null
);
create index peer_removal_due on peer_removal (due_at) where state = 'received';
-- How far the peer has read the feed.
create table peer_reading (
  one boolean primary key default true check (one),
  cursor bigint not null default 0
);
insert into peer_reading default values;

-- The gate: one row, or none when nobody is asked.
create table gate (
  one boolean primary key default true check (one),
  url text not null,
  secret text not null,
  on_error text not null check (on_error in ('open', 'closed')),
  budget_ms integer not null
);
-- Kept and not yet decided. A held file is hidden as well, so that nothing shows it.
alter table media add column held_at timestamptz;
-- Stored although the gate did not answer.
alter table media add column gate_missed boolean not null default false;
create index media_held on media (seq) where held_at is not null;
create index media_gate_missed on media (seq) where gate_missed;
