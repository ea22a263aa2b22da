-- How far a case spreads while it waits: which files it is about, when the copies of each were last looked for, and how many the platform told
-- of since. The first two are computed from its events with each change; the last is counted now and then from the media index.
alter table cases
  add column files          text[]        not null default '{}',
  add column files_searched timestamptz[] not null default '{}',
  add column new_copies     integer       not null default 0;
