-- What the order of work needs of a case beyond its own events, counted now and then: how many copies of its files the platform told of after
-- they were last looked for, and in how many other cases something of the same account was hidden. Which files a case is about, and when the
-- copies of each were last looked for, is computed from its events with each change.
alter table cases
  add column files          text[]        not null default '{}',
  add column files_searched timestamptz[] not null default '{}',
  add column new_copies     integer       not null default 0,
  add column earlier        integer       not null default 0;
