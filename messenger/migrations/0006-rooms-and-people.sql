-- Rooms that are described, left and closed; people who block; what somebody has not seen yet.

alter table room add column description text;
alter table room add column closed_at timestamptz;
alter table member add column seq bigint not null generated always as identity;
create index member_order on member (room_id, seq);
-- The last message this member has seen.
alter table member add column read_up_to bigint not null default 0;
update member m set read_up_to = coalesce((select max(id) from message where room_id = m.room_id), 0);

create table block (
  account_id bigint not null references account,
  blocked_id bigint not null references account,
  at timestamptz not null default now(),
  primary key (account_id, blocked_id)
);

create table notification (
  id bigint generated always as identity primary key,
  account_id bigint not null references account,
  at timestamptz not null default now(),
  kind text not null check (kind in ('mention', 'reply', 'invite')),
  room_id bigint not null references room,
  message_id bigint references message,
  from_id bigint not null references account,
  read_at timestamptz
);
create index notification_account on notification (account_id, id);
