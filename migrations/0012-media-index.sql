-- The media index: which file stands where on a platform. Copies of facts, built again from the feed and the history when they are
-- lost; so none of these tables is in a backup. Keys compare byte by byte ("C"), as every reader of pages expects.
create table media_index_states (
  tenant_id text    not null,
  connector text    not null,
  revision  integer not null,
  -- Where the feed stands, what of it is missing, how far the history is read.
  state     jsonb   not null,
  primary key (tenant_id, connector)
);

create table media_files (
  tenant_id text    not null,
  connector text    not null,
  blob      text    collate "C" not null,
  -- Hex; null where the platform does not say.
  sha256    text,
  uploader  text,
  thumbnail text,
  opaque    boolean not null,
  deleted   boolean not null,
  primary key (tenant_id, connector, blob)
);
create index media_files_by_digest on media_files (tenant_id, connector, sha256);
create index media_files_by_thumbnail on media_files (tenant_id, connector, thumbnail) where thumbnail is not null;

-- Messages, avatars, pictures of rooms. `blobs` and `copies` go together: what it shows, in its order, and as which copy.
create table media_spots (
  tenant_id  text    not null,
  connector  text    not null,
  spot       text    collate "C" not null,
  kind       text    not null,
  container  text    not null,
  message    text    not null,
  owner      text    not null,
  -- Order of the observation that says what it shows; half steps are looks at the history.
  seen_order double precision not null,
  seen_at    timestamptz,
  blobs      text[]  not null,
  copies     text[]  not null,
  deleted    boolean not null,
  primary key (tenant_id, connector, spot)
);
create index media_spots_by_blob on media_spots using gin (blobs);
create index media_spots_by_owner on media_spots (tenant_id, connector, owner);
create index media_spots_by_container on media_spots (tenant_id, connector, container);

create table media_containers (
  tenant_id  text    not null,
  connector  text    not null,
  container  text    not null,
  address    text    not null,
  opaque     boolean not null,
  seen_order double precision not null,
  primary key (tenant_id, connector, container)
);
