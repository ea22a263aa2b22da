-- Where a notice comes from, as marks in its evidence (src/domain/notice/source.ts): by them a flood is told from people. The letter that
-- opened a case, and, of the accounts that posted its copies, all of them and those of which the case wants something hidden.
alter table letters
  add column notifier text generated always as (evidence #>> '{source,notifier}') stored,
  add column words    text generated always as (evidence #>> '{source,words}') stored;
create index letters_of_a_notifier on letters (tenant_id, notifier, received_at) where notifier is not null;

alter table cases
  add column letter_id text,
  add column posters   text[] not null default '{}',
  add column hidden_of text[] not null default '{}';
update cases
   set letter_id = (select event.body #>> '{notice,letter}' from case_events event
                     where event.tenant_id = cases.tenant_id and event.case_id = cases.case_id
                       and event.kind = 'notice-received');
create index cases_hidden_of on cases using gin (hidden_of) where hidden_of <> '{}';
