-- How much a body asked within a day: by when its letters came, so that what it asked for years is not read for it.
create index case_events_by_authority_lately on case_events
  (tenant_id, (body -> 'notice' -> 'sender' ->> 'authority'), ((body -> 'notice' ->> 'receivedAt')::bigint))
  where kind = 'notice-received';
drop index case_events_by_authority;
