-- Where a notice comes from, as marks (src/domain/notice/source.ts): by them a flood is told from people. They stand in the evidence of the
-- letter that opened a case, and beside the case, so that whoever sees the order of work need see no letter. And, of the accounts that posted
-- its copies, all of them and those of which the case wants something hidden.
alter table cases
  add column letter_id text,
  add column notifier  text,
  add column words     text,
  add column posters   text[] not null default '{}',
  add column hidden_of text[] not null default '{}';

create function redress_source_of_case() returns trigger language plpgsql as $$
begin
  select evidence #>> '{source,notifier}', evidence #>> '{source,words}' into new.notifier, new.words
    from letters where tenant_id = new.tenant_id and letter_id = new.letter_id;
  return new;
end $$;
create trigger cases_source before insert on cases for each row execute function redress_source_of_case();

update cases
   set letter_id = (select event.body #>> '{notice,letter}' from case_events event
                     where event.tenant_id = cases.tenant_id and event.case_id = cases.case_id
                       and event.kind = 'notice-received');
create index cases_hidden_of on cases using gin (hidden_of) where hidden_of <> '{}';
create index cases_of_a_notifier on cases (tenant_id, notifier, received_at) where notifier is not null;
