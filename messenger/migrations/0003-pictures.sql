-- Thumbnails with bytes of their own, pictures of people and of rooms, and who looks after a room.

create table thumbnail (
  blob text primary key references media,
  sha256 bytea not null,
  mime text not null,
  width integer not null,
  height integer not null,
  content bytea not null
);
alter table thumbnail alter column content set storage external;

-- Size of a picture as it is seen. Unknown for videos and for what could not be decoded.
alter table media add column width integer;
alter table media add column height integer;

alter table account add column avatar text references media;
create index account_avatar on account (avatar) where avatar is not null;
alter table room add column picture text references media;
create index room_picture on room (picture) where picture is not null;

alter table member add column role text not null default 'member' check (role in ('owner', 'member'));
update member m set role = 'owner' from room r where r.id = m.room_id and r.created_by = m.account_id;
