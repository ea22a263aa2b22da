-- Which cases follow the first of a thread.
create index case_events_that_follow on case_events (tenant_id, (body ->> 'follows'))
  where kind = 'notice-received';
