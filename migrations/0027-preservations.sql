-- In which cases something is kept for whoever asked: the list asks for them, and each case says the rest.
create index case_events_of_preservations on case_events (tenant_id, case_id) where kind = 'item-preserved';
