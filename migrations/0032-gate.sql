-- The gate in front of a platform's uploads: a file that a person decided to take down is not stored again. What is blocked is no list of
-- its own: it is what cases want hidden, joined with the media index, so that it is right in the moment of each decision.
alter table hidden_copies add column blob text collate "C" not null default '';
update hidden_copies set blob = coalesce(substring(copy_id from '/b/([^/]+)$'), '');
create index hidden_copies_by_blob on hidden_copies (tenant_id, connector, blob) where blob <> '';

-- Uploads that were refused or held, and why. Nothing is kept of an upload that was let through.
create table gate_stops (
  tenant_id  text        not null,
  stop_id    text        not null,
  connector  text        not null,
  -- Of the upload, hex.
  sha256     text        not null,
  uploader   text        not null,
  at         timestamptz not null,
  -- refuse: the very same bytes; hold: it looks like a picture that was taken down, and a person has to say.
  verdict    text        not null check (verdict in ('refuse', 'hold')),
  -- The case whose picture it is, or looks like.
  case_id    text        not null,
  -- Bits of 256 that differ; 0 for the very same bytes.
  distance   smallint    not null,
  primary key (tenant_id, stop_id)
);
create index gate_stops_by_digest on gate_stops (tenant_id, connector, sha256);
create index gate_stops_by_case on gate_stops (tenant_id, case_id, at);

-- What people said of uploads that were held, signed; written before the platform is told.
create table gate_rulings (
  tenant_id text        not null,
  connector text        not null,
  blob      text        collate "C" not null,
  act_id    text        not null,
  person_id text        not null,
  ruling    text        not null check (ruling in ('allow', 'refuse')),
  at        timestamptz not null,
  signature text        not null,
  primary key (tenant_id, connector, blob, act_id)
);
