-- Perceptual hashes of pictures on a platform, so that altered copies are found. As sensitive as small pictures: sealed under a key that
-- is not in the database, in no backup, and made again from the platform when they are lost.
create sequence media_hashes_seq;

create table media_hashes (
  tenant_id text        not null,
  connector text        not null,
  blob      text        collate "C" not null,
  -- hashed; spared: never to be fetched again; else why there is none.
  state     text        not null,
  -- The hashes, sealed; null unless hashed.
  sealed    bytea,
  -- Grows with each change: a process that holds the hashes in memory reads what came since.
  seq       bigint      not null default nextval('media_hashes_seq'),
  looked_at timestamptz not null,
  primary key (tenant_id, connector, blob)
);
create index media_hashes_by_seq on media_hashes (tenant_id, connector, seq);

-- What may show somebody under age, as somebody said: neither fetched nor hashed, and what was hashed before is gone. By the keys of the
-- media index, also where that does not know them yet; a room by its address.
create table media_spared (
  tenant_id text        not null,
  connector text        not null,
  what      text        not null check (what in ('spot', 'file', 'person', 'room')),
  key       text        collate "C" not null,
  since     timestamptz not null,
  primary key (tenant_id, connector, what, key)
);
