-- A mail of ours can be a further letter as well: which case it belongs to is asked when it comes back.
create index case_events_by_any_mail on case_events (tenant_id, (body ->> 'messageId'))
  where kind in ('reply-sent', 'receipt-acknowledged', 'further-letter-sent');
drop index case_events_by_mail;
