-- What people wait to do, in the order in which they take it up: columns beside the case, computed from its events with each change. An open
-- case that has not changed since has none yet (need is null) and is shown until its next change.
alter table cases
  add column need          text,
  add column danger        smallint not null default 0,
  add column copies        integer  not null default 0,
  add column rooms         integer  not null default 0,
  add column turn_of       text     not null default '',
  add column claimed_by    text,
  add column claimed_until timestamptz;
update cases set danger = 1 where first_place is not null;
create index cases_waiting on cases (tenant_id) where need is distinct from 'nothing';
