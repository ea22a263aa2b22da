-- Roles of the database, one for each kind of process: what each may do is in grants.sql, which runs after every migration. They are roles to be
-- taken on, not accounts. Where this account may make none, the desk works as before, and `redress doctor` says so.
do $$
declare
  wanted text;
begin
  foreach wanted in array array['redress_desk', 'redress_api', 'redress_reader', 'redress_backup'] loop
    begin
      execute format('create role %I nologin', wanted);
    -- Roles belong to the whole server: another desk's migration may have made them, or be doing so now.
    exception when duplicate_object or unique_violation then null;
    end;
  end loop;
exception when insufficient_privilege then
  raise notice 'this account may make no roles; see docs/operations/database-roles.md';
end $$;
