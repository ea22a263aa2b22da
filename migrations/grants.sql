-- What each role may do, table by table: docs/operations/database-roles.md has it for people, and a test tries every cell as every role. Run
-- after each migration, by the owner of the tables, and the same however often. Nobody here may change or delete what is only ever added to.
do $$
declare
  one record;
  everybody constant text := 'redress_desk, redress_api, redress_reader, redress_backup';
begin
  execute 'revoke all on all tables in schema public from ' || everybody;
  execute 'revoke all on all sequences in schema public from ' || everybody;
  execute 'grant usage on schema public to ' || everybody;

  for one in
    select role, rights, unnest(string_to_array(tables, ' ')) as name from (values
      -- The serving desk and the command line.
      ('redress_desk', 'select, insert', 'letters letter_signatures filed_letters acknowledgements mail_troubles_told case_events clock_alarms'
        ' listed_items wall_trusts wall_trusts_told enrolment_events confirmation_nonces people api_tokens api_token_ends reads'
        ' webhooks webhook_ends gate_stops gate_rulings notifier_acts notifier_tellings'),
      ('redress_desk', 'select, insert, update', 'case_numbers cases outbox clocks alarms_told desk_time media_index_states'),
      ('redress_desk', 'select, insert, delete', 'hidden_copies media_spared'),
      -- What is indexed of a platform is thrown away whole and made anew.
      ('redress_desk', 'select, insert, update, delete', 'kept_answers webhook_deliveries platform_reports'
        ' media_files media_spots media_containers media_hashes'),
      -- The API: it reads cases and writes what people sign. It opens no case, and sees no letter, no index and nobody's address.
      ('redress_api', 'select', 'people api_tokens api_token_ends desk_time webhook_ends gate_stops'),
      ('redress_api', 'select, insert', 'case_events clock_alarms outbox listed_items reads notifier_acts notifier_tellings'
        ' gate_rulings'),
      ('redress_api', 'select, update', 'cases'),
      ('redress_api', 'select, insert, update', 'clocks'),
      ('redress_api', 'select, insert, delete', 'hidden_copies'),
      ('redress_api', 'select, insert, update, delete', 'kept_answers'),
      -- Not their secrets, sealed as they are.
      ('redress_api', 'select (tenant_id, hook_id, name, url, added_at, added_by)', 'webhooks'),
      ('redress_api', 'insert', 'webhook_deliveries'),
      -- The watchdog, and whoever makes statistics: what happened and what runs, and nothing of letters, people and platforms.
      ('redress_reader', 'select', 'cases case_events clocks clock_alarms desk_time')
    ) as said (role, rights, tables)
  loop
    -- A table of a later migration is not there yet while a backup is brought back.
    if to_regclass(one.name) is not null then
      execute format('grant %s on %I to %I', one.rights, one.name, one.role);
    end if;
  end loop;
  grant usage on sequence media_hashes_seq to redress_desk;

  -- A table that nobody named here works for the desk; the test asks for its row.
  for one in
    select relname as name from pg_class
     where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not has_table_privilege('redress_desk', oid, 'select')
  loop
    execute format('grant select, insert, update, delete on %I to redress_desk', one.name);
  end loop;

  -- The backup reads everything that is in one.
  grant select on all tables in schema public to redress_backup;
  grant usage on schema redress_migrations to redress_backup;
  grant select on all tables in schema redress_migrations to redress_backup;
end $$;

-- Whoever owns the tables may take the roles on, and lend them.
do $$
begin
  if not (select rolsuper from pg_roles where rolname = current_user) then
    execute format('grant redress_desk, redress_api, redress_reader, redress_backup to %I', current_user);
  end if;
exception when insufficient_privilege then
  raise notice 'these roles belong to another account: ask it for them (docs/operations/database-roles.md)';
end $$;
