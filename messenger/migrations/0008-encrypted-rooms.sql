-- Encrypted rooms. What their members write is kept as they sealed it; the server has no key. A member who reports may hand
-- over the key of one file: it is kept apart, dropped with the bytes, and each reading of it is written down for good.

alter table room add column encrypted boolean not null default false;
alter table room add constraint room_encrypted_is_by_invitation check (not encrypted or visibility = 'invite');

-- A sealed thumbnail is made by the sender: the server knows no size of it.
alter table thumbnail alter column width drop not null;
alter table thumbnail alter column height drop not null;

create table report_key (
  report_id bigint not null references report,
  blob text not null references media_bytes on delete cascade,
  key text not null,
  iv text not null,
  primary key (report_id, blob)
);
create index report_key_blob on report_key (blob);

create table report_key_reading (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  report_id bigint not null references report,
  token_id bigint not null references admin_token
);
create index report_key_reading_report on report_key_reading (report_id);
create trigger report_key_reading_only_grows before update or delete or truncate on report_key_reading
  for each statement execute function refuse_change();
