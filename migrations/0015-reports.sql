-- Reports that people make on a platform: one row each, written with the place in the feed or the history that told of it. It waits until
-- its case is there. Ids only; built again from the platform's own list when it is lost, so it is in no backup.
create table platform_reports (
  tenant_id text        not null,
  connector text        not null,
  report_id text        collate "C" not null,
  seen_at   timestamptz not null,
  -- When its case was opened, or found to be there; null: it waits.
  taken_at  timestamptz,
  primary key (tenant_id, connector, report_id)
);
create index platform_reports_waiting on platform_reports (tenant_id, connector, report_id) where taken_at is null;

-- What was reported before is in no index yet: the history is read once more.
update media_index_states
   set state = jsonb_set(state, '{requestedAt}', to_jsonb(floor(extract(epoch from now()) * 1000)::bigint));

-- A child or a threat was reported: such a case is shown first, one a place. The digest of the place as in `listed_items`, or the number of
-- the case where it points at none; null: it is shown in its turn.
alter table cases add column first_place text;
create index cases_shown_first on cases (tenant_id, first_place, received_at, number) where status = 'open' and first_place is not null;
