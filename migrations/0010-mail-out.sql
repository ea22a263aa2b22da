-- Mail that goes out, and mail that is no notice.

-- Reports of mail servers, automatic answers, newsletters: kept with their evidence, never a case by themselves.
create table filed_letters (
  tenant_id   text        not null,
  letter_id   text        not null,
  content_key text        not null,
  raw_digest  text        not null,
  received_at timestamptz not null,
  filed_as    text        not null check (filed_as in ('bounce', 'automatic-answer', 'newsletter')),
  -- As From claims; null for any other form.
  sender      text,
  about_case  text,
  evidence    jsonb       not null,
  primary key (tenant_id, letter_id),
  unique (tenant_id, content_key)
);
create index filed_letters_newest on filed_letters (tenant_id, received_at);
create trigger filed_letters_append_only before update or delete or truncate on filed_letters
  for each statement execute function redress_append_only();

-- How many acknowledgements an address got: taken before each is sent.
create table acknowledgements (
  tenant_id text        not null,
  case_id   text        not null,
  address   text        not null,
  taken_at  timestamptz not null,
  primary key (tenant_id, case_id)
);
create index acknowledgements_by_address on acknowledgements (tenant_id, address, taken_at);

-- Which case a mail of ours belongs to.
create index case_events_by_mail on case_events (tenant_id, (body ->> 'messageId'))
  where kind in ('reply-sent', 'receipt-acknowledged');

-- Mails that reached nobody, and which channel was told of which.
create index case_events_of_bounces on case_events (tenant_id, case_id, seq) where kind = 'mail-bounced';
create index outbox_failed on outbox (tenant_id, task_id) where state = 'failed';
create table mail_troubles_told (
  tenant_id text not null,
  channel   text not null,
  trouble   text not null,
  primary key (tenant_id, channel, trouble)
);
