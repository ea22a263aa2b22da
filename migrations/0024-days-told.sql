-- Days that the desk set itself and of which people hear: read once for each channel, like mails that reached nobody (mail_troubles_told).
create index case_events_of_terms on case_events (tenant_id, case_id, seq) where kind = 'term-heard';
