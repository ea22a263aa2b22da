-- Work on one room of a platform is a queue of its own: while a task of it is held, or its room asked for a pause, nobody takes another of it.
alter table outbox add column queue text not null default '';

-- What holds a queue up: few rows at any time.
create index outbox_held_queues on outbox (tenant_id, queue)
  where state = 'waiting' and queue <> '' and (lease_until is not null or last_code = 'connector.rate-limited');
