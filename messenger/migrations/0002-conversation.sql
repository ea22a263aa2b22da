-- Replies, edits, own deletion, and the news from which each member's live stream is told.

alter table message add column reply_to bigint references message;
alter table message add column edited_at timestamptz;
create index message_author on message (author_id, id);

-- What a message said before each edit. People see the present words only. A deletion empties the words here too.
create table message_edit (
  message_id bigint not null references message,
  version integer not null,
  text text,
  blobs text[] not null,
  replaced_at timestamptz not null default now(),
  primary key (message_id, version)
);

-- What a room or an account is told, in commit order. A row says where to look; what is there is read when it is told, so
-- that nothing hidden in between is shown. Kept for a week, for readers that come back.
create table news (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  room_id bigint references room,
  account_id bigint references account,
  kind text not null,
  message_id bigint references message,
  body jsonb,
  check ((room_id is null) <> (account_id is null))
);
create index news_room on news (room_id, id) where room_id is not null;
create index news_account on news (account_id, id) where account_id is not null;
create index news_at on news (at);
