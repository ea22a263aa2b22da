-- Every name a room was seen under: a letter may name it by one that another room has now.
alter table media_containers add column names text[] not null default '{}';
update media_containers set names = array[address];
